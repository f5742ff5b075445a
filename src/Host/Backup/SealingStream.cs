using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Workflows.Host.Backup;

/// <summary>Seals what is written to it, a piece at a time; the last piece is written when it is disposed of.</summary>
internal sealed class SealingStream(Stream file, byte[] key, byte[] header, byte[] prefix) : Stream
{
    private readonly AesGcm cipher = new(key, SealedFile.TagLength);
    private readonly byte[] piece = new byte[SealedFile.Piece];
    private int filled;
    private long number;
    private bool isDone;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            if (filled == piece.Length)
                Seal(isLast: false);
            var some = Math.Min(buffer.Length, piece.Length - filled);
            buffer[..some].CopyTo(piece.AsSpan(filled));
            filled += some;
            buffer = buffer[some..];
        }
    }

    public override void Flush()
    {
        // What is not full yet waits: a piece is sealed whole.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Writes the last piece. A file without it is told as cut off.</summary>
    public void Finish()
    {
        Seal(isLast: true);
        isDone = true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            cipher.Dispose();
        base.Dispose(disposing);
    }

    private void Seal(bool isLast)
    {
        ObjectDisposedException.ThrowIf(isDone, this);
        var length = new byte[SealedFile.LengthLength];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)filled | (isLast ? SealedFile.Last : 0));
        var (hidden, tag) = (new byte[filled], new byte[SealedFile.TagLength]);
        cipher.Encrypt(SealedFile.Nonce(prefix, number++), piece.AsSpan(0, filled), hidden, tag, (byte[])[.. header, .. length]);
        file.Write(length);
        file.Write(hidden);
        file.Write(tag);
        filled = 0;
    }
}
