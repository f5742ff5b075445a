namespace Workflows.Engine;

/// <summary>Chinese names of data, for sentences and lists.</summary>
public static class Labels
{
    /// <summary>The label of a datum or fact; the name itself when nothing is known of it.</summary>
    public static string Of(Procedure procedure, string name)
    {
        if (name.StartsWith("facts.", StringComparison.Ordinal))
            return Facts.Find(name["facts.".Length..].Split('@')[0])?.Title ?? name;

        var last = name[(name.LastIndexOf('.') + 1)..];
        return FieldOf(procedure, name, last)?.Label ?? name;
    }

    /// <summary>The field that a datum was filled in with; null for values that the engine computed.</summary>
    public static Field? FieldOf(Procedure procedure, string fullName)
    {
        var last = fullName[(fullName.LastIndexOf('.') + 1)..];
        return FieldOf(procedure, fullName, last);
    }

    private static Field? FieldOf(Procedure procedure, string fullName, string last) =>
        procedure.AllSteps()
            .SelectMany(s => s.Step.Activity.AllFields.Select(f => (s.Step.Name, Field: f)))
            .Where(f => f.Field.Name == last)
            .OrderByDescending(f => fullName.Contains(f.Name + ".", StringComparison.Ordinal))
            .Select(f => f.Field)
            .FirstOrDefault();
}
