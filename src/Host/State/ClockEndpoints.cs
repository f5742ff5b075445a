using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Clock;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;

namespace Workflows.Host.State;

/// <param name="Trust">works; behind: the clock shows an earlier moment than the last record; held: it jumped forward, and time waits for
/// somebody to confirm.</param>
/// <param name="Now">What the server's clock shows.</param>
/// <param name="Last">The last moment that was known before; null: none yet.</param>
/// <param name="MayConfirm">May whoever asks confirm the date?</param>
internal sealed record ClockView(ClockTrust Trust, DateTimeOffset Now, DateTimeOffset? Last, string Says, string Instead, bool MayConfirm);

/// <param name="Now">The moment that was shown to whoever confirms it.</param>
internal sealed record ConfirmRequest(DateTimeOffset Now);

/// <summary>时钟: whether the server's date can be relied on, and the one button that says so after it has jumped.</summary>
internal static class ClockEndpoints
{
    /// <summary>Who confirms has just looked.</summary>
    private static readonly TimeSpan mostOld = TimeSpan.FromHours(1);

    public static void MapClock(this IEndpointRouteBuilder api)
    {
        var clock = api.MapGroup("/clock").WithTags("时钟");
        clock.MapGet("", Get).WithName("getClock").WithSummary("服务器时钟是否可靠（系统管理员、安全保密管理员、审计员）");
        clock.MapPost("/confirm", Confirm).WithName("confirmTime").WithSummary("确认服务器的日期正确，时限继续处理（系统管理员、安全保密管理员）");
    }

    private static async Task<Results<Ok<ClockView>, ProblemResult>> Get(CurrentUser me, ClockGuard guard, CancellationToken cancellation)
    {
        if (!me.MaySeeManagement)
            return NotTheirs();

        return TypedResults.Ok(View(me, await guard.Look(cancellation)));
    }

    private static async Task<Results<Ok<ClockView>, ProblemResult>> Confirm(
        ConfirmRequest request, CurrentUser me, ClockGuard guard, CancellationToken cancellation)
    {
        if (!MayConfirm(me))
            return NotTheirs();

        var state = await guard.Look(cancellation);
        if (state.Trust == ClockTrust.Behind)
            return Say.Refused("clock-behind", state.Says, state.Instead);
        if ((state.Now - request.Now).Duration() > mostOld)
            return Say.Field("now", "您看到的时间已经过时，请刷新页面，核对后再确认。");

        if (state.Trust == ClockTrust.Held)
            await guard.Confirm(me.Person.Id, cancellation);
        return TypedResults.Ok(View(me, guard.State));
    }

    private static ClockView View(CurrentUser me, ClockState state) =>
        new(state.Trust, state.Now, state.Last, state.Says, state.Instead, MayConfirm(me));

    private static bool MayConfirm(CurrentUser me) => me.IsAdministrator || me.IsSecurityOfficer;

    private static ProblemResult NotTheirs() => Say.Forbidden("只有系统管理员和安全保密管理员可以确认服务器时钟。", "请联系管理员。");
}
