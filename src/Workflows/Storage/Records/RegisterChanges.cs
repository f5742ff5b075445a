using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Workflows.Organisation;

namespace Workflows.Storage;

/// <summary>What laying rows over the register changes in it, row by row.</summary>
internal static class RegisterChanges
{
    /// <summary>So many rows are looked for one by one; for more the whole table is read.</summary>
    private const int Few = 30;

    public static async Task<List<RecordChange>> Of(WorkflowDb db, RegisterRows rows, CancellationToken cancellation)
    {
        var changes = new List<RecordChange>();
        await Add(changes, db, rows.Units, cancellation);
        await Add(changes, db, rows.People, cancellation);
        await Add(changes, db, rows.Memberships, cancellation);
        await Add(changes, db, rows.Disciplines, cancellation);
        await Add(changes, db, rows.Absences, cancellation);
        await Add(changes, db, rows.Posts, cancellation);
        await Add(changes, db, rows.Terms, cancellation);
        await Add(changes, db, rows.Shifts, cancellation);
        return changes;
    }

    private static async Task Add<T>(List<RecordChange> changes, WorkflowDb db, ImmutableArray<T> rows, CancellationToken cancellation)
        where T : class
    {
        if (rows.IsEmpty)
            return;

        var entity = db.Model.FindEntityType(typeof(T))!;
        var known = new Dictionary<string, T>(StringComparer.Ordinal);
        if (rows.Length > Few)
        {
            await foreach (var row in db.Set<T>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellation))
                known[RowText.KeyOf(entity, row)] = row;
        }

        var keys = entity.FindPrimaryKey()!.Properties;
        foreach (var row in rows)
        {
            var key = RowText.KeyOf(entity, row);
            if (rows.Length <= Few && !known.ContainsKey(key)
                && await db.Set<T>().FindAsync([.. keys.Select(p => p.GetGetter().GetClrValue(row))], cancellation) is { } found)
            {
                db.Entry(found).State = EntityState.Detached;
                known[key] = found;
            }

            if (RecordChange.Of(db, known.GetValueOrDefault(key), row) is { } change)
                changes.Add(change);
            known[key] = row;
        }
    }
}
