using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Workflows.Storage;

namespace Workflows.Tests.Storage;

/// <summary>A fresh database with the product's schema, gone when disposed.</summary>
public sealed class TestDatabase : IDisposable
{
    private static readonly Lazy<string> sqliteTemplate = new(() => MakeSqliteTemplate().GetAwaiter().GetResult());
    private static readonly Lazy<string> postgresTemplate = new(() => MakePostgresTemplate().GetAwaiter().GetResult());

    private readonly string? folder;

    private TestDatabase(DatabaseChoice choice, string? folder)
    {
        Choice = choice;
        this.folder = folder;
        var options = new DbContextOptionsBuilder<WorkflowDb>();
        choice.Configure(options);
        Contexts = new PooledDbContextFactory<WorkflowDb>(options.Options);
    }

    public DatabaseChoice Choice { get; }

    public IDbContextFactory<WorkflowDb> Contexts { get; }

    /// <summary>A database with the newest schema and no rows.</summary>
    public static TestDatabase Fresh(Database on)
    {
        if (on == Database.Postgres)
            return new(NewPostgres(postgresTemplate.Value), null);

        var directory = TemporaryDirectory();
        var file = Path.Combine(directory, "workflows.db");
        File.Copy(sqliteTemplate.Value, file);
        return new(DatabaseChoice.Parse(file), directory);
    }

    /// <summary>A database with nothing in it: a path without a file, or an empty PostgreSQL database.</summary>
    public static TestDatabase Empty(Database on)
    {
        if (on == Database.Postgres)
            return new(NewPostgres("template0"), null);

        var directory = TemporaryDirectory();
        return new(DatabaseChoice.Parse(Path.Combine(directory, "workflows.db")), directory);
    }

    /// <summary>A copy of a packed SQLite file as an earlier version of the product left it.</summary>
    public static TestDatabase Recorded(string packed)
    {
        var directory = TemporaryDirectory();
        var file = Path.Combine(directory, "workflows.db");
        using (var from = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress))
        using (var to = File.Create(file))
            from.CopyTo(to);
        return new(DatabaseChoice.Parse(file), directory);
    }

    public void Dispose()
    {
        if (folder is not null)
        {
            using (var connection = new SqliteConnection(Choice.ConnectionString))
                SqliteConnection.ClearPool(connection);
            Directory.Delete(folder, recursive: true);
            return;
        }

        using (var connection = new NpgsqlConnection(Choice.ConnectionString))
            NpgsqlConnection.ClearPool(connection);
        OnServer($"DROP DATABASE \"{new NpgsqlConnectionStringBuilder(Choice.ConnectionString).Database}\" WITH (FORCE)");
    }

    private static string TemporaryDirectory() => Directory.CreateTempSubdirectory("workflows-").FullName;

    private static async Task<string> MakeSqliteTemplate()
    {
        var directory = TemporaryDirectory();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        var choice = DatabaseChoice.Parse(Path.Combine(directory, "template.db"));
        await Upgrade(choice);
        using (var connection = new SqliteConnection(choice.ConnectionString))
            SqliteConnection.ClearPool(connection);
        return choice.File!;
    }

    private static async Task<string> MakePostgresTemplate()
    {
        var choice = NewPostgres("template0");
        await Upgrade(choice);
        using var connection = new NpgsqlConnection(choice.ConnectionString);
        NpgsqlConnection.ClearPool(connection);
        return connection.Database;
    }

    private static async Task Upgrade(DatabaseChoice choice)
    {
        var report = await new SchemaUpgrade(choice, [SchemaScripts.Workflows], TimeProvider.System).Run();
        if (report.Trouble is { } trouble)
            throw new InvalidOperationException(trouble.Sentence);
    }

    private static DatabaseChoice NewPostgres(string template)
    {
        var name = $"workflows_test_{Guid.NewGuid():N}";
        OnServer($"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"");
        return DatabaseChoice.Parse(new NpgsqlConnectionStringBuilder(PostgresServer.ConnectionString) { Database = name, MaxPoolSize = 20 }.ToString());
    }

    private static void OnServer(string sql)
    {
        using var connection = new NpgsqlConnection(PostgresServer.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is this class's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
