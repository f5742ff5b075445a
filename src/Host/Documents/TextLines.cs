using System.Globalization;

namespace Workflows.Host.Documents;

/// <summary>Breaks Chinese text into lines: between any two characters, but no closing mark begins a line and no opening mark ends one.</summary>
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
                    var carried = line.Count > 1 && Opening.Contains(line[^1], StringComparison.Ordinal) ? line[^1] : null;
                    if (carried is not null)
                        line.RemoveAt(line.Count - 1);
                    yield return string.Concat(line);
                    line = carried is null ? [] : [carried];
                    room = width - (carried is null ? 0 : widths[carried]);
                }

                line.Add(character);
                room -= size;
            }

            yield return string.Concat(line);
        }
    }

    private static IEnumerable<string> Characters(string text)
    {
        for (var each = StringInfo.GetTextElementEnumerator(text); each.MoveNext();)
            yield return each.GetTextElement();
    }
}
