using System.IO.Enumeration;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Workflows.Storage;

/// <summary>
/// Tells one state of a folder of definitions from the next: names, lengths and times of its files. Asked every few seconds, it leaves next
/// to nothing behind.
/// </summary>
internal static class FolderStamp
{
    private static readonly EnumerationOptions all = new()
    {
        RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false,
    };

    public static string Of(string folder)
    {
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> one = stackalloc byte[SHA256.HashSizeInBytes];
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = new FileSystemEnumerable<(long, long, long)>(Path.GetFullPath(folder), Look, all) { ShouldIncludePredicate = IsDefinition };
        foreach (var file in files)
        {
            // In whatever order the folder tells them.
            sha.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<(long, long, long)>(in file)));
            sha.GetHashAndReset(one);
            for (var i = 0; i < sum.Length; i++)
                sum[i] ^= one[i];
        }

        return Convert.ToHexString(sum);
    }

    private static bool IsDefinition(ref FileSystemEntry entry) =>
        !entry.IsDirectory && Path.GetExtension(entry.FileName) is ".yaml" or ".json";

    private static (long Length, long Ticks, long Name) Look(ref FileSystemEntry entry)
    {
        var name = new HashCode();
        name.AddBytes(MemoryMarshal.AsBytes(entry.Directory));
        name.AddBytes(MemoryMarshal.AsBytes(entry.FileName));
        return (entry.Length, entry.LastWriteTimeUtc.UtcTicks, name.ToHashCode());
    }
}
