using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Workflows.Engine;

/// <summary>Chinese names of data, for sentences and lists.</summary>
public static class Labels
{
    private static readonly Dictionary<string, (string Label, string? Unit)> computed = new(StringComparer.Ordinal)
    {
        ["expected"] = ("应到会有表决权人数", "人"),
        ["expected-excluded"] = ("不计入应到会的党员", null),
        ["elected"] = ("当选", null),
        ["elected-tied"] = ("票数相等、再次投票的人", null),
        ["elected-missing"] = ("尚缺名额", "名"),
        ["secretary"] = ("当选书记", null),
        ["deputy"] = ("当选副书记", null),
        ["expires-on"] = ("任期届满日", null),
        ["activist-on"] = ("决定为积极分子之日", null),
        ["next-review-on"] = ("下一次应考察之日", null),
        ["admitted-on"] = ("支部大会通过之日", null),
        ["first-expiry"] = ("预备期届满之日", null),
        ["turns-on"] = ("可以讨论转正之日", null),
        ["extended-to"] = ("延长后的届满之日", null),
        ["member-since"] = ("党龄起算日", null),
        ["level"] = ("约谈层级", "级"),
        ["until"] = ("整改期限", null),
        ["progress-from"] = ("上次报告进展（开始跟踪）之日", null),
        ["observe-until"] = ("观察期满日", null),
        ["decided-by"] = ("批准人", null),
        ["thought-from"] = ("上次思想汇报之日", null),
    };

    /// <summary>Every field of a procedure by its name: a procedure does not change, and every deadline asks.</summary>
    private static readonly ConditionalWeakTable<Procedure, ILookup<string, (string Path, Step Step, Field Field)>> fields = [];

    /// <summary>The label of what the engine computed; null for what a page need not show: a value that was only handed on, and seats that nobody waits for.</summary>
    /// <param name="path">The step that set it.</param>
    /// <param name="fullName">The datum.</param>
    /// <param name="value">Its value.</param>
    public static string? OfComputed(Procedure procedure, string path, string fullName, JsonNode? value) =>
        computed.TryGetValue(Last(fullName), out var known)
        && procedure.Find(path) is { } step && step.Activity.Gives(step.Name).Contains(fullName[Paths.ScopeOf(procedure, path).Length..])
        && !(Json.Number(value) == 0)
            ? known.Label
            : null;

    /// <summary>True when those elected in one round are all who are elected so far: the list to which they were added tells it already.</summary>
    /// <param name="fullName">The datum.</param>
    /// <param name="value">Its value.</param>
    /// <param name="beside">What the same step set.</param>
    public static bool IsToldBeside(string fullName, JsonNode? value, IEnumerable<(string Name, JsonNode? Value)> beside) =>
        Last(fullName) == "elected"
        && beside.Any(other => computed.ContainsKey(Last(other.Name)) && other.Name.Count('.') < fullName.Count('.') && JsonNode.DeepEquals(other.Value, value));

    /// <summary>The unit in which a number that the engine computed is told; null when it is no number.</summary>
    public static string? UnitOf(string fullName) => computed.GetValueOrDefault(Last(fullName)).Unit;

    /// <summary>The label of a datum or fact; the name itself when nothing is known of it.</summary>
    public static string Of(Procedure procedure, string name)
    {
        if (name.StartsWith("facts.", StringComparison.Ordinal))
            return Facts.Find(name["facts.".Length..].Split('@')[0])?.Title ?? name;

        var last = Last(name);
        return Named(procedure, name, last)?.Label ?? computed.GetValueOrDefault(last).Label ?? name;
    }

    /// <summary>The label of a source as seen from a step: of the field it was filled in with, wherever that was; null when it has none.</summary>
    public static string? Find(Run run, string path, string source) =>
        run.Datum(path, source) is { } datum && FieldOf(run.Procedure, datum.Path, source) is { } field ? field.Label
        : Of(run.Procedure, source) is var label && label != source ? label
        : null;

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

    private static ILookup<string, (string Path, Step Step, Field Field)> FieldsOf(Procedure procedure) => fields.GetValue(
        procedure, p => p.AllSteps().SelectMany(s => s.Step.Activity.AllFields.Select(f => (s.Path, s.Step, Field: f))).ToLookup(f => f.Field.Name, StringComparer.Ordinal));
}
