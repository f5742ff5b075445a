using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Workflows.Host.Backup;

/// <summary>
/// A file that only its key opens: AES-256-GCM in pieces, each numbered and the last one marked, so that nothing in it can be changed, put
/// elsewhere or cut off. The key is made of a secret by PBKDF2; what that needs stands in front and is sealed with every piece.
/// </summary>
internal static class SealedFile
{
    public const int Piece = 1024 * 1024;
    public const int TagLength = 16, NonceLength = 12, LengthLength = 4;

    /// <summary>In a piece's length: it is the last one.</summary>
    public const uint Last = 0x8000_0000;

    private const int SaltLength = 16, PrefixLength = 4;

    /// <summary>As OWASP recommends for PBKDF2 with SHA-256 (2023).</summary>
    private const int Rounds = 600_000;

    private const int MostRounds = 10_000_000;

    private static ReadOnlySpan<byte> Magic => "WORKFLOWS-BACKUP-1\n"u8;

    /// <summary>Begins a new file; dispose of the stream to end it.</summary>
    public static SealingStream Create(Stream file, string secret)
    {
        byte[] header = [.. Magic, .. RandomNumberGenerator.GetBytes(SaltLength), .. new byte[4],
            .. RandomNumberGenerator.GetBytes(PrefixLength)];
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(Magic.Length + SaltLength), Rounds);
        file.Write(header);
        return new SealingStream(file, Key(secret, header), header, header[^PrefixLength..]);
    }

    /// <exception cref="SealBrokenException">It is no such file.</exception>
    public static OpeningStream Open(Stream file, string secret)
    {
        var header = new byte[Magic.Length + SaltLength + 4 + PrefixLength];
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.AsSpan().StartsWith(Magic))
            throw new SealBrokenException("这不是本系统的备份文件。");
        return new OpeningStream(file, Key(secret, header), header, header[^PrefixLength..]);
    }

    public static byte[] Nonce(byte[] prefix, long number)
    {
        var nonce = new byte[NonceLength];
        prefix.CopyTo(nonce, 0);
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(PrefixLength), number);
        return nonce;
    }

    private static byte[] Key(string secret, byte[] header)
    {
        var rounds = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(Magic.Length + SaltLength));
        if (rounds is < 1 or > MostRounds)
            throw new SealBrokenException("备份文件的开头已经损坏。");
        return Rfc2898DeriveBytes.Pbkdf2(secret, header.AsSpan(Magic.Length, SaltLength), rounds, HashAlgorithmName.SHA256, 32);
    }
}

/// <summary>A backup cannot be opened: the sentence says why, in Chinese.</summary>
internal sealed class SealBrokenException(string message) : Exception(message);
