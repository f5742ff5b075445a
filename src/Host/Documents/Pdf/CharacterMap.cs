using System.Buffers.Binary;

namespace Workflows.Host.Documents.Pdf;

/// <summary>Which glyph a character has: the typeface's table of groups (format 12), which knows rare characters, too.</summary>
internal sealed class CharacterMap
{
    private const int Groups = 12;

    private readonly (uint First, uint Last, uint Glyph)[] groups;

    /// <exception cref="InvalidDataException">The typeface has no table of groups.</exception>
    public CharacterMap(byte[] file, int table)
    {
        for (var i = 0; i < BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(table + 2)); i++)
        {
            var at = table + (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(table + 4 + i * 8 + 4));
            if (BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at)) == Groups)
            {
                groups = Read(file, at);
                return;
            }
        }

        throw new InvalidDataException("The typeface has no format 12 character map.");
    }

    /// <summary>0 for a character that the typeface does not have.</summary>
    public int GlyphOf(int character)
    {
        var (low, high) = (0, groups.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (first, last, glyph) = groups[middle];
            if (character < first)
                high = middle - 1;
            else if (character > last)
                low = middle + 1;
            else
                return (int)(glyph + character - first);
        }

        return 0;
    }

    private static (uint First, uint Last, uint Glyph)[] Read(byte[] file, int at)
    {
        var count = (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 12));
        var read = new (uint, uint, uint)[count];
        for (var i = 0; i < count; i++)
        {
            var entry = file.AsSpan(at + 16 + i * 12);
            read[i] = (BinaryPrimitives.ReadUInt32BigEndian(entry), BinaryPrimitives.ReadUInt32BigEndian(entry[4..]), BinaryPrimitives.ReadUInt32BigEndian(entry[8..]));
        }

        return read;
    }
}
