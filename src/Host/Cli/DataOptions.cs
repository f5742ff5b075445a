using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Workflows.Host.Start;
using Workflows.Storage;

namespace Workflows.Host.Cli;

/// <summary>The options of verbs that work on the data of a host, running or not, and what may be wrong with that data.</summary>
internal static class DataOptions
{
    private const int SqliteNoSuchTable = 1;

    private static readonly Option<string?> data = CommandLine.Directory("--data");
    private static readonly Option<string?> database = new("--database");
    private static readonly Option<string?> checkpoints = CommandLine.Directory("--checkpoints");
    private static readonly Option<string?> signature = new("--checkpoint-signature");

    private static readonly Option<string?> timestamp = new("--timestamp");
    private static readonly Option<string?> certificate = new("--timestamp-certificate");

    public static IReadOnlyList<Option> All => [data, database, checkpoints, signature, timestamp, certificate];

    /// <summary>Does something with the database; whatever is wrong with it or the folder is said, with exit code 1.</summary>
    public static async Task<int> Open(ParseResult read, TextWriter output, Func<StartOptions, DatabaseChoice, Task<int>> work)
    {
        StartOptions? options = null;
        DatabaseChoice? choice = null;
        try
        {
            options = Given(read);
            choice = DatabaseChoice.Parse(options.Database ?? Path.Combine(options.Data, "workflows.db"));
            if (choice.File is { } file && !File.Exists(file))
                throw new StartTrouble($"没有数据库文件 {file}。", "请用 --data 指明数据目录。");

            return await work(options, choice);
        }
        catch (Exception exception) when (Explain(exception, options, choice) is { } trouble)
        {
            await output.WriteLineAsync($"{trouble.Message}\n{trouble.Instead}");
            return 1;
        }
    }

    public static PooledDbContextFactory<T> Contexts<T>(DatabaseChoice choice)
        where T : DbContext
    {
        var builder = new DbContextOptionsBuilder<T>();
        choice.Configure(builder);
        return new(builder.Options);
    }

    /// <summary>Where the server would find its data with the same options.</summary>
    private static StartOptions Given(ParseResult read)
    {
        string[] args = [.. All.OfType<Option<string?>>().SelectMany(o => read.GetValue(o) is { } value ? (string[])[o.Name, value] : [])];
        return StartOptions.Read(args);
    }

    private static StartTrouble? Explain(Exception exception, StartOptions? options, DatabaseChoice? choice) =>
        exception is SqliteException { SqliteErrorCode: SqliteNoSuchTable } or PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn }
            ? new StartTrouble("数据库是旧版本的，还不能核验。", "请先启动一次本程序完成升级，再核验。")
            : choice is not null && StorageTrouble.From(exception, choice) is { } storage
                ? new StartTrouble(storage.Sentence, storage.Instead)
                : StartTrouble.From(exception, options);
}
