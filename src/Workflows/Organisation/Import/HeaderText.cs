using System.Globalization;
using System.Text;

namespace Workflows.Organisation.Import;

/// <summary>Reads texts of a roster past what does not matter in them: widths, spaces, marks that nobody sees.</summary>
internal static class HeaderText
{
    /// <summary>姓 名, *姓名 and 姓⏎名 are 姓名; brackets are those of the keyboard.</summary>
    public static string Normal(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var c in HalfWidth(text))
        {
            if (!char.IsWhiteSpace(c) && !IsUnseen(c) && c is not ('*' or '※' or '★'))
                bare.Append(c);
        }

        return bare.ToString().TrimEnd(':');
    }

    /// <summary>The same without what stands in brackets behind it: 出生年月（岁）.</summary>
    public static string WithoutBrackets(string normal) =>
        normal.EndsWith(')') && normal.LastIndexOf('(') is > 0 and var at ? normal[..at] : normal;

    /// <summary>Without spaces of any kind at both ends, and without what cannot be seen.</summary>
    public static string Trimmed(string text)
    {
        foreach (var c in text)
        {
            if (IsUnseen(c))
                return string.Concat(text.Where(c => !IsUnseen(c))).Trim();
        }

        return text.Trim();
    }

    /// <summary>On one line, as shown to a person.</summary>
    public static string OnOneLine(string text) => string.Join(' ', Trimmed(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Digits and signs typed in full width.</summary>
    public static string HalfWidth(string text) =>
        text.AsSpan().IndexOfAnyInRange('！', '～') < 0 ? text : string.Concat(text.Select(c => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c));

    private static bool IsUnseen(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Format;
}
