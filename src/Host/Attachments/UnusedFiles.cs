using Microsoft.EntityFrameworkCore;
using Workflows.Host.Storage;
using Workflows.Storage;

namespace Workflows.Host.Attachments;

/// <summary>Files that somebody uploaded and never handed in go after a day; those that a draft still names stay.</summary>
internal sealed class UnusedFiles(
    IDbContextFactory<HostDb> uploads, IDbContextFactory<WorkflowDb> contexts, AttachmentFolder folder, TimeProvider time)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <returns>How many uploads are gone.</returns>
    public async Task<int> Remove(CancellationToken cancellation)
    {
        var before = time.GetUtcNow() - Kept;
        await using var host = await uploads.CreateDbContextAsync(cancellation);
        await using var cases = await contexts.CreateDbContextAsync(cancellation);
        var removed = 0;
        foreach (var hash in await host.Attachments.Where(a => a.UploadedAt < before).Select(a => a.Hash).Distinct()
            .ToListAsync(cancellation))
        {
            // All in one statement: what is handed in at this moment stays.
            var gone = await host.Database.ExecuteSqlAsync(
                $"""
                DELETE FROM attachments WHERE hash = {hash} AND uploaded_at < {Ledger.Microseconds(before)}
                AND NOT EXISTS (SELECT 1 FROM attachment_uses WHERE hash = {hash})
                AND NOT EXISTS (SELECT 1 FROM drafts WHERE text LIKE {$"%{hash}%"})
                """, cancellation);
            removed += gone;
            if (gone > 0 && !await host.Attachments.AnyAsync(a => a.Hash == hash, cancellation)
                && !await cases.AttachmentUses.AnyAsync(a => a.Hash == hash, cancellation))
                folder.Delete(hash);
        }

        return removed;
    }
}
