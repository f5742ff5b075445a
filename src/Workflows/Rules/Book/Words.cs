namespace Workflows.Rules;

/// <summary>Pieces of Chinese sentences that many rules need.</summary>
internal static class Words
{
    private const string Weekdays = "日一二三四五六";

    /// <summary>2026年2月28日.</summary>
    public static string Day(DateOnly date) => $"{date.Year}年{date.Month}月{date.Day}日";

    /// <summary>2026年2月28日（周六，春节调休上班）: with what a person needs to check it on the wall calendar.</summary>
    public static string DayOf(DateOnly date, WorkCalendar calendar) =>
        $"{Day(date)}（周{Weekdays[(int)date.DayOfWeek]}{(calendar.Listed(date) is { } listed ? $"，{listed.Festival}{Choice.LabelOf(listed.Kind)}" : "")}）";

    /// <summary>甲、乙、丙; or what to say when there are none.</summary>
    public static string List(IEnumerable<string> names, string none = "无") =>
        string.Join("、", names) is { Length: > 0 } joined ? joined : none;

    /// <summary>The words of a list such as 甲、乙、丙.</summary>
    public static string[] Split(string list) => list.Split(['、', '，', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>已达到, or how many are lacking.</summary>
    public static string Reached(int count, int least, string unit = "人") => count >= least ? "已达到" : $"差 {least - count} {unit}";
}
