using System.IO.Compression;
using System.Text;

namespace Workflows.Host.Attachments;

/// <summary>Does an Office document bring a program along?</summary>
internal static class Macros
{
    /// <summary>Bytes of all parts together that are unpacked to be looked at.</summary>
    private const long MostUnpacked = 64 * 1024 * 1024;

    private static readonly byte[][] storages = [.. new[] { "VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR",
        "Macros" }.Select(Encoding.Unicode.GetBytes)];

    /// <summary>In an entry of a compound file's directory: a storage or stream in which VBA lies.</summary>
    /// <param name="nameLength">Bytes, with the closing zero.</param>
    public static bool IsStorage(ReadOnlySpan<byte> entry, int nameLength)
    {
        foreach (var name in storages)
        {
            if (nameLength == name.Length + 2 && entry.StartsWith(name))
                return true;
        }

        return false;
    }

    /// <summary>Why a packed document may not be handed in; null when it may.</summary>
    public static string? Trouble(ZipArchive document)
    {
        if (document.Entries.Any(e => IsProgram(e.FullName)) || DeclaresMacros(document))
            return "带宏的文档";

        var left = MostUnpacked;
        foreach (var part in document.Entries)
        {
            if ((left -= Math.Min(part.Length, MostUnpacked)) < 0)
                break;
            using var content = part.Open();
            if (BytePatterns.HasTestVirus(content))
                return "带有病毒特征的文件";
        }

        return null;
    }

    private static bool IsProgram(string part)
    {
        var name = part.Split('/')[^1];
        return name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)
            || name.Equals("vbaData.xml", StringComparison.OrdinalIgnoreCase)
            || part.Contains("macrosheets/", StringComparison.OrdinalIgnoreCase)
            || part.Contains("activeX/", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A document with macros says so in its types, whatever it and its parts are called.</summary>
    private static bool DeclaresMacros(ZipArchive document)
    {
        if (document.GetEntry("[Content_Types].xml") is not { } types)
            return false;

        using var content = types.Open();
        return BytePatterns.Find(content, MostUnpacked, "macroEnabled"u8.ToArray(), "vbaProject"u8.ToArray()) >= 0;
    }
}
