using System.Net;
using System.Text.Json.Nodes;

namespace Workflows.Host.Tests.SignIn;

/// <summary>Nobody but its owner ever knows a password: it is chosen by a one-time link.</summary>
public sealed class ActivationTests : IAsyncLifetime
{
    private readonly Town town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    internal static string SecretOf(Answer slip)
    {
        Assert.True((int)slip.Status is 200 or 201, slip.Text);
        return ((string)slip.Json!["link"]!).Split('#')[1];
    }

    [Fact]
    public async Task A_new_account_begins_with_a_link_by_which_its_owner_chooses_the_password()
    {
        using var admin = await town.SignedIn("admin");
        var slip = await admin.Post("/api/users", new JsonObject { ["user"] = "无号", ["person"] = "p-guest" });
        Assert.Equal(HttpStatusCode.Created, slip.Status);
        Assert.DoesNotContain("password", slip.Text, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith($"{town.Host.Address}activate#", (string)slip.Json!["link"]!, StringComparison.Ordinal);
        Assert.StartsWith("<svg", (string)slip.Json["code"]!, StringComparison.Ordinal);
        Assert.Equal(town.Host.Clock.GetUtcNow().AddDays(7), (DateTimeOffset)slip.Json["expiresAt"]!);
        Assert.False((bool)await Row(admin, "无号", "activated"));

        using var guest = town.Host.Visit();
        var view = (await guest.Post("/api/activation/look", new JsonObject { ["token"] = SecretOf(slip) })).Json!;
        Assert.Equal(("无号", "无号庚", "new"), ((string?)view["user"], (string?)view["name"], (string?)view["purpose"]));
        Assert.Equal(HttpStatusCode.NoContent, (await Activate(guest, SecretOf(slip), "another horse 2")).Status);
        Assert.False((bool)(await guest.SignIn("无号", "another horse 2")).Json!["mustChangePassword"]!);
        Assert.True((bool)await Row(admin, "无号", "activated"));
        Assert.Equal("activation-link", (await Activate(guest, SecretOf(slip), "another horse 3")).Code);
    }

    [Fact]
    public async Task An_account_whose_link_was_not_opened_lets_nobody_in()
    {
        using var admin = await town.SignedIn("admin");
        await admin.Post("/api/users", new JsonObject { ["user"] = "无号", ["person"] = "p-guest" });
        using var guest = town.Host.Visit();

        foreach (var password in new[] { "", " ", "another horse 2" })
            Assert.Equal("wrong-password", (await guest.SignIn("无号", password)).Code);
    }

    [Fact]
    public async Task A_reset_takes_the_password_away_and_a_newer_link_ends_the_older()
    {
        using var admin = await town.SignedIn("admin");
        using var member = await town.SignedIn("member");
        var older = SecretOf(await admin.Post("/api/users/member/reset"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await member.Get("/api/me")).Status);
        Assert.Equal("wrong-password", (await member.SignIn("member", Town.Password)).Code);
        var newer = SecretOf(await admin.Post("/api/users/member/reset"));

        Assert.Equal("activation-link", (await Activate(member, older, "another horse 2")).Code);
        Assert.Equal(HttpStatusCode.NoContent, (await Activate(member, newer, "another horse 2")).Status);
        Assert.Equal(HttpStatusCode.OK, (await member.SignIn("member", "another horse 2")).Status);
    }

    [Theory]
    [InlineData(false, 7)]
    [InlineData(true, 1)]
    public async Task A_link_of_a_new_account_lasts_a_week_and_one_of_a_reset_a_day(bool reset, int days)
    {
        using var admin = await town.SignedIn("admin");
        var secret = SecretOf(await (reset ? admin.Post("/api/users/member/reset") : admin.Post("/api/users", new JsonObject { ["user"] = "无号", ["person"] = "p-guest" })));
        using var guest = town.Host.Visit();

        town.Host.Clock.Pass(TimeSpan.FromDays(days) - TimeSpan.FromSeconds(1));
        Assert.Equal("密码至少 10 个字符。", (await Activate(guest, secret, "short")).Error("password"));
        town.Host.Clock.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal("activation-link", (await Activate(guest, secret, "another horse 2")).Code);
    }

    [Fact]
    public async Task Of_two_who_open_one_link_at_once_one_sets_the_password()
    {
        using var admin = await town.SignedIn("admin");
        var secret = SecretOf(await admin.Post("/api/users/member/reset"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            using var visitor = town.Host.Visit();
            return (await Activate(visitor, secret, $"another horse {i}")).Status;
        }));

        Assert.Single(answers, HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_link_of_an_account_that_was_stopped_meanwhile_is_dead()
    {
        using var admin = await town.SignedIn("admin");
        var secret = SecretOf(await admin.Post("/api/users/member/reset"));
        await admin.Put("/api/users/member/disabled", new JsonObject { ["disabled"] = true });
        using var guest = town.Host.Visit();

        Assert.Equal("activation-link", (await guest.Post("/api/activation/look", new JsonObject { ["token"] = secret })).Code);
        Assert.Equal("activation-link", (await Activate(guest, secret, "another horse 2")).Code);
    }

    [Fact]
    public async Task The_owner_and_the_auditors_are_told_who_made_the_link_and_where_it_was_opened()
    {
        using var admin = await town.SignedIn("admin");
        using var member = town.Host.Visit();
        await Activate(member, SecretOf(await admin.Post("/api/users/member/reset")), "another horse 2");
        await member.SignIn("member", "another horse 2");

        var told = (await member.Get("/api/me/notices")).Json!.AsArray();
        Assert.Equal(2, told.Count);
        Assert.Single(told, n => n!["text"]!.ToString().Contains("管理员 管甲 重置了您的密码", StringComparison.Ordinal));
        Assert.Single(told, n => n!["text"]!.ToString().Contains("地址 127.0.0.1", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NoContent, (await member.Post($"/api/me/notices/{told[0]!["id"]}/read")).Status);
        Assert.Single((await member.Get("/api/me/notices")).Json!.AsArray());

        using var auditor = await town.SignedIn("auditor");
        var audited = (await auditor.Get("/api/me/notices")).Text;
        Assert.Contains("管甲 给 员戊·甲（用户名 member） 重置了密码", audited, StringComparison.Ordinal);
        Assert.Contains("已用一次性链接设置密码", audited, StringComparison.Ordinal);
        Assert.Contains("用一次性链接设置密码", (await auditor.Get("/api/audit/accounts")).Text, StringComparison.Ordinal);
        using var other = await town.SignedIn("other");
        Assert.Equal("[]", (await other.Get("/api/me/notices")).Text);
    }

    [Fact]
    public async Task The_secret_of_a_link_is_neither_logged_nor_kept()
    {
        using var admin = await town.SignedIn("admin");
        var secret = SecretOf(await admin.Post("/api/users/member/reset"));
        using var guest = town.Host.Visit();
        await guest.Post("/api/activation/look", new JsonObject { ["token"] = secret });

        Assert.DoesNotContain(secret, town.Host.Log.Text, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(town.Host.Data, "workflows.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(secret, await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    private static Task<Answer> Activate(Visitor visitor, string secret, string password) =>
        visitor.Post("/api/activation", new JsonObject { ["token"] = secret, ["password"] = password });

    private static async Task<JsonNode> Row(Visitor admin, string user, string column) =>
        (await admin.Get("/api/users")).Json!.AsArray().Single(u => (string?)u!["user"] == user)![column]!;
}
