using System.Collections.Immutable;
using System.Text.Json.Serialization;

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

    [JsonIgnore]
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

    /// <summary>Of these rows, those that the others would replace.</summary>
    public RegisterRows Alike(RegisterRows others) => new()
    {
        Units = Common(Units, others.Units, u => (u.Id, u.From)),
        People = Common(People, others.People, p => p.Id),
        Memberships = Common(Memberships, others.Memberships, KeyOf),
        Disciplines = Common(Disciplines, others.Disciplines, KeyOf),
        Absences = Common(Absences, others.Absences, KeyOf),
        Posts = Common(Posts, others.Posts, KeyOf),
        Terms = Common(Terms, others.Terms, KeyOf),
        Shifts = Common(Shifts, others.Shifts, KeyOf),
    };

    /// <summary>Of these rows, those that are named.</summary>
    public RegisterRows At(IReadOnlyCollection<RowRef> named) => Where(row => named.Contains(row));

    /// <summary>These rows without those that are named.</summary>
    public RegisterRows Without(IReadOnlyCollection<RowRef> named) => named.Count == 0
        ? this
        : Where(row => !named.Contains(row)) with { Units = Units, People = People };

    /// <summary>The same rows, in whatever order.</summary>
    public bool IsSameAs(RegisterRows other) => Count == other.Count
        && Units.ToHashSet().SetEquals(other.Units) && People.ToHashSet().SetEquals(other.People)
        && Memberships.ToHashSet().SetEquals(other.Memberships) && Posts.ToHashSet().SetEquals(other.Posts)
        && Disciplines.ToHashSet().SetEquals(other.Disciplines) && Absences.ToHashSet().SetEquals(other.Absences)
        && Terms.ToHashSet().SetEquals(other.Terms) && Shifts.ToHashSet().SetEquals(other.Shifts);

    /// <summary>What makes a row the same one again.</summary>
    internal static object KeyOf(Membership m) => (m.PersonId, m.UnitId, m.Stage, m.From);

    internal static object KeyOf(Discipline d) => (d.PersonId, d.Kind, d.From);

    internal static object KeyOf(Absence a) => (a.PersonId, a.Kind, a.From);

    internal static object KeyOf(Post p) => (p.PersonId, p.UnitId, p.Role, p.From);

    internal static object KeyOf(Term t) => (t.UnitId, t.ElectedOn);

    internal static object KeyOf(TermShift s) => (s.UnitId, s.ElectedOn, s.DecidedOn);

    /// <summary>The dated rows that fit; no unit and no person.</summary>
    private RegisterRows Where(Func<RowRef, bool> fits) => new()
    {
        Memberships = [.. Memberships.Where(m => fits(RowRef.Of(m)))],
        Disciplines = [.. Disciplines.Where(d => fits(RowRef.Of(d)))],
        Absences = [.. Absences.Where(a => fits(RowRef.Of(a)))],
        Posts = [.. Posts.Where(p => fits(RowRef.Of(p)))],
        Terms = [.. Terms.Where(t => fits(RowRef.Of(t)))],
        Shifts = [.. Shifts.Where(s => fits(RowRef.Of(s)))],
    };

    private static ImmutableArray<T> Common<T, TKey>(ImmutableArray<T> rows, ImmutableArray<T> others, Func<T, TKey> key)
        where TKey : notnull
    {
        if (others.IsEmpty)
            return [];

        var wanted = others.Select(key).ToHashSet();
        return [.. rows.Where(row => wanted.Contains(key(row)))];
    }

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
