using Quartz;

namespace Workflows.Clock;

/// <summary>Wakes every minute: deadlines whose day has come.</summary>
[DisallowConcurrentExecution]
public sealed class DeadlineJob(ClockWork work, ClockGuard guard) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (await guard.MayWork(cancellationToken))
            await work.RunDeadlines(cancellationToken);
    }
}

/// <summary>Wakes every hour: cases that begin by themselves, and changed calendars.</summary>
[DisallowConcurrentExecution]
public sealed class RecurringJob(ClockWork work, ClockGuard guard) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (!await guard.MayWork(cancellationToken))
            return;

        await work.RecountIfChanged(cancellationToken);
        await work.OpenRecurring(cancellationToken);
    }
}
