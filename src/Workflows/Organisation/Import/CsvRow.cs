using System.Globalization;
using System.Text;

namespace Workflows.Organisation.Import;

/// <summary>Reads typed values from one CSV record and notes every mistake with its column.</summary>
/// <param name="fields">Column header → text, trimmed.</param>
internal sealed class CsvRow(IReadOnlyDictionary<string, string> fields, Action<string, string> mistake)
{
    private static readonly string[] dayFormats = ["yyyy-M-d", "yyyy/M/d", "yyyy年M月d日", "yyyy.M.d", "yyyyMMdd"];

    /// <summary>The dots that keyboards offer in place of the 间隔号 U+00B7.</summary>
    private const string DotLookalikes = "\u2022\u2027\u2219\u22C5\u30FB\uFF65\u25CF.\uFF0E";

    /// <summary>False as soon as one value could not be read.</summary>
    public bool IsGood { get; private set; } = true;

    public bool AreEmpty(params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            if (fields[column].Length > 0)
                return false;
        }

        return true;
    }

    /// <summary>An identifier of a unit or person; empty and noted when missing or unfit.</summary>
    public string Id(string column)
    {
        var text = HalfWidth(Needed(column));
        if (text.Length > 64)
            Wrong(column, "编号过长（最多 64 个字符）");
        else if (text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or '"'))
            Wrong(column, $"编号“{text}”里有空格或标点");
        return text;
    }

    /// <summary>As <see cref="Id"/>, but may be left empty.</summary>
    public string? IdOrNone(string column) => fields[column].Length == 0 ? null : Id(column);

    /// <summary>A person's name: letters of any script and the 间隔号, whose lookalikes become the standard one.</summary>
    public string PersonName(string column)
    {
        var name = StandardName(Needed(column));
        if (new StringInfo(name).LengthInTextElements > 50)
            Wrong(column, "姓名过长（最多 50 个字）");
        else if (name.EnumerateRunes().Any(r => Rune.GetUnicodeCategory(r) == UnicodeCategory.PrivateUse))
            Wrong(column, $"姓名“{name}”里有自造字，请改用标准汉字");
        else if (!name.EnumerateRunes().All(r => Rune.IsLetter(r) || r.Value is '·' or ' '))
            Wrong(column, $"姓名“{name}”里有不是文字的符号");
        else if (name.StartsWith('·') || name.EndsWith('·'))
            Wrong(column, $"姓名“{name}”的间隔号前后都应有文字");
        return name;
    }

    /// <summary>Free text of at most <paramref name="longest"/> characters, on one line; may be empty.</summary>
    public string Text(string column, int longest, bool needed = false)
    {
        var text = needed ? Needed(column) : fields[column];
        if (text.Length > longest)
            Wrong(column, $"过长（最多 {longest} 字，现有 {text.Length} 字）");
        else if (text.Any(char.IsControl))
            Wrong(column, "里有换行或其他控制字符");
        return text;
    }

    public DateOnly Day(string column) => Needed(column).Length == 0 ? default : ReadDay(column);

    public DateOnly? DayOrNone(string column) => fields[column].Length == 0 ? null : ReadDay(column);

    /// <summary>A whole number within bounds; <paramref name="standard"/> when left empty.</summary>
    public int Number(string column, int least, int most, int standard)
    {
        var text = HalfWidth(fields[column]);
        if (text.Length == 0)
            return standard;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
            Wrong(column, $"“{Short(text)}”应为 {least} 到 {most} 之间的整数");
        return number;
    }

    /// <summary>One of a closed set, by its Chinese title.</summary>
    public T Choice<T>(string column, IEnumerable<(T Value, string Title)> choices)
    {
        var text = Needed(column);
        foreach (var (value, title) in choices)
        {
            if (title == text)
                return value;
        }

        if (text.Length > 0)
            Wrong(column, $"“{Short(text)}”不认识，可写：{string.Join("、", choices.Select(c => c.Title))}");
        return default!;
    }

    /// <summary>Notes when a period ends on or before the day it begins.</summary>
    public DateOnly? Until(string column, DateOnly from)
    {
        var until = DayOrNone(column);
        if (until is { } end && end <= from && end != default && from != default)
            Wrong(column, $"{end:yyyy-MM-dd} 应在起始日期 {from:yyyy-MM-dd} 之后");
        return until;
    }

    public void Wrong(string column, string reason)
    {
        IsGood = false;
        mistake(column, reason);
    }

    private string Needed(string column)
    {
        if (fields[column].Length == 0)
            Wrong(column, "不能为空");
        return fields[column];
    }

    private DateOnly ReadDay(string column)
    {
        var text = HalfWidth(fields[column]);
        if (!DateOnly.TryParseExact(text, dayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            Wrong(column, $"“{Short(text)}”不是日期，应写作 2026-11-21、2026/11/21 或 2026年11月21日，且该日存在");
        else if (day.Year is < 1900 or > 2200)
            Wrong(column, $"{day:yyyy-MM-dd} 不在 1900 年至 2200 年之间");
        return day;
    }

    /// <summary>张　三, padded to the width of three characters, is 张三; 阿依古丽•示例 is 阿依古丽·示例.</summary>
    private static string StandardName(string text)
    {
        var name = string.Concat(text.Select(c => DotLookalikes.Contains(c) ? '·' : c == '\u3000' ? ' ' : c));
        return name.EnumerateRunes().All(r => r.Value == ' ' || Rune.GetUnicodeCategory(r) == UnicodeCategory.OtherLetter)
            ? name.Replace(" ", "")
            : name;
    }

    private static string Short(string text) => text.Length <= 20 ? text : text[..20] + "…";

    /// <summary>Digits and signs typed in full width.</summary>
    private static string HalfWidth(string text) => string.Concat(text.Select(c => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c));
}
