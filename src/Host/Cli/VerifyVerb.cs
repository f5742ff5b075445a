using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Attachments;
using Workflows.Host.Audit;
using Workflows.Host.Checkpoints;
using Workflows.Host.Start;
using Workflows.Host.Storage;
using Workflows.Proofs;
using Workflows.Storage;
using Workflows.Storage.Checkpoints;

namespace Workflows.Host.Cli;

/// <summary>
/// <c>verify</c>: recomputes every hash and replays every case, and compares all with a checkpoint where one is given, without starting the
/// server; also while one is running. Exit code 1 when anything is not as it was written.
/// </summary>
internal static class VerifyVerb
{
    private const int Steps = 20;

    private const string Usage = "用法：verify [--case 编号] [--against 检查点文件或目录 [--key 公钥]] [--data 目录] [--database 连接串]\n"
        + "核对全部历程的校验链并重放每个事项；编号写作 换届选举〔2026〕12号。\n"
        + "--against 再与检查点比对，查出其后的删除、截断、改写和补进；写目录则与其中最新的一个比对；--key 只信自己另外保管的公钥。";

    private static readonly Option<string?> number = new("--case");
    private static readonly Option<string?> against = new("--against") { HelpName = "检查点" };

    private static readonly Option<string[]> key = new("--key") { HelpName = "公钥" };

    public static Command Command { get; } = Make();

    private static Command Make()
    {
        var verb = DataOptions.With(new Command("verify", Usage) { number, against, key });
        verb.SetAction((read, stop) => Run(read, read.InvocationConfiguration.Output, stop));
        return verb;
    }

    private static Task<int> Run(ParseResult read, TextWriter output, CancellationToken stop) =>
        DataOptions.Open(read, output, async (options, choice) =>
    {
        (KeptCheckpoint Asked, CheckpointFolder Beside)? asked = read.GetValue(against) is { } place ? Find(place) : null;
        var trusted = Keys(read.GetValue(key) ?? []);
        var health = await DatabaseCheck.Run(choice);
        if (!health.IsSound)
            await output.WriteLineAsync(health.Says);
        var contexts = DataOptions.Contexts<WorkflowDb>(choice);
        var library = new Library(contexts, TimeProvider.System);
        await library.LoadPublished();
        var verifier = new Verifier(contexts, library);
        var only = await IdOf(contexts, read.GetValue(number));
        var cases = await verifier.Cases(only, stop);
        var broken = library.Mistakes.Length + health.Damages;
        foreach (var mistake in library.Mistakes)
            await output.WriteLineAsync(mistake.ToString());
        for (var i = 0; i < cases.Count; i++)
        {
            broken += await Tell(output, await verifier.Verify(cases[i], stop));
            if ((i + 1) * Steps / cases.Count > i * Steps / cases.Count)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"已核验 {i + 1}/{cases.Count} 个事项"));
        }

        if (only is null)
            broken += await Tell(output, await WholeRecords.Verify(contexts, DataOptions.Contexts<HostDb>(choice), stop));
        broken += await Tell(output, await WrongFiles(choice, options, contexts, only is null ? null : cases));
        if (asked is { } one)
            broken += await Compare(one.Asked, one.Beside, trusted, only, options, contexts, output, stop);
        await output.WriteLineAsync($"末条校验值的合计：{await verifier.HeadHash(cases, stop)}");
        await output.WriteLineAsync(broken == 0
            ? string.Create(CultureInfo.InvariantCulture, $"共核验 {cases.Count} 个事项，没有发现改动。")
            : string.Create(CultureInfo.InvariantCulture, $"共核验 {cases.Count} 个事项，发现 {broken} 处与原始记录不符。"));
        return broken == 0 ? 0 : 1;
    });

    private static NoteKey[]? Keys(string[] lines) => lines.Length == 0
        ? null
        : [.. lines.Select(line => NoteKey.Parse(line) ?? throw new StartTrouble($"“{line}”不是公钥。", "公钥是 checkpoint --public-key 打印的那一行。"))];

    private static async Task<IReadOnlyList<Breach>> WrongFiles(
        DatabaseChoice choice, StartOptions given, IDbContextFactory<WorkflowDb> contexts, IReadOnlyCollection<string>? cases)
    {
        var files = new AttachmentFiles(given.AttachmentFolder);
        return await new AttachmentVerifier(contexts, DataOptions.Contexts<HostDb>(choice), files, TimeProvider.System).Verify(cases)
            .ToListAsync();
    }

    /// <summary>The checkpoint with what lies beside it: the one named, or the newest of a folder.</summary>
    private static (KeptCheckpoint Asked, CheckpointFolder Beside) Find(string place)
    {
        if (Directory.Exists(place))
        {
            var folder = new CheckpointFolder(place);
            return folder.Read() is [.., var newest] ? (newest, folder)
                : throw new StartTrouble($"目录 {place} 里没有检查点。", "检查点的文件名以 .checkpoint 结尾。");
        }

        if (!File.Exists(place))
            throw new StartTrouble($"没有检查点 {place}。", "请写检查点文件或存放检查点的目录。");
        return (CheckpointFolder.ReadFile(place), new CheckpointFolder(Path.GetDirectoryName(Path.GetFullPath(place))!));
    }

    private static async Task<int> Compare(
        KeptCheckpoint asked, CheckpointFolder beside, NoteKey[]? trusted, string? only, StartOptions options,
        IDbContextFactory<WorkflowDb> contexts, TextWriter output,
        CancellationToken stop)
    {
        var compared = await AddCheckpointsExtension.Desk(options, contexts, TimeProvider.System).Compare(asked, beside, trusted, stop);
        if (compared.Checkpoint is { } checkpoint)
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"与第 {checkpoint.Number} 号检查点（{Beijing.Clock(checkpoint.At):yyyy-MM-dd HH:mm}）比对，它和其后的检查点涉及 {compared.Chains} 条链。"));
        }

        return await Tell(output, compared.Breaches.Where(b => only is null || b.Case.Length == 0 || b.Case == only));
    }

    private static async Task<int> Tell(TextWriter output, IEnumerable<Breach> breaches)
    {
        var told = 0;
        foreach (var breach in breaches)
        {
            told++;
            var name = breach.Number.Length == 0 ? breach.Case : breach.Number;
            await output.WriteLineAsync(name.Length == 0 ? breach.Says : $"{name}：{breach.Says}");
        }

        return told;
    }

    private static async Task<string?> IdOf(IDbContextFactory<WorkflowDb> contexts, string? number)
    {
        if (number is null)
            return null;

        await using var db = await contexts.CreateDbContextAsync();
        return await db.Cases.Where(c => c.Number == number || c.Id == number).Select(c => c.Id).FirstOrDefaultAsync()
            ?? throw new StartTrouble($"没有编号为“{number}”的事项。", "编号写作 换届选举〔2026〕12号，见事项页。");
    }
}
