using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Workflows.Engine;

/// <summary>Chinese names of data, for sentences and lists.</summary>
public static class Labels
{
    /// <summary>Every field of a procedure by its name: a procedure does not change, and every deadline asks.</summary>
    private static readonly ConditionalWeakTable<Procedure, ILookup<string, (string Path, Step Step, Field Field)>> fields = [];

    /// <summary>What steps put into the case by themselves, by the last part of its name, where a person may be told of it.</summary>
    private static readonly ConditionalWeakTable<Procedure, ILookup<string, Made>> made = [];

    /// <summary>The label of what a step computed; null for what a page need not show: a value that was only handed on, and seats that nobody waits for.</summary>
    /// <param name="path">The step that set it.</param>
    /// <param name="fullName">The datum.</param>
    /// <param name="value">Its value.</param>
    public static string? OfComputed(Procedure procedure, string path, string fullName, JsonNode? value) =>
        Json.Number(value) == 0 ? null : MadeAt(procedure, path, fullName)?.Label;

    /// <summary>True when those elected in one round are all who are elected so far: the list to which they were added tells it already.</summary>
    /// <param name="path">The step that set it.</param>
    /// <param name="fullName">The datum.</param>
    /// <param name="value">Its value.</param>
    /// <param name="beside">What the same step set.</param>
    public static bool IsToldBeside(Procedure procedure, string path, string fullName, JsonNode? value, IEnumerable<(string Name, JsonNode? Value)> beside) =>
        MadeAt(procedure, path, fullName)?.ToldBy is { } list
        && beside.Any(other => other.Name == Paths.ScopeOf(procedure, path) + list && JsonNode.DeepEquals(other.Value, value));

    /// <summary>The fields of a row where a step adds one to this datum with every answer; null for any other datum.</summary>
    public static ImmutableArray<Field>? RowOf(Procedure procedure, string path, string fullName) =>
        MadeAt(procedure, path, fullName) is { Row: { IsEmpty: false } row } ? row : null;

    /// <summary>The unit in which a number that a step computed is told; null when it is no number.</summary>
    public static string? UnitOf(Procedure procedure, string fullName) => MadeAs(procedure, fullName)?.Unit;

    /// <summary>The label of what a step computes under this name, whichever it was; null when it is nothing of the kind.</summary>
    public static string? OfComputed(Procedure procedure, string fullName) => MadeAs(procedure, fullName)?.Label;

    /// <summary>What a source is called; as written when it has no name.</summary>
    public static string Of(Procedure procedure, Source source) => source.Label(procedure) ?? source.ToString();

    /// <summary>The label of a datum; the name itself when nothing is known of it.</summary>
    public static string Of(Procedure procedure, string name)
    {
        var last = Last(name);
        return Named(procedure, name, last)?.Label ?? MadeAs(procedure, name)?.Label ?? name;
    }

    /// <summary>The label of a source as seen from a step: of the field it was filled in with, wherever that was; null when it has none.</summary>
    public static string? Find(Run run, string path, Source source) =>
        source is Source.Named(var name) && run.Datum(path, name) is { } datum && FieldOf(run.Procedure, datum.Path, name) is { } field
            ? field.Label
            : source.Label(run.Procedure);

    /// <summary>The label of what a part was given by the steps around it, as where it was filled in; null when it has none.</summary>
    public static string? OfGiven(Run run, string path, Source source)
    {
        while (Paths.BlockOf(path) is { Length: > 0 } block)
        {
            path = Paths.OwnerOf(block).Step;
            if (run.StepAt(path).Activity is not { OpensScope: true } call)
                continue;
            if (call.GivenFrom(source.ToString()) is not { } outside)
                return null;
            // Of several days the latest one counts.
            source = outside.Parts.Length > 1 && Sources.Latest(outside, part => run.Value(path, part)) is { } latest ? latest.Source : outside;
            if (Find(run, path, source) is { } label)
                return label;
        }

        return null;
    }

    /// <summary>The field of a step that a datum was filled in with; null when the engine put it there.</summary>
    public static Field? FieldOf(Procedure procedure, string path, string fullName)
    {
        // What came from outside, no step has set.
        if (path.Length == 0)
            return FieldOf(procedure, fullName);
        var last = Last(fullName);
        return procedure.Find(path)?.Activity.AllFields.FirstOrDefault(f => f.Name == last);
    }

    /// <summary>The field that a datum of this name is filled in with somewhere; null for values that the engine computed.</summary>
    public static Field? FieldOf(Procedure procedure, string fullName) => Named(procedure, fullName, Last(fullName));

    /// <summary>The title of the step at which a datum is filled in: many a step has a 会议日期. Null for values that the engine computed.</summary>
    public static string? StepOf(Procedure procedure, string fullName)
    {
        var last = Last(fullName);
        return FieldsOf(procedure)[last]
            .Where(f => Paths.ScopeOf(procedure, f.Path) is var scope && (fullName == scope + last || fullName == $"{scope}{f.Step.Name}.{last}"))
            .Select(f => f.Step.Title)
            .FirstOrDefault();
    }

    /// <summary>A label in quotation marks; those that stand in it become single ones.</summary>
    public static string Quoted(string label) => $"“{label.Replace('“', '‘').Replace('”', '’')}”";

    private static string Last(string fullName) => fullName[(fullName.LastIndexOf('.') + 1)..];

    private static Field? Named(Procedure procedure, string fullName, string last) =>
        FieldsOf(procedure)[last]
            .OrderByDescending(f => fullName.Contains(f.Step.Name + ".", StringComparison.Ordinal))
            .FirstOrDefault().Field;

    /// <summary>What a step puts into the case, and what is told because the definition gives it a label where a rule of the step is asked.</summary>
    private static Made? MadeAt(Procedure procedure, string path, string fullName)
    {
        if (procedure.Find(path) is not { } step)
            return null;
        var name = fullName[Paths.ScopeOf(procedure, path).Length..];
        return step.Activity.Gives(step.Name).Concat(step.Rules.Where(r => r.Into?.Label is not null).SelectMany(Made.By)).FirstOrDefault(m => m.Name == name);
    }

    /// <summary>The datum of this name, wherever it is made: what is handed on to a part is called as it was there.</summary>
    private static Made? MadeAs(Procedure procedure, string fullName) =>
        MadeIn(procedure)[Last(fullName)].OrderByDescending(m => IsWithin(fullName, m.Name)).FirstOrDefault();

    private static bool IsWithin(string fullName, string name) => fullName == name || fullName.EndsWith("." + name, StringComparison.Ordinal);

    private static ILookup<string, Made> MadeIn(Procedure procedure) => made.GetValue(procedure, p => p.Inputs.Select(i => i.As())
        .Concat(p.AllSteps().SelectMany(s => s.Step.Activity.Gives(s.Step.Name).Concat(s.Step.Rules.SelectMany(Made.By))))
        .Where(m => m.Label is not null).ToLookup(m => Last(m.Name), StringComparer.Ordinal));

    private static ILookup<string, (string Path, Step Step, Field Field)> FieldsOf(Procedure procedure) => fields.GetValue(
        procedure, p => p.AllSteps().SelectMany(s => s.Step.Activity.AllFields.Select(f => (s.Path, s.Step, Field: f))).ToLookup(f => f.Field.Name, StringComparer.Ordinal));
}
