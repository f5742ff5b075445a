using System.Globalization;
using System.Text.RegularExpressions;
using Workflows.Organisation.Import.Sheets;

namespace Workflows.Organisation.Import;

/// <summary>A day as a roster writes it, or only its month.</summary>
/// <param name="First">The day; the first of the month when the day is not written.</param>
internal readonly partial record struct WrittenDay(DateOnly First, bool IsMonth)
{
    private static readonly string[] dayFormats = ["yyyy-M-d", "yyyy/M/d", "yyyy年M月d日", "yyyy年M月d号", "yyyy年M月d", "yyyy.M.d", "yyyy、M、d", "yyyyMMdd"];
    private static readonly string[] monthFormats = ["yyyy-M", "yyyy/M", "yyyy年M月", "yyyy年M月份", "yyyy.M", "yyyyMM"];

    /// <summary>Years in which a roster's days may lie.</summary>
    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    public DateOnly Last => IsMonth ? First.AddMonths(1).AddDays(-1) : First;

    /// <summary>What is written; the day is null when there is trouble.</summary>
    public static (WrittenDay? Day, string? Trouble) Read(Cell cell)
    {
        var text = Midnight().Replace(HeaderText.HalfWidth(string.Concat(cell.Text.Where(c => !char.IsWhiteSpace(c) || c == ' '))).Trim(), "").Replace(" ", "");
        if (LostZero().IsMatch(text) && cell.Kind is CellKind.Plain or CellKind.Number)
            return (null, $"“{text}”可能是 {text[..4]}年1月，也可能是 {text[..4]}年10月（表格软件会去掉末尾的 0）；请写作 {text[..4]}年1月 或 {text[..4]}年10月");
        if (DateOnly.TryParseExact(text, dayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return InRange(new(day, IsMonth: false));
        if (DateOnly.TryParseExact(text, monthFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
            return InRange(new(month, IsMonth: true));
        if (cell.Kind is CellKind.Plain or CellKind.Number && Number().IsMatch(text) && DayNumber.ToDay(int.Parse(text, CultureInfo.InvariantCulture), cell.From1904) is { } counted)
            return (new(counted, IsMonth: false), null);
        return (null, $"“{RowValues.Short(cell.Text)}”不是日期，应写作 2026-11-21、2026/11/21 或 2026年11月21日，且该日存在");
    }

    private static (WrittenDay?, string?) InRange(WrittenDay day) =>
        day.First.Year is < FirstYear or > LastYear ? (null, $"{Rules.Words.Day(day.First)} 不在 {FirstYear} 年至 {LastYear} 年之间") : (day, null);

    /// <summary>The time of day that databases add to a day.</summary>
    [GeneratedRegex(@"[ T]0{1,2}:00(:00(\.0+)?)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Midnight();

    /// <summary>1985.10 as a number is 1985.1.</summary>
    [GeneratedRegex(@"^\d{4}\.1$", RegexOptions.None, 1000)]
    private static partial Regex LostZero();

    /// <summary>The day numbers of spreadsheets from 1927 to 2173: five digits; fewer could be anything.</summary>
    [GeneratedRegex(@"^\d{5}$", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
