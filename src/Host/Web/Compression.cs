using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Workflows.Host.Web;

/// <summary>
/// Packs what is read over the API. The files of the pages are packed once, when they are built (<see cref="Pages"/>).
/// </summary>
/// <remarks>
/// BREACH reads a secret out of the length of a packed answer that holds both the secret and words of the attacker, and needs the
/// victim's browser to ask for it many times, signed in, from another site. Here the session's cookie is SameSite=Strict, so such a
/// request is not signed in; the one secret in an answer that can be asked for again, the antiforgery token, is encrypted anew each time; and
/// answers to anything but GET, which show passwords, tokens and set-up links once, stay as they are. So https is packed too.
/// </remarks>
internal static class Compression
{
    public static void AddCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.Providers.Add<BrotliCompressionProvider>();
            o.Providers.Add<GzipCompressionProvider>();
            o.MimeTypes = ["application/json", "application/problem+json"];
        });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Optimal);
    }

    public static void UseCompression(this WebApplication app) =>
        app.UseWhen(static http => HttpMethods.IsGet(http.Request.Method), static read => read.UseResponseCompression());
}
