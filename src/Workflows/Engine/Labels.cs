namespace Workflows.Engine;

/// <summary>Chinese names of data, for sentences and lists.</summary>
public static class Labels
{
    private static readonly Dictionary<string, string> computed = new(StringComparer.Ordinal)
    {
        ["expected"] = "应到会有表决权人数",
        ["expected-excluded"] = "不计入应到会的党员",
        ["elected"] = "当选",
        ["elected-tied"] = "票数相等、再次投票的人",
        ["elected-missing"] = "尚缺名额",
        ["secretary"] = "当选书记",
        ["deputy"] = "当选副书记",
        ["expires-on"] = "任期届满日",
    };

    /// <summary>The label of what the engine computed; null for what a page need not show.</summary>
    public static string? OfComputed(string fullName) => computed.GetValueOrDefault(fullName[(fullName.LastIndexOf('.') + 1)..]);

    /// <summary>The label of a datum or fact; the name itself when nothing is known of it.</summary>
    public static string Of(Procedure procedure, string name)
    {
        if (name.StartsWith("facts.", StringComparison.Ordinal))
            return Facts.Find(name["facts.".Length..].Split('@')[0])?.Title ?? name;

        var last = name[(name.LastIndexOf('.') + 1)..];
        return Named(procedure, name, last)?.Label ?? computed.GetValueOrDefault(last) ?? name;
    }

    /// <summary>The label of a source as seen from a step: of the field it was filled in with, wherever that was; null when it has none.</summary>
    public static string? Find(Run run, string path, string source) =>
        run.Datum(path, source) is { } datum && FieldOf(run.Procedure, datum.Path, source) is { } field ? field.Label
        : Of(run.Procedure, source) is var label && label != source ? label
        : null;

    /// <summary>The field of a step that a datum was filled in with; null when the engine put it there.</summary>
    public static Field? FieldOf(Procedure procedure, string path, string fullName)
    {
        var last = fullName[(fullName.LastIndexOf('.') + 1)..];
        return procedure.Find(path)?.Activity.AllFields.FirstOrDefault(f => f.Name == last);
    }

    /// <summary>The field that a datum of this name is filled in with somewhere; null for values that the engine computed.</summary>
    public static Field? FieldOf(Procedure procedure, string fullName)
    {
        var last = fullName[(fullName.LastIndexOf('.') + 1)..];
        return Named(procedure, fullName, last);
    }

    private static Field? Named(Procedure procedure, string fullName, string last) =>
        procedure.AllSteps()
            .SelectMany(s => s.Step.Activity.AllFields.Select(f => (s.Step.Name, Field: f)))
            .Where(f => f.Field.Name == last)
            .OrderByDescending(f => fullName.Contains(f.Name + ".", StringComparison.Ordinal))
            .Select(f => f.Field)
            .FirstOrDefault();
}
