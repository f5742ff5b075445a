using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Workflows.Host.Backup;
using Workflows.Host.Start;
using Workflows.Storage.Checkpoints;

namespace Workflows.Host.Cli;

/// <summary><c>restore</c>: a backup into an empty folder, verified at once. Exit code 1 when it is not as it was written.</summary>
internal static class RestoreVerb
{
    private const string Usage = """
        用法：restore 文件 --key-file 密钥文件 --data 空目录 [--database 连接串]
        把备份恢复到空的数据目录（使用 PostgreSQL 的，恢复到空的数据库），随即核验；已有数据的目录不会被覆盖。
        """;

    private static readonly Argument<string> file = new("文件");
    private static readonly Option<string?> key = new("--key-file") { HelpName = "密钥文件" };

    public static Command Command { get; } = Make();

    private static Command Make()
    {
        var verb = new Command("restore", Usage) { file, key, DataOptions.Data, DataOptions.Database };
        verb.SetAction((read, stop) => Run(read, read.InvocationConfiguration.Output));
        return verb;
    }

    private static Task<int> Run(ParseResult read, TextWriter output) => DataOptions.Telling(read, output, async (options, choice) =>
    {
        var (source, keyFile) = (read.GetValue(file)!, read.GetValue(key));
        var secret = BackupKey.Read(keyFile);
        if (Directory.Exists(options.Data) && Directory.EnumerateFileSystemEntries(options.Data).Any())
            throw new StartTrouble($"目录 {options.Data} 不是空的，没有恢复。", "请用 --data 指定一个空目录；原有的数据不会被覆盖。");

        var watch = Stopwatch.StartNew();
        await using (var sealedFile = File.OpenRead(source))
        {
            await using var opened = SealedFile.Open(sealedFile, secret);
            await new BackupReading(options.Data, choice).Read(opened);
        }

        var restored = watch.Elapsed;
        string[] where = ["--data", options.Data, .. options.Database is { } database ? (string[])["--database", database] : []];
        // What was signed before the backup must be in it.
        var checkpoints = Path.Combine(options.Data, "checkpoints");
        if (new CheckpointFolder(checkpoints).Newest() > 0)
            where = [.. where, "--against", checkpoints];
        var code = await CommandLine.Run(VerifyVerb.Command, where, output);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"恢复用时 {restored.TotalSeconds:0.0} 秒，核验用时 {(watch.Elapsed - restored).TotalSeconds:0.0} 秒。"));
        await output.WriteLineAsync(code == 0 ? $"已恢复到 {options.Data}。" : $"已恢复到 {options.Data}，但核验发现不符，请查看上面的内容。");
        return code;
    });
}
