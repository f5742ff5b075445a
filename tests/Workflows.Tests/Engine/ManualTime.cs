namespace Workflows.Tests.Engine;

/// <summary>A clock that stands still until a test moves it; noon in Beijing.</summary>
public sealed class ManualTime(DateOnly today) : TimeProvider
{
    private DateTimeOffset now = Noon(today);

    public void Set(DateOnly day) => now = Noon(day);

    public override DateTimeOffset GetUtcNow() => now;

    private static DateTimeOffset Noon(DateOnly day) => new(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.FromHours(8));
}
