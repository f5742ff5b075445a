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
    private static readonly string[] pragmas = ["PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON"];

    /// <summary>Milliseconds that a connection waits while others write.</summary>
    private const int Patience = 10_000;

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
        if (connection.Handle is { } handle && !ready.TryGetValue(handle, out _))
            SetUp(connection, handle);
        if (ReadOnlyConnections.Is(connection))
            SqliteConnection.ClearPool(connection);
    }

    private static void SetUp(SqliteConnection connection, sqlite3 handle)
    {
        raw.sqlite3_busy_timeout(handle, Patience);
        using var command = connection.CreateCommand();
        foreach (var pragma in pragmas)
        {
#pragma warning disable CA2100 // One of the three above.
            command.CommandText = pragma;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        raw.sqlite3_busy_timeout(handle, 0);
        ReadOnlyConnections.Look(handle);
        raw.sqlite3_busy_timeout(handle, Patience);
        ready.AddOrUpdate(handle, handle);
    }
}
