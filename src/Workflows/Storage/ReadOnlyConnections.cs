using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Workflows.Storage;

/// <summary>
/// A connection that was opened while its file might not be written to stays unable to write, and the pool would hand it out
/// long after the file may be written to again. So such a connection is used once; and whoever was refused a write has the pool
/// opened anew.
/// </summary>
public static class ReadOnlyConnections
{
    private const int SqliteReadOnly = 8;

    /// <summary>It was opened while its file might not be written to.</summary>
    public static bool Is(DbConnection connection) => connection is SqliteConnection { Handle: { } handle } && raw.sqlite3_db_readonly(handle, "main") == 1;

    /// <summary>Empties the pools when a write was refused because the file is read-only; connections in use end with their use.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <returns>True when the pools were emptied.</returns>
    public static bool Discard(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is not SqliteException { SqliteErrorCode: SqliteReadOnly })
                continue;

            SqliteConnection.ClearAllPools();
            return true;
        }

        return false;
    }
}
