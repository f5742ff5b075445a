using Workflows.Host.Start;

namespace Workflows.Host.Backup;

/// <summary>The secret of a backup, from a file of its own: on the command line everybody on the machine would see it.</summary>
internal static class BackupKey
{
    private const int Shortest = 20;

    private const string Make = "可以这样做一个密钥文件：openssl rand -base64 32 > 文件；请与备份分开保管，丢了它备份就打不开。";

    /// <exception cref="StartTrouble">There is none that is long enough.</exception>
    public static string Read(string? path)
    {
        if (path is null)
            throw new StartTrouble("请用 --key-file 指明密钥文件。", Make);
        if (!File.Exists(path))
            throw new StartTrouble($"没有密钥文件 {path}。", Make);
        return File.ReadAllText(path).Trim() is { Length: >= Shortest } secret ? secret
            : throw new StartTrouble($"密钥文件 {path} 里的内容太短，至少要 {Shortest} 个字符。", Make);
    }
}
