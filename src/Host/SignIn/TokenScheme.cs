using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Host.Problems;
using Workflows.Host.Storage;

namespace Workflows.Host.SignIn;

/// <summary>Signs a program in by <c>Authorization: Bearer …</c>; no cookie, no antiforgery token.</summary>
internal sealed class TokenScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    KnownAccounts accounts, IDbContextFactory<HostDb> contexts)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.Fail("Only bearer tokens.");

        var hash = Secret.HashOf(header[Prefix.Length..].Trim());
        var now = TimeProvider.GetUtcNow();
        var known = await accounts.Look(Context.RequestAborted);
        var token = await known.Token(hash, Context.RequestAborted);
        var account = token?.IsValid(now) == true ? await known.Account(token.AccountId, Context.RequestAborted) : null;
        if (account is null or { IsDisabled: true })
            return AuthenticateResult.Fail("Unknown, expired or revoked.");

        if (token!.LastUsedAt is null || now - token.LastUsedAt > TimeSpan.FromHours(1))
            await NoteUse(token, now);

        Context.Features.Set(account);
        Context.Features.Set(token);
        Context.Features.Set(known);
        var identity = new ClaimsIdentity([new(Sessions.AccountId, token.AccountId)], Sessions.Token);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Sessions.Token));
    }

    private async Task NoteUse(ProgramToken token, DateTimeOffset now)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(Context.RequestAborted);
            await db.Tokens.Where(t => t.Id == token.Id)
                .ExecuteUpdateAsync(t => t.SetProperty(x => x.LastUsedAt, now)
                .SetProperty(x => x.LastUsedFrom, Place.AddressOf(Context)), Context.RequestAborted);
            token.LastUsedAt = now;
        }
        catch (Exception trouble) when (StorageFailures.Explain(trouble) is not null)
        {
            // A full disk keeps nobody from reading: the next request notes it.
        }
    }
}
