namespace Workflows.Organisation;

/// <summary>Finds facts that cannot hold at one time: one person in two branches, two 书记 of one unit.</summary>
public static class Overlaps
{
    /// <summary>Would rows that a change adds or alters share a day with others that they exclude?</summary>
    /// <param name="then">The register with the change.</param>
    public static bool In(Register then, RegisterChange change)
    {
        var rows = then.Rows;
        var people = change.People.ToHashSet(StringComparer.Ordinal);
        var units = change.After.Posts.Select(p => p.UnitId).ToHashSet(StringComparer.Ordinal);
        return Any(rows.Memberships.Where(m => people.Contains(m.PersonId)), m => m.PersonId)
            || Any(rows.Disciplines.Where(d => people.Contains(d.PersonId)), d => (d.PersonId, d.Kind))
            || Any(rows.Absences.Where(a => people.Contains(a.PersonId)), a => a.PersonId)
            || Any(rows.Posts.Where(p => people.Contains(p.PersonId)), p => (p.PersonId, p.UnitId, p.Role))
            || Any(rows.Posts.Where(p => units.Contains(p.UnitId) && then.RoleBook.Find(p.Role) is { IsSingle: true }), p => (p.UnitId, p.Role));
    }

    private static bool Any<T, TKey>(IEnumerable<T> facts, Func<T, TKey> group)
        where T : IDated => facts.Where(f => f.Until != f.From).GroupBy(group).Any(together =>
        {
            var inOrder = together.OrderBy(f => f.From).ToArray();
            return inOrder.Zip(inOrder.Skip(1)).Any(pair => pair.First.Overlaps(pair.Second));
        });
}
