using System.Text.Json.Nodes;
using FluentValidation;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>旁支: somebody begins what has come up beside the ordinary course, such as a transfer or a withdrawal.</summary>
[Move("begin-aside", "旁支", Place = 4, InStories = "begin", StoryHelp = "提出哪个旁支。")]
public sealed record BeginAside : Move, IOffered
{
    [Member("name of the aside", IsMain = true)]
    public string Step { get; init; } = "";

    public static IEnumerable<MoveOffer> Offers(Run run, Known known) =>
        from aside in run.Procedure.Root.Steps.Values
        where Guards.GoesOn(run) is null && aside.Activity.IsOpenTo(run, aside.Name) && May(run, aside)
        let hint = aside.Hint.Length > 0 ? aside.Hint : "提出后列为一件待办，由经办人填写；原来的步骤照常办理。"
        let form = MoveForms.Of("提出", new FormField("hint", "", FieldType.Info) { Value = hint })
        select new MoveOffer(aside.Title, form, Fixed: new JsonObject { ["step"] = aside.Name });

    protected override Problem? Make(Run run)
    {
        if (Guards.GoesOn(run) is { } closed)
            return closed;
        if (run.Procedure.Find(Step) is not { Activity.IsAside: true } step)
            return Problem.NotFound("no-such-aside", "这个流程没有所选的事项；请从列出的事项中选择。");
        if (!May(run, step))
            return Problem.Forbidden("not-yours", $"“{step.Title}”由{string.Join("或", step.Activity.Asks.Select(w => w.InWords(run.Procedure.Roles)))}提出。", "请联系上述同志。");
        if (!step.Activity.IsOpenTo(run, Step))
        {
            return run.Case.Places.ContainsKey(Step)
                ? Problem.Refused("aside-under-way", $"“{step.Title}”已经在办。", "请继续办理，不必再次提出。")
                : Problem.Refused("aside-not-now", $"现在所处的步骤不能提出“{step.Title}”。", "请查看流程图，在相应的步骤提出。");
        }

        run.Enter(Step);
        Timers.Recount(run);
        return null;
    }

    private static bool May(Run run, Step aside)
    {
        var keys = Assignee.KeysOf(run.Actor);
        return aside.Activity.Asks.Any(who => run.Resolve(who, aside.Name).Any(a => keys.Contains(a.Key)));
    }
}

public sealed class BeginAsideValidator : AbstractValidator<BeginAside>
{
    public BeginAsideValidator() => RuleFor(m => m.Step).NotEmpty().MaximumLength(60).WithMessage("请选择要提出的事项。");
}
