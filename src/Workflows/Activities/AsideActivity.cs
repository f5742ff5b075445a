using System.Collections.Immutable;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>
/// 旁支: something that may come up at any time beside what the case is doing, such as a transfer; begun by a person. Its end leads on, back,
/// or leaves the case where it stands. What it does is a part that it calls, which says its ends itself, or a branch of its own.
/// </summary>
[Activity("aside", "旁支")]
public sealed record AsideActivity : Calling
{
    /// <summary>Who may begin it.</summary>
    [Key("由谁提出", "一个或几个职务。", Example = "secretary")]
    public required ImmutableArray<Who> By { get; init; }

    /// <summary>Key of the part that it calls; null: its branch stands in the definition.</summary>
    [Key("调用哪个流程", "组成部分的键名：做什么、有哪些结束状态都由它写明，不再写 branches 和 ends。", Example = "development-transfer")]
    public string? Procedure { get; init; }

    [Key("给它的数据", "所调用的流程接收的数据名: 来源。", Example = "{ received-on: application.received-on }")]
    public override IReadOnlyDictionary<string, Source> Given { get; init; } = new Dictionary<string, Source>(StringComparer.Ordinal);

    /// <summary>The ends of its own branch with their Chinese titles; each is an outcome.</summary>
    [Key("分支的结束状态", "自己写 branches 的，状态: 中文名称；每个都是一种结果。", Example = "{ done: 已转出, withdrawn: 撤回 }")]
    public IReadOnlyDictionary<string, string> Ends { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The steps of the procedure at one of which the case must stand; empty: at any.</summary>
    [Key("在哪些步骤", "事项停在这些步骤时才能提出；不写就是随时。", Example = "[training]")]
    public ImmutableArray<string> During { get; init; } = [];

    [Key("条件", "条件成立才能提出。")]
    public Condition? When { get; init; }

    public override string? Calls => Procedure;

    public override bool IsAside => true;

    public override bool HasBranches => true;

    public override string TitleOf(Step step, string outcome) => Ends.GetValueOrDefault(outcome) ?? base.TitleOf(step, outcome);

    public override ImmutableArray<Who> Asks => By;

    public override ImmutableArray<string> Outcomes => Calls is null ? [.. Ends.Keys] : base.Outcomes;

    public override IEnumerable<string> Names => During;

    public override IEnumerable<Source> Reads => When is { } when ? base.Reads.Append(when.Field) : base.Reads;

    public override bool IsOpenTo(Run run, string path) =>
        !run.Case.Places.ContainsKey(path)
        && (During.IsEmpty || During.Any(run.Case.Places.ContainsKey))
        && (When is not { } when || run.Holds(path, when));

    public override void Enter(Run run, string path)
    {
        if (Calls is not null)
        {
            base.Enter(run, path);
            return;
        }

        var (name, block) = run.StepAt(path).Branches.First();
        run.EnterBlock($"{path}/{name}/", block);
    }

    public override IEnumerable<string> Lint(Step step)
    {
        if (By.IsEmpty)
            yield return "旁支须写明由谁发起（by）";
        foreach (var says in Calls is null ? LintBranch(step) : LintCall(step))
            yield return says;
    }

    private IEnumerable<string> LintCall(Step step)
    {
        if (Ends.Count > 0)
            yield return $"旁支已调用 {Calls}，结束状态由它写明，不再写 ends";
        foreach (var says in base.Lint(step))
            yield return says;
    }

    private IEnumerable<string> LintBranch(Step step)
    {
        if (step.Branches.Count != 1)
            yield return "旁支须写明调用哪个流程（procedure），或者有且只有一个分支（branches）";
        if (Given.Count > 0)
            yield return "旁支没有调用流程（procedure），不用写 given";
        var ends = step.Branches.Values.SelectMany(b => b.Steps.Values).SelectMany(s => s.Next.Values)
            .OfType<Target.End>().Select(e => e.State).ToHashSet();
        foreach (var end in ends.Where(e => !Ends.ContainsKey(e)))
            yield return $"分支的结束状态“{end}”没有列入 ends";
        foreach (var end in Ends.Keys.Where(e => !ends.Contains(e)))
            yield return $"ends 中的“{end}”不是分支的结束状态";
    }
}
