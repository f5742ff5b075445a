namespace Workflows.Host.Start;

/// <summary>Reads the clock at the edge: moments are UTC, days are Beijing civil days.</summary>
internal static class Beijing
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateOnly Today(this TimeProvider clock) => DayOf(clock.GetUtcNow());

    /// <summary>Days outside these cannot be told apart from no limit at all.</summary>
    public static readonly DateOnly FirstDay = new(1, 1, 2), LastDay = new(9999, 12, 30);

    /// <summary>The moment at which the day begins; <see cref="FirstDay"/> or later.</summary>
    public static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>What the clock on the wall shows.</summary>
    public static DateTime Clock(DateTimeOffset moment) => moment.ToOffset(Offset).DateTime;

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(Clock(moment));
}
