using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Start;
using Workflows.Host.Storage;

namespace Workflows.Host.SignIn;

/// <summary>Sets up who is signed in: a cookie for pages, a token for programs, checked against the account on every request.</summary>
internal static class Sessions
{
    public const string Cookie = "cookie";
    public const string Token = "token";
    public const string AccountId = ClaimTypes.NameIdentifier;
    private const string Either = "cookie-or-token";
    private const string Stamp = "stamp";
    private const string SessionId = "session";

    /// <summary>Of PBKDF2 with HMAC-SHA-512, as OWASP advises; older hashes are made anew at sign-in.</summary>
    private const int HashRounds = 210_000;

    /// <summary>A session ends after this long without a request.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    public static readonly TimeSpan Remembered = TimeSpan.FromDays(14);

    /// <summary>How exactly it is known when somebody was last there.</summary>
    public static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(10);

    public static void AddSignIn(this WebApplicationBuilder builder, StartOptions options)
    {
        var services = builder.Services;
        AddKeys(services, options);
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.HeaderName = "X-CSRF-TOKEN";
            antiforgery.Cookie.Name = "workflows-csrf";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = HashRounds);
        services.AddIdentityCore<Account>(identity => identity.User.AllowedUserNameCharacters = "")
            .AddUserStore<AccountStore>();
        // Our own sentences replace the framework's English rules.
        Replace<IUserValidator<Account>>(services);
        Replace<IPasswordValidator<Account>>(services);

        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, scheme => scheme.ForwardDefaultSelector = http => http.Request.Headers.ContainsKey("Authorization") ? Token : Cookie)
            .AddScheme<AuthenticationSchemeOptions, TokenScheme>(Token, null)
            .AddCookie(Cookie, cookie =>
            {
                cookie.Cookie.Name = "workflows";
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.ExpireTimeSpan = Idle;
                cookie.SlidingExpiration = true;
                cookie.Events.OnRedirectToLogin = static context => Status(context, StatusCodes.Status401Unauthorized);
                cookie.Events.OnRedirectToAccessDenied = static context => Status(context, StatusCodes.Status403Forbidden);
                cookie.Events.OnValidatePrincipal = Validate;
            });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddSingleton<KnownDevices>().AddSingleton<SignInTurns>();
        services.AddScoped<GuessLimits>();
        services.AddScoped<Passwords>();
        services.AddScoped<SecondFactor>();
        services.AddScoped<Proofs>();
        services.AddSingleton<KnownAccounts>();
        services.AddScoped<SignInAttempts>();
        services.AddScoped<Accounts>();
        services.AddScoped<Activations>().AddScoped<GrantCodes>();
        services.AddScoped<AccountNotices>();
        services.AddScoped<SetupLinks>();
        services.AddScoped<DemoAccounts>();
    }

    /// <summary>One host keeps its keys in a folder, apart from the data; those on a common database keep them there and are one
    /// system.</summary>
    private static void AddKeys(IServiceCollection services, StartOptions options)
    {
        var folder = Path.Combine(options.Data, "keys");
        var protection = services.AddDataProtection().SetApplicationName("workflows");
        if (options.Database is null)
            protection.PersistKeysToFileSystem(PrivateFolder.Create(folder));
        else
            services.AddOptions<KeyManagementOptions>()
                .Configure<IDbContextFactory<HostDb>>((keys, contexts) => keys.XmlRepository = new KeyTable(contexts, folder));
    }

    /// <summary>Begins the session and makes the person current for the rest of this request.</summary>
    public static async Task Begin(HttpContext http, Account account, bool remember)
    {
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var db = http.RequestServices.GetRequiredService<HostDb>();
        var place = Place.Of(http);
        var session = new Session
        {
            Id = Secret.New(), AccountId = account.Id, StartedAt = now, LastSeenAt = now, ConfirmedAt = now, IsRemembered = remember,
            Address = place.Address, Device = place.Device,
        };
        // Whoever signs in anew at this browser is not there twice.
        if (http.Features.Get<Session>() is { } before
            && await db.Sessions.SingleOrDefaultAsync(s => s.Id == before.Id && s.EndedAt == null, http.RequestAborted) is { } earlier)
            earlier.EndedAt = now;
        db.Sessions.Add(session);
        await db.SaveChangesAsync(http.RequestAborted);

        http.Features.Set(account);
        http.Features.Set(session);
        http.User = new ClaimsPrincipal(
            new ClaimsIdentity([new(AccountId, account.Id), new(Stamp, account.SecurityStamp!), new(SessionId, session.Id)], Cookie));
        await http.SignInAsync(Cookie, http.User, remember
            ? new AuthenticationProperties { IsPersistent = true, ExpiresUtc = now + Remembered }
            : new AuthenticationProperties());
    }

    /// <summary>Ends this browser's session on every host: a copy of its cookie opens nothing.</summary>
    public static async Task End(HttpContext http)
    {
        if (http.Features.Get<Session>() is { } known)
        {
            var db = http.RequestServices.GetRequiredService<HostDb>();
            if (await db.Sessions.SingleOrDefaultAsync(s => s.Id == known.Id && s.EndedAt == null, http.RequestAborted) is { } session)
            {
                session.EndedAt = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
                await db.SaveChangesAsync(http.RequestAborted);
            }
        }

        await http.SignOutAsync(Cookie);
    }

    /// <summary>Ends every session and token of an account; the caller saves.</summary>
    public static async Task EndAll(this HostDb db, string accountId, string? by, DateTimeOffset now)
    {
        foreach (var session in await db.Sessions.Where(s => s.AccountId == accountId && s.EndedAt == null).ToListAsync())
            (session.EndedAt, session.EndedBy) = (now, by);
        foreach (var token in await db.Tokens.Where(t => t.AccountId == accountId && t.RevokedAt == null).ToListAsync())
            token.RevokedAt = now;
    }

    /// <summary>The token that unsafe requests of this session must carry; null for programs, which need none.</summary>
    public static string? AntiforgeryToken(HttpContext http) =>
        http.User.Identity?.AuthenticationType == Cookie
            ? http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http).RequestToken
            : null;

    /// <summary>A session that was ended, a changed password or a disabled account is out at once, on every host.</summary>
    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var known = await http.RequestServices.GetRequiredService<KnownAccounts>().Look(http.RequestAborted);
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var session = context.Principal?.FindFirstValue(SessionId) is { } id ? await known.Session(id, now, http.RequestAborted) : null;
        var account = session is null ? null : await known.Account(session.AccountId, http.RequestAborted);
        if (account is null || account.IsDisabled || account.SecurityStamp != context.Principal?.FindFirstValue(Stamp))
        {
            context.RejectPrincipal();
            return;
        }

        if (now - session!.LastSeenAt >= SeenEvery)
            await NoteSeen(http, session, now);

        http.Features.Set(account);
        http.Features.Set(session);
        http.Features.Set(known);
    }

    private static async Task NoteSeen(HttpContext http, Session session, DateTimeOffset now)
    {
        try
        {
            var db = http.RequestServices.GetRequiredService<HostDb>();
            await db.Sessions.Where(s => s.Id == session.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), http.RequestAborted);
            session.LastSeenAt = now;
        }
        catch (Exception trouble) when (StorageFailures.Explain(trouble) is not null)
        {
            // A full disk keeps nobody from reading: the next request notes it.
        }
    }

    private static Task Status(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static void Replace<T>(IServiceCollection services)
        where T : class
    {
        foreach (var registered in services.Where(s => s.ServiceType == typeof(T)).ToList())
            services.Remove(registered);
        services.AddSingleton(typeof(T), typeof(AccountRules));
    }
}
