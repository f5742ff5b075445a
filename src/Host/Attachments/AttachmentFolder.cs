using System.Buffers;
using System.Security.Cryptography;
using Workflows.Host.Start;

namespace Workflows.Host.Attachments;

/// <summary>Files by the SHA-256 of their content. What is being received lies apart, so that a torn upload leaves nothing behind.</summary>
internal sealed class AttachmentFolder
{
    /// <summary>Largest file. Bytes.</summary>
    public const long MostBytes = 50 * 1024 * 1024;

    private static readonly TimeSpan LeftOver = TimeSpan.FromDays(1);

    private readonly string incoming;

    /// <param name="root">The folder; made when missing.</param>
    /// <param name="clock">Tells what an interrupted host left behind from what another host is receiving now.</param>
    public AttachmentFolder(string root, TimeProvider clock)
    {
        var folder = PrivateFolder.Create(root).FullName;
        Files = new AttachmentFiles(folder);
        incoming = Path.Combine(folder, "incoming");
        var leftOver = clock.GetUtcNow() - LeftOver;
        foreach (var file in PrivateFolder.Create(incoming).EnumerateFiles().Where(f => f.LastWriteTimeUtc < leftOver.UtcDateTime))
            file.Delete();
    }

    /// <summary>What lies there.</summary>
    public AttachmentFiles Files { get; }

    /// <summary>Removes a file that nobody knows any more.</summary>
    public void Delete(string hash)
    {
        if (Files.Find(hash) is { } path)
            File.Delete(path);
    }

    /// <summary>Takes in a stream piece by piece, hashing as it goes; dispose of the result to remove what was not kept.</summary>
    /// <exception cref="TornUploadException">The stream broke off.</exception>
    public async Task<Received> Receive(Stream body, CancellationToken cancellation)
    {
        var path = Path.Combine(incoming, Path.GetRandomFileName());
        var received = new Received(path, this);
        try
        {
            await received.Fill(body, cancellation);
            return received;
        }
        catch
        {
            received.Dispose();
            throw;
        }
    }

    /// <summary>A file that has come in whole, or is too large.</summary>
    internal sealed class Received(string path, AttachmentFolder folder) : IDisposable
    {
        public long Size { get; private set; }

        public bool IsTooLarge => Size > MostBytes;

        public string Hash { get; private set; } = "";

        public async Task Fill(Stream body, CancellationToken cancellation)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
            try
            {
                await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
                while (await Read(body, buffer, cancellation) is > 0 and var read)
                {
                    Size += read;
                    // What is too large is read to its end, unkept: a browser shows our answer only after it has sent everything.
                    if (IsTooLarge)
                        continue;
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
                }

                file.Flush(flushToDisk: true);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }

            Hash = Convert.ToHexStringLower(hash.GetHashAndReset());
        }

        /// <summary>The content from its beginning.</summary>
        public FileStream Open() => File.OpenRead(path);

        public Content Look()
        {
            using var file = Open();
            return Content.Of(file);
        }

        /// <summary>Puts the file under its hash. One that is there already should be the same; this one certainly is, and mends one that
        /// is not.</summary>
        public void Keep()
        {
            var target = folder.Files.PathOf(Hash);
            PrivateFolder.Create(Path.GetDirectoryName(target)!);
            File.Move(path, target, overwrite: true);
        }

        public void Dispose() => File.Delete(path);

        private static async Task<int> Read(Stream body, byte[] buffer, CancellationToken cancellation)
        {
            try
            {
                return await body.ReadAsync(buffer, cancellation);
            }
            catch (IOException torn) when (torn is not BadHttpRequestException)
            {
                throw new TornUploadException("The upload broke off.", torn);
            }
        }
    }
}

/// <summary>The sender stopped in the middle of a file.</summary>
internal sealed class TornUploadException(string message, Exception inner) : Exception(message, inner);
