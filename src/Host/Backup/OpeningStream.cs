using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Workflows.Host.Backup;

/// <summary>Opens what was sealed, a piece at a time; nothing of a piece is given out before all of it has proved right.</summary>
/// <exception cref="SealBrokenException">On reading: another key, or the file was changed or cut off.</exception>
internal sealed class OpeningStream(Stream file, byte[] key, byte[] header, byte[] prefix) : Stream
{
    private readonly AesGcm cipher = new(key, SealedFile.TagLength);
    private byte[] piece = [];
    private int taken;
    private long number;
    private bool isLast;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (taken == piece.Length && !isLast)
            Next();
        var some = Math.Min(buffer.Length, piece.Length - taken);
        piece.AsSpan(taken, some).CopyTo(buffer);
        taken += some;
        return some;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Reads to the end, which must be the real one.</summary>
    public void Finish()
    {
        CopyTo(Null);
        if (file.ReadByte() >= 0)
            throw new SealBrokenException("备份文件的末尾多出了内容，已被改动。");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            cipher.Dispose();
        base.Dispose(disposing);
    }

    private void Next()
    {
        var length = Exactly(SealedFile.LengthLength);
        var said = BinaryPrimitives.ReadUInt32BigEndian(length);
        isLast = (said & SealedFile.Last) != 0;
        if ((said & ~SealedFile.Last) is > SealedFile.Piece)
            throw Wrong();

        var (hidden, tag) = (Exactly((int)(said & ~SealedFile.Last)), Exactly(SealedFile.TagLength));
        (piece, taken) = (new byte[hidden.Length], 0);
        try
        {
            cipher.Decrypt(SealedFile.Nonce(prefix, number++), hidden, tag, piece, (byte[])[.. header, .. length]);
        }
        catch (AuthenticationTagMismatchException)
        {
            piece = [];
            throw Wrong();
        }
    }

    private byte[] Exactly(int count)
    {
        var read = new byte[count];
        return file.ReadAtLeast(read, count, throwOnEndOfStream: false) == count ? read : throw new SealBrokenException("备份文件不完整，后面的部分缺失。");
    }

    private SealBrokenException Wrong() => new(number <= 1 ? "密钥不对，或者备份文件已被改动。" : "备份文件已被改动或损坏。");
}
