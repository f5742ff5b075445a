namespace Workflows.Rules;

/// <summary>Whether something was done within a period of what it follows, told with both days.</summary>
internal static class Timeliness
{
    /// <param name="before">What it follows: 送达.</param>
    /// <param name="act">What is to be done: 签收.</param>
    /// <param name="instead">What to do when it is late.</param>
    public static Verdict Of(string before, DateOnly from, Period within, string act, DateOnly on, WorkCalendar calendar, string instead)
    {
        var (due, provisional) = within.DueFrom(from, calendar, rollToNextWorkday: false);
        var inTime = on <= due;
        return new(inTime, $"{Words.Day(from)}{before}，{within.InWords()}以内{act}，至迟 {Words.DayOf(due, calendar)}；{Words.Day(on)}{act}，{(inTime ? "按时" : $"逾期 {on.DayNumber - due.DayNumber} 日")}。")
        {
            Value = due,
            Provisional = provisional,
            Instead = inTime ? null : instead,
        };
    }
}
