using System.Net;
using System.Text.Json.Nodes;

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

        Assert.Equal("程序访问凭证不能用来管理程序访问凭证。", (await program.Post("/api/me/tokens", new JsonObject { ["name"] = "child" })).Title);
        Assert.Equal("程序访问凭证不能用来修改密码。", (await program.Post("/api/me/password", new JsonObject { ["old"] = Town.Password, ["new"] = "another horse 2" })).Title);
        Assert.Equal("程序访问凭证不能用来管理账号。", (await program.Get("/api/users")).Title);
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

    private async Task<Visitor> Program(Visitor person, int days = 30)
    {
        var created = await person.Post("/api/me/tokens", new JsonObject { ["name"] = "月报程序", ["days"] = days });
        Assert.Equal(HttpStatusCode.Created, created.Status);
        var program = town.Host.Visit();
        program.Token = (string?)created.Json!["token"];
        return program;
    }
}
