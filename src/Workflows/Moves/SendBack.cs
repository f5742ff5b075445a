using FluentValidation;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>退回: whoever has an item sends the case back to an earlier step; everything in between is left, branches included.</summary>
[Move("send-back", "退回", Place = 3, InStories = "send-back", StoryHelp = "退回到哪一步。")]
public sealed record SendBack : Move, IOffered
{
    [Member("the work item")]
    public string Item { get; init; } = "";

    [Member("name of the step", IsMain = true)]
    public string To { get; init; } = "";

    [Member("why; at most 2000 characters")]
    public string Reason { get; init; } = "";

    public static IEnumerable<MoveOffer> Offers(Run run, Known known) =>
        from item in Guards.ItemsOf(run)
        where item.Path.Length > 0
        let targets = Targets(run, item).ToArray()
        where targets.Length > 0
        select new MoveOffer("退回", MoveForms.Of("退回", Steps(run, targets), MoveForms.Reason), item.Id);

    private static FormField Steps(Run run, IEnumerable<string> paths) =>
        MoveForms.Choice("to", "退回到", FieldType.Choice, paths.Select(p => new FormOption(Paths.NameOf(p), run.StepAt(p).Title)));

    /// <summary>Full paths of the steps an item may be sent back to: named by the definition, and visited.</summary>
    public static IEnumerable<string> Targets(Run run, WorkItem item)
    {
        // Whoever urges does not move the case.
        foreach (var name in !item.IsOfStep ? [] : run.StepAt(item.Path).SendBackTo)
        {
            for (var block = Paths.BlockOf(item.Path); ; block = Paths.BlockOf(Paths.OwnerOf(block).Step))
            {
                if (run.Procedure.Find(block + name) is not null && run.Case.Visited.Contains(block + name))
                {
                    yield return block + name;
                    break;
                }

                if (block.Length == 0)
                    break;
            }
        }
    }

    protected override Problem? Make(Run run)
    {
        if (Guards.Item(run, Item, out var item) is { } no)
            return no;
        if (Targets(run, item!).FirstOrDefault(t => Paths.NameOf(t) == To) is not { } target)
            return Problem.Refused("cannot-send-back", "不能退回到所选的步骤。", "请从列出的步骤中选择。");

        var block = Paths.BlockOf(target);
        var left = block + item!.Path[block.Length..].Split('/')[0];
        run.Emit(new SentBack(left, target, Reason.Trim()));
        run.Enter(target);
        Timers.Recount(run);
        return null;
    }
}

public sealed class SendBackValidator : AbstractValidator<SendBack>
{
    public SendBackValidator()
    {
        RuleFor(m => m.To).NotEmpty().WithMessage("请选择退回到哪一步。");
        RuleFor(m => m.Reason).NotEmpty().WithMessage("请写明退回理由。").MaximumLength(2000).WithMessage("理由最多 2000 字。").Plain();
    }
}
