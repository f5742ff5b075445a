using System.Globalization;

namespace Workflows.Rules;

/// <summary>An exact share of a body, such as <c>&gt; 1/2</c> or <c>&gt;= 4/5</c>: integers only, nothing is rounded (CV-01, CV-02, CV-03).</summary>
public readonly record struct Share
{
    private Share(long numerator, long denominator, bool inclusive) =>
        (Numerator, Denominator, IsInclusive) = (numerator, denominator, inclusive);

    public long Numerator { get; }

    public long Denominator { get; }

    /// <summary>True for 以上 / 不少于 (<c>&gt;=</c>), false for 超过 (<c>&gt;</c>).</summary>
    public bool IsInclusive { get; }

    /// <summary>Reads <c>&gt; 1/2</c> or <c>&gt;= 2/3</c>.</summary>
    /// <exception cref="FormatException">The text is not a comparison and a fraction between 0 and 1.</exception>
    public static Share Parse(string text) =>
        TryParse(text, out var share) ? share : throw new FormatException($"“{text}”不是份额：应写作 \"> 1/2\" 或 \">= 4/5\"。");

    public static bool TryParse(string? text, out Share share)
    {
        share = default;
        var body = text?.Trim() ?? "";
        var inclusive = body.StartsWith(">=", StringComparison.Ordinal);
        if (!inclusive && !body.StartsWith('>'))
            return false;

        var parts = body[(inclusive ? 2 : 1)..].Split('/');
        if (parts.Length != 2
            || !long.TryParse(parts[0], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var top)
            || !long.TryParse(parts[1], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var bottom)
            || bottom is < 1 or > 1000 || top < 0 || top > bottom)
            return false;

        share = new Share(top, bottom, inclusive);
        return true;
    }

    /// <summary>Is <paramref name="part"/> people of <paramref name="whole"/> enough?</summary>
    public bool IsMetBy(int part, int whole) =>
        IsInclusive ? part * Denominator >= whole * Numerator : part * Denominator > whole * Numerator;

    /// <summary>The fewest people of <paramref name="whole"/> that meet the share.</summary>
    public int Least(int whole)
    {
        var exact = whole * Numerator;
        return (int)(IsInclusive ? (exact + Denominator - 1) / Denominator : exact / Denominator + 1);
    }

    public override string ToString() => $"{(IsInclusive ? ">=" : ">")} {Numerator}/{Denominator}";

    /// <summary>The share as a person says it: 超过半数、不少于五分之四 …</summary>
    public string InWords() => (Numerator, Denominator, IsInclusive) switch
    {
        (1, 2, false) => "超过半数",
        (1, 2, true) => "半数以上（含半数）",
        (4, 5, true) => "不少于五分之四",
        (2, 3, true) => "三分之二以上（含）",
        (_, _, true) => $"不少于 {Numerator}/{Denominator}",
        (_, _, false) => $"超过 {Numerator}/{Denominator}",
    };
}
