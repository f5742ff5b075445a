using System.Collections.Immutable;
using Workflows.Organisation;

namespace Workflows.Engine;

/// <summary>What an event does to the register: people, stages, terms, posts.</summary>
internal static class Effects
{
    /// <summary>The rows to lay over the register; null when the event does not touch it.</summary>
    public static RegisterRows? Of(CaseEvent happened, Register register, string caseId, DateOnly today) => happened switch
    {
        TermBegan e => new RegisterRows { Terms = [new Term(e.Unit, e.ElectedOn, e.Years, caseId)] },
        TermShifted e => new RegisterRows { Shifts = [new TermShift(e.Unit, e.ElectedOn, today, e.Months, caseId)] },
        PostsGiven e => new RegisterRows { Posts = [.. Posts(register, e)] },
        PersonEntered e => new RegisterRows
        {
            People = [new Person(e.Id, e.Name, e.Born, e.Sex) { Ethnicity = e.Ethnicity, Education = e.Education, Position = e.Position }],
        },
        StageChanged e => new RegisterRows { Memberships = [.. Memberships(register, e)] },
        StageDated e => new RegisterRows { Memberships = [.. Memberships(register, e)] },
        _ => null,
    };

    /// <summary>Committee posts that are not given again end on that day; the others begin on it.</summary>
    private static IEnumerable<Post> Posts(Register register, PostsGiven given)
    {
        var kept = register.PostsIn(given.Unit, given.From).Where(p => Roles.IsCommittee(p.Role) && given.Posts.Any(g => g.Person == p.PersonId && g.Role == p.Role)).ToImmutableArray();
        var ended = register.PostsIn(given.Unit, given.From).Where(p => Roles.IsCommittee(p.Role) && !kept.Contains(p));
        return
        [
            .. ended.Select(p => p with { Until = given.From }),
            .. given.Posts.Where(g => !kept.Any(k => k.PersonId == g.Person && k.Role == g.Role))
                .Select(g => new Post(g.Person, given.Unit, g.Role, given.From)),
        ];
    }

    /// <summary>What the person was until that day ends on it. What the register knows of later days stays: papers entered afterwards do not undo it.</summary>
    private static IEnumerable<Membership> Memberships(Register register, StageChanged changed)
    {
        var known = register.MembershipsOf(changed.Person).ToArray();
        foreach (var running in known.Where(m => m.From < changed.From && (m.Until is null || m.Until > changed.From) && !IsSame(m)))
            yield return running with { Until = changed.From };

        if (changed.Stage is { } stage && !known.Any(m => IsSame(m) && m.IsInForce(changed.From)))
        {
            var later = known.Where(m => m.From > changed.From).Select(m => (DateOnly?)m.From).FirstOrDefault();
            foreach (var replaced in known.Where(m => m.From == changed.From && !IsSame(m)))
                yield return replaced with { Until = changed.From };
            yield return new Membership(changed.Person, changed.Unit, stage, changed.From, later);
        }

        bool IsSame(Membership m) => m.UnitId == changed.Unit && m.Stage == changed.Stage;
    }

    /// <summary>The stage begins on the right day, and what the person was before ends on it; the row of the wrong day is void.</summary>
    private static IEnumerable<Membership> Memberships(Register register, StageDated dated)
    {
        var known = register.MembershipsOf(dated.Person).ToArray();
        foreach (var before in known.Where(m => m.Until == dated.Was))
            yield return before with { Until = dated.From > before.From ? dated.From : before.From };
        foreach (var wrong in known.Where(m => m.Stage == dated.Stage && m.From == dated.Was))
        {
            yield return wrong with { Until = wrong.From };
            yield return wrong with { From = dated.From };
        }
    }
}
