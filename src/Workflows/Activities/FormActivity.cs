using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>填报: somebody fills in fields and chooses how it goes on; the step's rules are asked before it does.</summary>
[Activity("form", "填报")]
public sealed record FormActivity : Asking
{
    /// <summary>The buttons; one called <c>submitted</c> when the definition names none.</summary>
    public IReadOnlyDictionary<string, OutcomeUse> Ways { get; init; } = new Dictionary<string, OutcomeUse>(StringComparer.Ordinal)
    {
        ["submitted"] = new() { Title = "提交", Style = "primary" },
    };

    /// <summary>Name of a list to which every answer is added as one more row: what is done again and again, such as half-yearly reviews.</summary>
    public string? Collect { get; init; }

    public override ImmutableArray<string> Outcomes => [.. Ways.Keys];

    public override IEnumerable<string> Gives(string step) => Collect is { } list ? [list] : [];

    public override AnswerForm Form(Run run, WorkItem item) =>
        new(Forms.Build(run, item.Path, Fields), [.. Ways.Where(w => w.Value.OfferedWhen is not { } when || when.Holds(run.Value(item.Path, when.Field))).Select(w => w.Value.Shown(w.Key))]);

    public override IEnumerable<string> Reads => base.Reads.Concat(Ways.Values.Select(w => w.OfferedWhen?.Field).OfType<string>());

    public override Problem? Resume(Run run, WorkItem item, Answer answer)
    {
        var outcomes = Ways.Select(w => w.Value.Shown(w.Key)).ToArray();
        if (NoSuchOutcome(answer, outcomes) is { } unknown)
            return unknown;

        var outcome = outcomes.First(o => o.Key == answer.Outcome);
        if (Accept(run, item, answer, Fields, outcome, AsNamed) is { } problem)
            return problem;
        if (Collect is { } list && !outcome.SkipsFields)
            Add(run, item.Path, list);
        var rules = run.StepAt(item.Path).Rules.Where(r => !outcome.SkipsFields || r.Outcomes.Contains(outcome.Key));
        if (run.Judge(item.Path, rules, answer) is { } refused)
            return refused;

        run.Leave(item.Path, answer.Outcome);
        return null;
    }

    /// <summary>The last row says what the form's own data say after a correction.</summary>
    internal static void CorrectLast(Run run, string path, string list, string name)
    {
        if (Json.Rows(run.Datum(path, list)?.Value).Select(r => (JsonObject)r.DeepClone()).ToArray() is not [.., var last] rows)
            return;
        last[name] = run.Datum(path, name)?.Value?.DeepClone();
        run.Set(path, list, new JsonArray([.. rows]));
    }

    private void Add(Run run, string path, string list)
    {
        var row = new JsonObject(Fields.Select(f => KeyValuePair.Create(f.Name, run.Datum(path, f.Name)?.Value?.DeepClone())).Where(v => v.Value is not null));
        run.Set(path, list, new JsonArray([.. Json.Rows(run.Datum(path, list)?.Value).Append(row).Select(r => (JsonNode?)r.DeepClone())]));
    }
}
