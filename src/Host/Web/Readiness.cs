using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quartz;
using Workflows.Storage;

namespace Workflows.Host.Web;

/// <summary>Tells an operator, without sign-in or anything else that could fail, whether the process lives, and whether it can do its work.</summary>
internal static class Readiness
{
    public static void AddReadiness(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DatabaseAnswers>("database")
        .AddCheck<DefinitionsLoaded>("definitions")
        .AddCheck<ClockRuns>("clock");

    public static void MapReadiness(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" })).ShortCircuit().ExcludeFromDescription();
        app.MapGet("/health/ready", async (HealthCheckService health, CancellationToken cancellation) =>
        {
            var report = await health.CheckHealthAsync(cancellation);
            var answer = new { status = report.Status == HealthStatus.Healthy ? "ready" : "not-ready", checks = report.Entries.ToDictionary(e => e.Key, e => e.Value.Description ?? e.Value.Status.ToString()) };
            return TypedResults.Json(answer, statusCode: report.Status == HealthStatus.Healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).ShortCircuit().ExcludeFromDescription();
    }

    private sealed class DatabaseAnswers(IDbContextFactory<WorkflowDb> contexts) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            return await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy("数据库可用") : HealthCheckResult.Unhealthy("连不上数据库");
        }
    }

    private sealed class DefinitionsLoaded(Library library) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var count = library.Procedures.Newest.Count();
            return Task.FromResult((count, library.Mistakes.Length) switch
            {
                (0, _) => HealthCheckResult.Unhealthy("没有可用的流程定义"),
                (_, 0) => HealthCheckResult.Healthy($"已载入流程定义 {count} 个"),
                (_, var mistakes) => HealthCheckResult.Healthy($"已载入流程定义 {count} 个；另有 {mistakes} 处错误，有错误的没有生效"),
            });
        }
    }

    private sealed class ClockRuns(ISchedulerFactory schedulers) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var clock = await schedulers.GetScheduler(cancellationToken);
            return await clock.GetStatus(cancellationToken) == SchedulerStatus.Running ? HealthCheckResult.Healthy("时钟在走") : HealthCheckResult.Unhealthy("时钟没有运行，时限不会提醒");
        }
    }
}
