using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Workflows.Host.Checkpoints;
using Workflows.Host.Start;
using Workflows.Storage;

namespace Workflows.Host.Cli;

/// <summary><c>checkpoint</c>: signs how far every chain has come, without starting the server; also while one is running.</summary>
internal static class CheckpointVerb
{
    private const string Usage = "用法：checkpoint [--data 目录] [--database 连接串] [--checkpoints 目录] [--checkpoint-signature sm2] [--timestamp 网址] [--new-key | --public-key]\n"
        + "签署一个检查点并存入目录。--new-key 先换一把签署的钥匙，以前签署的照样能核验；--public-key 只打印公钥。";

    private static readonly Option<bool> newKey = new("--new-key");
    private static readonly Option<bool> publicKey = new("--public-key");

    public static Command Command { get; } = Make();

    private static Command Make()
    {
        var verb = DataOptions.With(new Command("checkpoint", Usage) { newKey, publicKey });
        verb.SetAction((read, stop) => Run(read, read.InvocationConfiguration.Output, stop));
        return verb;
    }

    private static Task<int> Run(ParseResult read, TextWriter output, CancellationToken stop) =>
        DataOptions.Open(read, output, async (options, choice) =>
    {
        var desk = AddCheckpointsExtension.Desk(options, DataOptions.Contexts<WorkflowDb>(choice), TimeProvider.System);
        if (read.GetValue(publicKey))
        {
            await output.WriteLineAsync(desk.Key.ToString());
            return 0;
        }

        var made = read.GetValue(newKey) ? await desk.MakeWithNewKey("clock", stop) : await desk.Make("clock", stop);
        if (made.Row is not { } row)
            throw new StartTrouble(made.Trouble!, "请保全数据库文件，并报告上级。");

        await output.WriteLineAsync(row.Note);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"第 {row.Number} 号检查点已存入 {desk.Folder}，清单共 {row.Size} 行，其中新的 {made.Leaves.Count} 行。"));
        await output.WriteLineAsync($"公钥：{desk.Key}");
        return 0;
    });
}
