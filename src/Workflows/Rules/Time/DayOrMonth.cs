using System.Globalization;

namespace Workflows.Rules;

/// <summary>A day, or a month of which the day is not known: 1985-03-07 beside 1985-03. It is kept as it is known; whoever asks about it takes the day that is safe.</summary>
/// <param name="Earliest">The day; the first one that it can be when only the month is known.</param>
public readonly record struct DayOrMonth(DateOnly Earliest, bool IsMonth = false)
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string MonthFormat = "yyyy-MM";

    public DayOrMonth(int year, int month, int day)
        : this(new DateOnly(year, month, day))
    {
    }

    /// <summary>The day; the last one that it can be when only the month is known.</summary>
    public DateOnly Latest => IsMonth ? Earliest.AddMonths(1).AddDays(-1) : Earliest;

    /// <summary>1985年3月7日 or 1985年3月.</summary>
    public string InWords => IsMonth ? $"{Earliest.Year}年{Earliest.Month}月" : Words.Day(Earliest);

    public static implicit operator DayOrMonth(DateOnly day) => new(day);

    public static DayOrMonth OfMonth(int year, int month) => new(new DateOnly(year, month, 1), IsMonth: true);

    /// <summary>Reads 1985-03-07 or 1985-03.</summary>
    public static bool TryParse(string? text, out DayOrMonth value)
    {
        var isDay = DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        var isMonth = !isDay && DateOnly.TryParseExact(text, MonthFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
        value = new(day, isMonth);
        return isDay || isMonth;
    }

    /// <summary>Can both be the same day?</summary>
    public bool MayBe(DayOrMonth other) => Earliest <= other.Latest && other.Earliest <= Latest;

    /// <summary>The same, some days later; a month stays a month.</summary>
    public DayOrMonth AddDays(int days) => IsMonth ? OfMonth(Earliest.AddDays(days).Year, Earliest.AddDays(days).Month) : new(Earliest.AddDays(days));

    /// <summary>1985-03-07 or 1985-03.</summary>
    public override string ToString() => Earliest.ToString(IsMonth ? MonthFormat : DayFormat, CultureInfo.InvariantCulture);
}
