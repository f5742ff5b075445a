using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Workflows.Designer.Tests.Browsing;

/// <summary>What a paper of the host's says, as whoever copies text out of it gets it.</summary>
internal static partial class PdfText
{
    /// <summary>The lines one after another, without the space between them.</summary>
    public static string Read(byte[] pdf)
    {
        var text = Unpacked(pdf);
        var characters = Mapped().Matches(text).GroupBy(m => m.Groups["glyph"].Value)
            .ToDictionary(g => g.Key, g => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(g.First().Groups["character"].Value)), StringComparer.Ordinal);
        return string.Concat(Shown().Matches(text).SelectMany(m => m.Groups["glyphs"].Value.Chunk(4)).Select(g => characters.GetValueOrDefault(new string(g), "")));
    }

    /// <summary>What the packed parts of a file say, one after another.</summary>
    public static string Unpacked(byte[] pdf)
    {
        var text = new StringBuilder();
        var mark = "stream\n"u8;
        for (var at = 0; pdf.AsSpan(at).IndexOf(mark) is >= 0 and var next; at += next + mark.Length)
        {
            if (pdf.AsSpan(at, next).EndsWith("end"u8))
                continue;

            using var packed = new ZLibStream(new MemoryStream(pdf, at + next + mark.Length, pdf.Length - at - next - mark.Length), CompressionMode.Decompress);
            using var reader = new StreamReader(packed, Encoding.Latin1);
            text.Append(reader.ReadToEnd());
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^<(?<glyph>[0-9A-F]{4})> <(?<character>[0-9A-F]{4,8})>$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mapped();

    [GeneratedRegex("<(?<glyphs>[0-9A-F]+)> Tj", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shown();
}
