using System.Collections.Immutable;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>等待: until a day comes, or until somebody says that it is over. Never used to let a statutory step pass.</summary>
[Activity("wait", "等待")]
public sealed record WaitActivity : Asking
{
    private static readonly FormOutcome go = new("continued", "现在继续", "primary");

    /// <summary>The day waited for: a source such as a planned meeting day.</summary>
    public required string Until { get; init; }

    public override ImmutableArray<string> Outcomes => ["reached", "continued"];

    public override IEnumerable<DeadlineUse> DeadlinesOf(Step step) =>
        step.Deadlines.Append(new DeadlineUse
        {
            Name = "until",
            Title = step.Title,
            From = Until,
            Within = "P0D",
            Article = "到期继续办理",
            Then = Overdue.Reach,
        });

    public override IEnumerable<string> Reads => [Until, .. Recused];

    public override AnswerForm Form(Run run, WorkItem item) => new(Forms.Build(run, item.Path, Fields), [go]);

    public override Problem? Resume(Run run, WorkItem item, Answer answer)
    {
        if (NoSuchOutcome(answer, [go]) is { } unknown)
            return unknown;
        if (Accept(run, item, answer, Fields, go, AsNamed) is { } problem)
            return problem;
        if (run.Judge(item.Path, run.StepAt(item.Path).Rules, answer) is { } refused)
            return refused;

        run.Leave(item.Path, "continued");
        return null;
    }
}
