using Workflows.Host.Start;
using Workflows.Storage;

namespace Workflows.Host.Publishing;

/// <summary>New definitions take effect while people work: what changed in the folder, or was published by another host, within seconds.</summary>
internal sealed partial class DefinitionWatch(Library library, StartOptions options, TimeProvider time, ILogger<DefinitionWatch> log) : BackgroundService
{
    private static readonly TimeSpan often = TimeSpan.FromSeconds(3);

    /// <summary>Looks once. What cannot be read now, such as a file that is being written, is read the next time; what was in force stays.</summary>
    public async Task Look(CancellationToken cancellation)
    {
        var before = library.Procedures;
        try
        {
            if (!await library.Refresh(options.Definitions, cancellation))
                return;
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            LogTrouble(trouble);
            return;
        }

        foreach (var one in library.Procedures.Newest.Where(p => before.Find(p.Procedure.Key, p.Procedure.Version) is null))
            LogPublished(one.Procedure.Key, one.Procedure.Version);
        foreach (var mistake in library.Mistakes)
            LogMistake(mistake.ToString());
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Ended and not cancelled: a host that could not start would report the cancellation as this part's failure.
        using var ticks = new PeriodicTimer(often, time);
        using var end = stoppingToken.Register(ticks.Dispose);
        while (await ticks.WaitForNextTickAsync(CancellationToken.None))
            await Look(stoppingToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Procedure {Key} version {Version} is published.")]
    private partial void LogPublished(string key, int version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A definition has a mistake and is not in force: {Mistake}")]
    private partial void LogMistake(string mistake);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The definitions could not be looked at; what was in force stays.")]
    private partial void LogTrouble(Exception trouble);
}
