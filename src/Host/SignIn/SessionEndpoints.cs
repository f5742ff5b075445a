using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Storage;

namespace Workflows.Host.SignIn;

/// <param name="LastSeenAt">To ten minutes.</param>
/// <param name="Current">Is it the one in which this is asked?</param>
/// <param name="Remembered">True: it lasts for fourteen days.</param>
internal sealed record SessionRow(
    string Id, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, string Address, string Device, bool Remembered, bool Current);

/// <summary>Where an account is in use.</summary>
internal sealed record AccountUse(IReadOnlyList<SessionRow> Sessions, IReadOnlyList<TokenRow> Tokens);

/// <summary>Where one is signed in, and ending it: one's own in person; those of others by whoever looks after security.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        var own = api.MapGroup("/me/sessions").WithTags("登录");
        own.MapGet("", Own).WithName("listSessions").WithSummary("我在哪些设备上登录着");
        own.MapDelete("/{id}", EndOwn).WithName("endSession").WithSummary("结束自己的一处登录，立即生效");
        own.MapDelete("", EndOthers).WithName("endOtherSessions").WithSummary("结束自己在别处的全部登录，立即生效");
        var others = api.MapGroup("/users/{user}").WithTags("账号").AddEndpointFilter(SecurityOnly);
        others.MapGet("/sessions", Use).WithName("getAccountUse").WithSummary("一个账号正在哪里登录、有哪些程序访问凭证");
        others.MapDelete("/sessions/{id}", EndTheirs).WithName("endUserSession").WithSummary("结束别人的一处登录，立即生效");
        others.MapDelete("/tokens/{id}", RevokeTheirs).WithName("revokeUserToken").WithSummary("吊销别人的程序访问凭证，立即生效");
    }

    private static async Task<Ok<List<SessionRow>>> Own(
        CurrentUser me, HostDb db, TimeProvider clock, HttpContext http, CancellationToken cancellation) =>
        TypedResults.Ok(await Rows(db, me.AccountId, http, clock.GetUtcNow(), cancellation));

    private static async Task<Results<NoContent, ProblemResult>> EndOwn(
        string id, CurrentUser me, HostDb db, TimeProvider clock, CancellationToken cancellation)
    {
        if (await Living(db, me.AccountId).SingleOrDefaultAsync(s => s.Id == id, cancellation) is not { } session)
            return NoSuchSession();

        await End(db, clock, me, session, me.UserName, me.Person.Id, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> EndOthers(
        CurrentUser me, HostDb db, TimeProvider clock, HttpContext http, CancellationToken cancellation)
    {
        var here = http.Features.Get<Session>()?.Id;
        var now = clock.GetUtcNow();
        foreach (var session in (await Living(db, me.AccountId).Where(s => s.Id != here).ToListAsync(cancellation))
            .Where(s => s.MayLast(now)))
            Note(db, clock, me, session, me.UserName, me.Person.Id);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<AccountUse>, ProblemResult>> Use(
        string user, Accounts accounts, HostDb db, TimeProvider clock, HttpContext http, CancellationToken cancellation) =>
        await accounts.Find(user) is { } account
            ? TypedResults.Ok(new AccountUse(
                await Rows(db, account.Id, http, clock.GetUtcNow(), cancellation),
                await TokenEndpoints.Rows(db, account.Id, clock.GetUtcNow(), cancellation)))
            : UserEndpoints.NoSuchUser(user);

    private static async Task<Results<NoContent, ProblemResult>> EndTheirs(
        string user, string id, CurrentUser me, Accounts accounts, HostDb db, TimeProvider clock, CancellationToken cancellation)
    {
        if (await accounts.Find(user) is not { } account)
            return UserEndpoints.NoSuchUser(user);
        if (await Living(db, account.Id).SingleOrDefaultAsync(s => s.Id == id, cancellation) is not { } session)
            return NoSuchSession();

        await End(db, clock, me, session, account.UserName!, account.PersonId, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemResult>> RevokeTheirs(
        string user, string id, CurrentUser me, Accounts accounts, HostDb db, TimeProvider clock, CancellationToken cancellation)
    {
        if (await accounts.Find(user) is not { } account)
            return UserEndpoints.NoSuchUser(user);

        return await TokenEndpoints.Revoke(db, clock, me, account.Id, id, account.UserName!, account.PersonId, cancellation) is { } refused
            ? refused : TypedResults.NoContent();
    }

    private static async Task End(
        HostDb db, TimeProvider clock, CurrentUser me, Session session, string user, string person, CancellationToken cancellation)
    {
        Note(db, clock, me, session, user, person);
        await db.SaveChangesAsync(cancellation);
    }

    private static void Note(HostDb db, TimeProvider clock, CurrentUser me, Session session, string user, string person)
    {
        (session.EndedAt, session.EndedBy) = (clock.GetUtcNow(), me.Person.Id);
        db.Note(clock, AccountAction.SessionEnded, me.Person.Id, user, person, new Place(session.Address, session.Device).InWords);
    }

    private static IQueryable<Session> Living(HostDb db, string accountId) =>
        db.Sessions.Where(s => s.AccountId == accountId && s.EndedAt == null);

    private static async Task<List<SessionRow>> Rows(
        HostDb db, string accountId, HttpContext http, DateTimeOffset now, CancellationToken cancellation)
    {
        var here = http.Features.Get<Session>()?.Id;
        var from = now - Sessions.Remembered;
        var living = await Living(db, accountId).AsNoTracking().Where(s => s.LastSeenAt > from).OrderByDescending(s => s.LastSeenAt)
            .ToListAsync(cancellation);
        return [.. living.Where(s => s.MayLast(now))
            .Select(s => new SessionRow(s.Id, s.StartedAt, s.LastSeenAt, s.Address, s.Device, s.IsRemembered, s.Id == here))];
    }

    private static ProblemResult NoSuchSession() => Say.NotFound("没有这处登录，或已经结束。", "请刷新页面后再看。");

    public static async ValueTask<object?> SecurityOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Features.Get<CurrentUser>() switch
        {
            { LooksAfterSecurity: true } => await next(context),
            _ => Say.Forbidden("只有系统管理员和安全保密管理员可以查看账号、结束别人的登录。", "发现异常登录时，请立即告诉他们。"),
        };
}
