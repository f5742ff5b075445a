using System.Collections.Concurrent;
using Workflows.Host.State;

namespace Workflows.Host.Attachments;

/// <summary>Opens a file only when its content is still the one that was handed in.</summary>
internal sealed class CheckedFiles(AttachmentFolder folder, StorageState state, TimeProvider clock)
{
    /// <summary>A video is asked for in many pieces: within this it is not computed anew while the file looks the same.</summary>
    private static readonly TimeSpan fresh = TimeSpan.FromMinutes(1);

    private const int MostRemembered = 1000;

    private readonly ConcurrentDictionary<string, (long Size, DateTime Written, DateTimeOffset At)> known = new(StringComparer.Ordinal);

    /// <summary>The content, or null when the file is gone or changed; whoever runs the host is told of that.</summary>
    public async Task<Stream?> Open(string hash, CancellationToken cancellation)
    {
        if (folder.Files.Find(hash) is not { } path)
        {
            state.FileIsWrong(hash, "missing");
            return null;
        }

        var content = AttachmentFiles.Open(path);
        var looks = (content.Length, File.GetLastWriteTimeUtc(path));
        var now = clock.GetUtcNow();
        if (known.TryGetValue(hash, out var before) && (before.Size, before.Written) == looks && now - before.At < fresh)
            return content;

        if (await AttachmentFiles.HashOf(content, cancellation) != hash)
        {
            await content.DisposeAsync();
            state.FileIsWrong(hash, "changed");
            return null;
        }

        if (known.Count >= MostRemembered)
            known.Clear();
        known[hash] = (looks.Length, looks.Item2, now);
        state.FileIsRight(hash);
        return content;
    }
}
