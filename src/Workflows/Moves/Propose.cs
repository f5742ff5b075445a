using FluentValidation;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>提请审批: a case begins with what takes two people; nothing comes of it until it is approved.</summary>
[Move("propose", "提请审批", Place = 0)]
public sealed record Propose : Beginning
{
    /// <summary>Of what is proposed, in the title; characters.</summary>
    private const int LongestTitle = 40;

    public required Proposal Proposal { get; init; }

    protected override Problem? Make(Run run)
    {
        if (run.Case.Id.Length > 0)
            return Problem.MoveIdUsed();
        if (run.Procedure.Approves != Proposal.Kind)
            return Problem.Refused("approves-another", $"“{run.Procedure.Title}”不审批这样的变更。", "请由管理员核对流程定义。");
        if (Guards.MayActFor(run, Unit) is { } auditor)
            return auditor;
        if (WhyNot(run.Procedure, run.Actor, run.World.Register, Unit, run.Now) is { } problem)
            return problem;
        if (Proposal.WhyNot(run) is { } outdated)
            return outdated;

        EmitOpened(run, $" · {Short(Proposal.What)}");
        run.Emit(Proposal.Proposed);
        foreach (var (name, value) in Proposal.Data(run, Unit))
            run.Emit(new ValueSet(name, "", value));
        run.Begin();
        return null;
    }

    private static string Short(string what) => what.Length <= LongestTitle ? what : what[..LongestTitle] + "…";
}

public sealed class ProposeValidator : AbstractValidator<Propose>
{
    /// <summary>Rows: as many as whoever approves can look through; more come in several parts.</summary>
    private const int MostRows = 5_000;

    public ProposeValidator()
    {
        RuleFor(m => m.Id).NotEmpty().WithMessage("缺少操作编号。");
        RuleFor(m => m.Proposal.Reason).NotEmpty().WithMessage("请写明理由。").MaximumLength(500).WithMessage("理由不超过 500 个字。").Plain()
            .OverridePropertyName("reason");
        RuleFor(m => ((RegisterProposal)m.Proposal).Change.Count).InclusiveBetween(1, MostRows).When(m => m.Proposal is RegisterProposal)
            .WithMessage($"一次提交 1 至 {MostRows} 行变更；更多的请分几次提交。").OverridePropertyName("file");
    }
}
