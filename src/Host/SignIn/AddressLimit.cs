using System.Threading.RateLimiting;

namespace Workflows.Host.SignIn;

/// <summary>Limits failed sign-ins by address. Successes do not count: a whole office may come from one address at nine o'clock.</summary>
internal sealed class AddressLimit : IDisposable
{
    private const int FailuresPerMinute = 30;

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(address, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = FailuresPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
            QueueLimit = 0,
        }));

    public bool IsExhausted(string address)
    {
        // Asking for no permit tells whether there is one.
        using var lease = limiter.AttemptAcquire(address, 0);
        return !lease.IsAcquired;
    }

    public void CountFailure(string address)
    {
        using var lease = limiter.AttemptAcquire(address);
    }

    public void Dispose() => limiter.Dispose();
}
