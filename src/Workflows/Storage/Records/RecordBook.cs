using Microsoft.EntityFrameworkCore;

namespace Workflows.Storage;

/// <summary>Adds to the records. Whoever changes a table that is recorded does both in one transaction.</summary>
public static class RecordBook
{
    private const string Insert = """
        INSERT INTO records (seq, format, at, person, through, about, reason, table_name, row_key, before_text, after_text, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    /// <summary>Adds the changes, one row each; the head stays locked until the transaction ends, so one writer comes after
    /// another.</summary>
    /// <param name="db">Of any kind on the product's database, in a transaction.</param>
    /// <param name="by">Who, when, by which way and why.</param>
    /// <param name="changes">In the order in which they are made.</param>
    /// <param name="cancellation">Ends the work; the transaction is then not to be committed.</param>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    public static async Task Append(
        DbContext db, Authorship by, IReadOnlyCollection<RecordChange> changes, CancellationToken cancellation = default)
    {
        if (changes.Count == 0)
            return;

        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("Records are added in a transaction.");

        var (seq, head) = await Lock(db, changes.Count, cancellation);
        var batch = new StatementBatch();
        foreach (var change in changes)
        {
            head = RecordChain.Hash(head, ++seq, by, change);
            batch.Add(
                Insert, seq, RecordChain.Format, by.At, by.Person, by.Through, by.About, by.Reason,
                change.Table, change.Key, change.Before, change.After, head);
        }

        batch.Add("UPDATE record_head SET hash = ? WHERE id = 1", head);
        await batch.Run(db, cancellation);
    }

    /// <summary>Adds rows of the library, and that they were added; all or nothing.</summary>
    public static async Task Save(WorkflowDb db, IReadOnlyCollection<object> rows, Authorship by, CancellationToken cancellation)
    {
        if (rows.Count == 0)
            return;

        var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await using (transaction.ConfigureAwait(false))
        {
            db.AddRange(rows);
            await db.SaveChangesAsync(cancellation);
            var changes = rows.Select(r =>
                RecordChange.Of(db, RecordedTable.Named(db.Model.FindEntityType(r.GetType())!.GetTableName()!), null, r)!);
            await Append(db, by, [.. changes], cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    /// <summary>Counts the head on; the number and the hash of the last record until now.</summary>
    private static async Task<(long Seq, byte[] Hash)> Lock(DbContext db, int count, CancellationToken cancellation)
    {
        await using var statement = db.Statement("UPDATE record_head SET seq = seq + $1 WHERE id = 1 RETURNING seq, hash", (long)count);
        using var reader = await statement.Command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
            throw new InvalidOperationException("The head of the records is missing.");
        var (seq, hash) = (reader.GetInt64(0) - count, await reader.IsDBNullAsync(1, cancellation) ? RecordChain.Genesis
            : (byte[])reader[1]);
        while (await reader.ReadAsync(cancellation))
        {
        }

        return (seq, hash);
    }
}
