using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Attachments;
using Workflows.Host.Checkpoints;
using Workflows.Host.Evidence;
using Workflows.Host.Start;
using Workflows.Storage;

namespace Workflows.Host.Cli;

/// <summary><c>evidence CASE --out FILE</c>: the evidence package of a case, without starting the server.</summary>
internal static class EvidenceVerb
{
    private const string Usage = "用法：evidence 编号 --out 文件 [--definitions 目录] [--data 目录] [--database 连接串]\n"
        + "制作一个事项的证据包（zip）：历程、流程定义、规则、名册、附件、文书和检查点，带查验的程序；编号写作 换届选举〔2026〕12号。";

    private static readonly Argument<string> number = new("编号");
    private static readonly Option<string> to = new("--out") { HelpName = "文件", Required = true };
    private static readonly Option<string?> definitions = CommandLine.Directory("--definitions");

    public static Command Command { get; } = Make();

    private static Command Make()
    {
        var verb = DataOptions.With(new Command("evidence", Usage) { number, to, definitions });
        verb.SetAction((read, stop) => Run(read, read.InvocationConfiguration.Output, stop));
        return verb;
    }

    private static Task<int> Run(ParseResult read, TextWriter output, CancellationToken stop) =>
        DataOptions.Open(read, output, async (options, choice) =>
    {
        var file = Path.GetFullPath(read.GetRequiredValue(to));
        if (File.Exists(file))
            throw new StartTrouble($"文件 {file} 已经存在。", "请换一个文件名，或先移走它。");
        if (!Directory.Exists(Path.GetDirectoryName(file)))
            throw new StartTrouble($"目录 {Path.GetDirectoryName(file)} 不存在。", "请先建立目录。");

        var given = Path.GetFullPath(read.GetValue(definitions) ?? options.Definitions);
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddWorkflows(choice)
            .AddCheckpoints(options)
            .AddSingleton<Verifier>().AddSingleton<EvidenceMaker>()
            .AddSingleton(new AttachmentFiles(options.AttachmentFolder)).BuildServiceProvider();
        var library = services.GetRequiredService<Library>();
        await library.LoadPublished(stop);
        if (Directory.Exists(given))
            library.LoadPapers(given);
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkflowDb>>().CreateDbContextAsync(stop);
        var wanted = read.GetRequiredValue(number);
        if (await db.Cases.Where(c => c.Number == wanted || c.Id == wanted).Select(c => c.Id).FirstOrDefaultAsync(stop) is not { } id)
            throw new StartTrouble($"没有编号为“{wanted}”的事项。", "编号写作 换届选举〔2026〕12号，见事项页。");

        var half = file + ".part";
        EvidenceMade made;
        await using (var stream = new FileStream(half, FileMode.Create, FileAccess.ReadWrite))
            made = await services.GetRequiredService<EvidenceMaker>().Write(id, "clock", null, stream, stop);
        if (made.Trouble is { } trouble)
        {
            File.Delete(half);
            throw new StartTrouble(trouble, "请先核验（verify），并保全数据库文件。");
        }

        File.Move(half, file);
        await output.WriteLineAsync($"{made.Number} 的证据包已写入 {file}。");
        return 0;
    });
}
