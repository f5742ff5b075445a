using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Storage;

/// <summary>Several queries as of one moment, without holding up writers.</summary>
public static class Snapshot
{
    public static async Task<T> Read<T>(DbContext db, Func<Task<T>> read, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            var moment = await Begin(db.Database.GetDbConnection(), cancellation);
            await using (moment.ConfigureAwait(false))
            {
                await db.Database.UseTransactionAsync(moment, cancellation);
                return await read();
            }
        }
        finally
        {
            await db.Database.UseTransactionAsync(null, CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task<DbTransaction> Begin(DbConnection connection, CancellationToken cancellation) => connection is SqliteConnection sqlite
        ? sqlite.BeginTransaction(deferred: true)
        : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
}
