using FluentValidation;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>发起: a case begins, for a unit, under the newest published text.</summary>
[Move("open", "发起", Place = 0)]
public sealed record Open : Beginning
{
    /// <summary>Id of the person whom the case is about, where it is about one whom the register knows.</summary>
    public string? About { get; init; }

    /// <summary>The person whom the case is about, where the register does not know them yet.</summary>
    public Newcomer? Newcomer { get; init; }

    /// <summary>补录: the day on which the case began on paper; null: it begins now.</summary>
    public DateOnly? BeganOn { get; init; }

    public override DateOnly? PerformedOn => BeganOn;

    /// <summary>Whom the case is about: a newcomer's id follows from the move's.</summary>
    public override string Subject => Newcomer is null ? About ?? "" : $"p{CaseId.HashOf(Id)[..12]}";

    /// <summary>Those who may be the newcomer, entered with another case: two people have begun with the same one.</summary>
    protected override IEnumerable<string> Alike(Run run) => Newcomer is { } newcomer && run.Procedure.IsAboutPerson
        ? run.World.Register.Alike(newcomer.Name.Trim(), newcomer.Sex, newcomer.Born).Select(p => p.Id)
        : [];

    protected override Problem? Make(Run run)
    {
        if (run.Case.Id.Length > 0)
            return Problem.MoveIdUsed();
        if (run.Procedure.Approves is { } kind)
        {
            return Problem.Refused("not-opened-alone", $"“{run.Procedure.Title}”不单独发起。", kind switch
            {
                ProposalKind.Register => "请在“组织”页导入名册，或在人员、党组织的页上更正，由系统提交审批。",
                ProposalKind.Accounts => "请在“管理 → 账号”开设账号或重置密码，由系统提交审批。",
                _ => "请在“管理 → 设置”修改，由系统提交审批。",
            });
        }

        if (Guards.MayActFor(run, Unit) is { } auditor)
            return auditor;
        if (WhyNot(run.Procedure, run.Actor, run.World.Register, Unit, run.Now) is { } problem)
            return problem;
        if (Subjects.WhyNot(this, run) is { } unfit)
            return unfit;
        if (IsAlreadyOpen(run) is { } other)
            return other;

        EmitOpened(run, run.Procedure.IsAboutPerson ? $" · {Newcomer?.Name ?? run.World.Register.NameOf(Subject)}" : "");
        if (Newcomer is { } person)
            run.Emit(new PersonEntered(Subject, person.Name.Trim(), person.Born, person.Sex, person.Ethnicity, person.Education, person.Position));
        run.Begin();
        return null;
    }
}

public sealed class OpenValidator : AbstractValidator<Open>
{
    public OpenValidator()
    {
        RuleFor(m => m.Id).NotEmpty().WithMessage("缺少操作编号。");
        RuleFor(m => m.Procedure).NotEmpty().WithMessage("请选择流程。");
        RuleFor(m => m.Unit).NotEmpty().WithMessage("请选择党组织。");
        RuleFor(m => m.Newcomer).SetValidator(new NewcomerValidator()!);
        RuleFor(m => m.Newcomer).Null().When(m => m.About is not null).WithMessage("请从名册选择，或者新录入，不要两样都填。");
    }
}
