using System.Collections.Immutable;

namespace Workflows.Organisation;

/// <summary>Everything the register holds, as plain rows: what is stored, imported and handed to <see cref="Register"/>.</summary>
public sealed record RegisterRows
{
    public ImmutableArray<Unit> Units { get; init; } = [];

    public ImmutableArray<Person> People { get; init; } = [];

    public ImmutableArray<Membership> Memberships { get; init; } = [];

    public ImmutableArray<Discipline> Disciplines { get; init; } = [];

    public ImmutableArray<Absence> Absences { get; init; } = [];

    public ImmutableArray<Post> Posts { get; init; } = [];

    public ImmutableArray<Term> Terms { get; init; } = [];

    public ImmutableArray<TermShift> Shifts { get; init; } = [];

    public int Count =>
        Units.Length + People.Length + Memberships.Length + Disciplines.Length
        + Absences.Length + Posts.Length + Terms.Length + Shifts.Length;

    /// <summary>These rows with others laid over them: a row with the same key is replaced, so that doing it twice changes nothing.</summary>
    public RegisterRows Over(RegisterRows more) => new()
    {
        Units = Merge(Units, more.Units, u => (u.Id, u.From)),
        People = Merge(People, more.People, p => p.Id),
        Memberships = Merge(Memberships, more.Memberships, KeyOf),
        Disciplines = Merge(Disciplines, more.Disciplines, KeyOf),
        Absences = Merge(Absences, more.Absences, KeyOf),
        Posts = Merge(Posts, more.Posts, KeyOf),
        Terms = Merge(Terms, more.Terms, KeyOf),
        Shifts = Merge(Shifts, more.Shifts, KeyOf),
    };

    /// <summary>What makes a row the same one again.</summary>
    internal static object KeyOf(Membership m) => (m.PersonId, m.UnitId, m.Stage, m.From);

    internal static object KeyOf(Discipline d) => (d.PersonId, d.Kind, d.From);

    internal static object KeyOf(Absence a) => (a.PersonId, a.Kind, a.From);

    internal static object KeyOf(Post p) => (p.PersonId, p.UnitId, p.Role, p.From);

    internal static object KeyOf(Term t) => (t.UnitId, t.ElectedOn);

    internal static object KeyOf(TermShift s) => (s.UnitId, s.ElectedOn, s.DecidedOn);

    private static ImmutableArray<T> Merge<T, TKey>(ImmutableArray<T> old, ImmutableArray<T> more, Func<T, TKey> key)
        where TKey : notnull
    {
        if (more.IsEmpty)
            return old;

        var rows = new OrderedDictionary<TKey, T>(old.Length + more.Length);
        foreach (var row in old)
            rows[key(row)] = row;
        foreach (var row in more)
            rows[key(row)] = row;
        return [.. rows.Values];
    }
}
