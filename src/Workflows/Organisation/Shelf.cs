using System.Collections.Immutable;

namespace Workflows.Organisation;

/// <summary>Rows by a key; laying a few rows over many copies only what changes.</summary>
internal sealed class Shelf<T>
{
    private readonly ImmutableDictionary<string, ImmutableArray<T>> byKey;
    private readonly Func<T, string> key;
    private readonly Func<T, object> identity;

    public Shelf(IEnumerable<T> rows, Func<T, string> key, Func<T, object> identity)
        : this(rows.GroupBy(key).ToImmutableDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal), key, identity)
    {
    }

    private Shelf(ImmutableDictionary<string, ImmutableArray<T>> byKey, Func<T, string> key, Func<T, object> identity) =>
        (this.byKey, this.key, this.identity) = (byKey, key, identity);

    public ImmutableArray<T> this[string at] => byKey.GetValueOrDefault(at, []);

    public IEnumerable<T> All => byKey.Values.SelectMany(rows => rows);

    /// <summary>A row of the same identity is replaced where it stands.</summary>
    public Shelf<T> With(ImmutableArray<T> more)
    {
        if (more.IsEmpty)
            return this;

        var changed = byKey.ToBuilder();
        foreach (var row in more)
        {
            var rows = changed.GetValueOrDefault(key(row), []);
            var at = IndexOf(rows, identity(row));
            changed[key(row)] = at < 0 ? rows.Add(row) : rows.SetItem(at, row);
        }

        return new Shelf<T>(changed.ToImmutable(), key, identity);
    }

    private int IndexOf(ImmutableArray<T> rows, object same)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (identity(rows[i]).Equals(same))
                return i;
        }

        return -1;
    }
}
