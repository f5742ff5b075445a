using System.Security.Cryptography;

namespace Workflows.Host.Attachments;

/// <summary>Where files lie by the SHA-256 of their content; looking changes nothing.</summary>
/// <param name="root">The folder.</param>
internal sealed class AttachmentFiles(string root)
{
    public string PathOf(string hash) => Path.Combine(root, hash[..2], hash);

    /// <summary>Where a hash lies; null when it is not a hash or there is no such file.</summary>
    public string? Find(string hash) => IsHash(hash) && PathOf(hash) is var path && File.Exists(path) ? path : null;

    /// <summary>The hashes of all files, whether or not anybody knows of them.</summary>
    /// <param name="settledBy">Files that came later are left out: they may be about to be registered.</param>
    public IEnumerable<string> All(DateTimeOffset settledBy) => !Directory.Exists(root) ? [] :
        from folder in Directory.EnumerateDirectories(root)
        from file in new DirectoryInfo(folder).EnumerateFiles()
        where IsHash(file.Name) && file.Directory!.Name == file.Name[..2] && file.LastWriteTimeUtc <= settledBy.UtcDateTime
        select file.Name;

    /// <summary>What the content really is, lower-case hexadecimal; the stream stands at its beginning again.</summary>
    public static async Task<string> HashOf(Stream content, CancellationToken cancellation)
    {
        var hash = await SHA256.HashDataAsync(content, cancellation);
        content.Position = 0;
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Opened for reading, so that what is checked is what is sent.</summary>
    public static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024,
            FileOptions.Asynchronous | FileOptions.SequentialScan);

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
