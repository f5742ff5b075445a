using Microsoft.EntityFrameworkCore;
using Workflows.Host.SignIn;
using Workflows.Host.Storage;

namespace Workflows.Host.Start;

/// <summary>What tells that hosts share what they must: the same text in the database and in the folder.</summary>
internal sealed class HostMark
{
    public required string Name { get; init; }

    public required string Mark { get; init; }
}

/// <summary>Hosts on one database must have one folder of attachments: a file that went to one would be missing on the other.</summary>
internal static class SharedFolder
{
    private const string Name = "attachments";
    private const string File = ".belongs-to";

    /// <exception cref="StartTrouble">The folder is not the one of this database.</exception>
    public static async Task Check(IDbContextFactory<HostDb> contexts, string folder, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var path = Path.Combine(PrivateFolder.Create(folder).FullName, File);
        var mark = System.IO.File.Exists(path) ? (await System.IO.File.ReadAllTextAsync(path, cancellation)).Trim() : null;
        if (mark is null && await db.HostMarks.SingleOrDefaultAsync(m => m.Name == Name, cancellation) is { } kept)
        {
            // Restored from a backup, which holds the files and not their mark.
            if (await HoldsTheFiles(db, folder, cancellation))
                await System.IO.File.WriteAllTextAsync(path, mark = kept.Mark, cancellation);
        }
        else if (mark is null)
        {
            mark = Secret.New();
            await System.IO.File.WriteAllTextAsync(path, mark, cancellation);
        }

        // The first host decides; whoever starts at the same moment with another folder is told.
        if (mark is not null)
            await db.Database.ExecuteSqlAsync($"INSERT INTO host_marks (name, mark) VALUES ({Name}, {mark}) ON CONFLICT DO NOTHING",
                cancellation);
        if (mark is null || !await db.HostMarks.AnyAsync(m => m.Name == Name && m.Mark == mark, cancellation))
        {
            throw new StartTrouble(
                $"附件目录 {folder} 不是这个数据库的附件目录。",
                "同一数据库的各台主机须共用一个附件目录：请用 --attachments 指明共享的目录；目录是从备份恢复的，请确认其中的文件完整。");
        }
    }

    /// <summary>Are the files there that were uploaded last?</summary>
    private static async Task<bool> HoldsTheFiles(HostDb db, string folder, CancellationToken cancellation)
    {
        var newest = await db.Attachments.OrderByDescending(a => a.UploadedAt).Select(a => a.Hash).Take(10).ToListAsync(cancellation);
        return newest.Count > 0 && newest.TrueForAll(hash => System.IO.File.Exists(Path.Combine(folder, hash[..2], hash)));
    }
}
