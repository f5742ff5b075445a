using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>What to do instead of a correction: who can take the case back, and how a slip of the pen is put right.</summary>
internal static class Remedies
{
    private const string Slip = "只是笔误、不影响已办结内容的，请用“备注”写明正确的写法，原文保留。";

    /// <param name="form">Path of the step at which it was filled in.</param>
    public static string For(Run run, string form)
    {
        var title = run.StepAt(form).Title;
        var back = run.Case.Items.Where(i => i.IsOfStep)
            .Where(i => SendBack.Targets(run, i).Contains(form) || LeadsBack(run, i.Path, form))
            .Select(i => i.To.Title).Distinct().ToArray();
        var change = back.Length > 0
            ? $"确需改变的，请{string.Join("或", back)}把事项退回到“{title}”，重新填写、重新办理。"
            : "确需改变的，请报上级党组织终止本事项，按正确的内容重新发起。";
        return change + Slip;
    }

    /// <summary>Is there a way to answer at a step that leads to the form?</summary>
    private static bool LeadsBack(Run run, string path, string form) =>
        run.StepAt(path) is { Activity.IsAutomatic: false } step && step.Next.Keys.Any(outcome => LeadsTo(run, path, outcome) == form);

    private static string? LeadsTo(Run run, string path, string outcome)
    {
        if (!run.StepAt(path).Next.TryGetValue(outcome, out var next))
            return null;
        var block = Paths.BlockOf(path);
        return next switch
        {
            Target.ToStep to => block + to.Name,
            Target.End end when block.Length > 0 => LeadsTo(run, Paths.OwnerOf(block).Step, end.State),
            _ => null,
        };
    }
}
