using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Rules;

namespace Workflows.Activities;

/// <summary>
/// 公示: posted on a day for a number of working days, the posting day not counted unless set (WD-02). An objection does not stop
/// the days but blocks the outcome; taking the notice down starts the count again (WD-03).
/// </summary>
[Activity("public-notice", "公示")]
public sealed record PublicNoticeActivity : Asking
{
    private const string Objection = "objection";

    private static readonly FormOutcome posted = new("posted", "已张贴，开始公示", "primary");
    private static readonly FormOutcome objected = new(Objection, "登记异议", "plain");
    private static readonly FormOutcome restarted = new("restarted", "更正内容或撤下，重新公示", "plain", NeedsReason: true, SkipsFields: true);
    private static readonly FormOutcome clear = new("clear", "公示期满，无异议或不影响", "primary", SkipsFields: true);
    private static readonly FormOutcome affected = new("affected", "查实有影响，终止", "danger", NeedsReason: true, SkipsFields: true);
    private static readonly FormOutcome unfounded = new("unfounded", "经核实，不影响", "primary");
    private static readonly FormOutcome founded = new("founded", "经核实，有影响", "danger");

    private static readonly ImmutableArray<Field> posting =
    [
        new() { Name = "posted-on", Label = "张贴日期", Type = FieldType.Date, Past = true },
        new() { Name = "place", Label = "公示地点", Max = 100 },
        new() { Name = "text", Label = "公示内容", Type = FieldType.LongText },
        new() { Name = "photo", Label = "公示照片", Type = FieldType.Files, Required = false },
    ];

    private static readonly ImmutableArray<Field> objecting =
    [
        new() { Name = "from-whom", Label = "反映人", Max = 60 },
        new() { Name = "what", Label = "反映的问题", Type = FieldType.LongText },
        new() { Name = "confidential", Label = "反映人要求保密", Type = FieldType.YesNo },
    ];

    private static readonly ImmutableArray<Field> verifying =
        [new() { Name = "conclusion", Label = "核实情况和结论", Type = FieldType.LongText }];

    /// <summary>How many working days; at least 1.</summary>
    public required int Days { get; init; }

    /// <summary>The article that asks for these days.</summary>
    public required string Article { get; init; }

    public override ImmutableArray<string> Outcomes => ["clear", "affected"];

    public override ImmutableArray<Field> AllFields => [.. posting, .. objecting, .. verifying];

    public override IEnumerable<string> Gives(string step) => posting.Select(f => $"{step}.{f.Name}");

    public override IEnumerable<DeadlineUse> DeadlinesOf(Step step) =>
        step.Deadlines.Append(new DeadlineUse
        {
            Name = "days",
            Title = "公示期满",
            From = $"{step.Name}.posted-on",
            Within = $"P{Days}WD",
            Article = Article,
        });

    public override void Enter(Run run, string path) => run.Offer(path, By, "posting");

    public override AnswerForm Form(Run run, WorkItem item) => item.Part switch
    {
        "posting" => new(Forms.Build(run, item.Path, posting), [posted]),
        "running" => new(Forms.Build(run, item.Path, objecting), [objected, clear, restarted, affected]) { Facts = Facts(run, item.Path) },
        _ => new(Forms.Build(run, item.Path, verifying), [unfounded, founded]) { Facts = Facts(run, item.Path) },
    };

    public override Problem? Resume(Run run, WorkItem item, Answer answer)
    {
        var ways = Form(run, item).Outcomes;
        if (NoSuchOutcome(answer, ways) is { } unknown)
            return unknown;

        var way = ways.First(w => w.Key == answer.Outcome);
        return item.Part switch
        {
            "posting" => Post(run, item, answer, way),
            "running" => Go(run, item, answer, way),
            _ => Verify(run, item, answer, way),
        };
    }

    private Problem? Post(Run run, WorkItem item, Answer answer, FormOutcome way)
    {
        if (Accept(run, item, answer, posting, way, Below(item.Path)) is { } problem)
            return problem;

        run.Offer(item.Path, By, "running", "公示进行中：登记异议，期满后办结");
        return null;
    }

    private Problem? Go(Run run, WorkItem item, Answer answer, FormOutcome way)
    {
        if (Accept(run, item, answer, way.Key == Objection ? objecting : [], way, nameOf: null) is { } problem)
            return problem;

        switch (way.Key)
        {
            case Objection:
                run.Offer(item.Path, By, "running", item.Title);
                run.Offer(item.Path, By, "verifying", "核实公示异议");
                return null;
            case "restarted":
                // The days begin with the new posting; objections already made are still to be verified.
                run.Set(item.Path, $"{Paths.NameOf(item.Path)}.posted-on", null);
                run.Offer(item.Path, By, "posting");
                return null;
            case "affected":
                run.Leave(item.Path, "affected");
                return null;
            default:
                return Conclude(run, item.Path, answer);
        }
    }

    private Problem? Verify(Run run, WorkItem item, Answer answer, FormOutcome way)
    {
        if (Accept(run, item, answer, verifying, way, nameOf: null) is { } problem)
            return problem;
        if (way.Key == "founded")
            run.Leave(item.Path, "affected");
        return null;
    }

    private Problem? Conclude(Run run, string path, Answer answer)
    {
        var open = run.Case.Items.Count(i => i.Path == path && i.Part == "verifying");
        if (open > 0)
            return Problem.Refused("objection-open", $"还有 {open} 条异议没有核实结论，公示不能办结。", "请先办结“核实公示异议”。") with { Article = Article };

        var name = Paths.NameOf(path);
        var use = new RuleUse
        {
            Rule = "WD-02",
            Given = ImmutableSortedDictionary<string, JsonNode?>.Empty
                .Add("posted-on", $"{name}.posted-on").Add("days", JsonValue.Create(Days)).Add("decided-on", "today"),
        };
        if (run.Judge(path, run.StepAt(path).Rules.Prepend(use), answer) is { } refused)
            return refused;

        run.Leave(path, "clear");
        return null;
    }

    private static ImmutableArray<FormFact> Facts(Run run, string path) =>
        run.Case.Deadlines.TryGetValue($"{path}#days", out var days)
            ? [new FormFact("公示最后一天", Sources.InWords(Json.Of(days.Due)) + (days.Provisional ? "（暂定）" : ""), days.Why)]
            : [];
}
