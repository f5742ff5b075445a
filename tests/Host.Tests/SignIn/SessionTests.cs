using System.Net;
using System.Text.Json.Nodes;

namespace Workflows.Host.Tests.SignIn;

public sealed class SessionTests : IAsyncLifetime
{
    private readonly Town town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_copied_cookie_is_worth_nothing_once_its_owner_has_signed_out()
    {
        using var owner = await town.SignedIn("member");
        using var thief = town.Host.Visit();
        thief.Cookies = owner.Cookies;
        Assert.Equal(HttpStatusCode.OK, (await thief.Get("/api/me")).Status);

        await owner.Post("/api/sign-out");

        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.Get("/api/me")).Status);
    }

    [Fact]
    public async Task Signing_in_anew_ends_the_session_that_the_browser_had()
    {
        using var owner = await town.SignedIn("member");
        using var copy = town.Host.Visit();
        copy.Cookies = owner.Cookies;

        await owner.SignIn("member", Town.Password);

        Assert.Equal(HttpStatusCode.Unauthorized, (await copy.Get("/api/me")).Status);
        Assert.Equal(HttpStatusCode.OK, (await owner.Get("/api/me")).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task However_often_it_is_used_a_session_ends_after_fourteen_days(bool remember)
    {
        using var member = town.Host.Visit();
        await member.Post("/api/sign-in", new JsonObject { ["user"] = "member", ["password"] = Town.Password, ["remember"] = remember });
        for (var hours = 0; hours < 13 * 24; hours += 6)
        {
            town.Host.Clock.Pass(TimeSpan.FromHours(6));
            Assert.Equal(HttpStatusCode.OK, (await member.Get("/api/me")).Status);
        }

        for (var hours = 0; hours < 24; hours += 6)
        {
            town.Host.Clock.Pass(TimeSpan.FromHours(6));
            await member.Get("/api/me");
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await member.Get("/api/me")).Status);
    }

    [Fact]
    public async Task Ones_sessions_are_listed_with_place_and_time_and_ended_one_by_one_or_all_others_at_once()
    {
        using var here = await town.SignedIn("member");
        town.Host.Clock.Pass(TimeSpan.FromHours(1));
        using var there = await town.SignedIn("member");
        using var third = await town.SignedIn("member");
        using var stranger = await town.SignedIn("other");

        var rows = (await there.Get("/api/me/sessions")).Json!.AsArray();
        Assert.Equal(3, rows.Count);
        Assert.Single(rows, r => (bool)r!["current"]!);
        Assert.All(rows, r => Assert.Equal("127.0.0.1", (string?)r!["address"]));
        var first = rows.Single(r => (DateTimeOffset)r!["startedAt"]! < town.Host.Clock.GetUtcNow())!;
        Assert.Equal("没有这处登录，或已经结束。", (await stranger.Delete($"/api/me/sessions/{first["id"]}")).Title);

        Assert.Equal(HttpStatusCode.NoContent, (await there.Delete($"/api/me/sessions/{first["id"]}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await here.Get("/api/me")).Status);
        Assert.Equal(HttpStatusCode.OK, (await third.Get("/api/me")).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await there.Delete("/api/me/sessions")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await third.Get("/api/me")).Status);
        Assert.Equal(HttpStatusCode.OK, (await there.Get("/api/me")).Status);
        Assert.Equal(HttpStatusCode.OK, (await stranger.Get("/api/me")).Status);
        Assert.Single((await there.Get("/api/me/sessions")).Json!.AsArray());
    }

    [Fact]
    public async Task Whoever_looks_after_security_ends_sessions_and_tokens_of_others_and_it_is_on_record()
    {
        using var member = await town.SignedIn("member");
        using var program = town.Host.Visit();
        program.Token = (string?)(await member.Post("/api/me/tokens", new JsonObject { ["name"] = "月报程序" })).Json!["token"];
        Assert.Equal(HttpStatusCode.OK, (await program.Get("/api/me")).Status);
        using var admin = await town.SignedIn("admin");
        var use = (await admin.Get("/api/users/member/sessions")).Json!;

        Assert.Equal(HttpStatusCode.NoContent, (await admin.Delete($"/api/users/member/sessions/{use["sessions"]![0]!["id"]}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.Delete($"/api/users/member/tokens/{use["tokens"]![0]!["id"]}")).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, (await member.Get("/api/me")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.Get("/api/me")).Status);
        var log = (await admin.Get("/api/audit/accounts?person=p-member")).Text;
        Assert.Contains("结束登录", log, StringComparison.Ordinal);
        Assert.Contains("吊销程序访问凭证", log, StringComparison.Ordinal);
        using var other = await town.SignedIn("other");
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Get("/api/users/member/sessions")).Status);
    }

    [Fact]
    public async Task A_new_password_and_stopping_an_account_end_its_tokens_for_good()
    {
        using var member = await town.SignedIn("member");
        using var program = town.Host.Visit();
        program.Token = (string?)(await member.Post("/api/me/tokens", new JsonObject { ["name"] = "月报程序" })).Json!["token"];

        var changed = await member.Post("/api/me/password", new JsonObject { ["old"] = Town.Password, ["new"] = "another horse 2" });
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.Get("/api/me")).Status);

        member.Csrf = (string?)changed.Json!["csrf"];
        program.Token = (string?)(await member.Post("/api/me/tokens", new JsonObject { ["name"] = "月报程序" })).Json!["token"];
        Assert.Equal(HttpStatusCode.OK, (await program.Get("/api/me")).Status);
        using var admin = await town.SignedIn("admin");
        await admin.Put("/api/users/member/disabled", new JsonObject { ["disabled"] = true });
        await admin.Put("/api/users/member/disabled", new JsonObject { ["disabled"] = false });
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.Get("/api/me")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await member.Get("/api/me")).Status);
    }

    [Fact]
    public async Task A_program_neither_sees_nor_ends_sessions()
    {
        using var member = await town.SignedIn("member");
        using var program = town.Host.Visit();
        program.Token = (string?)(await member.Post("/api/me/tokens", new JsonObject { ["name"] = "月报程序" })).Json!["token"];

        Assert.Equal(HttpStatusCode.Forbidden, (await program.Get("/api/me/sessions")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.Delete("/api/me/sessions")).Status);
    }
}
