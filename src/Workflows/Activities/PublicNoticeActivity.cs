using System.Collections.Immutable;
using System.Globalization;
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
    private const string Verifying = "verifying";
    private const string FromWhom = "from-whom";
    private const string Confidential = "confidential";

    private static readonly FormOutcome posted = new("posted", "已张贴，开始公示", "primary");
    private static readonly FormOutcome objected = new(Objection, "登记异议", "plain");
    private static readonly FormOutcome restarted = new("restarted", "更正内容或撤下，重新公示", "plain", NeedsReason: true, SkipsFields: true);
    private static readonly FormOutcome clear = new("clear", "公示期满，无异议或不影响", "primary", SkipsFields: true);
    private static readonly FormOutcome affected = new("affected", "查实有影响，终止", "danger", NeedsReason: true, SkipsFields: true);
    private static readonly FormOutcome unfounded = new("unfounded", "经核实，不影响", "primary");
    private static readonly FormOutcome founded = new("founded", "经核实，有影响", "danger");

    private static readonly ImmutableArray<Field> objecting =
    [
        new() { Name = FromWhom, Label = "反映人", Max = 60 },
        new() { Name = "what", Label = "反映的问题", Type = FieldType.LongText },
        new() { Name = Confidential, Label = "反映人要求保密", Type = FieldType.YesNo },
    ];

    private static readonly ImmutableArray<Field> verifying =
        [new() { Name = "conclusion", Label = "核实情况和结论", Type = FieldType.LongText }];

    /// <summary>How many working days; at least 1.</summary>
    [Key("公示天数", "工作日数，张贴次日起算。", Example = "5", Min = 1, Max = 60)]
    public required int Days { get; init; }

    /// <summary>The article that asks for these days.</summary>
    [Key("依据", "条文。", Example = "《细则》第十七条")]
    public required string Article { get; init; }

    /// <summary>The day before which it cannot have been posted; a source.</summary>
    [Key("不得早于", "张贴日期不能早于它。", Example = "approved-on")]
    public Source? NotBefore { get; init; }

    public override IEnumerable<Source> Reads => [.. base.Reads, .. new[] { NotBefore }.OfType<Source>()];

    public override ImmutableArray<string> Outcomes => ["clear", "affected"];

    public override IEnumerable<string> Replies => new[] { posted, objected, restarted, clear, affected, unfounded, founded }.Select(w => w.Key);

    public override string TitleOf(Step step, string outcome) => outcome switch
    {
        "clear" => "期满无影响",
        "affected" => "有影响",
        "posted" => "已张贴",
        "objection" => "登记异议",
        "restarted" => "重新公示",
        "unfounded" => "经核实，不影响",
        "founded" => "经核实，有影响",
        _ => base.TitleOf(step, outcome),
    };

    public override ImmutableArray<Field> AllFields => [.. Posting, .. objecting, .. verifying];

    public override IEnumerable<string> RulesAsked => ["WD-02", "WD-03"];

    public override IEnumerable<Made> Gives(string step) => Posting.Select(f => new Made($"{step}.{f.Name}"));

    public override IEnumerable<DeadlineUse> DeadlinesOf(Step step) =>
        step.Deadlines.Append(new DeadlineUse
        {
            Name = "days",
            Title = "公示期满",
            From = new Source.Named($"{step.Name}.posted-on"),
            Within = StatedPeriod.Read($"P{Days}WD"),
            Article = Article,
        });

    private ImmutableArray<Field> Posting =>
    [
        new() { Name = "posted-on", Label = "张贴日期", Type = FieldType.Date, Past = true, NotBefore = NotBefore },
        new() { Name = "place", Label = "公示地点", Max = 100 },
        new() { Name = "text", Label = "公示内容", Type = FieldType.LongText },
        new() { Name = "photo", Label = "公示照片", Type = FieldType.Files, Required = false },
    ];

    public override void Enter(Run run, string path) => run.Offer(path, By, "posting");

    public override AnswerForm Form(Run run, WorkItem item) => item.Part switch
    {
        "posting" => new(Forms.Build(run, item.Path, Posting), [posted]) { Notices = Unloaded(run, run.Today) },
        "running" => new(Forms.Build(run, item.Path, objecting), [objected, clear, restarted, affected])
        {
            Facts = Facts(run, item.Path),
            Notices = Unloaded(run, PostedOn(run, item.Path)),
        },
        _ => new(Forms.Build(run, item.Path, verifying), [unfounded, founded]) { Facts = [.. Objected(run, item), .. Facts(run, item.Path)] },
    };

    public override IEnumerable<Field> Told(Replied given) =>
        given.Outcome == Objection ? objecting.Where(f => f.Name != FromWhom || given.Answer?[Confidential]?.GetValue<bool>() != true)
        : given.Part == Verifying ? verifying
        : [];

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

    /// <summary>The step's rules speak when the days are over, not while something is filled in.</summary>
    protected override ImmutableArray<RuleAnswer> Foresee(Run run, WorkItem item, Answer answer, JsonObject known, Func<RuleUse, bool> canBeAsked) => [];

    public override bool Decides(string outcome) => outcome == "clear";

    public override Problem? Reconsider(Run run, string path, Reconsidering again) => Decides(again.Left.Outcome)
        ? Problem.Refused("rests-on", "已按原来的内容公示期满。")
        : null;

    /// <summary>What hangs on the wall says the old text: it is taken down first.</summary>
    public override Problem? Renew(Run run, string path)
    {
        var title = run.StepAt(path).Title;
        return run.Known(path, $"{Paths.NameOf(path)}.posted-on") is null
            ? null
            : Problem.Refused("notice-posted", $"“{title}”已按原来的内容张贴。", $"请先在“{title}”办理“{restarted.Title}”，再更正。");
    }

    private Problem? Post(Run run, WorkItem item, Answer answer, FormOutcome way)
    {
        if (Accept(run, item, answer, Posting, way, Below(item.Path)) is { } problem)
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
                run.Offer(item.Path, By, Verifying, "核实公示异议");
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
        var open = run.Case.Items.Count(i => i.Path == path && i.Part == Verifying);
        if (open > 0)
            return Problem.Refused("objection-open", $"还有 {open} 条异议没有核实结论，公示不能办结。", "请先办结“核实公示异议”。") with { Article = Article };

        var name = Paths.NameOf(path);
        var use = new RuleUse
        {
            Rule = "WD-02",
            Given = ImmutableSortedDictionary<string, Source>.Empty
                .Add("posted-on", new Source.Named($"{name}.posted-on")).Add("days", Source.Of(Days)).Add("decided-on", Source.Today),
        };
        if (run.Judge(path, run.StepAt(path).Rules.Prepend(use), answer) is { } refused)
            return refused;

        run.Leave(path, "clear");
        return null;
    }

    /// <summary>What is to be verified, and on whose word: each objection has its item, in the order in which they came.</summary>
    private static IEnumerable<FormFact> Objected(Run run, WorkItem item)
    {
        var answers = run.Case.Places[item.Path].Answers;
        var items = answers.Where(a => a.Part == Verifying).Select(a => a.Item)
            .Concat(run.Case.Items.Where(i => i.Path == item.Path && i.Part == Verifying).Select(i => i.Id)).OrderBy(Order).ToList();
        return answers.Where(a => a.Outcome == Objection).ElementAtOrDefault(items.IndexOf(item.Id))?.Answer is not { } answer
            ? []
            : from field in objecting
              where answer[field.Name] is not null
              select new FormFact(field.Label, Sources.InWords(answer[field.Name]), "");
    }

    /// <summary>Items are numbered as they come.</summary>
    private static int Order(string item) => int.Parse(item.AsSpan(1), CultureInfo.InvariantCulture);

    private static ImmutableArray<FormFact> Facts(Run run, string path) =>
        run.Case.Deadlines.TryGetValue($"{path}#days", out var days)
            ? [new FormFact("公示最后一天", Sources.InWords(Json.Of(days.Due)) + (days.Provisional ? "（暂定）" : ""), days.Why)]
            : [];

    private static DateOnly PostedOn(Run run, string path) => Json.Day(run.Known(path, $"{Paths.NameOf(path)}.posted-on")) ?? run.Today;

    /// <summary>Said before a notice is posted: its days reach a year whose days off are not known, so it could not be concluded.</summary>
    private ImmutableArray<string> Unloaded(Run run, DateOnly posted)
    {
        var calendar = run.World.Calendar;
        var span = PublicNotices.Span(posted, Days, run.World.Settings.Get(PublicNotices.PostingDayKey) == "true", calendar);
        return !span.Provisional ? [] :
        [
            $"{posted:yyyy年M月d日}张贴的，{Days} 个工作日要数到 {calendar.FirstYearMissing(posted, span.LastDay)} 年，这一年的放假安排还没有录入：届满日期只是暂定，公示不能办结。"
            + "请等放假安排的通知发布、由管理员录入后再办结，系统会自动重新计算；急需办理的，请联系管理员。",
        ];
    }
}
