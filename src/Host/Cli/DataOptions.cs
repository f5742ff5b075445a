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

    public static readonly Option<string?> Data = CommandLine.Directory("--data");
    public static readonly Option<string?> Database = new("--database");

    private static readonly Option<string?> checkpoints = CommandLine.Directory("--checkpoints");
    private static readonly Option<string?> signature = new("--checkpoint-signature");

    /// <summary>Where several hosts on one server keep their files: looking elsewhere would call every one of them missing.</summary>
    private static readonly Option<string?> attachments = CommandLine.Directory("--attachments");
    private static readonly Option<string?> timestamp = new("--timestamp");
    private static readonly Option<string?> certificate = new("--timestamp-certificate");

    private static readonly IReadOnlyList<Option<string?>> all = [Data, Database, checkpoints, signature, timestamp, certificate, attachments];

    /// <summary>The verb, told where the server's data lies as the server is.</summary>
    public static Command With(Command verb)
    {
        foreach (var option in all)
            verb.Add(option);
        return verb;
    }

    /// <summary>Where the server would find its data with the same options.</summary>
    /// <exception cref="StartTrouble">An option contradicts another.</exception>
    public static StartOptions Given(ParseResult read)
    {
        string[] args = [.. all.SelectMany(o => read.GetValue(o) is { } value ? (string[])[o.Name, value] : [])];
        return StartOptions.Read(args);
    }

    /// <summary>Does something with the database that is there; whatever is wrong with it or the folder is said, with exit code
    /// 1.</summary>
    public static Task<int> Open(ParseResult read, TextWriter output, Func<StartOptions, DatabaseChoice, Task<int>> work) =>
        Telling(read, output, (options, choice) =>
    {
        if (choice.File is { } file && !File.Exists(file))
            throw new StartTrouble($"没有数据库文件 {file}。", "请用 --data 指明数据目录。");

        return work(options, choice);
    });

    /// <summary>Does something where a database is or will be; whatever a person can cause is told in words, with exit code 1.</summary>
    public static async Task<int> Telling(ParseResult read, TextWriter output, Func<StartOptions, DatabaseChoice, Task<int>> work)
    {
        StartOptions? options = null;
        DatabaseChoice? choice = null;
        try
        {
            options = Given(read);
            choice = options.Choice;
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

    private static StartTrouble? Explain(Exception exception, StartOptions? options, DatabaseChoice? choice) => exception switch
    {
        SqliteException { SqliteErrorCode: SqliteNoSuchTable } or PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn } =>
            new StartTrouble("数据库是旧版本的，还不能核验。", "请先启动一次本程序完成升级，再核验。"),
        Backup.SealBrokenException broken => new StartTrouble(broken.Message, "请换用完整的备份文件和做备份时的密钥文件。"),
        DirectoryNotFoundException missing => new StartTrouble($"没有这个目录：{missing.Message}", "请先建立目录，或改正路径。"),
        FileNotFoundException missing => new StartTrouble($"没有文件 {missing.FileName}。", "请改正路径。"),
        _ => choice is not null && StorageTrouble.From(exception, choice) is { } storage
            ? new StartTrouble(storage.Sentence, storage.Instead) : StartTrouble.From(exception, options),
    };
}
