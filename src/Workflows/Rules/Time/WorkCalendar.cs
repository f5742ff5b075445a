using System.Collections.Immutable;

namespace Workflows.Rules;

/// <summary>How a listed day departs from the ordinary Monday-to-Friday week.</summary>
public enum DayKind
{
    /// <summary>放假: not worked, whatever its weekday.</summary>
    [Label("放假")]
    Off,

    /// <summary>调休上班: a weekend day that is worked.</summary>
    [Label("调休上班")]
    MakeupWork,
}

/// <summary>One listed day of a year's holiday notice.</summary>
public sealed record CalendarDay(DateOnly Date, DayKind Kind, string Festival);

/// <summary>One year's holiday notice as data: what it says and where it was read (WD-04).</summary>
/// <param name="Document">Title of the notice.</param>
/// <param name="Number">Its document number, such as 国办发明电〔2024〕12号.</param>
/// <param name="Version">1 for the notice as issued, higher after each amendment.</param>
public sealed record CalendarYear(int Year, string Document, string Number, DateOnly IssuedOn, int Version, ImmutableArray<CalendarDay> Days);

/// <summary>Says which days are worked: the loaded holiday notices, plus a region's own days; immutable.</summary>
public sealed class WorkCalendar
{
    private readonly ImmutableSortedDictionary<int, CalendarYear> years;
    private readonly ImmutableDictionary<DateOnly, CalendarDay> days;
    private readonly ImmutableArray<string> regions;

    private WorkCalendar(
        ImmutableSortedDictionary<int, CalendarYear> years,
        ImmutableDictionary<DateOnly, CalendarDay> days,
        ImmutableArray<string> regions) => (this.years, this.days, this.regions) = (years, days, regions);

    /// <summary>No year loaded: every answer that needs working days is provisional.</summary>
    public static WorkCalendar Empty { get; } = new(
        ImmutableSortedDictionary<int, CalendarYear>.Empty, ImmutableDictionary<DateOnly, CalendarDay>.Empty, []);

    /// <summary>The loaded years with their sources, oldest first.</summary>
    public IEnumerable<CalendarYear> Years => years.Values;

    /// <summary>Tells two calendars apart, such as <c>2025:1 2026:2 广西</c>; deadlines are recomputed when it changes (WD-06).</summary>
    public string Edition => string.Join(' ', [.. years.Values.Select(y => $"{y.Year}:{y.Version}"), .. regions]);

    /// <summary>The calendar with this year's notice added, or put in place of an earlier version of it.</summary>
    public WorkCalendar With(CalendarYear year)
    {
        var others = days.RemoveRange(years.TryGetValue(year.Year, out var replaced) ? replaced.Days.Select(d => d.Date) : []);
        return new(years.SetItem(year.Year, year), others.SetItems(year.Days.Select(Entry)), regions);
    }

    /// <summary>The calendar with a region's own days on top (WD-07), such as 广西三月三; a year stays unloaded until its national notice is loaded.</summary>
    public WorkCalendar WithOverlay(string region, IEnumerable<CalendarDay> regional) =>
        new(years, days.SetItems(regional.Select(Entry)), regions.Add(region));

    public bool HasYear(int year) => years.ContainsKey(year);

    /// <summary>Is the notice of every year from <paramref name="first"/> to <paramref name="last"/> loaded?</summary>
    public bool Covers(DateOnly first, DateOnly last)
    {
        for (var year = first.Year; year <= last.Year; year++)
        {
            if (!HasYear(year))
                return false;
        }

        return true;
    }

    /// <summary>The first year of the span without a notice; the last year of it when there is none.</summary>
    public int FirstYearMissing(DateOnly first, DateOnly last) =>
        Enumerable.Range(first.Year, last.Year - first.Year + 1).FirstOrDefault(y => !HasYear(y), last.Year);

    /// <summary>The year whose notice should be loaded by now: this one, and from 1 November, when notices usually come out, the next; null when it is there.</summary>
    public int? YearToLoad(DateOnly today) =>
        !HasYear(today.Year) ? today.Year
        : today.Month >= 11 && !HasYear(today.Year + 1) ? today.Year + 1
        : null;

    /// <summary>The notice's entry for a day; null for an ordinary day.</summary>
    public CalendarDay? Listed(DateOnly date) => days.GetValueOrDefault(date);

    /// <summary>WD-01: Monday to Friday not listed off, and weekend days listed as worked.</summary>
    public bool IsWorkingDay(DateOnly date) => Listed(date)?.Kind switch
    {
        DayKind.Off => false,
        DayKind.MakeupWork => true,
        null => date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
        _ => throw new InvalidOperationException($"Unknown kind of day on {date:O}."),
    };

    /// <summary>The day itself when it is worked, otherwise the first working day after it.</summary>
    public DateOnly NextWorkingDay(DateOnly date)
    {
        while (!IsWorkingDay(date))
            date = date.AddDays(1);
        return date;
    }

    /// <summary>The day itself when it is worked, otherwise the last working day before it.</summary>
    public DateOnly PreviousWorkingDay(DateOnly date)
    {
        while (!IsWorkingDay(date))
            date = date.AddDays(-1);
        return date;
    }

    /// <summary>The working days after <paramref name="anchor"/>, which itself is not counted; before it when <paramref name="count"/> is negative.</summary>
    /// <returns>The days counted, in the order of counting; empty when <paramref name="count"/> is 0.</returns>
    public ImmutableArray<DateOnly> WorkingDaysFrom(DateOnly anchor, int count)
    {
        var counted = ImmutableArray.CreateBuilder<DateOnly>(Math.Abs(count));
        for (var day = anchor; counted.Count < Math.Abs(count);)
        {
            day = day.AddDays(Math.Sign(count));
            if (IsWorkingDay(day))
                counted.Add(day);
        }

        return counted.MoveToImmutable();
    }

    private static KeyValuePair<DateOnly, CalendarDay> Entry(CalendarDay day) => new(day.Date, day);
}
