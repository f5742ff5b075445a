using System.Text;
using Workflows.Host.Attachments;

namespace Workflows.Host.Tests.Attachments;

public sealed class ContentTests
{
    /// <summary>In two parts, so that no scanner stops this file.</summary>
    private const string TestVirus = @"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    [Fact]
    public void What_may_be_handed_in_is_known_by_its_content()
    {
        Assert.Equal("PDF 文件", Look(Files.Pdf));
        Assert.Equal("PDF 文件", Look([.. new byte[500], .. Files.Pdf]));
        Assert.Equal("PNG 图片", Look(Files.Png));
        Assert.Equal("JPEG 图片", Look([0xFF, 0xD8, 0xFF, 0xE0, .. new byte[20]]));
        Assert.Equal("GIF 图片", Look("GIF89a.............."u8.ToArray()));
        Assert.Equal("WebP 图片", Look([.. "RIFF"u8, 1, 2, 3, 4, .. "WEBPVP8 "u8]));
        Assert.Equal("MP4 视频", Look([0, 0, 0, 24, .. "ftypisom........"u8]));
        Assert.Equal("MP3 录音", Look("ID3............."u8.ToArray()));
        Assert.Equal("Word 文档", Look(Files.Zip("[Content_Types].xml", "word/document.xml")));
        Assert.Equal("Excel 表格", Look(Files.Zip("[Content_Types].xml", "xl/workbook.xml")));
        Assert.Equal("PowerPoint 演示文稿", Look(Files.Zip("[Content_Types].xml", "ppt/presentation.xml")));
        Assert.Equal("OFD 版式文件", Look(Files.Zip("OFD.xml", "Doc_0/Document.xml")));
        Assert.Equal("Word 97–2003 文档", Look(Files.Compound("WordDocument")));
        Assert.Equal("Excel 97–2003 表格", Look(Files.Compound("Workbook")));
        Assert.Equal("文本文件", Look(Files.Text));
        Assert.Equal("文本文件", Look(Files.ChineseText));
    }

    [Fact]
    public void What_may_not_be_handed_in_is_called_by_its_name()
    {
        Assert.Equal("空文件", LookAtOther([]));
        Assert.Equal("Windows 程序", LookAtOther(Files.Program));
        Assert.Equal("Linux 程序", LookAtOther([0x7F, .. "ELF"u8, 2, 1]));
        Assert.Equal("脚本", LookAtOther("#!/bin/sh\nrm -rf /\n"u8.ToArray()));
        Assert.Equal("网页或 SVG 图形", LookAtOther("\uFEFF  <!DOCTYPE html><script>"u8.ToArray()));
        Assert.Equal("网页或 SVG 图形", LookAtOther("<svg onload='alert(1)'>"u8.ToArray()));
        Assert.Equal("压缩包", LookAtOther(Files.Zip("报告.docx")));
        Assert.Equal("Java 程序", LookAtOther(Files.Zip("META-INF/MANIFEST.MF")));
        Assert.Equal("RAR 压缩包", LookAtOther("Rar!\x1A\x07..."u8.ToArray()));
        Assert.Equal("安装包或其他复合文件", LookAtOther(Files.Compound("!Installer")));
        Assert.Equal("损坏的压缩包或文档", LookAtOther(Files.Zip("[Content_Types].xml", "word/document.xml")[..60]));
        Assert.Equal("无法识别的二进制文件", LookAtOther([1, 2, 3, 0, 255, 254]));
    }

    [Fact]
    public void What_brings_a_program_along_is_called_so()
    {
        foreach (var part in new[] { "word/vbaProject.bin", "xl/VBAPROJECT.BIN", "xl/macrosheets/sheet1.xml", "word/activeX/activeX1.bin" })
            Assert.Equal("带宏的文档", LookAtOther(Files.Zip("[Content_Types].xml", "word/document.xml", part)));
        Assert.Equal("带宏的文档", LookAtOther(Files.Zip([("[Content_Types].xml", "application/vnd.ms-word.document.macroEnabled.main+xml"), ("word/document.xml", "x")])));
        foreach (var storage in new[] { "VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros" })
            Assert.Equal("带宏的文档", LookAtOther([.. Files.Compound("WordDocument"), .. Files.Compound(storage)[1024..]]));
        Assert.Equal("Word 97–2003 文档", Look(Files.Compound("WordDocument")));

        Assert.Equal("带有病毒特征的文件", LookAtOther(Encoding.ASCII.GetBytes(TestVirus)));
        Assert.Equal("带有病毒特征的文件", LookAtOther([.. Files.Pdf, .. new byte[200_000], .. Encoding.ASCII.GetBytes(TestVirus)]));
        Assert.Equal("带有病毒特征的文件", LookAtOther(Files.Zip([("[Content_Types].xml", "x"), ("word/document.xml", new string(' ', 100_000) + TestVirus)])));
    }

    [Fact]
    public void A_pdf_that_runs_something_is_called_so_however_it_hides_it()
    {
        const string Says = "带有脚本或启动程序动作的 PDF 文件";
        Assert.Equal(Says, LookAtOther(Pdf("<< /Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>")));
        Assert.Equal(Says, LookAtOther(Pdf("<< /S/J#61v#61Script >>")));
        Assert.Equal(Says, LookAtOther(Pdf("<< /A << /S /Launch /F (calc.exe) >> >>")));
        Assert.Equal(Says, LookAtOther(Packed("<< /S /JavaScript /JS (x) >>")));
        Assert.Equal(Says, LookAtOther([.. Pdf(new string(' ', 65_536 - 9 - 6)), .. "/JavaScript "u8]));
        Assert.Equal("PDF 文件", Look(Packed("<< /Type /Page >>")));
        Assert.Equal("PDF 文件", Look(Pdf("(about /JavaScripts) /Launcher /S /URI")));

        static byte[] Pdf(string body) => [.. "%PDF-1.7\n"u8, .. Encoding.ASCII.GetBytes(body), .. "\n%%EOF"u8];

        static byte[] Packed(string objects)
        {
            using var packed = new MemoryStream();
            using (var pack = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
                pack.Write(Encoding.ASCII.GetBytes(objects));
            return [.. "%PDF-1.7\n5 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\r\n"u8, .. packed.ToArray(),
                .. "\nendstream\n%%EOF"u8];
        }
    }

    [Theory]
    [InlineData("a/b/报告.pdf", "报告.pdf")]
    [InlineData(@"C:\文件\报告.pdf", "报告.pdf")]
    [InlineData("  报\u202Efdp.告.pdf\n", "报fdp.告.pdf")]
    [InlineData(null, "")]
    public void A_name_is_kept_without_folders_and_tricks(string? given, string kept) => Assert.Equal(kept, FileName.Clean(given));

    [Theory]
    [InlineData("报告.docx", "“报告.docx”实际是PDF 文件，与扩展名 .docx 不符。")]
    [InlineData("报告.exe", "不接收扩展名为 .exe 的文件。")]
    [InlineData("报告", "“报告”没有扩展名。")]
    [InlineData("", "文件名须为 1 至 200 个字。")]
    [InlineData("报告.PDF", null)]
    public void Name_and_content_must_agree(string name, string? sentence) =>
        Assert.Equal(sentence, FileName.Mismatch(name, Content.Is(FileKind.Pdf))?.Value.Title);

    private static string Look(byte[] content)
    {
        var found = Content.Of(new MemoryStream(content));
        Assert.NotNull(found.Kind);
        return found.Title;
    }

    private static string LookAtOther(byte[] content)
    {
        var found = Content.Of(new MemoryStream(content));
        Assert.Null(found.Kind);
        return found.Title;
    }
}
