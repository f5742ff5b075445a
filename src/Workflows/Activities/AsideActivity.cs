using System.Collections.Immutable;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>旁支: something that may come up at any time beside what the case is doing, such as a transfer; begun by a person. Its end leads on, back, or leaves the case where it stands.</summary>
[Activity("aside", "旁支")]
public sealed record AsideActivity : Activity
{
    /// <summary>Who may begin it.</summary>
    public required ImmutableArray<Who> By { get; init; }

    /// <summary>The ends of its branch with their Chinese titles; each is an outcome.</summary>
    public required IReadOnlyDictionary<string, string> Ends { get; init; }

    /// <summary>The steps of the procedure at one of which the case must stand; empty: at any.</summary>
    public ImmutableArray<string> During { get; init; } = [];

    public Condition? When { get; init; }

    public override bool IsAside => true;

    public override ImmutableArray<Who> Asks => By;

    public override ImmutableArray<string> Outcomes => [.. Ends.Keys];

    public override IEnumerable<string> Names => During;

    public override IEnumerable<string> Reads => When is { } when ? [when.Field] : [];

    /// <summary>May it be begun now, by whoever may at all?</summary>
    public bool IsOpenTo(Run run, string path) =>
        !run.Case.Places.ContainsKey(path)
        && (During.IsEmpty || During.Any(run.Case.Places.ContainsKey))
        && (When is not { } when || when.Holds(run.Value(path, when.Field)));

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
        var ends = step.Branches.Values.SelectMany(b => b.Steps.Values).SelectMany(s => s.Next)
            .Where(n => n.Value == "end" || n.Value.StartsWith("end:", StringComparison.Ordinal))
            .Select(n => n.Value.Length > 4 ? n.Value[4..] : n.Key).ToHashSet();
        foreach (var end in ends.Where(e => !Ends.ContainsKey(e)))
            yield return $"分支的结束状态“{end}”没有列入 ends";
        foreach (var end in Ends.Keys.Where(e => !ends.Contains(e)))
            yield return $"ends 中的“{end}”不是分支的结束状态";
    }
}
