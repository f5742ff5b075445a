using System.Text;

namespace Workflows.Organisation.Import;

/// <summary>Turns the bytes of an imported file into text, UTF-8 (with or without a mark) or GB 18030.</summary>
internal static class CsvText
{
    private static readonly Encoding gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"))!;

    /// <summary>The text, with U+FFFD where bytes cannot be read; or why the whole file cannot be read.</summary>
    public static (string Text, string? Trouble) Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0xFF, 0xFE]) || bytes.StartsWith<byte>([0xFE, 0xFF]))
            return ("", "文件是 UTF-16 编码，请在表格软件里另存为“CSV UTF-8”再导入");
        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
            return ("", "这是表格文件（xlsx 或 xls），请在表格软件里另存为“CSV UTF-8”再导入");
        if (bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
            return (Encoding.UTF8.GetString(bytes[3..]), null);

        return ((IsUtf8(bytes) ? Encoding.UTF8 : gb18030).GetString(bytes), null);
    }

    /// <summary>Judged by the first line, so that a file torn or spoilt further down is still read in its own encoding.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
        return System.Text.Unicode.Utf8.IsValid(end < 0 ? bytes : bytes[..end]);
    }
}
