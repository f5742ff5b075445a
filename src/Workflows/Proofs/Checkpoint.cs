using System.Globalization;

namespace Workflows.Proofs;

/// <summary>检查点: what the log came to at a moment. Signed and kept elsewhere, it shows later whether anything before it was changed (C2SP
/// tlog-checkpoint).</summary>
/// <param name="Origin">The installation's name.</param>
/// <param name="Size">How many leaves the log had.</param>
/// <param name="Root">Over all of them; 32 bytes.</param>
/// <param name="Number">1, 2, 3 …</param>
/// <param name="At">When the chains were looked at, to the microsecond.</param>
public sealed record Checkpoint(string Origin, long Size, byte[] Root, long Number, DateTimeOffset At)
{
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private const string NumberWord = "number ";
    private const string MomentWord = "moment ";

    /// <summary>The text that is signed.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n{NumberWord}{Number}\n{MomentWord}{At.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture)}\n");

    /// <summary>Null when the text is no checkpoint of this product.</summary>
    public static Checkpoint? Parse(string text)
    {
        if (text.Split('\n') is not [{ Length: > 0 } origin, var size, var root, var number, var moment, ""]
            || !TryNumber(size, "", out var leaves) || NoteKey.Bytes(root) is not { Length: 32 } hash
            || !TryNumber(number, NumberWord, out var which)
            || !moment.StartsWith(MomentWord, StringComparison.Ordinal)
            || !DateTimeOffset.TryParseExact(
                moment[MomentWord.Length..], Moment, CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
            return null;

        return new Checkpoint(origin, leaves, hash, which, at);
    }

    public bool Equals(Checkpoint? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private static bool TryNumber(string line, string word, out long number)
    {
        number = 0;
        return line.StartsWith(word, StringComparison.Ordinal)
            && long.TryParse(line[word.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
