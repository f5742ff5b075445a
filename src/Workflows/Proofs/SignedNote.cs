using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Workflows.Proofs;

/// <param name="Key">Id of the key; see <see cref="NoteKey.Id"/>.</param>
public sealed record NoteSignature(string Name, uint Key, byte[] Bytes);

/// <summary>A short text with signatures below an empty line (C2SP signed-note).</summary>
/// <param name="Text">Ends with a line feed; what was signed.</param>
public sealed record SignedNote(string Text, ImmutableArray<NoteSignature> Signatures)
{
    /// <summary>Characters; a longer text is none of ours.</summary>
    public const int MostLength = 16 * 1024;

    private const string Dash = "— ";

    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(Line))}";

    /// <summary>Reads a note strictly, whatever its line ends became on the way; null when it is none.</summary>
    public static SignedNote? Parse(string note)
    {
        if (note.Length > MostLength)
            return null;

        var clean = note.TrimStart('\uFEFF').ReplaceLineEndings("\n").Trim('\n') + "\n";
        var end = clean.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end <= 0)
            return null;

        var signatures = clean[(end + 2)..].TrimEnd('\n').Split('\n').Select(Read).ToImmutableArray();
        return signatures.Contains(null) ? null : new SignedNote(clean[..(end + 1)], signatures!);
    }

    /// <summary>The key that signed it, of those that one knows and trusts; null when none did.</summary>
    public NoteKey? SignedWith(IEnumerable<NoteKey> known)
    {
        var text = Encoding.UTF8.GetBytes(Text);
        return known.FirstOrDefault(k => Signatures.Any(s => s.Name == k.Name && s.Key == k.Id && k.Verifies(text, s.Bytes)));
    }

    private static string Line(NoteSignature signature)
    {
        var bytes = new byte[4 + signature.Bytes.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, signature.Key);
        signature.Bytes.CopyTo(bytes, 4);
        return $"{Dash}{signature.Name} {Convert.ToBase64String(bytes)}\n";
    }

    private static NoteSignature? Read(string line) =>
        line.StartsWith(Dash, StringComparison.Ordinal) && line[Dash.Length..].Split(' ') is [{ Length: > 0 } name, var encoded]
        && NoteKey.Bytes(encoded) is { Length: > 4 } bytes
            ? new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[4..])
            : null;
}
