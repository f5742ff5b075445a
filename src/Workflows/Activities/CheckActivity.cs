using System.Collections.Immutable;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>规则判断: a named rule decides where the case goes; what it said is in the history.</summary>
[Activity("check", "规则判断")]
public sealed record CheckActivity : Activity
{
    public required RuleUse Ask { get; init; }

    /// <summary>What it means here that the rule holds, as the way out is called.</summary>
    public string HoldsTitle { get; init; } = "符合";

    public string FailsTitle { get; init; } = "不符合";

    public override bool IsAutomatic => true;

    public override ImmutableArray<string> Outcomes => ["holds", "fails"];

    public override IEnumerable<string> Gives(string step) => Ask.Into is { } into ? [into] : [];

    public override void Enter(Run run, string path)
    {
        if (Law.Ask(run, path, Ask, out var answer) is { } problem)
            throw new MoveRefusedException(problem);
        run.Leave(path, answer!.Holds ? "holds" : "fails");
    }
}

/// <summary>条件分支: the first condition that holds decides; conditions are closed and can be shown in words.</summary>
[Activity("choose", "条件分支")]
public sealed record ChooseActivity : Activity
{
    public required ImmutableArray<Choice> When { get; init; }

    /// <summary>What it means, in Chinese, that no condition holds.</summary>
    public string Otherwise { get; init; } = "其他情形";

    public override bool IsAutomatic => true;

    public override ImmutableArray<string> Outcomes => [.. When.Select(w => w.Then).Append("otherwise").Distinct()];

    public override IEnumerable<string> Reads => When.Select(w => w.If.Field);

    public override void Enter(Run run, string path) =>
        run.Leave(path, When.FirstOrDefault(w => w.If.Holds(run.Value(path, w.If.Field)))?.Then ?? "otherwise");

    public sealed record Choice
    {
        public required Condition If { get; init; }

        public required string Then { get; init; }

        /// <summary>What it means, in Chinese, that the condition holds.</summary>
        public string Title { get; init; } = "符合条件";
    }
}
