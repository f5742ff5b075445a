using Quartz;

namespace Workflows.Clock;

/// <summary>Wakes every minute: deadlines whose day has come.</summary>
[DisallowConcurrentExecution]
public sealed class DeadlineJob(ClockWork work) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await work.RunDeadlines(cancellationToken);
}

/// <summary>Wakes every hour: cases that begin by themselves, and changed calendars.</summary>
[DisallowConcurrentExecution]
public sealed class RecurringJob(ClockWork work) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await work.RecountIfChanged(cancellationToken);
        await work.OpenRecurring(cancellationToken);
    }
}
