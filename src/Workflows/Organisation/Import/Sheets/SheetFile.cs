using System.Collections.Immutable;

namespace Workflows.Organisation.Import.Sheets;

/// <summary>Reads whatever a file holds as sheets, told by its bytes and never by its name: people rename files.</summary>
public static class SheetFile
{
    /// <exception cref="UnreadableException">The file is of another kind, torn, or too large; the message says what to do.</exception>
    public static ImmutableArray<Sheet> Read(ReadOnlyMemory<byte> content)
    {
        var bytes = content.Span;
        if (bytes.IsEmpty)
            throw new UnreadableException("文件是空的");
        if (bytes.StartsWith("PK"u8))
            return Xlsx.Open(content);
        if (Foreign(bytes) is { } foreign)
            throw new UnreadableException(foreign);

        var text = CsvText.Decode(bytes);
        var begin = text.AsSpan(0, Math.Min(text.Length, 4096)).TrimStart();
        if (begin.StartsWith("<?xml") && text.Contains("urn:schemas-microsoft-com:office:spreadsheet", StringComparison.Ordinal))
            return XmlSpreadsheet.Read(text);
        if (begin.StartsWith("MIME-Version", StringComparison.OrdinalIgnoreCase))
            throw new UnreadableException($"这是网页归档文件（mht），{SaveAs}");
        return begin.StartsWith("<") && HtmlTables.Read(text) is { IsEmpty: false } tables ? tables : [CsvSheet.Of(text)];
    }

    private const string SaveAs = "请用表格软件打开它，另存为“Excel 工作簿（.xlsx）”后再导入";

    /// <summary>What a file is that cannot be read; null when it may be text.</summary>
    private static string? Foreign(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
        {
            return bytes.IndexOf("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8) >= 0
                ? "文件设了打开密码，请在表格软件里取消密码后再导入"
                : $"这是旧版的二进制表格文件（xls 或 et），{SaveAs}";
        }

        if (bytes.StartsWith<byte>([0x09, 0x08]) || bytes.StartsWith<byte>([0x09, 0x04]) || bytes.StartsWith<byte>([0x09, 0x02]))
            return $"这是很早版本的二进制表格文件（xls），{SaveAs}";
        if (bytes.StartsWith("%PDF"u8))
            return "这是 PDF 文件，不是表格；请向提供的人要原来的表格文件";
        if (bytes.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47]) || bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
            return "这是图片，不是表格；请向提供的人要原来的表格文件";
        return bytes.StartsWith("Rar!"u8) || bytes.StartsWith("7z"u8) || bytes.StartsWith<byte>([0x1F, 0x8B])
            ? "这是压缩文件，请解压后导入其中的 xlsx 或 CSV 文件"
            : null;
    }
}
