using System.Globalization;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>When the clock opens a case by itself: on a date fact of the unit plus a period, or every year or every quarter on a day.</summary>
public sealed record Recurrence
{
    /// <summary>A date that the register knows of the unit; null where it recurs yearly.</summary>
    [Key("名册日期", "到了名册中的这一日期就自动发起。", Example = "term-reminder-on")]
    public string? Fact { get; init; }

    /// <summary>How long after the fact's day; negative before it.</summary>
    [Key("提前或推后", "与名册日期相差多久；负数是提前。", Example = "P-14D")]
    public StatedPeriod Within { get; init; } = StatedPeriod.Read("P0D");

    /// <summary>Every year on this day, <c>12-01</c>; or <c>setting:key</c>, whose month begins with it. Null: not yearly.</summary>
    [Key("每年", "每年的这一天；或者存有月份的设置。", Example = "12-01")]
    public string? Yearly { get; init; }

    /// <summary>Every quarter on the first day of this month of it, <c>1</c> to <c>3</c>; or <c>setting:key</c>, which holds the month. Null: not quarterly.</summary>
    [Key("每季度", "每季度的第几个月（1 至 3）。", Example = "1")]
    public string? Quarterly { get; init; }

    /// <summary>The first days of the year or quarter that <paramref name="day"/> lies in and of the next: within it a unit has one case. Null where a fact decides.</summary>
    public (DateOnly First, DateOnly Next)? RoundOf(DateOnly day)
    {
        if (Yearly is not null)
            return (new DateOnly(day.Year, 1, 1), new DateOnly(day.Year + 1, 1, 1));
        return Quarterly is null ? null : (Periods.QuarterOf(day), Periods.QuarterOf(day).AddMonths(3));
    }

    /// <summary>What tells one beginning from the next: the year, the quarter, or the anchor and the day; within a year or quarter it stays, whatever its day is decided to be.</summary>
    public string NameOf(DateOnly anchor, DateOnly today) => this switch
    {
        { Yearly: not null } => today.Year.ToString(CultureInfo.InvariantCulture),
        { Quarterly: not null } => Json.Text(Periods.QuarterOf(today)),
        _ => $"{Json.Text(anchor)} {Json.Text(today)}",
    };

    /// <summary>The day in the year or quarter of <paramref name="today"/>, or of the fact, on which the unit's case begins; null when nothing says so.</summary>
    public DateOnly? AnchorOf(Register register, string unit, DateOnly today, Settings settings, FactBook facts) => this switch
    {
        { Yearly: { } yearly } => DayIn(today.Year, yearly, settings),
        { Quarterly: { } quarterly } => MonthIn(Periods.QuarterOf(today), quarterly, settings),
        _ => Json.Day(facts.Find(Fact!)!.Of(new(register, unit, "", today))),
    };

    /// <summary>Has the day come on which the clock begins what is anchored on <paramref name="anchor"/>?</summary>
    public bool HasCome(DateOnly anchor, DateOnly today, WorkCalendar calendar, Settings settings) =>
        Within.Of(settings).DueFrom(anchor, calendar, rollToNextWorkday: false).Due <= today;

    /// <summary>What is written as <c>yearly</c>, in one year; null when it says no day that every year has.</summary>
    public static DateOnly? DayIn(int year, string yearly, Settings settings)
    {
        if (Source.Read(yearly) is Source.Setting(var key))
            return settings.Has(key) && int.TryParse(settings.Get(key), CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12 ? new DateOnly(year, month, 1) : null;

        // 2026 is no leap year: the 29th of February is not a day of every year.
        return DateOnly.TryParseExact($"2026-{yearly}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new DateOnly(year, day.Month, day.Day) : null;
    }

    /// <summary>What is written as <c>quarterly</c>, in the quarter that begins on <paramref name="first"/>; null when it is no month of a quarter.</summary>
    public static DateOnly? MonthIn(DateOnly first, string quarterly, Settings settings)
    {
        var text = Source.Read(quarterly) is Source.Setting(var key) ? settings.Has(key) ? settings.Get(key) : "" : quarterly;
        return int.TryParse(text, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 3 ? first.AddMonths(month - 1) : null;
    }
}
