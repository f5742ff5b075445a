using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Storage;
using Workflows.Storage;

namespace Workflows.Host.Attachments;

/// <summary>核验 of attachments by their content: whether each is there, whether it is still what was handed in, and what lies there that
/// nobody knows.</summary>
internal sealed class AttachmentVerifier(
    IDbContextFactory<WorkflowDb> contexts, IDbContextFactory<HostDb> uploads, AttachmentFiles files, TimeProvider time)
{
    /// <summary>A file younger than this may be about to be registered.</summary>
    private static readonly TimeSpan settled = TimeSpan.FromHours(1);

    /// <summary>Everything that is wrong.</summary>
    /// <param name="cases">Only what these cases use; null: whatever was uploaded, and whatever lies in the folder.</param>
    public async IAsyncEnumerable<Breach> Verify(
        IReadOnlyCollection<string>? cases, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var host = await uploads.CreateDbContextAsync(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var names = (await host.Attachments.AsNoTracking().OrderBy(a => a.UploadedAt).Select(a => new { a.Hash, a.Name })
            .ToListAsync(cancellation))
            .GroupBy(a => a.Hash, a => a.Name).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var asked = cases?.ToHashSet(StringComparer.Ordinal);
        var uses = (await db.AttachmentUses.AsNoTracking()
            .Join(db.Cases, u => u.CaseId, c => c.Id, (u, c) => new { u.Hash, u.CaseId, c.Number }).ToListAsync(cancellation))
            .Where(u => asked is null || asked.Contains(u.CaseId)).GroupBy(u => u.Hash).ToList();
        foreach (var use in uses.OrderBy(u => u.Key, StringComparer.Ordinal))
        {
            if (await WhatIsWrong(use.Key, names.GetValueOrDefault(use.Key), cancellation) is not { } wrong)
                continue;
            foreach (var @case in use)
                yield return new Breach(@case.CaseId, @case.Number, 0, wrong);
        }

        if (asked is not null)
            yield break;

        var known = uses.Select(u => u.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (hash, name) in names.Where(n => known.Add(n.Key)))
        {
            if (await WhatIsWrong(hash, name, cancellation) is { } wrong)
                yield return new Breach("", "附件", 0, $"尚未提交到事项的{wrong}");
        }

        foreach (var hash in files.All(time.GetUtcNow() - settled).Where(h => !known.Contains(h)))
            yield return new Breach("", "附件", 0, $"附件目录里多出一个没有登记的文件（{hash}）。");
    }

    private async Task<string?> WhatIsWrong(string hash, string? name, CancellationToken cancellation)
    {
        var called = $"附件“{name ?? hash}”";
        if (name is null)
            return $"{called}的上传登记已被删除。";
        if (files.Find(hash) is not { } path)
            return $"{called}的文件已不在服务器上。";

        await using var content = AttachmentFiles.Open(path);
        return await AttachmentFiles.HashOf(content, cancellation) == hash ? null : $"{called}的文件内容与提交时不符，被改动过或已损坏。";
    }
}
