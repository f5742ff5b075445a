using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Workflows.Proofs;

namespace Workflows.Storage.Checkpoints;

/// <summary>The leaves of the log in the database: appended where a chain has moved on, read in their order.</summary>
internal static class LeafRows
{
    private const string Sql = "SELECT position, kind, id, seq, head, number FROM log_leaves WHERE position >= $1 AND position < $2 ORDER BY position";

    /// <summary>Appends a leaf for every chain whose head is not in the log yet. The chains are looked at in one statement a
    /// kind.</summary>
    public static async Task Append(WorkflowDb db, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO log_leaves (position, kind, id, seq, head, number)
            SELECT (SELECT COALESCE(MAX(position), -1) FROM log_leaves) + ROW_NUMBER() OVER (ORDER BY c.id), 'case', c.id, c.seq, c.head, c.number
            FROM cases c
            WHERE NOT EXISTS (SELECT 1 FROM log_leaves l WHERE l.kind = 'case' AND l.id = c.id AND l.seq = c.seq AND l.head = c.head)
            """,
            cancellation);
        await db.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO log_leaves (position, kind, id, seq, head, number)
            SELECT (SELECT COALESCE(MAX(position), -1) FROM log_leaves) + 1, 'records', 'records', r.seq, r.hash, ''
            FROM records r
            WHERE r.seq = (SELECT MAX(seq) FROM records)
                AND NOT EXISTS (SELECT 1 FROM log_leaves l WHERE l.kind = 'records' AND l.seq = r.seq AND l.head = r.hash)
            """,
            cancellation);
    }

    /// <summary>All leaves with their places, which are 0, 1, 2 … unless somebody took some away.</summary>
    public static IAsyncEnumerable<(long Position, LogLeaf Leaf)> All(WorkflowDb db, CancellationToken cancellation) =>
        Between(db, 0, long.MaxValue, cancellation);

    /// <summary>The leaves from one place to before another one.</summary>
    public static IAsyncEnumerable<(long Position, LogLeaf Leaf)> Between(WorkflowDb db, long from, long until,
        CancellationToken cancellation) =>
        db.Rows(Sql, Read, cancellation, from, until);

    private static (long Position, LogLeaf Leaf) Read(DbDataReader row) =>
        (row.GetInt64(0), new LogLeaf(row.GetString(1), row.GetString(2), row.GetInt64(3), (byte[])row[4], row.GetString(5)));
}
