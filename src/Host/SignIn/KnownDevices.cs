using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Workflows.Host.SignIn;

/// <summary>
/// A browser at which somebody has signed in keeps a signed cookie that says who (OWASP: device cookies). Guesses from elsewhere lock such
/// a
/// browser's owner out no more, and a guesser behind the same address holds nobody up. It opens nothing by itself.
/// </summary>
internal sealed class KnownDevices(IDataProtectionProvider protection, ILookupNormalizer names)
{
    private const string Cookie = "workflows-device";
    private const int MostNames = 8;

    private readonly IDataProtector protector = protection.CreateProtector("known-device");

    /// <summary>The browser's id, and who has signed in at it; null: nobody is known to have.</summary>
    public KnownDevice? Of(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 and < 4096 } text)
            return null;

        try
        {
            var lines = protector.Unprotect(text).Split('\n');
            return new KnownDevice(lines[0], lines[1..]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The person has proved at this browser who they are.</summary>
    public void Remember(HttpContext http, string user)
    {
        var known = Of(http);
        string[] all = [names.NormalizeName(user)!, .. known?.Names ?? []];
        var text = string.Join('\n', [known?.Id ?? Secret.New(), .. all.Distinct(StringComparer.Ordinal).Take(MostNames)]);
        http.Response.Cookies.Append(Cookie, protector.Protect(text), new CookieOptions
        {
            // Sent along only where somebody signs in.
            Path = "/api/sign-in",
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(365),
            IsEssential = true,
        });
    }
}

/// <param name="Names">Normalised names of accounts.</param>
internal sealed record KnownDevice(string Id, string[] Names)
{
    public bool Knows(string name) => Names.Contains(name, StringComparer.Ordinal);
}
