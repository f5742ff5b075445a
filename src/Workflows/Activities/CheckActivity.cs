using System.Collections.Immutable;
using Workflows.Engine;
using Workflows.Rules;

namespace Workflows.Activities;

/// <summary>规则判断: a named rule decides where the case goes; what it said is in the history.</summary>
[Activity("check", "规则判断")]
public sealed record CheckActivity : Activity
{
    [Key("规则", "由这条规则决定去向。", Example = "{ rule: EL-04, given: { expected: expected, present: present } }")]
    public required RuleUse Ask { get; init; }

    /// <summary>What it means here that the rule holds, as the way out is called.</summary>
    [Key("成立的叫法", "规则成立时这条路的名称。", Example = "人数足够")]
    public string HoldsTitle { get; init; } = "符合";

    [Key("不成立的叫法", "规则不成立时这条路的名称。", Example = "人数不足")]
    public string FailsTitle { get; init; } = "不符合";

    public override bool IsAutomatic => true;

    public override bool IsPutAgain => true;

    public override ImmutableArray<string> Outcomes => ["holds", "fails"];

    public override string TitleOf(Step step, string outcome) => outcome == "holds" ? HoldsTitle : FailsTitle;

    public override IEnumerable<string> RulesAsked => [Ask.Rule];

    public override IEnumerable<(string At, RuleUse Use)> OwnRulesAt(string path) => [(".with.ask", Ask)];

    public override bool IsFailure(string outcome) => outcome == "fails" && !RuleBook.Standard.IsQuestion(Ask.Rule);

    public override IEnumerable<Made> Gives(string step) => Made.By(Ask);

    public override IEnumerable<RuleUse> OwnRules => [Ask];

    /// <summary>The rule is asked again; it must lead the same way.</summary>
    public override Problem? Reconsider(Run run, string path, Reconsidering again)
    {
        if (!again.MustAsk(run, path, Ask, out var cannot))
            return cannot;
        if (Law.Ask(run, path, Ask, out var answer) is { } problem)
            return problem;
        return (again.Left.Outcome == "holds") == answer!.Holds
            ? null
            : new Problem(ProblemKind.Refused, "rests-on", answer.Because, answer.Instead) { Verdicts = [answer] };
    }

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
    [Key("条件", "依次判断，取第一个成立的。", Example = "[{ if: { field: seats, at-least: 5 }, then: large, title: 五名以上 }]")]
    public required ImmutableArray<Choice> When { get; init; }

    /// <summary>What it means, in Chinese, that no condition holds.</summary>
    [Key("其他情形的叫法", "都不成立时的名称。", Example = "四名以下")]
    public string Otherwise { get; init; } = "其他情形";

    public override bool IsAutomatic => true;

    public override bool IsPutAgain => true;

    public override ImmutableArray<string> Outcomes => [.. When.Select(w => w.Then).Append("otherwise").Distinct()];

    public override string TitleOf(Step step, string outcome) => When.FirstOrDefault(w => w.Then == outcome)?.Title ?? Otherwise;

    public override IEnumerable<Source> Reads => When.Select(w => w.If.Field);

    public override IEnumerable<string> OutcomesAhead(Run run, string path) =>
        Reads.All(r => r is Source.OfRegister) ? [Taken(run, path)] : Outcomes;

    public override void Enter(Run run, string path) => run.Leave(path, Taken(run, path));

    /// <summary>The case went by what was known; it must be the same way still.</summary>
    public override Problem? Reconsider(Run run, string path, Reconsidering again)
    {
        var now = Chosen(run, path);
        var then = TitleOf(run.StepAt(path), again.Left.Outcome);
        return (now?.Then ?? "otherwise") == again.Left.Outcome
            ? null
            : Problem.Refused("rests-on", $"当时按“{then}”办理，更正后属于“{now?.Title ?? Otherwise}”，往下办理的步骤不同。");
    }

    private string Taken(Run run, string path) => Chosen(run, path)?.Then ?? "otherwise";

    private Choice? Chosen(Run run, string path) => When.FirstOrDefault(w => run.Holds(path, w.If));

    public sealed record Choice
    {
        [Key("条件", "来源和比较。", Example = "{ field: seats, at-least: 5 }")]
        public required Condition If { get; init; }

        [Key("结果", "成立时的结果名，写在 next 中。", Example = "large")]
        public required string Then { get; init; }

        /// <summary>What it means, in Chinese, that the condition holds.</summary>
        [Key("名称", "成立时的叫法。", Example = "五名以上")]
        public string Title { get; init; } = "符合条件";
    }
}
