using Microsoft.Data.Sqlite;
using Npgsql;

namespace Workflows.Storage;

/// <summary>What looking through the whole database came to.</summary>
/// <param name="Damages">How many places are damaged; 0: none was found.</param>
/// <param name="Says">One Chinese sentence.</param>
/// <param name="Details">As the database tells it, for the log.</param>
public sealed record DatabaseHealth(int Damages, string Says, IReadOnlyList<string> Details)
{
    public bool IsSound => Damages == 0;
}

/// <summary>
/// Looks whether the database itself is whole: every page of an SQLite file (<c>quick_check</c>), the checksums that failed on PostgreSQL.
/// People go on working meanwhile.
/// </summary>
public static class DatabaseCheck
{
    /// <summary>As many are counted; whoever has more of them needs a backup, not a number.</summary>
    private const int MostFindings = 100;

    private const int SqliteCorrupt = 11, SqliteNotADatabase = 26;

    /// <exception cref="SqliteException">The file cannot be read for another reason than that it is damaged.</exception>
    /// <exception cref="NpgsqlException">The server cannot be reached.</exception>
    public static Task<DatabaseHealth> Run(DatabaseChoice choice, CancellationToken cancellation = default) =>
        choice.File is { } file ? Task.Run(() => OfFile(file, choice.InWords()), cancellation) : OfServer(choice, cancellation);

    private static DatabaseHealth OfFile(string file, string where)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        try
        {
            connection.Open();
            return Of(connection, where);
        }
        catch (SqliteException damaged) when (damaged.SqliteErrorCode is SqliteCorrupt or SqliteNotADatabase)
        {
            return Told([damaged.Message], where);
        }
    }

    /// <summary>The same over an open connection.</summary>
    internal static DatabaseHealth Of(SqliteConnection connection, string where)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA quick_check({MostFindings})";
        var found = new List<string>();
        try
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
                found.Add(reader.GetString(0));
        }
        catch (SqliteException damaged) when (damaged.SqliteErrorCode is SqliteCorrupt or SqliteNotADatabase)
        {
            found.Add(damaged.Message);
        }

        return Told(found is ["ok"] ? [] : found, where);
    }

    private static async Task<DatabaseHealth> OfServer(DatabaseChoice choice, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(choice.ConnectionString);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellation);
            using var command = new NpgsqlCommand(
                "SELECT coalesce(checksum_failures, 0) FROM pg_stat_database WHERE datname = current_database()", connection);
            var failed = await command.ExecuteScalarAsync(cancellation) is long failures ? failures : 0;
            return Told(failed > 0 ? [$"{failed} checksum failures"] : [], choice.InWords());
        }
    }

    private static DatabaseHealth Told(List<string> found, string where) => found.Count == 0
        ? new(0, $"{where}完好。", [])
        : new(found.Count, $"{where}已经损坏，查出 {(found.Count >= MostFindings ? $"至少 {MostFindings}" : $"{found.Count}")} 处。请停止使用，用最近的备份恢复。", found);
}
