using System.Formats.Tar;
using Workflows.Host.Start;
using Workflows.Storage;

namespace Workflows.Host.Backup;

/// <summary>Lays a backup out in an empty data folder; when it breaks off nothing stays.</summary>
/// <param name="data">The folder; made when missing.</param>
internal sealed class BackupReading(string data, DatabaseChoice choice)
{
    private readonly Dictionary<string, string> tables = new(StringComparer.Ordinal);
    private bool hasFile;

    /// <exception cref="SealBrokenException">It was changed or cut off.</exception>
    /// <exception cref="StartTrouble">It belongs to the other kind of database, or its database is not empty.</exception>
    public async Task Read(OpeningStream opened)
    {
        var isOurs = !Directory.Exists(data);
        PrivateFolder.Create(data);
        try
        {
            await using (var tar = new TarReader(opened, leaveOpen: true))
            {
                while (await tar.GetNextEntryAsync() is { } entry)
                    await Take(entry);
            }

            opened.Finish();
            if (hasFile == choice.IsPostgres)
            {
                throw hasFile
                    ? new StartTrouble("备份来自 SQLite 文件，不能恢复到 PostgreSQL。", "请不写 --database 再恢复。")
                    : new StartTrouble("备份来自 PostgreSQL，恢复要有一个空的数据库。", "请用 --database 指明。");
            }

            if (choice.IsPostgres)
                await ServerTables.Load(choice, tables);
            Delete(BackupMaking.Tables);
        }
        catch
        {
            Delete(BackupMaking.Tables);
            Delete(BackupMaking.Attachments);
            Array.ForEach(BackupMaking.Folders, Delete);
            File.Delete(Path.Combine(data, BackupMaking.Database));
            if (isOurs)
                Directory.Delete(data, recursive: true);
            throw;
        }
    }

    private async Task Take(TarEntry entry)
    {
        var target = Target(entry.Name);
        PrivateFolder.Create(Path.GetDirectoryName(target)!);
        await using (var written = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            if (entry.DataStream is { } content)
                await content.CopyToAsync(written);
            written.Flush(flushToDisk: true);
        }

        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Where it belongs; a name that leads elsewhere is none of ours.</summary>
    private string Target(string written)
    {
        var parts = written.Split('/');
        if (Array.Exists(parts, p => p.Length == 0 || !p.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            || p.StartsWith('.')))
            throw new SealBrokenException($"备份里有不认识的内容“{written}”。");
        switch (parts)
        {
            case [BackupMaking.Database]:
                hasFile = true;
                return Path.Combine(data, BackupMaking.Database);
            case [BackupMaking.Tables, var table]:
                return tables[table] = Path.Combine(data, BackupMaking.Tables, table);
            case [BackupMaking.Attachments, { Length: 64 } hash]:
                return Path.Combine(data, BackupMaking.Attachments, hash[..2], hash);
            case [var folder, var name] when BackupMaking.Folders.Contains(folder, StringComparer.Ordinal):
                return Path.Combine(data, folder, name);
            default:
                throw new SealBrokenException($"备份里有不认识的内容“{written}”。");
        }
    }

    private void Delete(string folder)
    {
        var path = Path.Combine(data, folder);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }
}
