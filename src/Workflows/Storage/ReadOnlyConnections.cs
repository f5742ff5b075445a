using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Workflows.Storage;

/// <summary>
/// A connection that was opened while its file might not be written to stays unable to write, and the pool would hand it out
/// long after the file may be written to again. So such a connection is used once.
/// </summary>
public static class ReadOnlyConnections
{
    /// <summary>It was opened while its file might not be written to.</summary>
    public static bool Is(DbConnection connection) => connection is SqliteConnection { Handle: { } handle } && raw.sqlite3_db_readonly(handle, "main") == 1;
}
