using Microsoft.EntityFrameworkCore;
using Workflows.Host.Cases;
using Workflows.Host.SignIn;
using Workflows.Host.Storage;
using Workflows.Storage;

namespace Workflows.Host.Attachments;

/// <summary>Who may read an attachment: its uploader, and whoever may see a case whose history refers to it.</summary>
internal sealed class AttachmentAccess(HostDb db, IDbContextFactory<WorkflowDb> contexts)
{
    /// <summary>The attachment as this person may read it; null when there is none for them.</summary>
    /// <param name="me">Who asks.</param>
    /// <param name="hash">The content's hash.</param>
    /// <param name="caseId">The case in which they found it; null: only their own uploads.</param>
    /// <param name="cancellation">Ends the query.</param>
    public async Task<Attachment?> Find(CurrentUser me, string hash, string? caseId, CancellationToken cancellation)
    {
        var uploads = await db.Attachments.AsNoTracking().Where(a => a.Hash == hash).OrderBy(a => a.UploadedAt).ToListAsync(cancellation);
        return uploads.Find(a => a.Uploader == me.Person.Id)
            ?? (caseId is not null && await IsShownIn(me, caseId, hash, cancellation) ? uploads.FirstOrDefault() : null);
    }

    /// <summary>Does a case that this person may see refer to the attachment?</summary>
    private async Task<bool> IsShownIn(CurrentUser me, string caseId, string hash, CancellationToken cancellation)
    {
        await using var cases = await contexts.CreateDbContextAsync(cancellation);
        return await cases.AttachmentUses.AnyAsync(a => a.Hash == hash && a.CaseId == caseId, cancellation)
            && await cases.FindFor(me, caseId, cancellation) is not null;
    }
}
