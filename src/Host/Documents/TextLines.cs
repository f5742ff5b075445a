using System.Globalization;

namespace Workflows.Host.Documents;

/// <summary>Breaks Chinese text into lines: between any two characters, but no closing mark begins a line, no opening mark ends one, and a number stays whole.</summary>
internal static class TextLines
{
    private const string Closing = "，。、；：？！）》」』”’…％%)]}";
    private const string Opening = "（《「『“‘([{";

    /// <param name="width">Room in a line; points.</param>
    /// <param name="measure">Width of one character; points.</param>
    /// <param name="indent">Room that the first line of each paragraph leaves free; points.</param>
    public static IEnumerable<string> Of(string text, double width, Func<string, double> measure, double indent = 0)
    {
        var widths = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = new List<string>();
            var room = width - indent;
            foreach (var character in Characters(paragraph))
            {
                var size = widths.TryGetValue(character, out var known) ? known : widths[character] = measure(character);
                if (room < size && line.Count > 0 && !Closing.Contains(character, StringComparison.Ordinal))
                {
                    var kept = Kept(line, character);
                    yield return string.Concat(line[..kept]);
                    line = line[kept..];
                    room = width - line.Sum(c => widths[c]);
                }

                line.Add(character);
                room -= size;
            }

            yield return string.Concat(line);
        }
    }

    /// <summary>How many characters stay in a full line; the rest belongs to what follows. What fills a whole line is broken after all.</summary>
    private static int Kept(List<string> line, string next)
    {
        var kept = line.Count;
        for (var after = next; kept > 0 && BelongTogether(line[kept - 1], after); kept--)
            after = line[kept - 1];
        return kept == 0 ? line.Count : kept;
    }

    private static bool BelongTogether(string one, string other) =>
        Opening.Contains(one, StringComparison.Ordinal) || (char.IsAsciiDigit(one[0]) && char.IsAsciiDigit(other[0]));

    private static IEnumerable<string> Characters(string text)
    {
        for (var each = StringInfo.GetTextElementEnumerator(text); each.MoveNext();)
            yield return each.GetTextElement();
    }
}
