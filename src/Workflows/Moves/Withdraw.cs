using FluentValidation;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>撤回: whoever opened the case takes it back while nobody has answered yet.</summary>
public sealed record Withdraw : Move
{
    public required string Reason { get; init; }

    protected override Problem? Make(Run run)
    {
        if (Guards.IsOpen(run) is { } closed)
            return closed;
        if (run.Actor.Person != run.Case.StartedBy)
            return Problem.Forbidden("not-starter", "只有发起人可以撤回事项。", "可请发起人撤回，或由上级终止。");
        if (run.Case.AnswerCount > 0)
            return Problem.Refused("already-answered", "已有人办理，不能撤回。", "可请当前办理人退回，或请上级终止。");

        run.Emit(new CaseClosed(Ends.Withdrawn, Reason.Trim()));
        return null;
    }
}

public sealed class WithdrawValidator : AbstractValidator<Withdraw>
{
    public WithdrawValidator() =>
        RuleFor(m => m.Reason).NotEmpty().WithMessage("请写明撤回理由。").MaximumLength(2000).WithMessage("理由最多 2000 字。").Plain();
}

/// <summary>终止: the superior ends a case that should not go on; what has happened stays on record.</summary>
public sealed record Cancel : Move
{
    public required string Reason { get; init; }

    /// <summary>One of the procedure's ends that the superior may give; cancelled when absent.</summary>
    public string? End { get; init; }

    protected override Problem? Make(Run run)
    {
        if (Guards.IsOpen(run) is { } closed)
            return closed;
        if (!Guards.IsSuperior(run))
            return Problem.Forbidden("not-superior", "只有上级党组织可以终止事项。", "请联系上级党组织组织科。");
        if (End is { } end && end != Ends.Cancelled && !run.Procedure.SuperiorEnds.Contains(end))
            return Problem.Malformed("不能以所选的状态终止。", [KeyValuePair.Create("end", "请从列出的状态中选择。")]);

        run.Emit(new CaseClosed(End ?? Ends.Cancelled, Reason.Trim()));
        return null;
    }
}

public sealed class CancelValidator : AbstractValidator<Cancel>
{
    public CancelValidator() =>
        RuleFor(m => m.Reason).NotEmpty().WithMessage("请写明终止理由。").MaximumLength(2000).WithMessage("理由最多 2000 字。").Plain();
}
