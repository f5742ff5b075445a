using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Storage;

namespace Workflows.Host.SignIn;

/// <param name="Name">What the program is called; 1–60 characters.</param>
/// <param name="Days">How long the token is valid; 1–365 days.</param>
/// <param name="Scopes">What it may be used for; absent: reading alone.</param>
internal sealed record NewTokenRequest(string Name, int Days = 90, IReadOnlyList<TokenScope>? Scopes = null);

/// <param name="LastUsedFrom">The address that it last came from.</param>
internal sealed record TokenRow(
    string Id, string Name, IReadOnlyList<TokenScope> Scopes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt,
        DateTimeOffset? LastUsedAt, string? LastUsedFrom);

/// <param name="Token">Shown this once; afterwards only its hash is known.</param>
internal sealed record NewToken(string Id, string Token, DateTimeOffset ExpiresAt);

/// <summary>A person's tokens for programs: list, make, revoke; in person alone (<see cref="TokenScopes"/>).</summary>
internal static class TokenEndpoints
{
    private const int MostTokens = 20;

    public static void MapTokens(this IEndpointRouteBuilder api)
    {
        var tokens = api.MapGroup("/me/tokens").WithTags("程序访问凭证");
        tokens.MapGet("", List).WithName("listTokens").WithSummary("我的程序访问凭证");
        tokens.MapPost("", Create).WithMetadata(new FreshSignIn()).WithName("createToken").WithSummary("新建程序访问凭证；只显示这一次");
        tokens.MapDelete("/{id}", RevokeOwn).WithName("revokeToken").WithSummary("吊销程序访问凭证");
    }

    /// <summary>The account's tokens that are valid.</summary>
    public static async Task<List<TokenRow>> Rows(HostDb db, string accountId, DateTimeOffset now, CancellationToken cancellation)
    {
        var tokens = await db.Tokens.AsNoTracking()
            .Where(t => t.AccountId == accountId && t.RevokedAt == null && t.ExpiresAt > now)
            .OrderBy(t => t.CreatedAt).ToListAsync(cancellation);
        return tokens.ConvertAll(t => new TokenRow(t.Id, t.Name, TokenScopes.Read(t.Scopes), t.CreatedAt, t.ExpiresAt, t.LastUsedAt, t.LastUsedFrom));
    }

    /// <summary>Revokes a token of the account; null when done, else why not.</summary>
    public static async Task<ProblemResult?> Revoke(
        HostDb db, TimeProvider clock, CurrentUser me, string accountId, string id, string user, string person,
        CancellationToken cancellation)
    {
        if (await db.Tokens.SingleOrDefaultAsync(t => t.Id == id && t.AccountId == accountId
            && t.RevokedAt == null, cancellation) is not { } token)
            return Say.NotFound("没有这个程序访问凭证，或已经吊销。");

        token.RevokedAt = clock.GetUtcNow();
        db.Note(clock, AccountAction.TokenRevoked, me.Person.Id, user, person, token.Name);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    private static async Task<Ok<List<TokenRow>>> List(CurrentUser me, HostDb db, TimeProvider clock, CancellationToken cancellation) =>
        TypedResults.Ok(await Rows(db, me.AccountId, clock.GetUtcNow(), cancellation));

    private static async Task<Results<Created<NewToken>, ProblemResult>> Create(NewTokenRequest request, CurrentUser me, HostDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (request.Name.Trim() is not { Length: >= 1 and <= 60 } name)
            return Say.Field("name", "请写明给哪个程序使用，不超过 60 个字。");
        if (request.Days is < 1 or > 365)
            return Say.Field("days", "有效期须为 1 至 365 天。");
        if (await db.Tokens.CountAsync(t => t.AccountId == me.AccountId && t.RevokedAt == null && t.ExpiresAt > now, cancellation) >= MostTokens)
            return Say.Refused("too-many-tokens", $"有效的程序访问凭证已有 {MostTokens} 个。", "请先吊销不用的。");

        var secret = "wf-" + Secret.New();
        var token = new ProgramToken
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            AccountId = me.AccountId,
            Name = name,
            Hash = Secret.HashOf(secret),
            CreatedAt = now,
            ExpiresAt = now.AddDays(request.Days),
            Scopes = TokenScopes.Text(request.Scopes ?? []),
        };
        db.Tokens.Add(token);
        db.Note(clock, AccountAction.TokenCreated, me.Person.Id, me.UserName, me.Person.Id,
            $"{name}（{string.Join('、', TokenScopes.Read(token.Scopes).Select(TokenScopes.Title))}，{request.Days} 天）");
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Created($"/api/me/tokens/{token.Id}", new NewToken(token.Id, secret, token.ExpiresAt));
    }

    private static async Task<Results<NoContent, ProblemResult>> RevokeOwn(
        string id, CurrentUser me, HostDb db, TimeProvider clock, CancellationToken cancellation) =>
        await Revoke(db, clock, me, me.AccountId, id, me.UserName, me.Person.Id, cancellation) is { } refused ? refused
            : TypedResults.NoContent();
}
