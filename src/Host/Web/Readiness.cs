using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Workflows.Storage;

namespace Workflows.Host.Web;

/// <summary>Tells an operator, without sign-in or anything else that could fail, whether the process lives, and whether it can do its work.</summary>
internal static class Readiness
{
    public static void AddReadiness(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<DatabaseAnswers>("database");

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
}
