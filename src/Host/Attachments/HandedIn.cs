using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Host.SignIn;
using Workflows.Host.Storage;
using Workflows.Moves;
using Workflows.Storage;

namespace Workflows.Host.Attachments;

/// <summary>Lets a move refer only to files that its sender uploaded or that the case has already: knowing a file's hash does not open it.</summary>
internal sealed class HandedIn(IDbContextFactory<HostDb> uploads, IDbContextFactory<WorkflowDb> contexts)
{
    /// <summary>A sentence for each field with a file that was not handed in; null when there is none.</summary>
    public async Task<Problem?> Refuse(CurrentUser me, Move move, CancellationToken cancellation)
    {
        var files = HandedFile.Of(move).ToArray();
        if (files.Length == 0)
            return null;

        var hashes = files.Select(f => f.Hash).Distinct().ToArray();
        await using var host = await uploads.CreateDbContextAsync(cancellation);
        await using var cases = await contexts.CreateDbContextAsync(cancellation);
        var known = await host.Attachments.AsNoTracking().Where(a => hashes.Contains(a.Hash)).ToListAsync(cancellation);
        var used = await cases.AttachmentUses.AsNoTracking().Where(a => a.CaseId == move.Case && hashes.Contains(a.Hash)).Select(a => a.Hash).ToListAsync(cancellation);
        var wrong = files.Where(f => !known.Exists(a => a.Hash == f.Hash && (a.Uploader == me.Person.Id || used.Contains(f.Hash)) && IsNameFor(a, f.Name))).ToArray();
        return wrong.Length == 0
            ? null
            : Problem.Malformed("有附件没有上传成功，请重新上传。", wrong.DistinctBy(f => f.Place).Select(f => KeyValuePair.Create(f.Place, $"附件“{FileName.Clean(f.Name)}”没有上传成功，请重新上传。")));
    }

    /// <summary>The same content may lie in a form under two names, but never as another kind of file.</summary>
    private static bool IsNameFor(Attachment attachment, string name) =>
        name == FileName.Clean(name) && Path.GetExtension(name).Equals(Path.GetExtension(attachment.Name), StringComparison.OrdinalIgnoreCase);
}
