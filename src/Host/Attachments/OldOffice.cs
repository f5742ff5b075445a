using System.Text;

namespace Workflows.Host.Attachments;

/// <summary>Tells a Word, Excel or PowerPoint 97–2003 file from the other things that share its container, such as installers.</summary>
internal static class OldOffice
{
    private const int EntryLength = 128, NameLengthAt = 64, TypeAt = 66;
    private const byte StreamType = 2;

    private static readonly (byte[] Name, FileKind Kind)[] Streams =
    [
        (Encoding.Unicode.GetBytes("WordDocument"), FileKind.OldWord),
        (Encoding.Unicode.GetBytes("Workbook"), FileKind.OldExcel),
        (Encoding.Unicode.GetBytes("Book"), FileKind.OldExcel),
        (Encoding.Unicode.GetBytes("PowerPoint Document"), FileKind.OldPowerPoint),
    ];

    public static bool IsContainer(ReadOnlySpan<byte> head) => head is [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..];

    public static FileKind? Find(Stream file) => Entries(file, KindOf).FirstOrDefault();

    /// <summary>Does it have a storage in which VBA lies?</summary>
    public static bool HasMacros(Stream file) =>
        Entries(file, static entry => Macros.IsStorage(entry, entry[NameLengthAt]) ? FileKind.OldWord : null).Any();

    private delegate FileKind? Look(ReadOnlySpan<byte> entry);

    /// <summary>Directory entries are 128 bytes on a 128-byte boundary: looking at each boundary finds them without walking the sector chains.</summary>
    private static IEnumerable<FileKind> Entries(Stream file, Look look)
    {
        file.Position = 0;
        var buffer = new byte[512 * EntryLength];
        for (var read = buffer.Length; read == buffer.Length;)
        {
            read = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            for (var at = 0; at + EntryLength <= read; at += EntryLength)
            {
                if (look(buffer.AsSpan(at, EntryLength)) is { } kind)
                    yield return kind;
            }
        }
    }

    private static FileKind? KindOf(ReadOnlySpan<byte> entry)
    {
        if (entry[TypeAt] != StreamType)
            return null;

        foreach (var (name, kind) in Streams)
        {
            if (entry.StartsWith(name) && entry[NameLengthAt] == name.Length + 2)
                return kind;
        }

        return null;
    }
}
