using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Moves;

/// <summary>A move that may begin a case: somebody opens it, or something is reported that makes one.</summary>
public abstract record Beginning : Move
{
    /// <summary>Key of the procedure.</summary>
    public required string Procedure { get; init; }

    public required string Unit { get; init; }

    /// <summary>Id of the person whom the case is about; empty when it is about the unit alone.</summary>
    public virtual string Subject => "";

    /// <summary>People who may be the one whom it is about, entered before.</summary>
    protected virtual IEnumerable<string> Alike(Run run) => [];

    public override IEnumerable<MoveNeed> Needs(Run run) => [new MoveNeed.OpenCase(Unit, Subject, [.. Alike(run)])];

    /// <summary>Why this person may not begin a case of it for this unit; null when they may.</summary>
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

        var may = procedure.OpenBy.OfType<Who.Post>().Any(who => RoleGroups.RolesOf(who.Role).Any(role => who.Of switch
        {
            TreePlace.Superior => register.Ancestors(unitId, day).Any(a => Holds(role, a.Id)),
            TreePlace.PartyCommittee => register.PartyCommitteeOf(unitId, day) is { } committee && Holds(role, committee.Id),
            TreePlace.Agency => register.AgencyOf(unitId, day) is { } agency && Holds(role, agency.Id),
            TreePlace.WorkCommittee => register.Ancestors(unitId, day).LastOrDefault() is { } root && Holds(role, root.Id),
            TreePlace.Subject => Holds(role, unitId),
            _ => false,
        }));
        return may ? null : Problem.Forbidden(
            "may-not-open",
            $"“{procedure.Title}”由{string.Join("或", procedure.OpenBy.Select(w => w.InWords(procedure.Roles)))}发起。",
            "请联系上述同志发起。");

        // 委员会成员, 正式党员 are no posts: the register says who they are.
        bool Holds(string role, string unit) => actor.Holds(role, unit)
            || (RoleBook.BuiltIn.Find(role)?.Nature == RoleNature.Derived && register.Holders(role, unit, day).Contains(actor.Person));
    }

    protected Problem? IsAlreadyOpen(Run run)
    {
        if (Known.AlreadyOpen is not { } other)
            return null;

        var whose = run.Procedure.IsAboutPerson ? "此人" : "本党组织";
        var begun = other.StartedBy == Actor.Clock.Person
            ? $"{Rules.Words.Day(other.OpenedOn)}自动发起"
            : $"{run.World.Register.NameOf(other.StartedBy)}于{Rules.Words.Day(other.OpenedOn)}发起";
        return Problem.Refused("already-open", $"{whose}已有一件“{run.Procedure.Title}”在办（{other.Number}，{begun}）。", "请继续办理原事项；确需重来的，先撤回或终止原事项。") with
        {
            Case = other.Id,
        };
    }

    protected void EmitOpened(Run run, string about = "") => run.Emit(new CaseOpened(
        Case, run.Procedure.Key, run.Procedure.Version, Unit, $"{run.World.Register.Unit(Unit, run.Now)!.Name} · {run.Procedure.Title}{about}",
        run.Actor.Person, run.Today, run.Procedure.Digest, run.Procedure.IsAboutPerson ? Subject : null, run.IsRecording ? run.Now : null));
}
