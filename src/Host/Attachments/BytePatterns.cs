using System.Text;

namespace Workflows.Host.Attachments;

/// <summary>Looks for short texts in a stream, a piece at a time.</summary>
internal static class BytePatterns
{
    private const int Piece = 64 * 1024;

    /// <summary>In two parts, so that no scanner takes this program for what it looks for.</summary>
    private static readonly byte[] testVirus = Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$"
        + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");

    /// <summary>The pattern with which every scanner is tried out.</summary>
    public static bool HasTestVirus(Stream content) => Find(content, long.MaxValue, testVirus) >= 0;

    /// <summary>Which of the patterns comes first in the stream from where it stands; -1: none.</summary>
    /// <param name="most">Bytes that are looked at.</param>
    public static int Find(Stream content, long most, params byte[][] patterns)
    {
        var overlap = patterns.Max(p => p.Length) - 1;
        var buffer = new byte[Piece + overlap];
        for (var (kept, seen) = (0, 0L); seen < most;)
        {
            var read = content.Read(buffer, kept, Piece);
            if (read == 0)
                return -1;
            seen += read;
            var window = buffer.AsSpan(0, kept + read);
            for (var i = 0; i < patterns.Length; i++)
            {
                if (window.IndexOf(patterns[i]) >= 0)
                    return i;
            }

            kept = Math.Min(overlap, window.Length);
            window[^kept..].CopyTo(buffer);
        }

        return -1;
    }
}
