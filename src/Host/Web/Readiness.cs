using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quartz;
using Workflows.Clock;
using Workflows.Host.Attachments;
using Workflows.Host.State;
using Workflows.Storage;

namespace Workflows.Host.Web;

/// <summary>Tells an operator, without sign-in or anything else that could fail, whether the process lives, and whether it can do its work.</summary>
internal static class Readiness
{
    public static void AddReadiness(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DatabaseAnswers>("database")
        .AddCheck<DefinitionsLoaded>("definitions")
        .AddCheck<ClockRuns>("clock")
        .AddCheck<DateIsRight>("date")
        .AddCheck<DiskHasRoom>("disk")
        .AddCheck<FilesAreRight>("attachments")
        .AddCheck<ScannerAnswers>("scanner");

    public static void MapReadiness(this IEndpointRouteBuilder app, bool isBrief)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new Liveness("live"))).ShortCircuit().ExcludeFromDescription();
        app.MapGet("/health/ready", async (HealthCheckService health, CancellationToken cancellation) =>
        {
            var report = await health.CheckHealthAsync(cancellation);
            // Degraded: people can sign in, read and mostly work; a watchdog that restarts it helps nobody.
            var status = report.Status switch { HealthStatus.Healthy => "ready", HealthStatus.Degraded => "degraded", _ => "not-ready" };
            var checks = isBrief ? null : report.Entries.ToDictionary(e => e.Key, e => e.Value.Description ?? e.Value.Status.ToString());
            return TypedResults.Json(
                checks is null ? (object)new { status } : new { status, checks },
                statusCode: report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
        }).ShortCircuit().ExcludeFromDescription();
    }

    internal sealed record Liveness(string Status);

    private sealed class DatabaseAnswers(IDbContextFactory<WorkflowDb> contexts, StorageState state) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (!state.Database.IsSound)
                return HealthCheckResult.Unhealthy("数据库已经损坏，请停止使用，用最近的备份恢复");

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

    private sealed class DateIsRight(ClockGuard guard) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(guard.WhyNot() is { } wrong ? HealthCheckResult.Degraded(wrong.Says)
                : guard.State.Trust == ClockTrust.Works ? HealthCheckResult.Healthy("日期可靠") : HealthCheckResult.Degraded(guard.State.Says));
    }

    private sealed class DiskHasRoom(StorageState state) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(state.DiskTrouble() is { } trouble ? HealthCheckResult.Degraded(trouble) : HealthCheckResult.Healthy("磁盘有空间"));
    }

    private sealed class FilesAreRight(StorageState state) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(state.WrongFiles is > 0 and var wrong ? HealthCheckResult.Degraded($"有 {wrong} 个附件的文件缺失或者被改动过，请核验并从备份恢复")
                : HealthCheckResult.Healthy("没有发现损坏的附件"));
    }

    private sealed class ScannerAnswers(VirusScanner scanner) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            !await scanner.Answers(cancellationToken) ? HealthCheckResult.Degraded("查毒服务没有应答，暂不接收上传")
                : HealthCheckResult.Healthy(scanner.IsConfigured ? "查毒服务可用" : "没有配置查毒服务");
    }
}
