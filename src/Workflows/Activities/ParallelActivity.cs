using System.Collections.Immutable;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>并行办理: every branch runs on its own; a branch that ends in one of <see cref="EndsOn"/> stops its siblings.</summary>
[Activity("parallel", "并行办理")]
public sealed record ParallelActivity : Activity
{
    /// <summary>Ends of a branch that end the whole at once, such as <c>rejected</c>.</summary>
    public ImmutableArray<string> EndsOn { get; init; } = [];

    public override ImmutableArray<string> Outcomes => ["all", .. EndsOn];

    public override void Enter(Run run, string path)
    {
        foreach (var (name, block) in run.StepAt(path).Branches)
        {
            // A branch that ended at once may already have ended the whole.
            if (run.Case.Places.ContainsKey(path))
                run.EnterBlock($"{path}/{name}/", block);
        }
    }

    public override void BranchEnded(Run run, string path, string branch, string end)
    {
        if (EndsOn.Contains(end))
            run.Leave(path, end);
        else if (run.Case.Places[path].Finished.Count == run.StepAt(path).Branches.Count)
            run.Leave(path, "all");
    }

    public override IEnumerable<string> Lint(Step step)
    {
        if (step.Branches.Count < 2)
            yield return "并行办理至少要有两个分支（branches）";
        var ends = step.Branches.Values.SelectMany(b => b.Steps.Values).SelectMany(s => s.Next).Select(n => n.Value == "end" ? n.Key : n.Value.StartsWith("end:", StringComparison.Ordinal) ? n.Value[4..] : "").ToHashSet();
        foreach (var end in EndsOn.Where(e => !ends.Contains(e)))
            yield return $"ends-on 中的“{end}”不是任何分支的结束状态";
    }
}
