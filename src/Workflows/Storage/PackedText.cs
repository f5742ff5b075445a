using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Workflows.Storage;

/// <summary>Text as the history keeps it: compressed (Brotli) to half where that is worth the while, with its length in front.</summary>
public static class PackedText
{
    private const byte Plain = 0;
    private const byte Brotli = 1;
    private const int HeaderLength = 5;

    // Bytes; a claim beyond this is a lie.
    private const int MostLength = 256 * 1024 * 1024;

    /// <summary>In bytes. An event that is shorter is written sooner than it is packed.</summary>
    public const int ShortestEvents = 512;

    /// <summary>In bytes. What is shorter is not worth packing.</summary>
    public const int ShortestState = 4 * 1_024;

    // Events stay for ever: a seventh less of them is worth 50 µs a move. A state is soon written again.
    private const int EventsQuality = 5;
    private const int StateQuality = 0;

    // A text is hardly ever longer than these 64 KiB.
    private const int Window = 16;

    /// <summary>The events of a move, in UTF-8.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> events) => events.Length < ShortestEvents ? AsItIs(events) : Compressed(events, EventsQuality);

    /// <summary>The state of an open case, in UTF-8.</summary>
    public static byte[] PackState(ReadOnlySpan<byte> state) => state.Length < ShortestState ? AsItIs(state) : Compressed(state, StateQuality);

    private static byte[] AsItIs(ReadOnlySpan<byte> text)
    {
        var plain = new byte[HeaderLength + text.Length];
        plain[0] = Plain;
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(1), text.Length);
        text.CopyTo(plain.AsSpan(HeaderLength));
        return plain;
    }

    private static byte[] Compressed(ReadOnlySpan<byte> text, int quality)
    {
        var room = ArrayPool<byte>.Shared.Rent(HeaderLength + BrotliEncoder.GetMaxCompressedLength(text.Length));
        try
        {
            if (!BrotliEncoder.TryCompress(text, room.AsSpan(HeaderLength), out var length, quality, Window))
                throw new InvalidOperationException("The longest possible answer did not suffice.");

            room[0] = Brotli;
            BinaryPrimitives.WriteInt32BigEndian(room.AsSpan(1), text.Length);
            return room.AsSpan(0, HeaderLength + length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    /// <summary>The text again; see <see cref="Bytes"/>.</summary>
    public static string Unpack(ReadOnlySpan<byte> packed) => Encoding.UTF8.GetString(Bytes(packed));

    /// <summary>The text again, in UTF-8. Bytes that nobody packed read as no text at all: that is neither JSON nor what was hashed, so whoever reads or verifies them hears of it.</summary>
    public static byte[] Bytes(ReadOnlySpan<byte> packed)
    {
        if (packed.Length < HeaderLength || packed[0] is not (Plain or Brotli))
            return [];

        var claimed = BinaryPrimitives.ReadInt32BigEndian(packed[1..]);
        if (claimed is < 0 or > MostLength)
            return [];

        if (packed[0] == Plain)
            return packed.Length - HeaderLength == claimed ? packed[HeaderLength..].ToArray() : [];

        var text = new byte[claimed];
        return BrotliDecoder.TryDecompress(packed[HeaderLength..], text, out var length) && length == claimed ? text : [];
    }
}
