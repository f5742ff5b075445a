using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Start;
using Workflows.Host.State;
using Workflows.Host.Storage;

namespace Workflows.Host.Attachments;

/// <summary>Takes a file in: measures it, looks what it really is, has it scanned, keeps it and remembers who handed it in.</summary>
internal sealed class AttachmentDesk(
    HostDb db, AttachmentFolder folder, VirusScanner scanner, StorageState state, StartOptions options, TimeProvider clock)
{
    private const double Megabyte = 1024 * 1024;

    /// <returns>What was kept, or why nothing was.</returns>
    /// <exception cref="TornUploadException">The stream broke off.</exception>
    public async Task<(Attachment? Kept, ProblemResult? Refused)> Take(string person, string name, Stream body,
        CancellationToken cancellation)
    {
        using var received = await folder.Receive(body, cancellation);
        if (received.IsTooLarge)
            return (null, Say.TooLarge($"“{name}”有 {received.Size / Megabyte:0.#} MB，超过 50 MB，没有保存。", "请压缩或拆分后再上传。"));
        var content = received.Look();
        if ((FileName.Mismatch(name, content) ?? await OverQuota(person, name, received, cancellation)) is { } refused)
            return (null, refused);
        if (scanner.IsConfigured)
        {
            await using var whole = received.Open();
            if (await scanner.Refuse(name, whole, cancellation) is { } unclean)
                return (null, unclean);
        }

        received.Keep();
        state.FileIsRight(received.Hash);
        var attachment = new Attachment
        {
            Hash = received.Hash, Uploader = person, Name = name, Size = received.Size, MediaType = content.Kind!.MediaType,
            UploadedAt = clock.GetUtcNow(),
        };
        await Remember(attachment, cancellation);
        return (attachment, null);
    }

    /// <summary>What one person hands in on one day has a limit: a mistaken program fills no disk. The same content again takes no
    /// room.</summary>
    private async Task<ProblemResult?> OverQuota(
        string person, string name, AttachmentFolder.Received received, CancellationToken cancellation)
    {
        var since = Beijing.Midnight(clock.Today());
        var sizes = await db.Attachments.Where(a => a.Uploader == person && a.UploadedAt >= since && a.Hash != received.Hash)
            .Select(a => a.Size).ToListAsync(cancellation);
        var used = sizes.Sum();
        return used + received.Size <= options.DailyUpload * (long)Megabyte ? null : Say.Refused(
            "upload-quota",
            $"您今天已上传 {used / Megabyte:0.#} MB，加上“{name}”的 {received.Size / Megabyte:0.#} MB，超过每人每天 {options.DailyUpload} MB 的限额，没有保存。",
            "请明天再传，或请管理员调大限额（启动选项 --daily-upload）。");
    }

    /// <summary>The same person uploading the same content again renames it, and it counts as uploaded now.</summary>
    private async Task Remember(Attachment attachment, CancellationToken cancellation)
    {
        if (await Renew(attachment, cancellation))
            return;

        db.Attachments.Add(attachment);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Sent twice at once: the other one was first.
            if (!await Renew(attachment, cancellation))
                throw;
        }
    }

    private async Task<bool> Renew(Attachment attachment, CancellationToken cancellation) =>
        await db.Attachments.Where(a => a.Hash == attachment.Hash && a.Uploader == attachment.Uploader)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.Name, attachment.Name)
            .SetProperty(x => x.UploadedAt, attachment.UploadedAt), cancellation) > 0;
}
