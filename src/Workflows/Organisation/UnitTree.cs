namespace Workflows.Organisation;

/// <summary>The tree of units, on any day: a unit may be renamed, moved or dissolved and the past still reads as it was.</summary>
public sealed class UnitTree
{
    private readonly Dictionary<string, Unit[]> versions;
    private readonly ILookup<string?, Unit> byParent;

    public UnitTree(IEnumerable<Unit> units)
    {
        versions = units.GroupBy(u => u.Id).ToDictionary(g => g.Key, g => g.OrderByDescending(u => u.From).ToArray());
        byParent = versions.Values.SelectMany(v => v).OrderBy(u => u.Id, StringComparer.Ordinal).ToLookup(u => u.ParentId);
    }

    /// <summary>The unit as it stood on <paramref name="on"/> that day (null when it did not exist); without a day, as last known.</summary>
    public Unit? Find(string id, DateOnly? on = null)
    {
        if (!versions.TryGetValue(id, out var found))
            return null;

        if (on is not { } day)
            return found[0];

        foreach (var unit in found)
        {
            if (unit.IsInForce(day))
                return unit;
        }

        return null;
    }

    /// <summary>The unit's superiors, nearest first, itself not included.</summary>
    public IEnumerable<Unit> Ancestors(string id, DateOnly? on = null)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { id };
        var parent = Find(id, on)?.ParentId;
        while (parent is not null && seen.Add(parent) && Find(parent, on) is { } unit)
        {
            yield return unit;
            parent = unit.ParentId;
        }
    }

    /// <summary>The unit and everything below it, itself first, in a fixed order.</summary>
    public IEnumerable<Unit> Subtree(string id, DateOnly? on = null)
    {
        if (Find(id, on) is not { } root)
            yield break;

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<Unit>([root]);
        while (waiting.TryPop(out var unit))
        {
            if (!seen.Add(unit.Id))
                continue;

            yield return unit;
            foreach (var child in Children(unit.Id, on).Reverse())
                waiting.Push(child);
        }
    }

    /// <summary>The units directly below; null asks for the top of the tree.</summary>
    public IEnumerable<Unit> Children(string? id, DateOnly? on = null) =>
        byParent[id].Where(u => ReferenceEquals(Find(u.Id, on), u));

    /// <summary>Is the unit <paramref name="inner"/> the same as <paramref name="outer"/> or somewhere below it?</summary>
    public bool IsWithin(string inner, string outer, DateOnly? on = null) =>
        inner == outer || Ancestors(inner, on).Any(u => u.Id == outer);
}
