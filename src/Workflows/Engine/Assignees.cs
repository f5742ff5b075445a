using System.Collections.Immutable;
using Workflows.Organisation;

namespace Workflows.Engine;

/// <summary>Who is asked, by the register of the day of the move.</summary>
public static class Assignees
{
    /// <summary>The people or posts behind a <see cref="Who"/>, on the day of the move.</summary>
    public static ImmutableArray<Assignee> Resolve(this Run run, Who who, string path) => who switch
    {
        Who.Starter => [run.PersonNamed(run.Case.StartedBy)],
        Who.Person named => [.. Json.Strings(run.Value(path, named.In)).Select(run.PersonNamed)],
        Who.Post post => [.. UnitsFor(run, post).Select(unit => run.PostOf(post.Role, unit))],
        Who.PostElsewhere post => [run.PostOf(post.Role, UnitIn(run, post.In, path))],
        _ => throw new InvalidOperationException($"Who {who}."),
    };

    public static Assignee PersonNamed(this Run run, string id) => new(Assignee.KeyOf(id), run.World.Register.NameOf(id));

    /// <summary>Whom a key means, named as of the day of the move.</summary>
    public static Assignee NamedBy(this Run run, string key) =>
        key.Split('@') is [var role, var unit] ? run.PostOf(role, unit) : run.PersonNamed(new Assignee(key, "").Person!);

    /// <summary>Does a key mean a post that nobody holds on the day of the move?</summary>
    public static bool IsVacant(this Run run, string key) => key.Split('@') is [var role, var unit] && run.HoldersOf(role, unit).IsEmpty;

    /// <summary>A post, or any of a group, with the names of those who hold it on the day of the move.</summary>
    public static Assignee PostOf(this Run run, string role, string unit)
    {
        var register = run.World.Register;
        var holders = run.HoldersOf(role, unit).Select(register.NameOf).ToArray();
        var names = holders.Length is 0 or > 3 ? "" : $"（{string.Join("、", holders)}）";
        return new(Assignee.KeyOf(role, unit), PostNames.Of(register.Unit(unit), role, register.RoleBook) + names);
    }

    /// <summary>Who holds a post, or one of a group, on the day of the move.</summary>
    public static ImmutableArray<string> HoldersOf(this Run run, string role, string unit) =>
        [.. RoleGroups.RolesOf(role).SelectMany(r => run.World.Register.Holders(r, unit, run.Now)).Distinct()];

    /// <summary>The same for the key of an item that lies with a post; nobody for an item that lies with a person.</summary>
    public static ImmutableArray<string> HoldersOfKey(this Run run, string key) =>
        key.Split('@') is [var role, var unit] ? run.HoldersOf(role, unit) : [];

    /// <summary>The members of a body, one by one: everybody who holds the role (or one of the group) that day.</summary>
    public static ImmutableArray<Assignee> Members(this Run run, Who who, string path) => who switch
    {
        Who.Post post => Holders(run, post.Role, UnitsFor(run, post)),
        Who.PostElsewhere post => Holders(run, post.Role, [UnitIn(run, post.In, path)]),
        _ => run.Resolve(who, path),
    };

    private static ImmutableArray<Assignee> Holders(Run run, string role, IEnumerable<string> units) =>
        [.. units.SelectMany(u => run.HoldersOf(role, u)).Distinct().Select(run.PersonNamed)];

    private static string UnitIn(Run run, Source source, string path) => Json.String(run.Value(path, source)) ?? run.Case.Unit;

    private static IEnumerable<string> UnitsFor(Run run, Who.Post post)
    {
        var register = run.World.Register;
        var subject = run.Case.Unit;
        return post.Of switch
        {
            TreePlace.Subject => [subject],
            TreePlace.Agency => [register.AgencyOf(subject, run.Now)?.Id ?? subject],
            TreePlace.Superior => [NearestAt(run, post.Role, register.Superior(subject, run.Now)?.Id ?? subject)],
            TreePlace.PartyCommittee => [NearestAt(run, post.Role, register.PartyCommitteeOf(subject, run.Now)?.Id ?? subject)],
            TreePlace.WorkCommittee => [NearestAt(run, post.Role, Top(run))],
            // The units of the whole tree in which somebody holds the post, from the top down.
            TreePlace.AllUnits => register.Subtree(Top(run), run.Now).Select(u => u.Id).Where(u => !run.HoldersOf(post.Role, u).IsEmpty),
            _ => throw new InvalidOperationException($"Place {post.Of}."),
        };
    }

    private static string Top(Run run) => run.World.Register.Ancestors(run.Case.Unit, run.Now).LastOrDefault()?.Id ?? run.Case.Unit;

    /// <summary>A superior without such a post passes the work to the nearest one above that has it.</summary>
    private static string NearestAt(Run run, string role, string start)
    {
        var register = run.World.Register;
        // Of a group, whoever stands nearest: not the first of its roles, which only somebody far above may hold.
        var units = RoleGroups.RolesOf(role).Select(r => register.NearestWith(start, r, run.Now)?.Id).ToHashSet();
        return register.Ancestors(start, run.Now).Select(a => a.Id).Prepend(start).FirstOrDefault(units.Contains) ?? start;
    }
}
