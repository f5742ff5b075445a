namespace Workflows.Rules;

/// <summary>Says in the same words, for every rule with a time limit, when something is due and whether it came in time.</summary>
/// <param name="Anchor">The day the time runs from.</param>
/// <param name="Since">What happened on that day: 收到申请.</param>
/// <param name="Act">What is to be done: 派人谈话.</param>
internal sealed record DueDays(DateOnly Anchor, string Since, string Act)
{
    /// <summary>The act is due within <paramref name="time"/> (CV-04); <paramref name="late"/> says what to do when it was not.</summary>
    public Verdict Within(Period time, DateOnly? actedOn, string late, WorkCalendar calendar, bool roll, bool usually = false)
    {
        if (actedOn < Anchor)
            return TooEarly(actedOn.Value);

        var (due, provisional) = time.DueFrom(Anchor, calendar, roll);
        var inTime = actedOn is null || actedOn <= due;
        return new(inTime, $"{Words.Day(Anchor)}{Since}，{(usually ? "一般" : "")}应在 {time.InWords()}内{Act}，至迟 {Words.Day(due)}{Came(actedOn, due)}。")
        {
            Value = due,
            Provisional = provisional,
            Instead = inTime ? null : late,
        };
    }

    /// <summary>The act is possible only after full <paramref name="months"/> (CV-05).</summary>
    public Verdict NotBefore(int months, DateOnly? actedOn)
    {
        var first = Periods.MinimumMonths(Anchor, months);
        var full = actedOn is null || actedOn >= first;
        var acted = actedOn is { } day ? $"；现为 {Words.Day(day)}，{(full ? "已满" : $"差 {first.DayNumber - day.DayNumber} 日")}" : "";
        return new(full, $"{Words.Day(Anchor)}{Since}，满 {months} 个月为 {Words.Day(first)}，此日起才能{Act}{acted}。")
        {
            Value = first,
            Instead = full ? null : $"请在 {Words.Day(first)}或以后{Act}。",
        };
    }

    public Verdict TooEarly(DateOnly actedOn) => Verdict.Mistaken($"{Act}之日 {Words.Day(actedOn)}早于{Since}之日 {Words.Day(Anchor)}。");

    /// <summary>，某日办理，按时; or by how many days it is late; nothing when it is still to come.</summary>
    public static string Came(DateOnly? actedOn, DateOnly due) => actedOn is not { } day ? ""
        : $"，实为 {Words.Day(day)}，{(day <= due ? "按时" : $"逾期 {day.DayNumber - due.DayNumber} 日")}";
}
