using System.Collections.Immutable;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>并行办理: every branch runs on its own; a branch that ends in one of <see cref="EndsOn"/> stops its siblings.</summary>
[Activity("parallel", "并行办理")]
public sealed record ParallelActivity : Activity
{
    /// <summary>Ends of a branch that end the whole at once, such as <c>rejected</c>.</summary>
    [Key("遇此即止", "任何一个分支以此结束，其余分支不再办理。", Example = "[rejected]")]
    public ImmutableArray<string> EndsOn { get; init; } = [];

    public override ImmutableArray<string> Outcomes => ["all", .. EndsOn];

    public override bool HasBranches => true;

    public override string TitleOf(Step step, string outcome) => outcome == "all" ? "全部办结" :
        (from branch in step.Branches.Values
         from last in branch.Steps.Values
         from next in last.Next
         where next.Value == new Target.End(outcome)
         select last.TitleOf(next.Key)).FirstOrDefault(outcome);

    public override bool StopsBranches(string outcome) => EndsOn.Contains(outcome);

    public override bool MayPass(Step step, Func<Block, bool> mayEnd) =>
        EndsOn.IsEmpty ? step.Branches.Values.All(mayEnd) : step.Branches.Values.Any(mayEnd);

    public override void Enter(Run run, string path)
    {
        foreach (var (name, block) in run.StepAt(path).Branches)
        {
            // A branch that ended at once may already have ended the whole.
            if (run.Case.Places.ContainsKey(path))
                run.EnterBlock($"{path}/{name}/", block);
        }
    }

    public override bool IsPutAgain => true;

    /// <summary>What was put to the branches has been corrected while they run: all of them begin anew.</summary>
    public override Problem? Renew(Run run, string path)
    {
        var by = run.Case.Left.Where(l => !l.Value.IsRedone && IsInside(l.Key)).SelectMany(l => l.Value.By)
            .Concat(run.Case.Places.Values.Where(p => IsInside(p.Path)).SelectMany(p => p.Answers).Select(a => a.By));
        run.Lapse(path, by);
        Enter(run, path);
        return null;

        bool IsInside(string other) => other != path && Paths.IsWithin(other, path);
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
        var ends = step.Branches.Values.SelectMany(b => b.Steps.Values).SelectMany(s => s.Next.Values).OfType<Target.End>().Select(e => e.State).ToHashSet();
        foreach (var end in EndsOn.Where(e => !ends.Contains(e)))
            yield return $"ends-on 中的“{end}”不是任何分支的结束状态";
    }
}
