using Workflows.Host.Attachments;
using Workflows.Storage;

namespace Workflows.Host.State;

/// <summary>Looks through the whole database now and then while people work, and tidies away files that nobody handed in.</summary>
internal sealed partial class StorageWatch(
    DatabaseChoice choice, StorageState state, UnusedFiles unused, TimeProvider time, ILogger<StorageWatch> log) : BackgroundService
{
    private static readonly TimeSpan often = TimeSpan.FromHours(1);

    /// <summary>Looks once; what cannot be looked at now is looked at the next time.</summary>
    public async Task Look(CancellationToken cancellation)
    {
        try
        {
            state.Found(await DatabaseCheck.Run(choice, cancellation));
            if (await unused.Remove(cancellation) is > 0 and var removed)
                LogRemoved(removed);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            LogTrouble(trouble);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Ended and not cancelled: a host that could not start would report the cancellation as this part's failure.
        using var ticks = new PeriodicTimer(often, time);
        using var end = stoppingToken.Register(ticks.Dispose);
        while (await ticks.WaitForNextTickAsync(CancellationToken.None))
            await Look(stoppingToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} uploaded files that nobody handed in were removed")]
    private partial void LogRemoved(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The storage could not be looked at; the next look is in an hour")]
    private partial void LogTrouble(Exception trouble);
}
