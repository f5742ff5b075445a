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

    [Theory]
    [InlineData("br, gzip", "br", "packed by br")]
    [InlineData("gzip, deflate", "gzip", "packed by gz")]
    [InlineData("br;q=0, gzip", "gzip", "packed by gz")]
    [InlineData("identity", null, "export {}")]
    [InlineData(null, null, "export {}")]
    public async Task The_best_packed_copy_that_the_browser_takes_is_sent(string? takes, string? encoding, string text)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "assets"));
        var file = Path.Combine(folder.Path, "assets", "app-1a2b.js");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "index.html"), "<!doctype html><title>页面</title>");
        await File.WriteAllTextAsync(file, "export {}");
        await File.WriteAllTextAsync(file + ".br", "packed by br");
        await File.WriteAllTextAsync(file + ".gz", "packed by gz");
        await using var app = await Serve(folder.Path);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        if (takes is not null)
            http.DefaultRequestHeaders.Add("Accept-Encoding", takes);

        var answer = await http.GetAsync(new Uri("/assets/app-1a2b.js", UriKind.Relative));

        Assert.Equal(text, await answer.Content.ReadAsStringAsync());
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Accept-Encoding", answer.Headers.Vary.Single());
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl!.ToString());
        http.DefaultRequestHeaders.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await http.GetAsync(new Uri("/assets/app-1a2b.js", UriKind.Relative))).StatusCode);
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
