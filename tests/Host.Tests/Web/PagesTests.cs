using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Workflows.Host.Web;

namespace Workflows.Host.Tests.Web;

public sealed class PagesTests
{
    [Fact]
    public async Task Assets_stay_in_the_cache_and_every_other_address_is_the_pages_own()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "assets"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "index.html"), "<!doctype html><title>页面</title>");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "assets", "app-1a2b.js"), "export {}");
        await using var app = await Serve(folder.Path);
        using var visitor = new Visitor(new Uri(app.Urls.First()));

        var asset = await visitor.Get("/assets/app-1a2b.js");
        Assert.Equal("public, max-age=31536000, immutable", asset.Response.Headers.CacheControl!.ToString());
        foreach (var address in new[] { "/", "/cases/42", "/setup?token=x" })
        {
            var page = await visitor.Get(address);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Equal("no-cache", page.Response.Headers.CacheControl!.ToString());
            Assert.Contains("<title>页面</title>", page.Text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get("/assets/gone-9z.js")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get("/api/none")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Post("/cases/42")).Status);
    }

    [Fact]
    public async Task Without_built_pages_a_page_says_how_to_build_them()
    {
        await using var app = await Serve(null);
        using var visitor = new Visitor(new Uri(app.Urls.First()));

        var page = await visitor.Get("/");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("页面尚未构建", page.Text, StringComparison.Ordinal);
        Assert.Contains("Node.js", page.Text, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> Serve(string? folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UsePages(folder);
        app.UseRouting();
        app.UsePageAddresses(folder);
        await app.StartAsync();
        return app;
    }
}
