using System.Globalization;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>When the clock opens a case by itself: on a date fact of the unit plus a period, or every year on a day.</summary>
public sealed record Recurrence
{
    /// <summary>A date that the register knows of the unit; null where it recurs yearly.</summary>
    public string? Fact { get; init; }

    /// <summary>How long after the fact's day; negative before it.</summary>
    public string Within { get; init; } = "P0D";

    /// <summary>Every year on this day, <c>12-01</c>; or <c>setting:key</c>, whose month begins with it. Null: not yearly.</summary>
    public string? Yearly { get; init; }

    /// <summary>The day in the year of <paramref name="today"/>, or of the fact, on which the unit's case begins; null when nothing says so.</summary>
    public DateOnly? AnchorOf(Register register, string unit, DateOnly today, Settings settings) => Yearly is { } yearly
        ? DayIn(today.Year, yearly, settings)
        : Json.Day(Facts.Find(Fact!)!.Of(new(register, unit, "", today)));

    /// <summary>Has the day come on which the clock begins what is anchored on <paramref name="anchor"/>?</summary>
    public bool HasCome(DateOnly anchor, DateOnly today, WorkCalendar calendar) =>
        Period.Parse(Within).DueFrom(anchor, calendar, rollToNextWorkday: false).Due <= today;

    /// <summary>What is written as <c>yearly</c>, in one year; null when it says no day that every year has.</summary>
    public static DateOnly? DayIn(int year, string yearly, Settings settings)
    {
        if (StatedPeriod.SettingOf(yearly) is { } key)
            return settings.Has(key) && int.TryParse(settings.Get(key), CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12 ? new DateOnly(year, month, 1) : null;

        // 2026 is no leap year: the 29th of February is not a day of every year.
        return DateOnly.TryParseExact($"2026-{yearly}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new DateOnly(year, day.Month, day.Day) : null;
    }
}
