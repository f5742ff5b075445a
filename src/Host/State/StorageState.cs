using System.Collections.Concurrent;
using Workflows.Host.Start;
using Workflows.Storage;

namespace Workflows.Host.State;

/// <summary>What is known of database, disk and files, so that whoever asks whether the host is ready waits for nothing.</summary>
internal sealed partial class StorageState(StartOptions options, ILogger<StorageState> log)
{
    /// <summary>Bytes. With less than this a disk counts as full: a database's log and a large file need as much.</summary>
    private const long FullBelow = 16 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, string> wrongFiles = new(StringComparer.Ordinal);

    /// <summary>As it was last looked through; sound until then, because a host does not start on a damaged one.</summary>
    public DatabaseHealth Database { get; private set; } = new(0, "数据库完好。", []);

    /// <summary>How many attachments were found missing or changed and have not been mended.</summary>
    public int WrongFiles => wrongFiles.Count;

    public void Found(DatabaseHealth health)
    {
        if (!health.IsSound)
            LogDamage(health.Damages, string.Join("; ", health.Details.Take(10)));
        Database = health;
    }

    /// <param name="what">In the log's words: missing, changed.</param>
    public void FileIsWrong(string hash, string what)
    {
        if (wrongFiles.TryAdd(hash, what))
            LogFile(hash, what);
    }

    /// <summary>It is as it was handed in, perhaps because somebody handed it in once more.</summary>
    public void FileIsRight(string hash)
    {
        if (wrongFiles.TryRemove(hash, out _))
            LogMended(hash);
    }

    /// <summary>Bytes free where the data lies; null when the system does not say.</summary>
    public long? Room()
    {
        try
        {
            return new DriveInfo(options.Data).AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A sentence when the disk is full or nearly so; null when it is not.</summary>
    public string? DiskTrouble() =>
        Room() is { } room and < FullBelow ? $"磁盘已满或快满：只剩 {room / 1024.0 / 1024:0.#} MB，办理和上传可能不能保存，查看照常" : null;

    [LoggerMessage(Level = LogLevel.Critical, Message = "The database is damaged in {Count} places: {Details}")]
    private partial void LogDamage(int count, string details);

    [LoggerMessage(Level = LogLevel.Error, Message = "The file of attachment {Hash} is {What}; it is not sent to anybody until it is right again")]
    private partial void LogFile(string hash, string what);

    [LoggerMessage(Level = LogLevel.Information, Message = "The file of attachment {Hash} is right again")]
    private partial void LogMended(string hash);
}
