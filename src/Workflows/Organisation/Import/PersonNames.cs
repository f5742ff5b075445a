using System.Globalization;
using System.Text;

namespace Workflows.Organisation.Import;

/// <summary>People's names as rosters write them, and as they are kept.</summary>
internal static class PersonNames
{
    private const int Longest = 50;

    /// <summary>The dots and rings that keyboards offer in place of the 间隔号 U+00B7.</summary>
    private const string DotLookalikes = "\u2022\u2027\u2219\u22C5\u30FB\uFF65\u25CF.\uFF0E\uFE52\u00B0\u00BA\u02DA\u02D9\u0387\u2024\u25E6\u2981";

    /// <summary>张　三, padded to the width of three characters, is 张三; 阿依古丽•示例 is 阿依古丽·示例; John  Smith keeps one space.</summary>
    public static string Standard(string text)
    {
        var name = string.Concat(text.Select(c => DotLookalikes.Contains(c) ? '·' : char.IsWhiteSpace(c) ? ' ' : c));
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(name.EnumerateRunes().Any(r => Rune.GetUnicodeCategory(r) == UnicodeCategory.OtherLetter) ? "" : " ", words);
    }

    /// <summary>Why it cannot be a name; null when it can.</summary>
    public static string? Trouble(string name)
    {
        if (new StringInfo(name).LengthInTextElements > Longest)
            return $"姓名过长（最多 {Longest} 个字）";
        if (name.EnumerateRunes().Any(r => Rune.GetUnicodeCategory(r) == UnicodeCategory.PrivateUse))
            return $"姓名“{name}”里有自造字，请改用标准汉字";
        if (!name.EnumerateRunes().All(r => Rune.IsLetter(r) || r.Value is '·' or ' '))
            return $"姓名“{name}”里有不是文字的符号";
        return name.StartsWith('·') || name.EndsWith('·') ? $"姓名“{name}”的间隔号前后都应有文字" : null;
    }
}
