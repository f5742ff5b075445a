using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Workflows.Host.Backup;
using Workflows.Host.Start;
using Workflows.Storage;

namespace Workflows.Host.Cli;

/// <summary><c>backup</c>: database, attachments and keys in one sealed file, also while the server runs. Exit code 1 when there is
/// none.</summary>
internal static class BackupVerb
{
    private const string Usage = """
        用法：backup 文件 --key-file 密钥文件 [--data 目录] [--database 连接串] [--attachments 目录]
        把数据库、附件和密钥备份成一个加密的文件，系统运行时也可以做。密钥文件里写口令，至少 20 个字符，不要写在命令行上。
        """;

    private static readonly Argument<string> file = new("文件");
    private static readonly Option<string?> key = new("--key-file") { HelpName = "密钥文件" };

    public static Command Command { get; } = Make();

    private static Command Make()
    {
        var verb = DataOptions.With(new Command("backup", Usage) { file, key });
        verb.SetAction((read, stop) => Run(read, read.InvocationConfiguration.Output));
        return verb;
    }

    private static Task<int> Run(ParseResult read, TextWriter output) => DataOptions.Telling(read, output, async (options, choice) =>
    {
        var (target, keyFile) = (read.GetValue(file)!, read.GetValue(key));
        var secret = BackupKey.Read(keyFile);
        if (choice.File is { } database && !File.Exists(database))
            throw new StartTrouble($"没有数据库文件 {database}。", "请用 --data 指明数据目录。");
        if (File.Exists(target))
            throw new StartTrouble($"文件 {target} 已经存在，没有备份。", "请另取一个文件名，例如带上日期。");

        var watch = Stopwatch.StartNew();
        var workplace = PrivateFolder.Create(
            Path.Combine(options.Data, $"backup-{RandomNumberGenerator.GetHexString(8, lowercase: true)}"));
        var partial = target + ".part";
        try
        {
            var making = new BackupMaking(options, choice, workplace.FullName);
            await using (var written = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await using var sealing = SealedFile.Create(written, secret);
                await making.Write(sealing);
                sealing.Finish();
                written.Flush(flushToDisk: true);
            }

            File.Move(partial, target);
            await using var whole = File.OpenRead(target);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"已备份到 {target}：{whole.Length / 1048576.0:0.#} MB，附件 {making.Files} 个，用时 {watch.Elapsed.TotalSeconds:0.0} 秒。"));
            await output.WriteLineAsync($"文件的 SHA-256：{Convert.ToHexStringLower(await SHA256.HashDataAsync(whole))}");
            if (making.Missing > 0)
                await output.WriteLineAsync($"注意：有 {making.Missing} 个附件的文件不在服务器上，备份里没有。请核验。");
            return 0;
        }
        finally
        {
            File.Delete(partial);
            workplace.Delete(recursive: true);
        }
    });
}
