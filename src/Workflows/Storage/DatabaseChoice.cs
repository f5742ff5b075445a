using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Workflows.Storage;

/// <summary>Which database the product runs on: a connection string that begins with <c>Host=</c> means PostgreSQL, anything else is the path of an SQLite file.</summary>
public sealed record DatabaseChoice
{
    /// <summary>Statements that a connection to PostgreSQL keeps prepared once it has met them twice; whoever writes the key, as behind a
    /// pooler that forbids it, decides otherwise.</summary>
    private const string Prepared = "Max Auto Prepare=100;Auto Prepare Min Usages=2";

    private static readonly SqlitePragmas pragmas = new();

    private DatabaseChoice(string? file, string connectionString) => (File, ConnectionString) = (file, connectionString);

    /// <summary>Full path of the SQLite file; null on PostgreSQL.</summary>
    public string? File { get; }

    public string ConnectionString { get; }

    public bool IsPostgres => File is null;

    public static DatabaseChoice Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith("Host=", StringComparison.OrdinalIgnoreCase))
        {
            var isDecided = trimmed.Contains("Auto Prepare", StringComparison.OrdinalIgnoreCase)
                || trimmed.Contains("AutoPrepare", StringComparison.OrdinalIgnoreCase);
            return new(null, isDecided ? trimmed : $"{trimmed.TrimEnd(';')};{Prepared}");
        }


        var file = Path.GetFullPath(trimmed);
        return new(file, new SqliteConnectionStringBuilder { DataSource = file }.ToString());
    }

    public void Configure(DbContextOptionsBuilder options)
    {
        if (IsPostgres)
            options.UseNpgsql(ConnectionString);
        else
            options.UseSqlite(ConnectionString).AddInterceptors(pragmas);
    }

    /// <summary>A closed connection for work below EF.</summary>
    public DbConnection Connection() => IsPostgres ? new NpgsqlConnection(ConnectionString) : new SqliteConnection(ConnectionString);

    /// <summary>Where the data lies, without a password, as told to a person.</summary>
    public string InWords()
    {
        if (File is not null)
            return $"SQLite 文件 {File}";

        var server = new NpgsqlConnectionStringBuilder(ConnectionString);
        return $"PostgreSQL 服务器 {server.Host}:{server.Port} 的数据库 {server.Database}";
    }

    /// <summary>Keeps the password out of logs.</summary>
    public override string ToString() => InWords();
}
