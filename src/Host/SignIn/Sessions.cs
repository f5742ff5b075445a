using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Workflows.Host.Start;

namespace Workflows.Host.SignIn;

/// <summary>Sets up who is signed in: a cookie for pages, a token for programs, checked against the account on every request.</summary>
internal static class Sessions
{
    public const string Cookie = "cookie";
    public const string Token = "token";
    public const string AccountId = ClaimTypes.NameIdentifier;
    private const string Either = "cookie-or-token";
    private const string Stamp = "stamp";

    /// <summary>A session ends after this long without a request.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromHours(8);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(14);

    public static void AddSignIn(this WebApplicationBuilder builder, StartOptions options)
    {
        var services = builder.Services;
        services.AddDataProtection().SetApplicationName("workflows").PersistKeysToFileSystem(PrivateFolder.Create(Path.Combine(options.Data, "keys")));
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.HeaderName = "X-CSRF-TOKEN";
            antiforgery.Cookie.Name = "workflows-csrf";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
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
        services.AddSingleton<UnknownNames>();
        services.AddSingleton<AddressLimit>();
        services.AddSingleton<KnownAccounts>();
        services.AddScoped<SignInAttempts>();
        services.AddScoped<Accounts>();
        services.AddScoped<SetupLinks>();
        services.AddScoped<DemoAccounts>();
    }

    /// <summary>Begins the session and makes the person current for the rest of this request.</summary>
    public static async Task Begin(HttpContext http, Account account, bool remember)
    {
        http.Features.Set(account);
        http.User = new ClaimsPrincipal(new ClaimsIdentity([new(AccountId, account.Id), new(Stamp, account.SecurityStamp!)], Cookie));
        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        await http.SignInAsync(Cookie, http.User, remember
            ? new AuthenticationProperties { IsPersistent = true, ExpiresUtc = clock.GetUtcNow() + Remembered }
            : new AuthenticationProperties());
    }

    /// <summary>The token that unsafe requests of this session must carry; null for programs, which need none.</summary>
    public static string? AntiforgeryToken(HttpContext http) =>
        http.User.Identity?.AuthenticationType == Cookie
            ? http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http).RequestToken
            : null;

    /// <summary>A changed password or a disabled account ends every session at once.</summary>
    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var now = await http.RequestServices.GetRequiredService<KnownAccounts>().Look(http.RequestAborted);
        var account = context.Principal?.FindFirstValue(AccountId) is { } id ? await now.Account(id, http.RequestAborted) : null;
        if (account is null || account.IsDisabled || account.SecurityStamp != context.Principal?.FindFirstValue(Stamp))
        {
            context.RejectPrincipal();
            return;
        }

        http.Features.Set(account);
        http.Features.Set(now);
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
