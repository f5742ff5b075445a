namespace Workflows.Host.Web;

/// <summary>
/// Gives memory back to the machine once people have gone quiet. The collector alone waits for as much new work as the
/// processor's cache is large, which on a server can be a hundred mebibytes, and keeps the last burst until then.
/// </summary>
internal sealed class MemoryAtRest(TimeProvider time) : BackgroundService
{
    /// <summary>Bytes. A minute in which less was allocated is quiet.</summary>
    private const long Quiet = 4 * 1024 * 1024;

    /// <summary>Bytes. Less than this is not worth stopping everything for.</summary>
    private const long Worthwhile = 4 * Quiet;

    private long last, atRest;

    /// <summary>Is it time to collect, a minute after the last question?</summary>
    /// <param name="allocated">Bytes allocated since the process began.</param>
    public bool IsDue(long allocated)
    {
        var quiet = allocated - last < Quiet;
        last = allocated;
        if (!quiet || allocated - atRest < Worthwhile)
            return false;

        atRest = allocated;
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Ended and not cancelled: a host that could not start would report the cancellation as this part's failure.
        using var minutes = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        using var end = stoppingToken.Register(minutes.Dispose);
        while (await minutes.WaitForNextTickAsync(CancellationToken.None))
        {
            if (IsDue(GC.GetTotalAllocatedBytes()))
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
