using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>填报: somebody fills in fields and chooses how it goes on; the step's rules are asked before it does.</summary>
[Activity("form", "填报")]
public sealed record FormActivity : Asking
{
    /// <summary>The buttons; one called <c>submitted</c> when the definition names none.</summary>
    [Key("办法", "结果: 按钮名称，或者 { title, style … }；不写就是一个“提交”。", Example = "{ submitted: 提交, dropped: { title: 不再举行, style: danger } }")]
    public IReadOnlyDictionary<string, OutcomeUse> Ways { get; init; } = new Dictionary<string, OutcomeUse>(StringComparer.Ordinal)
    {
        ["submitted"] = new() { Title = "提交" },
    };

    /// <summary>Name of a list to which every answer is added as one more row: what is done again and again, such as half-yearly reviews.</summary>
    [Key("逐次累计", "每次填报在这个数据名下加一行，如半年一次的考察。", Example = "reviews")]
    public string? Collect { get; init; }

    public override ImmutableArray<string> Outcomes => [.. Ways.Keys];

    public override IEnumerable<string> Replies => Ways.Keys;

    public override string TitleOf(Step step, string outcome) => Ways.GetValueOrDefault(outcome)?.Title ?? base.TitleOf(step, outcome);

    public override string? CannotBeTakenBack(Replied given) => Ways.GetValueOrDefault(given.Outcome)?.Final;

    public override ImmutableArray<Field> Correctable => Fields;

    public override IEnumerable<Made> Gives(string step) => Collect is { } list ? [new Made(list) { Row = Fields }] : [];

    public override AnswerForm Form(Run run, WorkItem item) =>
        new(
            Forms.Build(run, item.Path, Fields),
            [.. Ways.Where(w => IsOffered(run, item.Path, w.Value)).Select(w => w.Value.Shown(w.Key, StyleOf(w.Key)))])
        {
            Facts = Showing.Facts(run, item.Path, Shows),
        };

    public override IEnumerable<Source> Reads => base.Reads.Concat(Ways.Values.Select(w => w.OfferedWhen?.Field).OfType<Source>());

    /// <summary>The first way is what is mostly done, unless the definition says it of another.</summary>
    private string StyleOf(string way) =>
        Ways[way].Style ?? (way == Ways.Keys.First() && Ways.Values.All(w => w.Style != "primary") ? "primary" : "plain");

    public override Problem? Resume(Run run, WorkItem item, Answer answer)
    {
        var outcomes = Ways.Select(w => w.Value.Shown(w.Key, StyleOf(w.Key))).ToArray();
        if (NoSuchOutcome(answer, outcomes) is { } unknown)
            return unknown;

        var outcome = outcomes.First(o => o.Key == answer.Outcome);
        if (!IsOffered(run, item.Path, Ways[outcome.Key]))
            return WhyNotOffered(run, item.Path, outcome, answer);
        if (Accept(run, item, answer, Fields, outcome, AsNamed) is { } problem)
            return problem;
        if (Collect is { } list && !outcome.SkipsFields)
            Add(run, item.Path, list);
        if (run.Judge(item.Path, RulesOn(run, item.Path, outcome), answer) is { } refused)
            return refused;

        run.Leave(item.Path, answer.Outcome);
        return null;
    }

    public override Problem? Reconsider(Run run, string path, Reconsidering again)
    {
        var offered = Ways.GetValueOrDefault(again.Left.Outcome)?.OfferedWhen;
        if (offered is { } when && again.Touches(run, path, when.Field) && !run.Holds(path, when))
            return Problem.Refused("rests-on", $"按更正后的内容，当时不能选“{Ways[again.Left.Outcome].Title}”。");
        return base.Reconsider(run, path, again);
    }

    protected override bool IsWithoutFields(string outcome) => Ways.GetValueOrDefault(outcome) is { SkipsFields: true };

    private static IEnumerable<RuleUse> RulesOn(Run run, string path, FormOutcome outcome) =>
        run.StepAt(path).Rules.Where(r => !outcome.SkipsFields || r.Outcomes.Contains(outcome.Key));

    private static bool IsOffered(Run run, string path, OutcomeUse way) =>
        way.OfferedWhen is not { } when || run.Holds(path, when);

    /// <summary>A rule of the step says why, with its article; where none does, the condition itself is told.</summary>
    private Problem WhyNotOffered(Run run, string path, FormOutcome outcome, Answer answer)
    {
        if (run.Judge(path, RulesOn(run, path, outcome), answer) is { Code: "rule-refused" } said)
            return said;

        return Problem.Refused(
            "way-not-open",
            $"按本事项现在的情况{Stands(run, path, Ways[outcome.Key].OfferedWhen!.Field)}，不能选择“{outcome.Title}”。",
            "请从列出的办理方式中选择；情况登记有误的，先更正。");
    }

    /// <summary>What a condition looks at, with what it is now, where that can be told in words.</summary>
    private static string Stands(Run run, string path, Source source)
    {
        if (Labels.Find(run, path, source) is not { } label)
            return "";
        var value = run.Value(path, source);
        return Json.String(value) is { } key && Json.Day(value) is null
            ? Labels.FieldOf(run.Procedure, source.ToString())?.Options.GetValueOrDefault(key) is { } option ? $"（{label}：{option}）" : $"（{label}）"
            : $"（{label}：{(value is null ? "没有登记" : Sources.InWords(value))}）";
    }

    /// <summary>The last row says what the form's own data say.</summary>
    public override void Corrected(Run run, string path, Field field)
    {
        if (Collect is not { } list || Json.Rows(run.Datum(path, list)?.Value).Select(r => (JsonObject)r.DeepClone()).ToArray() is not [.., var last] rows)
            return;
        last[field.Name] = run.Datum(path, field.Name)?.Value?.DeepClone();
        run.Set(path, list, new JsonArray([.. rows]));
    }

    private void Add(Run run, string path, string list)
    {
        var row = new JsonObject(Fields.Select(f => KeyValuePair.Create(f.Name, run.Datum(path, f.Name)?.Value?.DeepClone())).Where(v => v.Value is not null));
        run.Set(path, list, new JsonArray([.. Json.Rows(run.Datum(path, list)?.Value).Append(row).Select(r => (JsonNode?)r.DeepClone())]));
    }
}
