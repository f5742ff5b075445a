using System.IO.Compression;
using System.Text;

namespace Workflows.Host.Tests.Attachments;

/// <summary>Small files of each kind, made here byte by byte.</summary>
internal static class Files
{
    public static byte[] Pdf { get; } = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"u8.ToArray();

    public static byte[] Program { get; } = [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0, .. new byte[200], .. "This program cannot be run in DOS mode."u8];

    public static byte[] Png { get; } = [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. new byte[32]];

    public static byte[] Text { get; } = Encoding.UTF8.GetBytes("会议记录\r\n应到 7 人，实到 6 人。\r\n");

    /// <summary>“中文” in GB 18030.</summary>
    public static byte[] ChineseText { get; } = [0xD6, 0xD0, 0xCE, 0xC4, (byte)'\r', (byte)'\n'];

    public static byte[] Zip(params string[] entries) => Zip([.. entries.Select(e => (e, "x"))]);

    public static byte[] Zip((string Name, string Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                using var content = zip.CreateEntry(entry.Name).Open();
                content.Write(Encoding.UTF8.GetBytes(entry.Content));
            }
        }

        return stream.ToArray();
    }

    /// <summary>The container of old Office files and installers, with one stream of this name in its directory.</summary>
    public static byte[] Compound(string streamName)
    {
        var file = new byte[2048];
        byte[] magic = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        magic.CopyTo(file, 0);
        var name = Encoding.Unicode.GetBytes(streamName);
        name.CopyTo(file, 1024 + 128);
        file[1024 + 128 + 64] = (byte)(name.Length + 2);
        file[1024 + 128 + 66] = 2;
        return file;
    }
}
