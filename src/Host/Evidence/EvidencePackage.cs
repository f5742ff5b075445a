using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Workflows.Engine;

namespace Workflows.Host.Evidence;

/// <param name="Sha256">Hexadecimal.</param>
/// <param name="Size">Bytes.</param>
internal sealed record PackedFile(string Path, string Title, long Size, string Sha256);

/// <summary>Writes the files of an evidence package one by one, and remembers what each was for the list that is signed.</summary>
internal sealed class EvidencePackage(Stream to) : IDisposable
{
    private static readonly JsonSerializerOptions indented = new(Json.Options) { WriteIndented = true };

    /// <summary>Zip knows no earlier year; the moment of making stands in the list.</summary>
    private static readonly DateTimeOffset noMoment = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive zip = new(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
    private readonly List<PackedFile> files = [];

    public IReadOnlyList<PackedFile> Files => files;

    public void Add(string path, string title, string text) => Add(path, title, Encoding.UTF8.GetBytes(text));

    public void Add(string path, string title, byte[] content)
    {
        Write(path, content);
        files.Add(new PackedFile(path, title, content.Length, Convert.ToHexStringLower(SHA256.HashData(content))));
    }

    public void AddJson(string path, string title, object content) =>
        Add(path, title, JsonSerializer.SerializeToUtf8Bytes(content, indented));

    /// <summary>Copies a file.</summary>
    /// <returns>The SHA-256 of what was copied, hexadecimal.</returns>
    public async Task<string> AddFile(string path, string title, string file, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var from = File.OpenRead(file);
        await using var entry = Entry(path).Open();
        var buffer = new byte[64 * 1024];
        var size = 0L;
        while (await from.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            await entry.WriteAsync(buffer.AsMemory(0, read), cancellation);
            size += read;
        }

        var sha = Convert.ToHexStringLower(hash.GetHashAndReset());
        files.Add(new PackedFile(path, title, size, sha));
        return sha;
    }

    /// <summary>Writes the list of all files and its signature: the package is whole then.</summary>
    /// <param name="about">What the package is about.</param>
    /// <param name="sign">Signs the list, given its SHA-256 in hexadecimal.</param>
    public void Seal(object about, Func<string, string> sign)
    {
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new { format = "evidence/1", about, files }, indented);
        Write("manifest.json", manifest);
        Write("manifest.sig", Encoding.UTF8.GetBytes(sign(Convert.ToHexStringLower(SHA256.HashData(manifest)))));
    }

    public void Dispose() => zip.Dispose();

    private void Write(string path, byte[] content)
    {
        using var entry = Entry(path).Open();
        entry.Write(content);
    }

    private ZipArchiveEntry Entry(string path)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Fastest);
        entry.LastWriteTime = noMoment;
        return entry;
    }
}
