using System.IO.Compression;
using System.Text;

namespace Workflows.Host.Attachments;

/// <summary>What a file really is, by its bytes: a kind that may be handed in, or the Chinese name of something else.</summary>
internal readonly record struct Content(FileKind? Kind, string Title)
{
    private const int HeadLength = 4096;

    /// <summary>Looks at a seekable file from its beginning to its end, never at more than a buffer at a time.</summary>
    public static Content Of(Stream file)
    {
        file.Position = 0;
        if (BytePatterns.HasTestVirus(file))
            return Other("带有病毒特征的文件");
        file.Position = 0;
        var buffer = new byte[HeadLength];
        var head = buffer.AsSpan(0, file.ReadAtLeast(buffer, HeadLength, throwOnEndOfStream: false));
        if (head.IsEmpty)
            return Other("空文件");
        if (Signatures.Find(head) is { } known)
            return known.Kind == FileKind.Pdf && PdfActions.Has(file) ? Other("带有脚本或启动程序动作的 PDF 文件") : known;
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8))
            return InZip(file);
        if (OldOffice.IsContainer(head))
            return OldOffice.HasMacros(file) ? Other("带宏的文档") : OldOffice.Find(file) is { } kind ? Is(kind) : Other("安装包或其他复合文件");
        return PlainText.Is(file) ? Is(FileKind.Text) : Other("无法识别的二进制文件");
    }

    public static Content Is(FileKind kind) => new(kind, kind.Title);

    public static Content Other(string title) => new(null, title);

    private static Content InZip(Stream file)
    {
        try
        {
            file.Position = 0;
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
            if (Macros.Trouble(zip) is { } trouble)
                return Other(trouble);
            var names = zip.Entries.Select(e => e.FullName).ToHashSet(StringComparer.Ordinal);
            if (names.Contains("OFD.xml"))
                return Is(FileKind.Ofd);
            if (!names.Contains("[Content_Types].xml"))
                return Other(names.Contains("META-INF/MANIFEST.MF") ? "Java 程序" : "压缩包");
            if (names.Contains("word/document.xml"))
                return Is(FileKind.Docx);
            if (names.Contains("xl/workbook.xml"))
                return Is(FileKind.Xlsx);
            return names.Contains("ppt/presentation.xml") ? Is(FileKind.Pptx) : Other("压缩包");
        }
        catch (InvalidDataException)
        {
            return Other("损坏的压缩包或文档");
        }
    }
}
