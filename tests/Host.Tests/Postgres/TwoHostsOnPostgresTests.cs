using System.Net;
using System.Text.Json.Nodes;
using Workflows.Host.Start;
using Workflows.Host.Tests.Attachments;
using Workflows.Tests.Storage;

namespace Workflows.Host.Tests.Postgres;

/// <summary>Two hosts, each with a data folder of its own, on one PostgreSQL are one system.</summary>
public sealed class TwoHostsOnPostgresTests : IDisposable
{
    private readonly TestDatabase? database = PostgresServer.Missing is null ? TestDatabase.Empty(Database.Postgres) : null;
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        database?.Dispose();
    }

    [PostgresFact]
    public async Task Whoever_signs_in_on_one_acts_on_the_other_and_what_one_ends_or_receives_holds_on_both()
    {
        await using var first = await Start("one");
        await Town.Populate(first);
        await using var second = await Start("two");

        using var here = first.Visit();
        Assert.Equal(HttpStatusCode.OK, (await here.SignIn("admin", Town.Password)).Status);
        using var there = second.Visit();
        there.Cookies = here.Cookies;
        there.Csrf = here.Csrf;
        Assert.Equal(HttpStatusCode.NoContent,
            (await there.Put("/api/settings/roll-to-next-workday", new JsonObject { ["value"] = "true", ["reason"] = "工委会议" })).Status);
        Assert.Contains("工委会议", (await here.Get("/api/settings")).Text, StringComparison.Ordinal);

        var kept = await here.Upload("一.pdf", Files.Pdf);
        Assert.Equal(HttpStatusCode.OK, (await there.Get($"/api/attachments/{kept.Json!["hash"]}")).Status);

        using var auditor = first.Visit();
        await auditor.SignIn("auditor", Town.Password);
        var job = (string)(await auditor.Post("/api/audit/verify", new JsonObject())).Json!["job"]!;
        using var moved = second.Visit();
        moved.Cookies = auditor.Cookies;
        Assert.Equal(HttpStatusCode.OK, (await moved.Get($"/api/audit/verify/{job}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await moved.Get("/api/audit/verify/none")).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await there.Post("/api/sign-out")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await here.Get("/api/me")).Status);
    }

    [PostgresFact]
    public async Task Guesses_on_one_host_count_on_the_other_and_a_browser_known_to_one_is_known_to_both()
    {
        await using var first = await Start("one");
        await Town.Populate(first);
        await using var second = await Start("two");
        using var owner = first.Visit();
        await owner.SignIn("member", Town.Password);
        using var attacker = first.Visit();
        for (var i = 0; i < 3; i++)
            await attacker.SignIn("member", "wrong password");

        using var elsewhere = second.Visit();
        await elsewhere.SignIn("member", "wrong password");
        Assert.Equal("locked-out", (await elsewhere.SignIn("member", "wrong password")).Code);
        Assert.Equal("locked-out", (await attacker.SignIn("member", Town.Password)).Code);
        using var moved = second.Visit();
        moved.Cookies = owner.CookiesFor("/api/sign-in");
        Assert.Equal(HttpStatusCode.OK, (await moved.SignIn("member", Town.Password)).Status);
    }

    [PostgresFact]
    public async Task A_host_with_another_folder_of_attachments_does_not_start()
    {
        await using var first = await Start("one");

        var trouble = await Assert.ThrowsAsync<StartTrouble>(() => Start("two", attachments: "elsewhere"));

        Assert.Contains("不是这个数据库的附件目录", trouble.Message, StringComparison.Ordinal);
        Assert.Contains("--attachments", trouble.Instead, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_session_outlives_the_host_that_began_it()
    {
        using var visitor = await SignedInOnFirst();
        await using var second = await Start("two");
        using var there = second.Visit();
        there.Cookies = visitor.Cookies;

        Assert.Equal(HttpStatusCode.OK, (await there.Get("/api/me")).Status);
    }

    private async Task<Visitor> SignedInOnFirst()
    {
        await using var first = await Start("one");
        await Town.Populate(first);
        var visitor = first.Visit();
        await visitor.SignIn("admin", Town.Password);
        return visitor;
    }

    private Task<RunningHost> Start(string data, string attachments = "shared") => RunningHost.Start(
        Path.Combine(folder.Path, data),
        o => o with { Database = database!.Choice.ConnectionString, AttachmentFolder = Path.Combine(folder.Path, attachments) });
}
