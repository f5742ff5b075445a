using System.Buffers.Binary;
using System.Text;

namespace Workflows.Host.Documents.Pdf;

/// <summary>A TrueType typeface: which glyph a character has, how wide it is, and the file with only the glyphs that were used.</summary>
internal sealed class TrueTypeFont
{
    private static readonly string[] unchanged = ["hhea", "maxp", "hmtx", "cvt ", "fpgm", "prep"];

    private readonly byte[] file;
    private readonly Dictionary<string, (int Offset, int Length)> tables = new(StringComparer.Ordinal);
    private readonly CharacterMap characters;
    private readonly int unitsPerEm;
    private readonly int metrics;
    private readonly bool longOffsets;

    public TrueTypeFont(byte[] file)
    {
        this.file = file;
        for (var i = 0; i < Short(4); i++)
        {
            var entry = 12 + i * 16;
            tables[Encoding.ASCII.GetString(file, entry, 4)] = ((int)Long(entry + 8), (int)Long(entry + 12));
        }

        var head = tables["head"].Offset;
        unitsPerEm = Short(head + 18);
        longOffsets = Short(head + 50) == 1;
        metrics = Short(tables["hhea"].Offset + 34);
        Glyphs = Short(tables["maxp"].Offset + 4);
        Ascent = Scaled((short)Short(tables["hhea"].Offset + 4));
        Descent = Scaled((short)Short(tables["hhea"].Offset + 6));
        characters = new CharacterMap(file, tables["cmap"].Offset);
    }

    public int Glyphs { get; }

    /// <summary>Thousandths of the size, above the base line.</summary>
    public int Ascent { get; }

    /// <summary>Thousandths of the size, negative: below the base line.</summary>
    public int Descent { get; }

    /// <summary>The glyph of a character; 0, an empty box, for one that the typeface does not have.</summary>
    public int GlyphOf(Rune character) => characters.GlyphOf(character.Value);

    /// <summary>Thousandths of the size.</summary>
    public int WidthOf(int glyph) => Scaled(Short(tables["hmtx"].Offset + Math.Min(glyph, metrics - 1) * 4));

    /// <summary>The typeface with the outlines of these glyphs alone; every glyph keeps its number.</summary>
    public byte[] Subset(IEnumerable<int> used)
    {
        var kept = new SortedSet<int>(used.SelectMany(WithParts)) { 0 };
        using var outlines = new MemoryStream();
        var places = new byte[(Glyphs + 1) * 4];
        for (var glyph = 0; glyph < Glyphs; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(places.AsSpan(glyph * 4), (uint)outlines.Length);
            if (kept.Contains(glyph))
            {
                outlines.Write(Outline(glyph));
                while (outlines.Length % 4 != 0)
                    outlines.WriteByte(0);
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(places.AsSpan(Glyphs * 4), (uint)outlines.Length);
        var head = Table("head").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1);
        var parts = new SortedDictionary<string, byte[]>(StringComparer.Ordinal) { ["glyf"] = outlines.ToArray(), ["loca"] = places, ["head"] = head };
        foreach (var name in unchanged.Where(tables.ContainsKey))
            parts[name] = Table(name).ToArray();
        return Joined(parts);
    }

    private static byte[] Joined(SortedDictionary<string, byte[]> parts)
    {
        var whole = new byte[12 + parts.Count * 16 + parts.Values.Sum(p => Padded(p.Length))];
        BinaryPrimitives.WriteUInt32BigEndian(whole, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(whole.AsSpan(4), (ushort)parts.Count);
        var (entry, at) = (12, 12 + parts.Count * 16);
        foreach (var (name, part) in parts)
        {
            Encoding.ASCII.GetBytes(name, whole.AsSpan(entry));
            BinaryPrimitives.WriteUInt32BigEndian(whole.AsSpan(entry + 8), (uint)at);
            BinaryPrimitives.WriteUInt32BigEndian(whole.AsSpan(entry + 12), (uint)part.Length);
            part.CopyTo(whole.AsSpan(at));
            (entry, at) = (entry + 16, at + Padded(part.Length));
        }

        return whole;
    }

    private static int Padded(int length) => (length + 3) / 4 * 4;

    /// <summary>The glyph and those that it is put together of.</summary>
    private IEnumerable<int> WithParts(int glyph)
    {
        yield return glyph;
        var outline = Outline(glyph).ToArray();
        if (outline.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
            yield break;

        const int WordArguments = 0x01, OneScale = 0x08, MoreParts = 0x20, TwoScales = 0x40, Matrix = 0x80;
        for (var at = 10; ;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            foreach (var part in WithParts(BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at + 2))))
                yield return part;
            if ((flags & MoreParts) == 0)
                yield break;
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2) + ((flags & OneScale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);
        }
    }

    private ReadOnlySpan<byte> Outline(int glyph)
    {
        var (from, until) = (Place(glyph), Place(glyph + 1));
        return file.AsSpan(tables["glyf"].Offset + from, until - from);
    }

    private int Place(int glyph) => longOffsets ? (int)Long(tables["loca"].Offset + glyph * 4) : Short(tables["loca"].Offset + glyph * 2) * 2;

    private ReadOnlySpan<byte> Table(string name) => file.AsSpan(tables[name].Offset, tables[name].Length);

    private int Scaled(int units) => units * 1000 / unitsPerEm;

    private int Short(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    private uint Long(int at) => BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
}
