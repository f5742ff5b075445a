using System.Security.Cryptography;
using FluentValidation;
using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Moves;

/// <summary>发起: a case begins, for a unit, under the newest published text.</summary>
public sealed record Open : Move
{
    /// <summary>Key of the procedure.</summary>
    public required string Procedure { get; init; }

    public required string Unit { get; init; }

    /// <summary>Id of the person whom the case is about, where it is about one whom the register knows.</summary>
    public string? About { get; init; }

    /// <summary>The person whom the case is about, where the register does not know them yet.</summary>
    public Newcomer? Newcomer { get; init; }

    /// <summary>补录: the day on which the case began on paper; null: it begins now.</summary>
    public DateOnly? BeganOn { get; init; }

    public override DateOnly? PerformedOn => BeganOn;

    /// <summary>Whom the case is about: a newcomer's id follows from the move's.</summary>
    public string Subject => Newcomer is null ? About ?? "" : $"p{CaseIdFor(Id)[..12]}";

    /// <summary>The number of the case that is already open for the unit, where only one may be; found by the store.</summary>
    public string? AlreadyOpen { get; init; }

    /// <summary>The id of the case that a move id opens: sent twice, it is the same case.</summary>
    public static string CaseIdFor(Guid move) => Convert.ToHexStringLower(SHA256.HashData(move.ToByteArray()))[..16];

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
        if (AlreadyOpen is { } other)
            return Problem.Refused("already-open", $"{(run.Procedure.IsAboutPerson ? "此人" : "本党组织")}已有一件“{run.Procedure.Title}”在办（{other}）。", "请继续办理原事项；确需重来的，先撤回或终止原事项。");

        var unit = run.World.Register.Unit(Unit, run.Now)!;
        var about = run.Procedure.IsAboutPerson ? $" · {Newcomer?.Name ?? run.World.Register.NameOf(Subject)}" : "";
        run.Emit(new CaseOpened(
            Case, run.Procedure.Key, run.Procedure.Version, Unit, $"{unit.Name} · {run.Procedure.Title}{about}", run.Actor.Person, run.Today, run.Procedure.Digest,
            run.Procedure.IsAboutPerson ? Subject : null, run.IsRecording ? run.Now : null));
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
