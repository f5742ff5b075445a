using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Attachments;
using Workflows.Host.Storage;

namespace Workflows.Host.Tests.Problems;

public sealed class ProblemTests(Town town) : IClassFixture<Town>
{
    [Theory]
    [InlineData("""{"name":"x","dayz":3}""", "dayz", "不认识“dayz”这一项。")]
    [InlineData("""{"days":3}""", "name", "缺少 name。")]
    [InlineData("""{"name":"x","days":"3"}""", "days", "“days”的值不合要求，应为整数。")]
    [InlineData("""{"name":"x","days":3.5}""", "days", "“days”的值不合要求，应为整数。")]
    [InlineData("""{"name":null}""", "name", "“name”的值不合要求，不能为空。")]
    [InlineData("""{"name":"x","name":"y"}""", "name", "“name”写了两次。")]
    public async Task A_body_with_a_mistake_is_told_which_field(string body, string field, string sentence)
    {
        using var visitor = await town.SignedIn("secretary");

        var refused = await visitor.PostText("/api/me/tokens", body);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("malformed", refused.Code);
        Assert.Equal(sentence, refused.Error(field));
        Assert.Equal("application/problem+json", refused.Response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("{\"name\":", "内容不是正确的 JSON（第 1 行，第 9 字节处）。")]
    [InlineData("", "请求没有内容，这里需要 JSON。")]
    [InlineData("null", "请求没有内容，这里需要 JSON。")]
    public async Task A_body_that_is_no_json_is_said_so(string body, string sentence)
    {
        using var visitor = await town.SignedIn("secretary");

        var refused = await visitor.PostText("/api/me/tokens", body);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(sentence, refused.Title);
    }

    [Fact]
    public async Task A_day_that_does_not_exist_is_told_with_its_parameter()
    {
        using var visitor = await town.SignedIn("secretary");

        Assert.Equal("“2027-02-29”不是日期（写作 2026-11-21）。", (await visitor.Get("/api/organisation/units/branch-1?on=2027-02-29")).Error("on"));
        Assert.Equal("“二十”不是整数。", (await visitor.Get("/api/organisation/people?size=二十")).Error("size"));
        Assert.Equal(
            "“on”的值不合要求，应为日期（写作 2026-11-21）。",
            (await visitor.PostText("/api/rules/CV-04/evaluate", """{"on":"2027-02-29","given":{}}""")).Error("on"));
    }

    [Fact]
    public async Task Every_wrong_turn_has_its_sentence()
    {
        using var visitor = await town.SignedIn("secretary");

        await Expect(visitor.Get("/api/nothing"), HttpStatusCode.NotFound, "没有这个地址。");
        await Expect(visitor.Get("/openapi/v2.json"), HttpStatusCode.NotFound, "没有这个地址。");
        await Expect(visitor.Delete("/api/rules"), HttpStatusCode.MethodNotAllowed, "这个地址不支持这种请求方法。");
        await Expect(visitor.PostText("/api/me/tokens", "name=x", "application/x-www-form-urlencoded"), HttpStatusCode.UnsupportedMediaType, "内容的类型不对，没有接收。");
        await Expect(visitor.PostText("/api/me/tokens", $$"""{"name":"{{new string('x', 3_000_000)}}"}"""), HttpStatusCode.RequestEntityTooLarge, "内容太大，没有接收。");
    }

    [Fact]
    public async Task A_bug_is_told_by_a_number_and_the_log_has_its_story()
    {
        await using var host = await RunningHost.Start();
        await Town.Populate(host);
        using var visitor = host.Visit();
        await visitor.SignIn("secretary", Town.Password);
        await using (var db = await host.Services.GetRequiredService<IDbContextFactory<HostDb>>().CreateDbContextAsync())
            await db.Database.ExecuteSqlRawAsync("DROP TABLE setting_decisions");

        var failed = await visitor.Get("/api/settings");

        var reference = (string)failed.Json!["reference"]!;
        Assert.Equal(HttpStatusCode.InternalServerError, failed.Status);
        Assert.Matches("^[0-9a-f]{8}$", reference);
        Assert.Equal($"系统出错，这次没有办成。编号 {reference}。", failed.Title);
        Assert.DoesNotContain("setting_decisions", failed.Text, StringComparison.Ordinal);
        Assert.Contains($"Failure {reference} at GET /api/settings", host.Log.Text, StringComparison.Ordinal);
        Assert.Contains("no such table: setting_decisions", host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_went_away_is_no_bug()
    {
        await using var host = await RunningHost.Start();
        await Town.Populate(host);
        using var visitor = host.Visit();
        await visitor.SignIn("secretary", Town.Password);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(host.Data, "workflows.db*"))
            File.Delete(file);
        Directory.CreateDirectory(Path.Combine(host.Data, "workflows.db"));

        var failed = await visitor.Post("/api/me/tokens", new JsonObject { ["name"] = "x" });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.Status);
        Assert.Equal("数据库文件现在不能写入，这次的内容没有保存。", failed.Title);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await visitor.Get("/health/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/health/live")).Status);
    }

    [Fact]
    public async Task Answers_are_kept_out_of_caches_and_frames()
    {
        using var visitor = await town.SignedIn("secretary");

        var headers = (await visitor.Get("/api/me")).Response.Headers;

        Assert.Equal("no-store", headers.CacheControl!.ToString());
        Assert.Contains("frame-ancestors 'none'", headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("no-referrer", headers.GetValues("Referrer-Policy").Single());
        Assert.False(headers.Contains("Server"));
    }

    private static async Task Expect(Task<Answer> asking, HttpStatusCode status, string title)
    {
        var answer = await asking;
        Assert.Equal((status, title), (answer.Status, answer.Title));
        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType!.MediaType);
    }
}
