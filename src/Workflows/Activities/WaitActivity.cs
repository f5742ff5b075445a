using System.Collections.Immutable;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>等待: until a day comes, or until somebody says that it is over. Never used to let a statutory step pass.</summary>
[Activity("wait", "等待")]
public sealed record WaitActivity : Asking
{
    private const string Day = "until";

    private static readonly FormOutcome go = new("continued", "现在继续", "plain");

    /// <summary>The day waited for: a source such as a planned meeting day.</summary>
    [Key("等到", "到这一天自动继续，来源。", Example = "facts.term-expires-on")]
    public required Source Until { get; init; }

    /// <summary>Asides that are heard first: the day leads on only when none of them is under way.</summary>
    [Key("听哪些旁支", "这些旁支结束时重新计算。", Example = "[transfer]")]
    public ImmutableArray<string> Hears { get; init; } = [];

    public override ImmutableArray<string> Outcomes => ["reached", "continued"];

    public override IEnumerable<string> Replies => [go.Key];

    public override string TitleOf(Step step, string outcome) => outcome switch
    {
        "reached" => "到期",
        "continued" => "继续",
        _ => base.TitleOf(step, outcome),
    };

    public override IEnumerable<DeadlineUse> DeadlinesOf(Step step) =>
        step.Deadlines.Append(new DeadlineUse
        {
            Name = Day,
            Title = step.Title,
            From = Until,
            Within = StatedPeriod.Read("P0D"),
            Article = "到期继续办理",
            Then = Overdue.Reach,
        });

    public override IEnumerable<Source> Reads => [Until, .. base.Reads];

    public override IEnumerable<string> Names => Hears;

    public override AnswerForm Form(Run run, WorkItem item) => new(Forms.Build(run, item.Path, Fields), [go]);

    public override Problem? Resume(Run run, WorkItem item, Answer answer)
    {
        if (NoSuchOutcome(answer, [go]) is { } unknown)
            return unknown;
        if (UnderWay(run, item.Path) is { } aside)
            return Problem.Refused("aside-under-way", $"“{aside.Title}”还在办理，不能继续。", "请先办结；办结以后，到期的自动继续。");
        if (Accept(run, item, answer, Fields, go, AsNamed) is { } problem)
            return problem;
        if (run.Judge(item.Path, run.StepAt(item.Path).Rules, answer) is { } refused)
            return refused;

        run.Leave(item.Path, "continued");
        return null;
    }

    public override void Reached(Run run, string path)
    {
        if (UnderWay(run, path) is null)
            run.Leave(path, "reached");
    }

    public override void AsideEnded(Run run, string path)
    {
        if (run.Case.Deadlines.GetValueOrDefault($"{path}#{Day}") is { Passed: true })
            Reached(run, path);
    }

    /// <summary>What has come up and is not over yet; null when nothing has.</summary>
    private Step? UnderWay(Run run, string path) =>
        Hears.Select(name => Paths.BlockOf(path) + name).Where(run.Case.Places.ContainsKey).Select(run.StepAt).FirstOrDefault();
}
