using System.Net;
using System.Text.Json.Nodes;

namespace Workflows.Host.Tests.SignIn;

public sealed class SignInTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Whoever_signs_in_learns_who_they_are_and_what_they_may()
    {
        using var visitor = town.Host.Visit();

        var me = (await visitor.SignIn("secretary", Town.Password)).Json!;

        Assert.Equal("书丁", (string?)me["person"]!["name"]);
        Assert.Equal("书记", (string?)me["posts"]![0]!["roleTitle"]);
        Assert.Equal("示例局第一支部", (string?)me["posts"]![0]!["unitName"]);
        Assert.Equal("2026-11-21", (string?)me["today"]);
        Assert.True((bool)me["may"]!["open"]!);
        Assert.False((bool)me["may"]!["administer"]!);
        Assert.Equal("书丁", (string?)(await visitor.Get("/api/me")).Json!["person"]!["name"]);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer()
    {
        using var visitor = town.Host.Visit();

        var wrong = await visitor.SignIn("organiser", "not the password");
        var unknown = await visitor.SignIn("nobody", "not the password");

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.Status);
        Assert.Equal("用户名或密码不对。", wrong.Title);
        Assert.Equal(wrong.Text, unknown.Text);
        Assert.Equal(wrong.Status, unknown.Status);
    }

    [Fact]
    public async Task The_session_cookie_is_out_of_reach_of_scripts_and_of_other_sites()
    {
        using var visitor = town.Host.Visit();

        var answer = await visitor.SignIn("secretary", Town.Password);

        var session = Assert.Single(answer.Response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("workflows=", StringComparison.Ordinal));
        Assert.Contains("httponly", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", session, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_page_without_the_antiforgery_token_changes_nothing()
    {
        using var visitor = await town.SignedIn("secretary");
        visitor.Csrf = null;

        var refused = await visitor.Post("/api/me/tokens", new JsonObject { ["name"] = "x" });

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal("antiforgery", refused.Code);
        Assert.Equal("页面已经过期，这次没有办理。", refused.Title);
        Assert.DoesNotContain("\"x\"", (await visitor.Get("/api/me/tokens")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_antiforgery_token_of_somebody_else_does_not_help()
    {
        using var visitor = await town.SignedIn("secretary");
        using var other = await town.SignedIn("other");
        visitor.Csrf = other.Csrf;

        Assert.Equal("antiforgery", (await visitor.Post("/api/me/tokens", new JsonObject { ["name"] = "x" })).Code);
    }

    [Fact]
    public async Task Nothing_of_the_api_is_told_to_whoever_is_not_signed_in()
    {
        using var visitor = town.Host.Visit();

        foreach (var path in new[] { "/api/me", "/api/rules", "/api/settings", "/api/organisation/tree", "/api/users", "/api/attachments/x" })
        {
            var answer = await visitor.Get(path);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            Assert.Equal("尚未登录，或登录已过期。", answer.Title);
        }
    }

    [Fact]
    public async Task After_signing_out_the_session_is_over()
    {
        using var visitor = await town.SignedIn("secretary");

        Assert.Equal(HttpStatusCode.NoContent, (await visitor.Post("/api/sign-out")).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.Get("/api/me")).Status);
    }

    [Fact]
    public async Task A_session_ends_after_eight_hours_without_a_request()
    {
        await using var host = await RunningHost.Start();
        await Town.Populate(host);
        using var visitor = host.Visit();
        await visitor.SignIn("member", Town.Password);

        host.Clock.Pass(TimeSpan.FromHours(7.9));
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/api/me")).Status);
        host.Clock.Pass(TimeSpan.FromHours(8.1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.Get("/api/me")).Status);
    }

    [Fact]
    public async Task A_session_survives_a_restart_of_the_host()
    {
        using var data = new TempFolder();
        using var visitor = await SignInAndStop(data.Path);
        await using var again = await RunningHost.Start(data.Path, o => o with { Urls = visitor.Address });

        Assert.Equal(HttpStatusCode.OK, (await visitor.Visitor.Get("/api/me")).Status);
    }

    private static async Task<Remembered> SignInAndStop(string data)
    {
        await using var host = await RunningHost.Start(data);
        await Town.Populate(host);
        var visitor = host.Visit();
        await visitor.SignIn("member", Town.Password);
        return new Remembered(visitor, host.Address.ToString());
    }

    private sealed record Remembered(Visitor Visitor, string Address) : IDisposable
    {
        public void Dispose() => Visitor.Dispose();
    }
}
