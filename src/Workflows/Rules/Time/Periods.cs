namespace Workflows.Rules;

/// <summary>How months are counted: deadlines round early, minimum durations round late, nothing is chained (CV-04…CV-06).</summary>
public static class Periods
{
    /// <summary>CV-04: the last day in time for “在 n 个月内”; a day that does not exist becomes the month's last.</summary>
    /// <param name="months">Months; negative counts backwards (EL-03).</param>
    public static DateOnly DeadlineMonths(DateOnly anchor, int months) => anchor.AddMonths(months);

    /// <summary>CV-05: the first day on which “满 n 个月” is true; a day that does not exist becomes the 1st of the next month, never early.</summary>
    public static DateOnly MinimumMonths(DateOnly anchor, int months)
    {
        var clamped = anchor.AddMonths(months);
        return clamped.Day == anchor.Day ? clamped : clamped.AddDays(1);
    }

    /// <summary>CV-06: the <paramref name="occurrence"/>th day (from 1) of a duty that recurs every so many months, always from the first anchor.</summary>
    public static DateOnly Recurring(DateOnly anchor, int everyMonths, int occurrence) =>
        DeadlineMonths(anchor, everyMonths * occurrence);

    /// <summary>The first day of the calendar quarter that a day lies in.</summary>
    public static DateOnly QuarterOf(DateOnly day) => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);
}
