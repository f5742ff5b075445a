namespace Workflows.Engine;

/// <summary>What a step reads of the case's data, as the definition says it: what rests on a value follows from it.</summary>
public static class Readings
{
    /// <summary>Does a step look at this datum: its activity, its rules, its fields, or whom it asks?</summary>
    public static bool Reads(this Procedure procedure, string path, string fullName) =>
        procedure.Find(path) is { } step && SourcesOf(step).Any(s => Reads(procedure, path, s, fullName));

    /// <summary>Does a source, as seen from a step, look at this datum: the value, its count, a column, or the day of a fact?</summary>
    public static bool Reads(Procedure procedure, string path, Source? source, string fullName)
    {
        if (source is null)
            return false;
        var scope = Paths.ScopeOf(procedure, path);
        return source.Names.Select(name => scope + name)
            .Any(name => name == fullName || name.StartsWith(fullName + ".", StringComparison.Ordinal));
    }

    public static IEnumerable<Source> SourcesOf(RuleUse use) => use.Given.Values.Concat(new[] { use.AsOf, use.When?.Field }.OfType<Source>());

    /// <summary>Where a field's choice, its limits and whether it is asked at all come from.</summary>
    public static IEnumerable<Source> SourcesOf(Field field) =>
        new[] { field.From, field.Except, field.NotBefore, field.AtMost, field.RowPer, field.ShowWhen?.Field }.OfType<Source>()
            .Concat(field.Columns.SelectMany(SourcesOf));

    private static IEnumerable<Source> SourcesOf(Step step) =>
        step.Activity.Reads
            .Concat(step.Activity.Asks.SelectMany(who => who.Sources))
            .Concat(step.Rules.Concat(step.Activity.OwnRules).SelectMany(SourcesOf))
            .Concat(step.Activity.AllFields.SelectMany(f => SourcesOf(f).Concat(f.Value is { } source ? [source] : [])));
}
