using Microsoft.Extensions.FileProviders;
using Workflows.Host.Problems;
using Workflows.Host.Start;

namespace Workflows.Host.Web;

/// <summary>Serves the built pages; every address that is not a file or the API is the pages' own.</summary>
internal static class Pages
{
    private static readonly string[] NotPages = ["/api", "/openapi", "/health", "/assets"];

    private const string NotBuilt = """
        <!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>页面尚未构建</title>
        <body style="font:16px/1.8 sans-serif;max-width:40em;margin:4em auto;padding:0 1em">
        <h1>页面尚未构建</h1>
        <p>服务已经启动，接口可以使用；网页还没有构建出来。</p>
        <p>请安装 Node.js 20 或更高版本，再在项目根目录运行 <code>dotnet build src/Host</code>，然后重新启动。</p>
        <p><a href="/openapi/v1.json">接口说明（OpenAPI）</a></p></body></html>
        """;

    public static void UsePages(this WebApplication app, string? folder)
    {
        if (folder is null)
            return;

        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(folder),
            OnPrepareResponse = static file => file.Context.Response.Headers.CacheControl = CacheFor(file.Context.Request.Path),
        });
    }

    /// <summary>Answers what no endpoint was found for; comes right after routing, so that a wrong method or type is still told as such.</summary>
    public static void UsePageAddresses(this WebApplication app, string? folder) => app.Use((http, next) =>
        http.GetEndpoint() is not null ? next(http)
        : HttpMethods.IsGet(http.Request.Method) && !Array.Exists(NotPages, p => http.Request.Path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase)) ? SendPage(http, folder)
        : Say.Status(StatusCodes.Status404NotFound).ExecuteAsync(http));

    private static Task SendPage(HttpContext http, string? folder)
    {
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.ContentType = "text/html; charset=utf-8";
        return folder is null
            ? http.Response.WriteAsync(NotBuilt, http.RequestAborted)
            : http.Response.SendFileAsync(Path.Combine(folder, "index.html"), http.RequestAborted);
    }

    /// <summary>The build puts a hash into every asset's name, so an asset never changes; everything else is asked for again.</summary>
    private static string CacheFor(PathString path) =>
        path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
}
