using FluentValidation;
using Workflows.Activities;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>旁支: somebody begins what has come up beside the ordinary course, such as a transfer or a withdrawal.</summary>
public sealed record BeginAside : Move
{
    /// <summary>Name of the aside.</summary>
    public required string Step { get; init; }

    /// <summary>What this person may begin now.</summary>
    public static IEnumerable<Step> Open(Run run) => run.Case.IsOpen
        ? run.Procedure.Root.Steps.Values.Where(s => s.Activity is AsideActivity aside && aside.IsOpenTo(run, s.Name) && May(run, s.Name, aside))
        : [];

    protected override Problem? Make(Run run)
    {
        if (Guards.IsOpen(run) is { } closed)
            return closed;
        if (run.Procedure.Find(Step) is not { Activity: AsideActivity aside } step)
            return Problem.NotFound("no-such-aside", "这个流程没有所选的事项；请从列出的事项中选择。");
        if (!May(run, Step, aside))
            return Problem.Forbidden("not-yours", $"“{step.Title}”由{string.Join("或", aside.By.Select(w => w.InWords()))}提出。", "请联系上述同志。");
        if (!aside.IsOpenTo(run, Step))
        {
            return run.Case.Places.ContainsKey(Step)
                ? Problem.Refused("aside-under-way", $"“{step.Title}”已经在办。", "请继续办理，不必再次提出。")
                : Problem.Refused("aside-not-now", $"现在所处的步骤不能提出“{step.Title}”。", "请查看流程图，在相应的步骤提出。");
        }

        run.Enter(Step);
        Timers.Recount(run);
        return null;
    }

    private static bool May(Run run, string path, AsideActivity aside)
    {
        var keys = Assignee.KeysOf(run.Actor);
        return aside.By.Any(who => run.Resolve(who, path).Any(a => keys.Contains(a.Key)));
    }
}

public sealed class BeginAsideValidator : AbstractValidator<BeginAside>
{
    public BeginAsideValidator() => RuleFor(m => m.Step).NotEmpty().MaximumLength(60).WithMessage("请选择要提出的事项。");
}
