using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Workflows.Storage;

/// <summary>Looks at an SQLite file before it is opened, and copies it before it is upgraded.</summary>
internal static class SqliteFile
{
    private static ReadOnlySpan<byte> Header => "SQLite format 3\0"u8;

    /// <summary>Why the file cannot be used; null when nothing speaks against it or it does not exist yet.</summary>
    public static StorageTrouble? Trouble(string path)
    {
        var directory = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(directory))
            return StorageTrouble.MissingDirectory(directory);
        if (Directory.Exists(path))
            return StorageTrouble.IsDirectory(path);

        var file = new FileInfo(path);
        if (!file.Exists)
            return IsWritable(directory) ? null : StorageTrouble.ReadOnly($"目录 {directory} ");
        if (file.Length > 0 && !BeginsLikeSqlite(path))
            return StorageTrouble.NotADatabase($"文件 {path} ");
        return file.IsReadOnly || !IsWritable(directory) ? StorageTrouble.ReadOnly($"文件 {path} ") : null;
    }

    /// <summary>Copies an open database, what is still in its log included, to <c>name.v3.bak</c> beside it.</summary>
    /// <param name="version">Version of the content that is kept.</param>
    /// <returns>The full path of the copy.</returns>
    public static string BackUp(SqliteConnection connection, string path, int version)
    {
        var stem = Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path)) + ".v" + version.ToString(CultureInfo.InvariantCulture);
        var target = Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? $"{stem}.bak" : $"{stem}-{n}.bak").First(p => !File.Exists(p));
        try
        {
            using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = target, Pooling = false }.ToString());
            copy.Open();
            connection.BackupDatabase(copy);
        }
        catch (SqliteException)
        {
            File.Delete(target);
            throw;
        }

        return target;
    }

    /// <summary>Removes a file that a failed first start has left behind.</summary>
    public static void Delete(string path)
    {
        SqliteConnection.ClearAllPools();
        foreach (var leftover in new[] { path, path + "-wal", path + "-shm", path + "-journal" })
            File.Delete(leftover);
    }

    private static bool IsWritable(string directory) => !new DirectoryInfo(directory).Attributes.HasFlag(FileAttributes.ReadOnly);

    private static bool BeginsLikeSqlite(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> start = stackalloc byte[16];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(Header);
    }
}
