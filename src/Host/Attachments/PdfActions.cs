using System.IO.Compression;
using System.Text;

namespace Workflows.Host.Attachments;

/// <summary>Does a PDF run a script or start a program when it is opened? Looks at its names, also at those in packed object
/// streams.</summary>
internal static class PdfActions
{
    /// <summary>Bytes. What is packed may be many times as large as the file.</summary>
    private const int MostOfOneStream = 16 * 1024 * 1024;

    private const int MostStreams = 2000;

    /// <summary>Names that begin so and may be written with <c>#4A</c> for any letter.</summary>
    private static readonly string[] actions = ["JavaScript", "Launch"];

    public static bool Has(Stream file)
    {
        file.Position = 0;
        var packed = new List<long>();
        if (HasIn(file, long.MaxValue, packed))
            return true;

        foreach (var at in packed.Take(MostStreams))
        {
            file.Position = at;
            try
            {
                using var content = new ZLibStream(file, CompressionMode.Decompress, leaveOpen: true);
                if (HasIn(content, MostOfOneStream, null))
                    return true;
            }
            catch (InvalidDataException)
            {
                // Packed in another way, or encrypted: a viewer cannot read names in it without the password either.
            }
        }

        return false;
    }

    /// <summary>Reads byte by byte, so that nothing hides where two pieces meet.</summary>
    /// <param name="packed">Where packed object streams begin; null: not asked.</param>
    private static bool HasIn(Stream content, long most, List<long>? packed)
    {
        var (name, isObjects, word) = (new StringBuilder(), false, "");
        var buffer = new byte[64 * 1024];
        long before = 0;
        for (int read; before < most && (read = content.Read(buffer)) > 0; before += read)
        {
            for (var i = 0; i < read; i++)
            {
                var c = (char)buffer[i];
                if (name.Length > 0 && IsRegular(c) && name.Length < 64)
                {
                    name.Append(c);
                    continue;
                }

                if (name.Length > 0)
                {
                    var plain = Plain(name.ToString());
                    if (actions.Contains(plain, StringComparer.Ordinal))
                        return true;
                    isObjects |= plain == "ObjStm";
                    name.Clear();
                }

                if (c == '/')
                    name.Append(c);
                if (packed is null)
                    continue;
                word = "stream".StartsWith(word + c, StringComparison.Ordinal) ? word + c : c == 's' ? "s" : word is "stream" or "stream\r"
                    && c is '\r' or '\n' ? word + c : "";
                if (word.StartsWith("stream", StringComparison.Ordinal) && c == '\n')
                {
                    if (isObjects)
                        packed.Add(before + i + 1);
                    (isObjects, word) = (false, "");
                }
            }
        }

        return false;
    }

    private static bool IsRegular(char c) =>
        c is > ' ' and < '\u007F' and not ('/' or '<' or '>' or '(' or ')' or '[' or ']' or '{' or '}' or '%');

    /// <summary><c>/J#61vaScript</c> is JavaScript.</summary>
    private static string Plain(string name)
    {
        if (!name.Contains('#', StringComparison.Ordinal))
            return name[1..];

        var plain = new StringBuilder();
        for (var i = 1; i < name.Length; i++)
        {
            if (name[i] == '#' && i + 2 < name.Length && char.IsAsciiHexDigit(name[i + 1]) && char.IsAsciiHexDigit(name[i + 2]))
            {
                plain.Append((char)Convert.ToByte(name.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                plain.Append(name[i]);
            }
        }

        return plain.ToString();
    }
}
