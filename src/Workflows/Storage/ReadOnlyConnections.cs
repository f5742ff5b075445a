using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Workflows.Storage;

/// <summary>
/// A connection that was opened while its file, or the log beside it, might not be written to stays unable to write, and the pool would
/// hand it out long after both may be written to again. So such a connection is used once.
/// </summary>
public static class ReadOnlyConnections
{
    private static readonly ConditionalWeakTable<sqlite3, object> found = [];

    /// <summary>It was opened while it might not write.</summary>
    public static bool Is(DbConnection connection) =>
        connection is SqliteConnection { Handle: { } handle } && (raw.sqlite3_db_readonly(handle, "main") == 1 || found.TryGetValue(handle, out _));

    /// <summary>
    /// Looks once at a new connection, which does not wait for locks yet. Of its log the file system's answer is known only to whoever begins
    /// to write: that answer comes before the one that somebody else is writing.
    /// </summary>
    internal static void Look(sqlite3 handle)
    {
        var answer = raw.sqlite3_exec(handle, "BEGIN IMMEDIATE");
        if (answer == raw.SQLITE_OK)
            raw.sqlite3_exec(handle, "ROLLBACK");
        else if (answer == raw.SQLITE_READONLY)
            found.AddOrUpdate(handle, handle);
    }
}
