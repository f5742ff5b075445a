using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Storage;

/// <summary>What a database held before it had records: taken over once, so that from then on nothing stands in a table without
/// one.</summary>
public static class RecordBaseline
{
    private const string Key = "baseline";

    /// <summary>Was it done? A new database has nothing to take over, and says so as well.</summary>
    public static Task<bool> IsMade(WorkflowDb db, CancellationToken cancellation = default) =>
        db.Records.AnyAsync(r => r.TableName == "" && r.RowKey == Key, cancellation);

    /// <summary>Takes over the rows that have no record yet; done again after an interruption it goes on.</summary>
    public static async Task Add(
        DbContext db, ImmutableArray<RecordedTable> tables, DateTimeOffset at, CancellationToken cancellation = default)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await using (transaction.ConfigureAwait(false))
        {
            foreach (var table in tables)
            {
                var known = (await db.Set<RecordRow>().Where(r => r.TableName == table.Name).Select(r => r.RowKey)
                    .ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
                var rows = new List<RecordChange>();
                await foreach (var row in table.Rows(db).WithCancellation(cancellation))
                {
                    if (RecordChange.Of(db, table, null, row) is { } there && !known.Contains(there.Key))
                        rows.Add(there);
                }

                await RecordBook.Append(db, new(at, "", RecordWays.Baseline), rows, cancellation);
            }

            await transaction.CommitAsync(cancellation);
        }
    }

    /// <summary>From now on nothing is taken over any more.</summary>
    public static async Task Close(WorkflowDb db, DateTimeOffset at, CancellationToken cancellation = default)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await using (transaction.ConfigureAwait(false))
        {
            await RecordBook.Append(db, new(at, "", RecordWays.Baseline), [new RecordChange("", Key, null, "{}")], cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }
}
