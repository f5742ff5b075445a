using Workflows.Host.Web;

namespace Workflows.Host.Tests.Web;

/// <summary>Memory is given back once after each busy time, never in the middle of one.</summary>
public sealed class MemoryAtRestTests : IDisposable
{
    private const long Mebibyte = 1024 * 1024;

    private readonly MemoryAtRest rest = new(TimeProvider.System);

    public void Dispose() => rest.Dispose();

    [Fact]
    public void After_a_busy_minute_the_first_quiet_one_gives_memory_back_and_the_next_has_nothing_to_give()
    {
        Assert.False(rest.IsDue(100 * Mebibyte));
        Assert.True(rest.IsDue(104 * Mebibyte - 1));
        Assert.False(rest.IsDue(105 * Mebibyte));
    }

    [Fact]
    public void While_people_work_nothing_is_collected()
    {
        Assert.False(rest.IsDue(100 * Mebibyte));
        Assert.False(rest.IsDue(104 * Mebibyte));
    }

    [Fact]
    public void Many_quiet_minutes_together_are_worth_it_again()
    {
        Assert.False(rest.IsDue(100 * Mebibyte));
        Assert.True(rest.IsDue(101 * Mebibyte));
        Assert.Equal([false, false, false, false, false, true], Enumerable.Range(1, 6).Select(minute => rest.IsDue((101 + minute * 3) * Mebibyte)));
    }
}
