namespace Workflows.Organisation.Import.Sheets;

/// <summary>Bytes that all parts of one file may still unfold to.</summary>
internal sealed class ByteBudget(long bytes)
{
    private long left = bytes;

    public void Take(int read)
    {
        left -= read;
        if (left < 0)
            throw new UnreadableException(SheetLimits.TooLarge);
    }
}

/// <summary>Reads another stream as long as the budget lasts, whatever the zip says of its own size.</summary>
internal sealed class CountedStream(Stream inner, ByteBudget budget) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        budget.Take(read);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
