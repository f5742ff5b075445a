using System.Net;
using System.Text.Json.Nodes;
using Workflows.Organisation;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.SignIn;

/// <summary>账号由两个人办: the administrator has the link, whoever approved it the code, and only their owner has both.</summary>
public sealed class GrantTests : IAsyncLifetime
{
    private const string Password = "秋收冬藏 2026 好";
    private readonly Town town = new();

    public async Task InitializeAsync()
    {
        await town.InitializeAsync();
        await town.Appoint(("guard", "密辛", Roles.SecurityOfficer));
    }

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Neither_the_link_nor_the_code_alone_opens_an_account()
    {
        using var admin = await town.SignedIn("admin");
        using var guard = await town.SignedIn("guard");
        var sent = await Asked(admin);
        Assert.Equal("安全保密管理员", (string?)sent["approver"]);
        Assert.Equal(HttpStatusCode.NotFound, (await Link(admin, sent)).Status);

        var done = await guard.Done(sent, "approved");

        Assert.Equal("code", (string?)done["grant"]);
        Assert.Equal("link", (string?)(await admin.See(sent))["grant"]);
        Assert.Equal(HttpStatusCode.NotFound, (await Code(admin, sent)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Link(guard, sent)).Status);
        Assert.Equal("code-first", (await Link(admin, sent)).Code);
        var code = (string)(await Code(guard, sent)).Json!["code"]!;
        var token = ((string)(await Link(admin, sent)).Json!["link"]!).Split('#')[1];
        using var somebody = town.Host.Visit();
        Assert.True((bool)(await Look(somebody, token)).Json!["needsCode"]!);
        Assert.StartsWith("核准码不对", (await Use(somebody, token, code == "00000000" ? "00000001" : "00000000")).Error("code"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await Use(somebody, token, code)).Status);
        Assert.Equal(HttpStatusCode.OK, (await somebody.SignIn("guest", Password)).Status);
        Assert.Equal("grant-used", (await Link(admin, sent)).Code);
        Assert.Equal("grant-used", (await Code(guard, sent)).Code);
    }

    [Fact]
    public async Task A_fifth_wrong_code_kills_the_link_and_a_new_code_does_not_bring_it_back()
    {
        using var admin = await town.SignedIn("admin");
        using var guard = await town.SignedIn("guard");
        var sent = await Asked(admin);
        await guard.Done(sent, "approved");
        var code = (string)(await Code(guard, sent)).Json!["code"]!;
        var token = ((string)(await Link(admin, sent)).Json!["link"]!).Split('#')[1];
        using var guesser = town.Host.Visit();
        for (var i = 0; i < 5; i++)
            Assert.NotNull((await Use(guesser, token, $"{i}")).Error("code"));

        Assert.Equal("grant-dead", (await Use(guesser, token, code)).Code);
        Assert.Equal("grant-dead", (await Code(guard, sent)).Code);
        Assert.Equal("grant-dead", (await Link(admin, sent)).Code);
    }

    [Theory]
    [InlineData(7, HttpStatusCode.OK)]
    [InlineData(8, HttpStatusCode.UnprocessableEntity)]
    public async Task An_approval_is_good_for_a_week(int days, HttpStatusCode status)
    {
        using var admin = await town.SignedIn("admin");
        using var guard = await town.SignedIn("guard");
        var sent = await Asked(admin);
        await guard.Done(sent, "approved");
        town.Host.Clock.Pass(TimeSpan.FromDays(days));
        using var later = await town.SignedIn("guard");

        Assert.Equal(status, (await Code(later, sent)).Status);
    }

    [Fact]
    public async Task Several_who_ask_for_a_half_at_one_moment_are_all_answered()
    {
        using var admin = await town.SignedIn("admin");
        using var guard = await town.SignedIn("guard");
        var sent = await Asked(admin);
        await guard.Done(sent, "approved");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(_ => new[] { Code(guard, sent), Link(admin, sent) }));

