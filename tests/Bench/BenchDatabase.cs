using System.Data.Common;
using Npgsql;
using Workflows.Storage;
using Workflows.Tests.Storage;

namespace Workflows.Bench;

/// <summary>Fresh databases with the product's schema: files of a folder, or databases of a server of their own that makes every commit durable.</summary>
internal static class BenchDatabase
{
    public static async Task<DatabaseChoice> Fresh(bool onPostgres, string folder, string name)
    {
        var choice = DatabaseChoice.Parse(onPostgres ? await OnServer(name) : Path.Combine(folder, name + ".db"));
        var report = await new SchemaUpgrade(choice, [SchemaScripts.Workflows], TimeProvider.System).Run();
        return report.Trouble is { } trouble ? throw new InvalidOperationException(trouble.Sentence) : choice;
    }

    /// <summary>An open connection, as durable as the product's own.</summary>
    public static DbConnection Open(DatabaseChoice choice)
    {
        var connection = choice.Connection();
        connection.Open();
        if (!choice.IsPostgres)
            SqlitePragmas.SetUp((Microsoft.Data.Sqlite.SqliteConnection)connection);
        return connection;
    }

    private static async Task<string> OnServer(string name)
    {
        PostgresServer.Durability = "";
        await using var connection = new NpgsqlConnection(PostgresServer.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names are this program's own.
        command.CommandText = $"CREATE DATABASE {name} TEMPLATE template0";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(PostgresServer.ConnectionString) { Database = name }.ToString();
    }
}
