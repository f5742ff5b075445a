using System.Net;
using System.Text.Json.Nodes;
using Workflows.Host.SignIn;
using Workflows.Host.Tests.Adversary;

namespace Workflows.Host.Tests.SignIn;

public sealed class TokenTests : IAsyncLifetime
{
    private readonly Town town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_program_acts_as_its_person_without_cookie_or_antiforgery_token()
    {
        using var person = await town.SignedIn("secretary");
        using var program = await Program(person);

        Assert.Equal("书丁", (string?)(await program.Get("/api/me")).Json!["person"]!["name"]);
        var asked = await program.PostText("/api/rules/CV-04/evaluate", """{"on":"2026-11-21","given":{"anchor":"2026-11-21","months":1}}""");
        Assert.Equal(HttpStatusCode.OK, asked.Status);
    }

    [Fact]
    public async Task A_revoked_token_opens_nothing()
    {
        using var person = await town.SignedIn("secretary");
        using var program = await Program(person);
        var id = (string)(await person.Get("/api/me/tokens")).Json![0]!["id"]!;

        Assert.Equal(HttpStatusCode.NoContent, (await person.Delete($"/api/me/tokens/{id}")).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, (await program.Get("/api/me")).Status);
        Assert.Equal("没有这个程序访问凭证，或已经吊销。", (await person.Delete($"/api/me/tokens/{id}")).Title);
    }

    [Fact]
    public async Task A_token_ends_on_its_day()
    {
        using var person = await town.SignedIn("secretary");
        using var program = await Program(person, days: 1);

        town.Host.Clock.Pass(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await program.Get("/api/me")).Status);
        town.Host.Clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.Get("/api/me")).Status);
    }

    [Fact]
    public async Task A_token_of_a_disabled_account_opens_nothing()
    {
        using var person = await town.SignedIn("secretary");
        using var program = await Program(person);
        using var admin = await town.SignedIn("admin");

        await admin.Put("/api/users/secretary/disabled", new JsonObject { ["disabled"] = true });

        Assert.Equal(HttpStatusCode.Unauthorized, (await program.Get("/api/me")).Status);
    }

    [Fact]
    public async Task A_program_can_neither_make_tokens_nor_change_the_password_nor_manage_accounts()
    {
        using var person = await town.SignedIn("admin");
        using var program = await Program(person);

        foreach (var refused in new[]
                 {
                     await program.Post("/api/me/tokens", new JsonObject { ["name"] = "child" }),
                     await program.Post("/api/me/password", new JsonObject { ["old"] = Town.Password, ["new"] = "another horse 2" }),
                     await program.Get("/api/users"),
                     await program.Post("/api/users/member/reset"),
                 })
            Assert.Equal((HttpStatusCode.Forbidden, "people-only"), (refused.Status, refused.Code));
    }

    [Fact]
    public void What_a_program_may_ask_is_decided_for_every_operation_and_for_no_other()
    {
        var decided = TokenScopes.Of.Keys.Concat(TokenScopes.PeopleOnly).ToArray();

        Assert.Equal(Operation.All.Select(o => o.Id).Order(StringComparer.Ordinal), decided.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_token_that_says_nothing_of_its_scopes_reads_and_does_nothing_else()
    {
        using var person = await town.SignedIn("admin");
        using var program = await Program(person);
        Assert.Equal("""["read"]""", (await person.Get("/api/me/tokens")).Json![0]!["scopes"]!.ToJsonString());

        foreach (var operation in Operation.All.Where(o => TokenScopes.Of.TryGetValue(o.Id, out var scope) && scope != TokenScope.Read))
        {
            var refused = await program.Send(operation.Method, operation.At(_ => "x"), operation.Content(Access.To(operation).Body));
            Assert.True((refused.Status, refused.Code) == (HttpStatusCode.Forbidden, "scope-needed"),
                $"{operation}: {refused.Status} {refused.Text}");
        }

        Assert.Equal(HttpStatusCode.OK, (await program.Get("/api/settings")).Status);
    }

    [Fact]
    public async Task A_token_does_what_its_scopes_name()
    {
        using var person = await town.SignedIn("admin");
        using var program = await Program(person, scopes: "settings");
        var decided = new JsonObject { ["value"] = "true", ["reason"] = "工委会议" };

        Assert.Equal(HttpStatusCode.NoContent, (await program.Put("/api/settings/roll-to-next-workday", decided)).Status);
        var refused = await program.Get("/api/audit/accounts");
        Assert.Equal("这个程序访问凭证没有“审计”的权限。", refused.Title);
        Assert.Contains("新建一个带有“审计”权限的程序访问凭证", refused.Instead, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest,
            (await person.Post("/api/me/tokens", new JsonObject { ["name"] = "x", ["scopes"] = new JsonArray("everything") })).Status);
    }

    [Theory]
    [InlineData("", 30, "name")]
    [InlineData("ok", 0, "days")]
    [InlineData("ok", 366, "days")]
    public async Task A_token_needs_a_name_and_at_most_a_year(string name, int days, string field)
    {
        using var person = await town.SignedIn("secretary");

        Assert.NotNull((await person.Post("/api/me/tokens", new JsonObject { ["name"] = name, ["days"] = days })).Error(field));
    }

    [Fact]
    public async Task The_secret_itself_is_nowhere_on_disk()
    {
        using var person = await town.SignedIn("secretary");
        using var program = await Program(person);
        await program.Get("/api/me");

        foreach (var file in Directory.EnumerateFiles(town.Host.Data, "workflows.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(program.Token!, await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    private async Task<Visitor> Program(Visitor person, int days = 30, params string[] scopes)
    {
        var asked = new JsonArray([.. scopes.Select(s => JsonValue.Create(s))]);
        var created = await person.Post("/api/me/tokens", new JsonObject { ["name"] = "月报程序", ["days"] = days, ["scopes"] = asked });
        Assert.Equal(HttpStatusCode.Created, created.Status);
        var program = town.Host.Visit();
        program.Token = (string?)created.Json!["token"];
        return program;
    }
}
