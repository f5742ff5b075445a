using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Workflows.Storage;

/// <summary>Makes every SQLite connection durable and patient: an answered approval survives a power cut, a busy file is waited for.</summary>
public sealed class SqlitePragmas : DbConnectionInterceptor
{
    /// <summary>One at a time: in a batch, an error after the first statement that answers with a row would be swallowed.</summary>
    private static readonly string[] pragmas = ["PRAGMA busy_timeout=10000", "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON"];

    /// <summary>Pooled connections come back with their settings: each native handle is set up once.</summary>
    private static readonly ConditionalWeakTable<sqlite3, object> ready = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => SetUp((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        SetUp((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    /// <summary>Sets up a connection that was opened by hand.</summary>
    public static void SetUp(SqliteConnection connection)
    {
        if (ReadOnlyConnections.Is(connection))
            SqliteConnection.ClearPool(connection);
        if (connection.Handle is not { } handle || ready.TryGetValue(handle, out _))
            return;

        using var command = connection.CreateCommand();
        foreach (var pragma in pragmas)
        {
#pragma warning disable CA2100 // One of the four above.
            command.CommandText = pragma;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        ready.AddOrUpdate(handle, handle);
    }
}
