namespace Workflows.Scenarios;

/// <summary>A clock that stands still at noon in Beijing until it is set: for playing stories and for tests.</summary>
public sealed class SettableTime(DateOnly today) : TimeProvider
{
    private DateTimeOffset now = Noon(today);

    public DateOnly Today => DateOnly.FromDateTime(now.DateTime);

    public void Set(DateOnly day) => now = Noon(day);

    public override DateTimeOffset GetUtcNow() => now;

    private static DateTimeOffset Noon(DateOnly day) => new(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.FromHours(8));
}
