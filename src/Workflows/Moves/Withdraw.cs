using FluentValidation;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>撤回: whoever opened the case takes it back while it rests on nobody else's answer: not given yet, or sent back.</summary>
[Move("withdraw", "撤回", Place = 6, InStories = "withdraw", StoryHelp = "写 true。")]
public sealed record Withdraw : Move, IOffered
{
    [Member("why; at most 2000 characters")]
    public string Reason { get; init; } = "";

    public override IEnumerable<MoveNeed> Needs(Run run) => [new MoveNeed.History()];

    public static IEnumerable<MoveOffer> Offers(Run run, Known known) => WhyNot(run, known) is null
        ? [new MoveOffer("撤回", MoveForms.Final("撤回", "事项就此办结，不能恢复；需要时请重新发起。", MoveForms.Reason))]
        : [];

    /// <summary>Why whoever opened it may not take it back; null when they may.</summary>
    private static Problem? WhyNot(Run run, Known known)
    {
        if (run.Actor.Person != run.Case.StartedBy)
            return Problem.Forbidden("not-starter", "只有发起人可以撤回事项。", "可请发起人撤回，或由上级终止。");
        var history = known.History.ToArray();
        if (StandingAnswers.Of(history).FirstOrDefault(a => a.By != run.Case.StartedBy) is { } other)
        {
            var says = $"{run.World.Register.NameOf(other.By)}已办理“{run.StepAt(other.Path).Title}”，不能撤回。";
            return Problem.Refused("already-answered", says, "可请当前办理人退回，或请上级终止。");
        }

        return StandingAnswers.AreInTheRegister(history)
            ? Problem.Refused("in-the-register", "名册已经按本事项作了登记，不能撤回。", "登记有误的，请在名册中更正；事项不再办理的，请上级终止。")
            : null;
    }

    protected override Problem? Make(Run run)
    {
        if (Guards.IsOpen(run) is { } closed)
            return closed;
        if (WhyNot(run, Known) is { } no)
            return no;

        run.Emit(new CaseClosed(Ends.Withdrawn, Reason.Trim()));
        return null;
    }
}

public sealed class WithdrawValidator : AbstractValidator<Withdraw>
{
    public WithdrawValidator() =>
        RuleFor(m => m.Reason).NotEmpty().WithMessage("请写明撤回理由。").MaximumLength(2000).WithMessage("理由最多 2000 字。").Plain();
}
