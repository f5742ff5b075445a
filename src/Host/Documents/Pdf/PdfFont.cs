using System.Globalization;
using System.Text;

namespace Workflows.Host.Documents.Pdf;

/// <summary>A typeface in one document: it remembers which glyphs were drawn, and only those go into the file.</summary>
internal sealed class PdfFont(TrueTypeFont face, string name)
{
    private readonly SortedDictionary<int, Rune> used = [];

    /// <summary>What pages call it.</summary>
    public string Name { get; } = name;

    /// <param name="size">Points.</param>
    /// <returns>Points.</returns>
    public double Measure(string text, double size) => text.EnumerateRunes().Sum(r => face.WidthOf(face.GlyphOf(r))) * size / 1000;

    /// <summary>The operators that show a text. A character that the typeface does not have is a box that is still found and copied as what it is.</summary>
    public string Show(string text)
    {
        var operators = new StringBuilder("<");
        foreach (var character in text.EnumerateRunes())
        {
            var glyph = face.GlyphOf(character);
            if (glyph == 0)
            {
                operators.Append(CultureInfo.InvariantCulture, $"> Tj /Span <</ActualText <FEFF{Utf16(character)}>>> BDC <0000> Tj EMC <");
                continue;
            }

            used.TryAdd(glyph, character);
            operators.Append(glyph.ToString("X4", CultureInfo.InvariantCulture));
        }

        return operators.Append("> Tj").ToString();
    }

    /// <summary>Writes the typeface with what was used; returns the number of its object.</summary>
    public int Write(PdfObjects objects)
    {
        var file = objects.Stream(face.Subset(used.Keys));
        var descriptor = objects.Add(
            $"<</Type/FontDescriptor/FontName/{Name}/Flags 4/FontBBox[-1000 {face.Descent} 3000 {face.Ascent}]/ItalicAngle 0/Ascent {face.Ascent}/Descent {face.Descent}/CapHeight 700/StemV 80/FontFile2 {file} 0 R>>");
        var widths = string.Join(' ', used.Keys.Prepend(0).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g}[{face.WidthOf(g)}]")));
        var cid = objects.Add(
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{Name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW 1000/W[{widths}]/CIDToGIDMap/Identity>>");
        var unicode = objects.Stream(Encoding.ASCII.GetBytes(ToUnicode()));
        return objects.Add($"<</Type/Font/Subtype/Type0/BaseFont/{Name}/Encoding/Identity-H/DescendantFonts[{cid} 0 R]/ToUnicode {unicode} 0 R>>");
    }

    /// <summary>So that text can be searched and copied.</summary>
    private string ToUnicode()
    {
        const int MostInOnePart = 100;
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /u def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        foreach (var part in used.Chunk(MostInOnePart))
        {
            map.Append(CultureInfo.InvariantCulture, $"{part.Length} beginbfchar\n");
            foreach (var (glyph, character) in part)
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{Utf16(character)}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap CMapName currentdict /CMap defineresource pop end end").ToString();
    }

    private static string Utf16(Rune character) => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(character.ToString()));
}
