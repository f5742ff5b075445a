using System.Collections.Immutable;

namespace Workflows.Organisation.Import;

/// <summary>A row with the place it was read from.</summary>
internal sealed record Placed<T>(T Row, Place Place);

/// <summary>A line of the people file: the person and one of their memberships; none for somebody outside the party's units, such as a technician.</summary>
internal sealed record PersonLine(Person Person, Membership? Membership);

/// <summary>A line of the terms file: the term and, perhaps, a decision that moved its end.</summary>
internal sealed record TermLine(Term Term, TermShift? Shift);

/// <summary>The rows of an import that still stand, with their places; checks take away what does not.</summary>
internal sealed class ImportRows
{
    public List<Placed<Unit>> Units { get; } = [];

    public List<Placed<PersonLine>> People { get; } = [];

    public List<Placed<Post>> Posts { get; } = [];

    public List<Placed<TermLine>> Terms { get; } = [];

    public List<Placed<Discipline>> Disciplines { get; } = [];

    public List<Placed<Absence>> Absences { get; } = [];

    public int Count => Units.Count + Lines(People) + Lines(Posts) + Terms.Count + Disciplines.Count + Absences.Count;

    /// <summary>One line may say two things: 预备党员 and 正式党员, 书记 and 组织委员.</summary>
    private static int Lines<T>(List<Placed<T>> rows) => rows.Select(r => r.Place).Distinct().Count();

    public RegisterRows ToRegisterRows() => new()
    {
        Units = [.. Units.Select(u => u.Row)],
        People = [.. People.Select(p => p.Row.Person).DistinctBy(p => p.Id)],
        Memberships = [.. People.Select(p => p.Row.Membership).OfType<Membership>()],
        Posts = [.. Posts.Select(p => p.Row)],
        Terms = [.. Terms.Select(t => t.Row.Term).DistinctBy(t => (t.UnitId, t.ElectedOn))],
        Shifts = [.. Terms.Select(t => t.Row.Shift).OfType<TermShift>()],
        Disciplines = [.. Disciplines.Select(d => d.Row)],
        Absences = [.. Absences.Select(a => a.Row)],
    };
}
