using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Workflows.Organisation;

namespace Workflows.Host.Tests.SignIn;

/// <summary>Two hosts on one database: what one changes of accounts, tokens and posts holds on the other with its next request.</summary>
public sealed class TwoHostsTests : IAsyncLifetime
{
    private readonly Town town = new();
    private RunningHost? second;

    private RunningHost There => second!;

    public async Task InitializeAsync()
    {
        await town.InitializeAsync();
        second = await RunningHost.Start(data: town.Host.Data);
    }

    public async Task DisposeAsync()
    {
        await There.DisposeAsync();
        await town.DisposeAsync();
    }

    [Fact]
    public async Task A_disabled_account_is_out_everywhere_and_comes_back_everywhere()
    {
        using var admin = await town.SignedIn("admin");
        using var here = await town.SignedIn("member");
        using var there = await SignedInThere("member");

        await admin.Put("/api/users/member/disabled", new JsonObject { ["disabled"] = true });
        Assert.Equal(HttpStatusCode.Unauthorized, (await here.Get("/api/me")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await there.Get("/api/me")).Status);

        await admin.Put("/api/users/member/disabled", new JsonObject { ["disabled"] = false });
        using var again = await SignedInThere("member");
        Assert.Equal(HttpStatusCode.OK, (await again.Get("/api/me")).Status);
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_on_every_host()
    {
        using var here = await town.SignedIn("member");
        using var there = await SignedInThere("member");

        var changed = await there.Post("/api/me/password", new JsonObject { ["old"] = Town.Password, ["new"] = "another horse 2" });

        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.Equal(HttpStatusCode.OK, (await there.Get("/api/me")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await here.Get("/api/me")).Status);
    }

    [Fact]
    public async Task A_password_that_was_reset_ends_sessions_and_tokens_on_every_host_and_the_link_works_on_each()
    {
        using var admin = await town.SignedIn("admin");
        using var before = await SignedInThere("member");
        using var program = There.Visit();
        program.Token = (string?)(await before.Post("/api/me/tokens", new JsonObject { ["name"] = "月报程序" })).Json!["token"];
        Assert.Equal(HttpStatusCode.OK, (await program.Get("/api/me")).Status);

        var secret = ActivationTests.SecretOf(await admin.Post("/api/users/member/reset"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await before.Get("/api/me")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.Get("/api/me")).Status);
        using var there = There.Visit();
        Assert.Equal(HttpStatusCode.NoContent,
            (await there.Post("/api/activation", new JsonObject { ["token"] = secret, ["password"] = "another horse 2" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await there.SignIn("member", "another horse 2")).Status);
    }

    [Fact]
    public async Task Whoever_signs_out_on_one_host_is_signed_out_on_the_other_and_a_copied_cookie_opens_nothing()
    {
        using var here = await town.SignedIn("member");
        using var copy = There.Visit();
        copy.Cookies = here.Cookies;
        Assert.Equal(HttpStatusCode.OK, (await copy.Get("/api/me")).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await here.Post("/api/sign-out")).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, (await copy.Get("/api/me")).Status);
    }

    [Fact]
    public async Task A_revoked_token_and_one_of_a_disabled_account_open_nothing_on_any_host()
    {
        using var person = await town.SignedIn("secretary");
        using var program = There.Visit();
        var created = (await person.Post("/api/me/tokens", new JsonObject { ["name"] = "月报程序" })).Json!;
        program.Token = (string?)created["token"];
        Assert.Equal(HttpStatusCode.OK, (await program.Get("/api/me")).Status);
        await person.Delete($"/api/me/tokens/{created["id"]}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.Get("/api/me")).Status);

        program.Token = (string?)(await person.Post("/api/me/tokens", new JsonObject { ["name"] = "月报程序" })).Json!["token"];
        Assert.Equal(HttpStatusCode.OK, (await program.Get("/api/me")).Status);
        using var admin = await town.SignedIn("admin");
        await admin.Put("/api/users/secretary/disabled", new JsonObject { ["disabled"] = true });
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.Get("/api/me")).Status);
    }

    [Fact]
    public async Task A_post_that_ends_opens_nothing_on_the_other_host_with_the_next_request()
    {
        using var there = await SignedInThere("organiser");
        Assert.NotEmpty((await there.Get("/api/me")).Json!["posts"]!.AsArray());
        Assert.Equal(HttpStatusCode.OK, (await there.Get("/api/organisation/units/branch-1")).Status);

        await EndPost(new DateOnly(2026, 11, 20));

        Assert.Empty((await there.Get("/api/me")).Json!["posts"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await there.Get("/api/organisation/units/branch-1")).Status);
    }

    [Fact]
    public async Task A_post_that_ends_with_a_day_ends_with_it_though_nothing_has_changed()
    {
        using var there = await SignedInThere("organiser");
        await EndPost(new DateOnly(2026, 11, 22));
        Assert.NotEmpty((await there.Get("/api/me")).Json!["posts"]!.AsArray());

        There.Clock.Pass(TimeSpan.FromHours(7));
        Assert.NotEmpty((await there.Get("/api/me")).Json!["posts"]!.AsArray());
        for (var hours = 0; hours < 48; hours += 6)
        {
            There.Clock.Pass(TimeSpan.FromHours(6));
            await there.Get("/api/me");
        }

        Assert.Empty((await there.Get("/api/me")).Json!["posts"]!.AsArray());
    }

    [Fact]
    public async Task Signing_in_and_mistyping_a_password_ends_nobodys_session()
    {
        using var here = await town.SignedIn("member");
        using var there = await SignedInThere("member");
        using var stranger = There.Visit();
        await stranger.SignIn("member", "wrong password");

        Assert.Equal(HttpStatusCode.OK, (await here.Get("/api/me")).Status);
        Assert.Equal(HttpStatusCode.OK, (await there.Get("/api/me")).Status);
    }

    [Fact]
    public async Task What_somebody_changes_in_the_database_by_hand_is_noticed_within_a_minute()
    {
        using var there = await SignedInThere("member");
        Assert.Equal(HttpStatusCode.OK, (await there.Get("/api/me")).Status);
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(town.Host.Data, "workflows.db")}"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE accounts SET is_disabled = 1 WHERE user_name = 'member'";
            await command.ExecuteNonQueryAsync();
        }

        There.Clock.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await there.Get("/api/me")).Status);
    }

    private Task EndPost(DateOnly until) => town.Host.Save(new RegisterRows
    {
        Posts = [new Post("p-organiser", "top", Roles.OrganisationSection, new DateOnly(2020, 1, 1), until)],
    });

    private async Task<Visitor> SignedInThere(string user)
    {
        var visitor = There.Visit();
        Assert.Equal(HttpStatusCode.OK, (await visitor.SignIn(user, Town.Password)).Status);
        return visitor;
    }
}
