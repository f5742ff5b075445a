using System.CommandLine;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Workflows.Host.Audit;
using Workflows.Host.Start;
using Workflows.Host.Storage;
using Workflows.Storage;

namespace Workflows.Host.Cli;

/// <summary>
/// <c>verify</c>: recomputes every hash and replays every case, without starting the server; also while one is running. Exit code 1 when
/// anything is not as it was written.
/// </summary>
internal static class VerifyVerb
{
    private const int Steps = 20;
    private const int SqliteNoSuchTable = 1;

    private const string Usage = "用法：verify [--case 编号] [--data 目录] [--database 连接串]\n核对全部历程的校验链并重放每个事项；编号写作 换届选举〔2026〕12号。";

    private static readonly Option<string?> number = new("--case");
    private static readonly Option<string?> data = CommandLine.Directory("--data");
    private static readonly Option<string?> database = new("--database");

    public static Command Command { get; } = Make();

    private static Command Make()
    {
        var verb = new Command("verify", Usage) { number, data, database };
        verb.SetAction((read, stop) => Run(read.GetValue(number), Given(read), read.InvocationConfiguration.Output));
        return verb;
    }

    /// <summary>Where the server would find its data with the same options.</summary>
    private static StartOptions Given(ParseResult read)
    {
        var options = StartOptions.Read([]);
        return options with
        {
            Data = read.GetValue(data) is { } folder ? Path.GetFullPath(folder) : options.Data,
            Database = read.GetValue(database) ?? options.Database,
        };
    }

    private static async Task<int> Run(string? number, StartOptions options, TextWriter output)
    {
        DatabaseChoice? choice = null;
        try
        {
            choice = DatabaseChoice.Parse(options.Database ?? Path.Combine(options.Data, "workflows.db"));
            if (choice.File is { } file && !File.Exists(file))
                throw new StartTrouble($"没有数据库文件 {file}。", "请用 --data 指明数据目录。");

            return await Verify(choice, number, output);
        }
        catch (Exception exception) when (Explain(exception, options, choice) is { } trouble)
        {
            await output.WriteLineAsync($"{trouble.Message}\n{trouble.Instead}");
            return 1;
        }
    }

    private static StartTrouble? Explain(Exception exception, StartOptions options, DatabaseChoice? choice) =>
        exception is SqliteException { SqliteErrorCode: SqliteNoSuchTable } or PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn }
            ? new StartTrouble("数据库是旧版本的，还不能核验。", "请先启动一次本程序完成升级，再核验。")
            : choice is not null && StorageTrouble.From(exception, choice) is { } storage
                ? new StartTrouble(storage.Sentence, storage.Instead)
                : StartTrouble.From(exception, options);

    private static async Task<int> Verify(DatabaseChoice choice, string? number, TextWriter output)
    {
        var contexts = Contexts<WorkflowDb>(choice);
        var library = new Library(contexts, TimeProvider.System);
        await library.LoadPublished();
        var verifier = new Verifier(contexts, library);
        var cases = await verifier.Cases(await IdOf(contexts, number));
        var broken = library.Mistakes.Length;
        foreach (var mistake in library.Mistakes)
            await output.WriteLineAsync(mistake.ToString());
        for (var i = 0; i < cases.Count; i++)
        {
            foreach (var breach in await verifier.Verify(cases[i]))
            {
                broken++;
                await output.WriteLineAsync($"{(breach.Number.Length == 0 ? breach.Case : breach.Number)}：{breach.Says}");
            }

            if ((i + 1) * Steps / cases.Count > i * Steps / cases.Count)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"已核验 {i + 1}/{cases.Count} 个事项"));
        }

        var records = number is null ? await WholeRecords.Verify(contexts, Contexts<HostDb>(choice)) : [];
        broken += records.Count;
        foreach (var breach in records)
            await output.WriteLineAsync($"{breach.Number}：{breach.Says}");
        await output.WriteLineAsync($"末条校验值的合计：{await verifier.HeadHash(cases)}");
        await output.WriteLineAsync(broken == 0
            ? string.Create(CultureInfo.InvariantCulture, $"共核验 {cases.Count} 个事项，没有发现改动。")
            : string.Create(CultureInfo.InvariantCulture, $"共核验 {cases.Count} 个事项，发现 {broken} 处与原始记录不符。"));
        return broken == 0 ? 0 : 1;
    }

    private static PooledDbContextFactory<T> Contexts<T>(DatabaseChoice choice)
        where T : DbContext
    {
        var options = new DbContextOptionsBuilder<T>();
        choice.Configure(options);
        return new(options.Options);
    }

    private static async Task<string?> IdOf(PooledDbContextFactory<WorkflowDb> contexts, string? number)
    {
        if (number is null)
            return null;

        await using var db = await contexts.CreateDbContextAsync();
        return await db.Cases.Where(c => c.Number == number || c.Id == number).Select(c => c.Id).FirstOrDefaultAsync()
            ?? throw new StartTrouble($"没有编号为“{number}”的事项。", "编号写作 换届选举〔2026〕12号，见事项页。");
    }
}
