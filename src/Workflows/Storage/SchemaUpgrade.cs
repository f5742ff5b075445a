using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Workflows.Storage;

/// <summary>What starting on a database did to its schema.</summary>
/// <param name="Before">Scripts the database had seen; 0 for a new one.</param>
/// <param name="After">Scripts it has seen now.</param>
public sealed record UpgradeReport(int Before, int After)
{
    /// <summary>Full path of the copy made before the upgrade; null when none was needed.</summary>
    public string? Backup { get; init; }

    /// <summary>Why the database cannot be used; everything is as it was then.</summary>
    public StorageTrouble? Trouble { get; init; }
}

/// <summary>Brings a database, new or older, to the schema that this program knows: all missing scripts in one transaction, an SQLite file copied first.</summary>
public sealed class SchemaUpgrade(DatabaseChoice choice, IReadOnlyList<SchemaScripts> sets, TimeProvider clock)
{
    /// <summary>Several hosts starting on one server upgrade one after another; an SQLite transaction locks by itself.</summary>
    private const long PostgresLock = 5_070_111_921;

    public async Task<UpgradeReport> Run(CancellationToken cancellation = default)
    {
        if (choice.File is not null && SqliteFile.Trouble(choice.File) is { } trouble)
            return new(0, 0) { Trouble = trouble };

        var isNew = choice.File is not null && !File.Exists(choice.File);
        try
        {
            var connection = choice.Connection();
            await using (connection.ConfigureAwait(false))
            {
                await connection.OpenAsync(cancellation);
                return await Run(connection, cancellation);
            }
        }
        catch (Exception e) when (StorageTrouble.From(e, choice) is not null)
        {
            if (isNew)
                SqliteFile.Delete(choice.File!);
            return new(0, 0) { Trouble = StorageTrouble.From(e, choice) };
        }
    }

    private async Task<UpgradeReport> Run(DbConnection connection, CancellationToken cancellation)
    {
        var applied = await Applied(connection, null, cancellation);
        if (applied is null)
            return new(0, 0) { Trouble = StorageTrouble.Foreign(choice.InWords()) };

        foreach (var set in sets)
        {
            var found = applied.Where(a => a.Component == set.Component).Select(a => a.Number).DefaultIfEmpty().Max();
            if (found > set.Newest)
                return new(applied.Count, applied.Count) { Trouble = StorageTrouble.Newer(choice.InWords(), set.Component, found, set.Newest) };
        }

        if (connection is SqliteConnection file && applied.Count > 0 && DatabaseCheck.Of(file, choice.InWords()) is { IsSound: false })
            return new(applied.Count, applied.Count) { Trouble = StorageTrouble.Corrupt(choice.InWords()) };

        if (sets.All(s => s.Scripts.All(script => applied.Contains((s.Component, script.Number)))))
            return new(applied.Count, applied.Count);

        var backup = choice.File is not null && applied.Count > 0
            ? SqliteFile.BackUp((SqliteConnection)connection, choice.File, applied.Count)
            : null;
        if (connection is SqliteConnection sqlite)
            SqlitePragmas.SetUp(sqlite);
        return new(applied.Count, await ApplyMissing(connection, cancellation)) { Backup = backup };
    }

    private async Task<int> ApplyMissing(DbConnection connection, CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (transaction.ConfigureAwait(false))
        {
            if (choice.IsPostgres)
                await Execute(connection, transaction, $"SELECT pg_advisory_xact_lock({PostgresLock})", cancellation);
            await Execute(connection, transaction, "CREATE TABLE IF NOT EXISTS schema_version (component TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, applied_at BIGINT NOT NULL, PRIMARY KEY (component, number))", cancellation);
            var applied = await Applied(connection, transaction, cancellation) ?? [];
            var now = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            foreach (var set in sets)
            {
                foreach (var script in set.Scripts.Where(s => !applied.Contains((set.Component, s.Number))))
                {
                    await Execute(connection, transaction, InDialect(script.Sql), cancellation);
                    await Execute(connection, transaction, $"INSERT INTO schema_version (component, number, name, applied_at) VALUES ('{set.Component}', {script.Number}, '{script.Name}', {now})", cancellation);
                    applied.Add((set.Component, script.Number));
                }
            }

            await transaction.CommitAsync(cancellation);
            return applied.Count;
        }
    }

    /// <summary>The two words in which the databases differ: a column of bytes, and a table that is its own primary key.</summary>
    private string InDialect(string sql) => choice.IsPostgres
        ? sql.Replace("{blob}", "BYTEA").Replace("{keyed}", "")
        : sql.Replace("{blob}", "BLOB").Replace("{keyed}", "WITHOUT ROWID");

    /// <summary>What the database has seen; empty when it is new; null when it holds somebody else's tables.</summary>
    private async Task<HashSet<(string Component, int Number)>?> Applied(DbConnection connection, DbTransaction? transaction, CancellationToken cancellation)
    {
        var tables = await Read(
            connection,
            transaction,
            choice.IsPostgres ? "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()" : "SELECT name FROM sqlite_master WHERE type = 'table'",
            r => r.GetString(0),
            cancellation);
        if (tables.Count == 0)
            return [];
        if (!tables.Contains("schema_version"))
            return null;
        return [.. await Read(connection, transaction, "SELECT component, number FROM schema_version", r => (r.GetString(0), r.GetInt32(1)), cancellation)];
    }

    private static async Task<List<T>> Read<T>(DbConnection connection, DbTransaction? transaction, string sql, Func<DbDataReader, T> row, CancellationToken cancellation)
    {
        using var command = Command(connection, transaction, sql);
        using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>Runs every statement; walking the results makes an error in a later one heard.</summary>
    private static async Task Execute(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken cancellation)
    {
        using var command = Command(connection, transaction, sql);
        using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.NextResultAsync(cancellation))
        {
        }
    }

#pragma warning disable CA2100 // The text comes from this program's own schema scripts.
    private static DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return command;
    }
#pragma warning restore CA2100
}
