using System.Collections.Immutable;
using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Storage;

/// <summary>What a move does to the register: new terms, moved terms, posts given and ended.</summary>
internal static class Effects
{
    /// <summary>The rows to lay over the register; null when the move does not touch it.</summary>
    public static RegisterRows? On(Run run)
    {
        var rows = new RegisterRows();
        foreach (var happened in run.Events)
        {
            rows = happened switch
            {
                TermBegan e => rows with { Terms = rows.Terms.Add(new Term(e.Unit, e.ElectedOn, e.Years, run.Case.Id)) },
                TermShifted e => rows with { Shifts = rows.Shifts.Add(new TermShift(e.Unit, e.ElectedOn, run.Today, e.Months, run.Case.Id)) },
                PostsGiven e => rows with { Posts = [.. rows.Posts, .. Posts(run.World.Register, e)] },
                _ => rows,
            };
        }

        return rows.Count == 0 ? null : rows;
    }

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
}
