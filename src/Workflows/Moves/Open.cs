using FluentValidation;
using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Moves;

/// <summary>发起: a case begins, for a unit, under the newest published text.</summary>
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

    /// <summary>Why this person may not open it for this unit; null when they may.</summary>
    public static Problem? WhyNot(Procedure procedure, Actor actor, Register register, string unitId, DateOnly day)
    {
        if (register.Unit(unitId, day) is not { } unit)
            return Problem.NotFound("no-such-unit", "没有这个党组织，或者它已经撤销。");
        if (procedure.IsPart)
            return Problem.Refused("part-only", $"“{procedure.Title}”是其他流程的组成部分，不单独发起。");
        if (!procedure.IsFor(unit.Kind))
            return Problem.Refused("wrong-kind-of-unit", $"“{procedure.Title}”不适用于{unit.Name}这一类党组织。");
        if (actor.IsClock)
            return null;

        var may = procedure.OpenBy.Any(who => RoleGroups.RolesOf(who.Role).Any(role => who.Of switch
        {
            "superior" => register.Ancestors(unitId, day).Any(a => actor.Holds(role, a.Id)),
            "party-committee" => register.PartyCommitteeOf(unitId, day) is { } committee && actor.Holds(role, committee.Id),
            "work-committee" => register.Ancestors(unitId, day).LastOrDefault() is { } root && actor.Holds(role, root.Id),
            _ => actor.Holds(role, unitId),
        }));
        return may ? null : Problem.Forbidden(
            "may-not-open",
            $"“{procedure.Title}”由{string.Join("或", procedure.OpenBy.Select(w => w.InWords()))}发起。",
            "请联系上述同志发起。");
    }

    protected override Problem? Make(Run run)
    {
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
