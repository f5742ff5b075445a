namespace Workflows.Organisation.Import.Sheets;

/// <summary>The numbers by which spreadsheets keep days: 1 is 1900-01-01, and 60 is a 29 February 1900 that never was.</summary>
internal static class DayNumber
{
    /// <summary>The day; null when no day from 1900 to 2200 has that number.</summary>
    /// <param name="from1904">True when days are counted from 1904, as old spreadsheets on a Mac do.</param>
    public static DateOnly? ToDay(double number, bool from1904)
    {
        const int Latest = 109_939;
        const int Of1904 = 1462;
        number += from1904 ? Of1904 : 0;
        if (number is < 1 or >= Latest || (int)number == 60)
            return null;

        var whole = (int)number;
        return new DateOnly(1899, 12, 30).AddDays(whole < 60 ? whole + 1 : whole);
    }
}
