using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Workflows.Rules;

/// <summary>Orders people's names by 姓氏笔画: the 姓 by strokes, then 横竖撇点折; within one 姓 given names of one character first, then by strokes.</summary>
/// <remarks>Works on whole characters, so that rare ones outside the basic plane count as one; the 间隔号 and spaces are passed over.</remarks>
public static class NameOrder
{
    private const int Unknown = int.MaxValue;
    private static readonly FrozenDictionary<int, (int Strokes, int Place)> characters = Load();

    /// <summary>Compares two names as a ballot lists them.</summary>
    public static IComparer<string> ByStrokes { get; } = Comparer<string>.Create(Compare);

    /// <summary>How many strokes a character has; null when the table does not have it.</summary>
    public static int? StrokesOf(Rune character) => characters.TryGetValue(character.Value, out var found) ? found.Strokes : null;

    /// <summary>Does the table have every character of the name?</summary>
    public static bool IsKnown(string name) => Characters(name).All(r => characters.ContainsKey(r.Value));

    private static int Compare(string? one, string? other)
    {
        var (left, right) = (Parts(one), Parts(other));
        if (ByCharacters(left.Surname, right.Surname) is not 0 and var bySurname)
            return bySurname;
        if ((left.Given.Length > 1).CompareTo(right.Given.Length > 1) is not 0 and var byLength)
            return byLength;
        return ByCharacters(left.Given, right.Given) is not 0 and var byGiven ? byGiven : string.CompareOrdinal(one, other);
    }

    private static int ByCharacters(Rune[] one, Rune[] other)
    {
        for (var i = 0; i < Math.Min(one.Length, other.Length); i++)
        {
            if (Place(one[i]).CompareTo(Place(other[i])) is not 0 and var order)
                return order;
        }

        return one.Length.CompareTo(other.Length);
    }

    private static (Rune[] Surname, Rune[] Given) Parts(string? name)
    {
        var whole = string.Concat((name ?? "").Where(c => !char.IsWhiteSpace(c)));
        var end = Surnames.LengthIn(whole);
        return ([.. Characters(whole[..end])], [.. Characters(whole[end..])]);
    }

    private static (int Place, int Code) Place(Rune character) =>
        (characters.TryGetValue(character.Value, out var found) ? found.Place : Unknown, character.Value);

    private static IEnumerable<Rune> Characters(string name) =>
        name.EnumerateRunes().Where(r => !Rune.IsWhiteSpace(r) && !Rune.IsPunctuation(r));

    private static FrozenDictionary<int, (int Strokes, int Place)> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("stroke-order.txt")
            ?? throw new InvalidOperationException("The stroke table is not built in.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var found = new Dictionary<int, (int, int)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;

            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var strokes = int.Parse(line.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture);
            foreach (var character in line[(space + 1)..].EnumerateRunes())
                found.TryAdd(character.Value, (strokes, found.Count));
        }

        return found.ToFrozenDictionary();
    }
}
