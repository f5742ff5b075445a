using System.Net;
using System.Text.Json.Nodes;
using Workflows.Host.Tests.Attachments;
using Workflows.Tests.Storage;

namespace Workflows.Host.Tests.Postgres;

/// <summary>What the host keeps of its own, on PostgreSQL: each table is written, read and changed once.</summary>
public sealed class PostgresTests : IDisposable
{
    private readonly TestDatabase? database = PostgresServer.Missing is null ? TestDatabase.Empty(Database.Postgres) : null;

    public void Dispose() => database?.Dispose();

    [PostgresFact]
    public async Task Accounts_tokens_settings_and_attachments_work_on_postgres()
    {
        await using var host = await Start();
        await Town.Populate(host);
        using var admin = host.Visit();
        Assert.Equal(HttpStatusCode.OK, (await admin.SignIn("admin", Town.Password)).Status);

        var token = await admin.Post("/api/me/tokens", new JsonObject { ["name"] = "月报程序" });
        using var program = host.Visit();
        program.Token = (string?)token.Json!["token"];
        Assert.Equal(HttpStatusCode.OK, (await program.Get("/api/me")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.Delete($"/api/me/tokens/{token.Json["id"]}")).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await admin.Put("/api/settings/roll-to-next-workday", new JsonObject { ["value"] = "true", ["reason"] = "工委会议" })).Status);
        Assert.Contains("工委会议", (await admin.Get("/api/settings")).Text, StringComparison.Ordinal);

        var kept = await admin.Upload("一.pdf", Files.Pdf);
        Assert.Equal(HttpStatusCode.Created, (await admin.Upload("二.pdf", Files.Pdf)).Status);
        Assert.Equal(HttpStatusCode.OK, (await admin.Get($"/api/attachments/{kept.Json!["hash"]}")).Status);

        using var member = host.Visit();
        for (var i = 0; i < 5; i++)
            await member.SignIn("member", "wrong password");
        Assert.Equal("locked-out", (await member.SignIn("member", Town.Password)).Code);
        Assert.Equal(HttpStatusCode.OK, (await admin.Post("/api/users/member/reset")).Status);
        Assert.Equal(HttpStatusCode.OK, (await admin.Get("/health/ready")).Status);
    }

    [PostgresFact]
    public async Task The_first_administrator_is_set_up_on_postgres()
    {
        await using var host = await Start();
        using var visitor = host.Visit();
        var secret = host.Console.ToString().Split("/setup?token=")[1][..43];

        var form = new JsonObject { ["token"] = secret, ["user"] = "first", ["password"] = "chosen by me 2", ["personName"] = "管甲", ["sex"] = "male", ["unitName"] = "示例市直工委" };
        Assert.Equal(HttpStatusCode.NoContent, (await visitor.Post("/api/setup", form)).Status);

        Assert.True((bool)(await visitor.SignIn("first", "chosen by me 2")).Json!["may"]!["administer"]!);
    }

    private Task<RunningHost> Start() => RunningHost.Start(change: o => o with { Database = database!.Choice.ConnectionString });
}
