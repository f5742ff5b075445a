namespace Workflows.Host.Attachments;

/// <summary>Kinds known by their first bytes, the dangerous ones first.</summary>
internal static class Signatures
{
    private const int PdfWithin = 1024;

    public static Content? Find(ReadOnlySpan<byte> head) => Dangerous(head) is { } title ? Content.Other(title) : Allowed(head) is { } kind ? Content.Is(kind) : null;

    private static string? Dangerous(ReadOnlySpan<byte> head) => head switch
    {
        _ when head.StartsWith("MZ"u8) => "Windows 程序",
        _ when head.StartsWith("\u007FELF"u8) => "Linux 程序",
        [0xCA, 0xFE, 0xBA, 0xBE, ..] => "Java 程序",
        [0xCF or 0xCE, 0xFA, 0xED, 0xFE, ..] => "macOS 程序",
        _ when head.StartsWith("Rar!"u8) => "RAR 压缩包",
        [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => "7z 压缩包",
        [0x1F, 0x8B, ..] => "gzip 压缩包",
        _ when head.StartsWith("#!"u8) => "脚本",
        _ when StartsAsMarkup(head) => "网页或 SVG 图形",
        _ => null,
    };

    private static FileKind? Allowed(ReadOnlySpan<byte> head) => head switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => FileKind.Png,
        [0xFF, 0xD8, 0xFF, ..] => FileKind.Jpeg,
        _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => FileKind.Gif,
        _ when head.StartsWith("RIFF"u8) && head.Length > 12 && head[8..].StartsWith("WEBP"u8) => FileKind.Webp,
        _ when head.Length > 12 && head[4..].StartsWith("ftyp"u8) => FileKind.Mp4,
        _ when head.StartsWith("ID3"u8) => FileKind.Mp3,
        [0xFF, 0xFB or 0xF3 or 0xF2 or 0xFA, ..] => FileKind.Mp3,
        // The standard lets a PDF begin within its first kilobyte; scanners use that.
        _ when head[..Math.Min(head.Length, PdfWithin)].IndexOf("%PDF-"u8) >= 0 => FileKind.Pdf,
        _ => null,
    };

    private static bool StartsAsMarkup(ReadOnlySpan<byte> head)
    {
        var text = (head is [0xEF, 0xBB, 0xBF, ..] ? head[3..] : head).TrimStart(" \t\r\n"u8);
        return text is [(byte)'<', _, ..] && (text[1] is (byte)'!' or (byte)'?' || char.IsAsciiLetter((char)text[1]));
    }
}