        Assert.DoesNotContain(answers, a => (int)a.Status >= 500);
        Assert.Contains(answers, a => a.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_program_approves_nothing_and_nobody_without_such_a_post_takes_it_over()
    {
        using var admin = await town.SignedIn("admin");
        using var guard = await town.SignedIn("guard");
        var sent = await Asked(admin);
        using var program = town.Host.Visit();
        program.Token = (string)(await guard.Post("/api/me/tokens", Json("""{"name":"审批程序","scopes":["act"]}"""))).Json!["token"]!;
        var view = await guard.See(sent);

        Assert.Equal((HttpStatusCode.Forbidden, "people-only"), ((await program.Reply(view, "approved")) is var no ? (no.Status, no.Code) : default));
        Assert.NotEqual(HttpStatusCode.OK, (await guard.Move(view, "hand-over", $$"""{"item":"{{Item(view)}}","to":"p-organiser","reason":"出差"}""")).Status);
        Assert.True((bool)(await guard.See(sent))["open"]!);
    }

    [Fact]
    public async Task A_link_that_was_lost_is_made_again_and_the_first_one_is_dead()
    {
        using var admin = await town.SignedIn("admin");
        using var guard = await town.SignedIn("guard");
        var sent = await Asked(admin);
        await guard.Done(sent, "approved");
        await Code(guard, sent);
        var first = ((string)(await Link(admin, sent)).Json!["link"]!).Split('#')[1];

        Assert.Equal(HttpStatusCode.Created, (await Link(admin, sent)).Status);

        using var somebody = town.Host.Visit();
        Assert.Equal("activation-link", (await Look(somebody, first)).Code);
    }

    [Fact]
    public async Task A_password_is_reset_by_two_and_until_then_the_old_one_holds()
    {
        using var admin = await town.SignedIn("admin");
        using var guard = await town.SignedIn("guard");
        var answer = await admin.Post("/api/users/secretary/reset?reason=本人忘记密码", new JsonObject());
        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        using var secretary = await town.SignedIn("secretary");

        await guard.Done(answer.Json!, "approved");
        var code = (string)(await Code(guard, answer.Json!)).Json!["code"]!;
        Assert.Equal(HttpStatusCode.OK, (await secretary.Get("/api/me")).Status);
        var token = ((string)(await Link(admin, answer.Json!)).Json!["link"]!).Split('#')[1];

        Assert.Equal(HttpStatusCode.Unauthorized, (await secretary.Get("/api/me")).Status);
        using var owner = town.Host.Visit();
        Assert.Equal(HttpStatusCode.NoContent, (await Use(owner, token, code)).Status);
        Assert.Equal(HttpStatusCode.OK, (await owner.SignIn("secretary", Password)).Status);
    }

    [Fact]
    public async Task A_no_gives_neither_half_and_nobody_approves_their_own_account()
    {
        using var admin = await town.SignedIn("admin");
        using var guard = await town.SignedIn("guard");
        var sent = await Asked(admin);
        await guard.Done(sent, "rejected", reason: "本人没有这项工作");

        Assert.Equal(HttpStatusCode.NotFound, (await Link(admin, sent)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Code(guard, sent)).Status);
        Assert.Equal("nobody-to-approve", (await admin.Post("/api/users/guard/reset?reason=忘记密码", new JsonObject())).Code);
    }

    private static async Task<JsonNode> Asked(Visitor admin)
    {
        var answer = await admin.Post("/api/users", Json("""{"user":"guest","person":"p-guest","reason":"新到岗"}"""));
        Assert.True(answer.Status == HttpStatusCode.Accepted, answer.Text);
        return answer.Json!;
    }

    private static Task<Answer> Link(Visitor visitor, JsonNode sent) => visitor.Post($"/api/users/granted/{Id(sent)}/link", new JsonObject());

    private static Task<Answer> Code(Visitor visitor, JsonNode sent) => visitor.Post($"/api/users/granted/{Id(sent)}/code", new JsonObject());

    private static Task<Answer> Look(Visitor visitor, string token) => visitor.Post("/api/activation/look", new JsonObject { ["token"] = token });

    private static Task<Answer> Use(Visitor visitor, string token, string code) =>
        visitor.Post("/api/activation", new JsonObject { ["token"] = token, ["password"] = Password, ["code"] = code });
}
