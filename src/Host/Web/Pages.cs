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

        var files = new PhysicalFileProvider(folder);
        var packed = new PackedFiles(files);
        app.Use((http, next) =>
        {
            if (http.Request.Path is { HasValue: true } path && packed.TryGetContentType(path.Value, out _))
                http.Request.Path = packed.Choose(http.Request, path.Value);
            return next(http);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = packed,
            OnPrepareResponse = static file =>
            {
                PackedFiles.Describe(file.Context.Response, file.File.Name);
                file.Context.Response.Headers.CacheControl = CacheFor(file.Context.Request.Path);
            },
        });
    }

    /// <summary>Answers what no endpoint was found for; comes right after routing, so that a wrong method or type is still told as such.</summary>
    public static void UsePageAddresses(this WebApplication app, string? folder)
    {
        var packed = folder is null ? null : new PackedFiles(new PhysicalFileProvider(folder));
        app.Use((http, next) =>
            http.GetEndpoint() is not null ? next(http)
            : IsPage(http.Request) ? SendPage(http, folder, packed)
            : Say.Status(StatusCodes.Status404NotFound).ExecuteAsync(http));
    }

    private static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !Array.Exists(NotPages, p => request.Path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase));

    private static Task SendPage(HttpContext http, string? folder, PackedFiles? packed)
    {
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.ContentType = "text/html; charset=utf-8";
        if (folder is null || packed is null)
            return http.Response.WriteAsync(NotBuilt, http.RequestAborted);

        var file = packed.Choose(http.Request, "index.html");
        PackedFiles.Describe(http.Response, file);
        return http.Response.SendFileAsync(Path.Combine(folder, file), http.RequestAborted);
    }

    /// <summary>The build puts a hash into every asset's name, so an asset never changes; everything else is asked for again.</summary>
    private static string CacheFor(PathString path) =>
        path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
}
