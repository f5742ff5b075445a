using System.Globalization;
using System.Text;

namespace Workflows.Language;

/// <summary>
/// Characters that nobody sees and that let a text read as another one: controls, marks of direction, joiners, blanks that are letters,
/// halves of a character. One rule for whatever people and programs write; tab and the ends of lines are text.
/// </summary>
public static class UnseenText
{
    /// <summary>The first one as <c>U+202E</c>; null when there is none.</summary>
    public static string? Find(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is (>= ' ' and <= '~') or (>= '\u4E00' and <= '\u9FFF') or '\t' or '\n' or '\r')
                continue;
            if (!Rune.TryGetRuneAt(text, i, out var rune))
                return Name(c);
            if (Is(rune))
                return Name(rune.Value);
            i += rune.Utf16SequenceLength - 1;
        }

        return null;
    }

    /// <summary>Is it one, tab and the ends of lines left out?</summary>
    public static bool Is(Rune rune) => rune.Value switch
    {
        '\t' or '\n' or '\r' => false,
        // Blank letters and a joiner that counts as a mark.
        0x034F or 0x115F or 0x1160 or 0x3164 or 0xFFA0 => true,
        >= 0xFDD0 and <= 0xFDEF => true,
        _ when (rune.Value & 0xFFFE) == 0xFFFE => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
    };

    private static string Name(int code) => string.Create(CultureInfo.InvariantCulture, $"U+{code:X4}");
}
