using System.Collections.Immutable;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>旁支: something that may come up at any time beside what the case is doing, such as a transfer; begun by a person. Its end leads on, back, or leaves the case where it stands.</summary>
[Activity("aside", "旁支")]
public sealed record AsideActivity : Activity
{
    /// <summary>Who may begin it.</summary>
    [Key("由谁提出", "一个或几个职务。", Example = "secretary")]
    public required ImmutableArray<Who> By { get; init; }

    /// <summary>The ends of its branch with their Chinese titles; each is an outcome.</summary>
    [Key("分支的结束状态", "状态: 中文名称；每个都是一种结果。", Example = "{ done: 已转出, withdrawn: 撤回 }")]
    public required IReadOnlyDictionary<string, string> Ends { get; init; }

    /// <summary>The steps of the procedure at one of which the case must stand; empty: at any.</summary>
    [Key("在哪些步骤", "事项停在这些步骤时才能提出；不写就是随时。", Example = "[training]")]
    public ImmutableArray<string> During { get; init; } = [];

    [Key("条件", "条件成立才能提出。")]
    public Condition? When { get; init; }

    public override bool IsAside => true;

    public override bool HasBranches => true;

    public override string TitleOf(Step step, string outcome) => Ends.GetValueOrDefault(outcome, outcome);

    public override ImmutableArray<Who> Asks => By;

    public override ImmutableArray<string> Outcomes => [.. Ends.Keys];

    public override IEnumerable<string> Names => During;

    public override IEnumerable<Source> Reads => When is { } when ? [when.Field] : [];

    public override bool IsOpenTo(Run run, string path) =>
        !run.Case.Places.ContainsKey(path)
        && (During.IsEmpty || During.Any(run.Case.Places.ContainsKey))
        && (When is not { } when || run.Holds(path, when));

    public override void Enter(Run run, string path)
    {
        var (name, block) = run.StepAt(path).Branches.First();
        run.EnterBlock($"{path}/{name}/", block);
    }

    public override void BranchEnded(Run run, string path, string branch, string end) => run.Leave(path, end);

    public override IEnumerable<string> Lint(Step step)
    {
        if (step.Branches.Count != 1)
            yield return "旁支须有且只有一个分支（branches）";
        if (By.IsEmpty)
            yield return "旁支须写明由谁发起（by）";
        var ends = step.Branches.Values.SelectMany(b => b.Steps.Values).SelectMany(s => s.Next.Values)
            .OfType<Target.End>().Select(e => e.State).ToHashSet();
        foreach (var end in ends.Where(e => !Ends.ContainsKey(e)))
            yield return $"分支的结束状态“{end}”没有列入 ends";
        foreach (var end in Ends.Keys.Where(e => !ends.Contains(e)))
            yield return $"ends 中的“{end}”不是分支的结束状态";
    }
}
