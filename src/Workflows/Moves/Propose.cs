using FluentValidation;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>提交名册变更: a case begins with what somebody wants to change in the register; nothing is changed until it is approved.</summary>
[Move("propose", "提交名册变更", Place = 0)]
public sealed record Propose : Beginning
{
    public required RegisterProposal Proposal { get; init; }

    protected override Problem? Make(Run run)
    {
        if (run.Case.Id.Length > 0)
            return Problem.MoveIdUsed();
        if (!run.Procedure.ChangesRegister)
            return Problem.Refused("changes-no-register", $"“{run.Procedure.Title}”不审批名册变更。", "请由管理员核对流程定义。");
        if (Guards.MayActFor(run, Unit) is { } auditor)
            return auditor;
        if (WhyNot(run.Procedure, run.Actor, run.World.Register, Unit, run.Now) is { } problem)
            return problem;
        if (!Proposal.Change.StillHolds(run.World.Register))
            return new Problem(ProblemKind.Changed, "changed-meanwhile", "名册在您核对之后有了变化，这次没有提交。", "请看过重新核对的结果，再决定是否提交。");

        EmitOpened(run);
        run.Emit(new ChangeProposed(Proposal.Change));
        foreach (var (name, value) in Proposal.Data(run, Unit))
            run.Emit(new ValueSet(name, "", value));
        run.Begin();
        return null;
    }
}

public sealed class ProposeValidator : AbstractValidator<Propose>
{
    /// <summary>Rows; a whole city is imported in a few parts.</summary>
    private const int MostRows = 20_000;

    public ProposeValidator()
    {
        RuleFor(m => m.Id).NotEmpty().WithMessage("缺少操作编号。");
        RuleFor(m => m.Proposal.Reason).NotEmpty().WithMessage("请写明理由。").MaximumLength(500).WithMessage("理由不超过 500 个字。").Plain()
            .OverridePropertyName("reason");
        RuleFor(m => m.Proposal.Change.Count).InclusiveBetween(1, MostRows).WithMessage($"一次提交 1 至 {MostRows} 行变更；更多的请分几次提交。")
            .OverridePropertyName("file");
    }
}
