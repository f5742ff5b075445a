using System.Text;

namespace Workflows.Organisation.Import.Sheets;

/// <summary>Turns the bytes of an imported file into text: UTF-8 (with or without a mark), GB 18030, or UTF-16 with its mark.</summary>
internal static class CsvText
{
    private static readonly Encoding gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"))!;

    /// <summary>The text, with U+FFFD where bytes cannot be read.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0xFF, 0xFE]))
            return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.StartsWith<byte>([0xFE, 0xFF]))
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        if (bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
            return Encoding.UTF8.GetString(bytes[3..]);

        return (IsUtf8(bytes) ? Encoding.UTF8 : gb18030).GetString(bytes);
    }

    /// <summary>Judged by the first line with Chinese in it, so that a file torn or spoilt further down is still read in its own encoding.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        var first = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        if (first < 0)
            return true;

        var rest = bytes[first..];
        var end = rest.IndexOfAny((byte)'\r', (byte)'\n');
        return System.Text.Unicode.Utf8.IsValid(end < 0 ? rest : rest[..end]);
    }
}
