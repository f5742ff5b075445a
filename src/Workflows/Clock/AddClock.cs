using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Workflows.Storage;

namespace Workflows.Clock;

/// <summary>Starts Quartz as the clock: persistent and, on PostgreSQL, clustered; what is due lies in our own rows.</summary>
public static class AddClockExtension
{
    private static readonly TimeSpan everyMinute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan everyHour = TimeSpan.FromHours(1);

    /// <param name="more">Adds jobs of the host's own.</param>
    public static IServiceCollection AddClock(
        this IServiceCollection services, DatabaseChoice database, Action<IQuartzBuilder>? more = null)
    {
        services.AddSingleton<ClockWork>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler => (scheduler.InstanceName, scheduler.GenerateInstanceId) = ("workflows", true));
            quartz.UseDefaultThreadPool(2);
            quartz.UsePersistentStore(store =>
            {
                if (database.IsPostgres)
                {
                    store.UsePostgres(database.ConnectionString);
                    store.UseClustering();
                }
                else
                {
                    // A file of its own: Quartz polls, and SQLite has one writer a file.
                    store.UseSqlite($"Data Source={Path.Combine(Path.GetDirectoryName(database.File)!, "clock.db")};Default Timeout=30");
                }

                store.UseSystemTextJsonSerializer();
                store.ProvisionSchema();
            });
            Every<DeadlineJob>(quartz, "deadlines", everyMinute);
            Every<RecurringJob>(quartz, "recurring", everyHour);
            more?.Invoke(quartz);
        });
        return services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
    }

    /// <summary>A job that wakes again and again, on whichever host wakes first.</summary>
    public static void Every<TJob>(IQuartzBuilder quartz, string name, TimeSpan interval)
        where TJob : IJob
    {
        quartz.AddJob<TJob>(job => job.WithIdentity(name).StoreDurably());
        quartz.AddTrigger(trigger => trigger.ForJob(name).WithIdentity(name).StartNow().WithSimpleSchedule(s => s.WithInterval(interval).RepeatForever()));
    }
}
