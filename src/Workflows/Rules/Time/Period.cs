using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Workflows.Rules;

/// <summary>What a period counts.</summary>
public enum PeriodUnit
{
    [Label("日")]
    Day,

    [Label("个工作日")]
    WorkingDay,

    [Label("个月")]
    Month,

    [Label("年")]
    Year,
}

/// <summary>A length of time as rules state it: <c>P5D</c>, <c>P5WD</c> (working days), <c>P1M</c>, <c>P3Y</c>; negative (<c>P-6M</c>) counts backwards.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly partial record struct Period
{
    private Period(int count, PeriodUnit unit) => (Count, Unit) = (count, unit);

    /// <summary>How many units; negative counts backwards; between -9999 and 9999, years between -200 and 200.</summary>
    public int Count { get; }

    public PeriodUnit Unit { get; }

    public static Period OfDays(int count) => new(count, PeriodUnit.Day);

    public static Period OfWorkingDays(int count) => new(count, PeriodUnit.WorkingDay);

    public static Period OfMonths(int count) => new(count, PeriodUnit.Month);

    public static Period OfYears(int count) => new(count, PeriodUnit.Year);

    /// <exception cref="FormatException">The text is not a period.</exception>
    public static Period Parse(string text) =>
        TryParse(text, out var period) ? period : throw new FormatException($"“{text}”不是期间：应写作 P5D（5 日）、P5WD（5 个工作日）、P1M（1 个月）或 P3Y（3 年）。");

    public static bool TryParse(string? text, out Period period)
    {
        period = default;
        var match = Pattern().Match(text?.Trim() ?? "");
        if (!match.Success)
            return false;

        var count = int.Parse(match.Groups["count"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        PeriodUnit? unit = match.Groups["unit"].Value switch
        {
            "D" => PeriodUnit.Day,
            "WD" => PeriodUnit.WorkingDay,
            "M" => PeriodUnit.Month,
            "Y" when count is >= -200 and <= 200 => PeriodUnit.Year,
            _ => null,
        };
        if (unit is not { } known)
            return false;

        period = new Period(count, known);
        return true;
    }

    /// <summary>The day this period after (or before) <paramref name="anchor"/> is due; the anchor day is not counted (CV-04).</summary>
    /// <param name="anchor">The day the period is counted from.</param>
    /// <param name="calendar">Which days are worked.</param>
    /// <param name="rollToNextWorkday">CV-07: a due day that is not worked moves to the next working day (to the one before when counting backwards, so that it never comes late).</param>
    /// <returns>The due day, and whether it rests on a year whose calendar is not loaded (WD-05).</returns>
    public (DateOnly Due, bool Provisional) DueFrom(DateOnly anchor, WorkCalendar calendar, bool rollToNextWorkday)
    {
        if (Unit == PeriodUnit.WorkingDay)
        {
            var due = calendar.WorkingDaysFrom(anchor, Count) is [.., var last] ? last : anchor;
            return (due, !Covers(calendar, anchor, due));
        }

        var strict = Unit switch
        {
            PeriodUnit.Day => anchor.AddDays(Count),
            PeriodUnit.Month => Periods.DeadlineMonths(anchor, Count),
            PeriodUnit.Year => Periods.DeadlineMonths(anchor, Count * 12),
            PeriodUnit.WorkingDay or _ => throw new InvalidOperationException($"Unknown unit {Unit}."),
        };
        if (!rollToNextWorkday)
            return (strict, false);

        var rolled = Count < 0 ? calendar.PreviousWorkingDay(strict) : calendar.NextWorkingDay(strict);
        return (rolled, !Covers(calendar, strict, rolled));
    }

    /// <summary>The same length counted back from its anchor.</summary>
    public Period Backwards() => new(-Math.Abs(Count), Unit);

    public override string ToString() => $"P{Count}{Unit switch
    {
        PeriodUnit.Day => "D",
        PeriodUnit.WorkingDay => "WD",
        PeriodUnit.Month => "M",
        PeriodUnit.Year => "Y",
        _ => throw new InvalidOperationException($"Unknown unit {Unit}."),
    }}";

    /// <summary>The length as a person says it: 5 日、5 个工作日、1 个月、3 年; the direction is left to the sentence around it.</summary>
    public string InWords() => $"{Math.Abs(Count)} {Choice.LabelOf(Unit)}";

    private static bool Covers(WorkCalendar calendar, DateOnly one, DateOnly other) =>
        one <= other ? calendar.Covers(one, other) : calendar.Covers(other, one);

    [GeneratedRegex("^P(?<count>-?[0-9]{1,4})(?<unit>WD|D|M|Y)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pattern();
}
