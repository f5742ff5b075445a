using System.Net;
using System.Text.Json.Nodes;
using OtpNet;

namespace Workflows.Host.Tests.SignIn;

public sealed class SecondFactorTests : IAsyncLifetime
{
    private readonly Town town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Whoever_has_an_authenticator_signs_in_with_password_and_code_and_each_code_is_good_once()
    {
        using var member = await town.SignedIn("member");
        var (key, _) = await Enrol(member);
        using var browser = town.Host.Visit();

        var asked = await SignIn(browser, null);
        Assert.Equal((HttpStatusCode.Unauthorized, "code-needed"), (asked.Status, asked.Code));
        Assert.Equal("wrong-code", (await SignIn(browser, "000000")).Code);
        Pass();
        var code = Code(key);
        Assert.Equal(HttpStatusCode.OK, (await SignIn(browser, code)).Status);
        Assert.Equal("wrong-code", (await SignIn(browser, code)).Code);
        Pass();
        Assert.Equal(HttpStatusCode.OK, (await SignIn(browser, Code(key))).Status);
    }

    [Fact]
    public async Task Without_the_password_nobody_learns_that_there_is_an_authenticator_and_codes_cannot_be_guessed_without_end()
    {
        using var member = await town.SignedIn("member");
        await Enrol(member);
        using var attacker = town.Host.Visit();

        Assert.Equal("wrong-password", (await attacker.SignIn("member", "wrong password")).Code);
        for (var i = 0; i < 4; i++)
            await SignIn(attacker, $"00000{i}");
        Assert.Equal("locked-out", (await SignIn(attacker, "000009")).Code);
    }

    [Fact]
    public async Task A_recovery_code_stands_in_once_and_new_ones_end_the_old()
    {
        using var member = await town.SignedIn("member");
        var (key, codes) = await Enrol(member);
        Assert.Equal(10, codes.Length);
        using var browser = town.Host.Visit();

        Assert.Equal(HttpStatusCode.OK, (await SignIn(browser, codes[0].ToUpperInvariant())).Status);
        Assert.Equal("wrong-code", (await SignIn(browser, codes[0])).Code);
        Assert.Equal(9, (int)(await browser.Get("/api/me/second-factor")).Json!["codesLeft"]!);
        var renewed = (await browser.Post("/api/me/second-factor/codes")).Json!["codes"]!.AsArray().Select(c => (string)c!).ToArray();
        Assert.Equal("wrong-code", (await SignIn(browser, codes[1])).Code);
        Assert.Equal(HttpStatusCode.OK, (await SignIn(browser, renewed[1])).Status);
        Assert.NotEmpty(key);
    }

    [Fact]
    public async Task An_authenticator_is_set_up_only_by_whoever_knows_the_password_and_shows_a_first_code()
    {
        using var member = await town.SignedIn("member");

        Assert.Equal("密码不对。", (await member.Post("/api/me/second-factor", new JsonObject { ["password"] = "wrong" })).Error("password"));
        Assert.Equal(HttpStatusCode.OK,
            (await member.Post("/api/me/second-factor", new JsonObject { ["password"] = Town.Password })).Status);
        Assert.NotNull((await member.Post("/api/me/second-factor/confirm", new JsonObject { ["code"] = "000000" })).Error("code"));
        Assert.False((bool)(await member.Get("/api/me/second-factor")).Json!["on"]!);
        using var again = await town.SignedIn("member");
    }

    [Fact]
    public async Task What_carries_power_asks_for_a_fresh_code_of_whoever_has_an_authenticator()
    {
        using var admin = await town.SignedIn("admin");
        var (key, _) = await Enrol(admin);
        Assert.Equal(HttpStatusCode.NoContent, (await Decide(admin)).Status);

        town.Host.Clock.Pass(TimeSpan.FromMinutes(10));
        var stale = await Decide(admin);
        Assert.Equal((HttpStatusCode)428, stale.Status);
        Assert.Equal("fresh-sign-in-needed", stale.Code);
        Assert.Equal((HttpStatusCode)428, (await admin.Post("/api/users/member/reset")).Status);
        Assert.Equal(HttpStatusCode.OK, (await admin.Get("/api/users")).Status);

        Assert.NotNull((await admin.Post("/api/me/confirm", new JsonObject { ["code"] = "000000" })).Error("code"));
        Assert.Equal(HttpStatusCode.NoContent, (await admin.Post("/api/me/confirm", new JsonObject { ["code"] = Code(key) })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await Decide(admin)).Status);
    }

    [Fact]
    public async Task A_post_that_demands_an_authenticator_does_nothing_before_there_is_one()
    {
        await using var host = await RunningHost.Start(change: o => o with { SecondFactorPosts = ["administrator"] });
        await Town.Populate(host);
        using var admin = host.Visit();
        Assert.True((bool)(await admin.SignIn("admin", Town.Password)).Json!["mustBeginSecondFactor"]!);
        Assert.Equal("second-factor-required", (await admin.Get("/api/users")).Code);
        using var member = host.Visit();
        Assert.False((bool)(await member.SignIn("member", Town.Password)).Json!["mustBeginSecondFactor"]!);
        Assert.Equal(HttpStatusCode.OK, (await member.Get("/api/rules")).Status);

        var begun = await admin.Post("/api/me/second-factor", new JsonObject { ["password"] = Town.Password });
        var key = Base32Encoding.ToBytes(((string)begun.Json!["key"]!).Replace(" ", "", StringComparison.Ordinal));
        await admin.Post("/api/me/second-factor/confirm",
            new JsonObject { ["code"] = new Totp(key).ComputeTotp(host.Clock.GetUtcNow().UtcDateTime) });
        Assert.Equal(HttpStatusCode.OK, (await admin.Get("/api/users")).Status);
    }

    [Fact]
    public async Task Whoever_has_no_authenticator_is_not_asked()
    {
        using var admin = await town.SignedIn("admin");
        town.Host.Clock.Pass(TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.NoContent, (await Decide(admin)).Status);
    }

    [Fact]
    public async Task A_lost_authenticator_is_ended_by_an_administrator_and_the_owner_and_the_auditors_are_told()
    {
        using var member = await town.SignedIn("member");
        await Enrol(member);
        using var admin = await town.SignedIn("admin");

        Assert.Equal(HttpStatusCode.NoContent, (await admin.Post("/api/users/member/second-factor/end")).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, (await member.Get("/api/me")).Status);
        Assert.Equal(HttpStatusCode.OK, (await member.SignIn("member", Town.Password)).Status);
        Assert.Contains("停用了您的两步验证", (await member.Get("/api/me/notices")).Text, StringComparison.Ordinal);
        using var auditor = await town.SignedIn("auditor");
        Assert.Contains("停用了 员戊·甲", (await auditor.Get("/api/me/notices")).Text, StringComparison.Ordinal);
        Assert.Contains("停用两步验证", (await auditor.Get("/api/audit/accounts")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_somebody_guards_the_system_the_administrator_does_not_end_the_second_step_of_others()
    {
        using var member = await town.SignedIn("member");
        await Enrol(member);
        await town.Host.Save(new() { Posts = [new("p-guest", "top", Workflows.Organisation.Roles.SecurityOfficer, new DateOnly(2020, 1, 1))] });
        await town.Host.AddAccount("guard", "p-guest", Town.Password);
        using var admin = await town.SignedIn("admin");
        using var guard = await town.SignedIn("guard");

        Assert.Equal(HttpStatusCode.Forbidden, (await admin.Post("/api/users/member/second-factor/end")).Status);
        Assert.Equal(HttpStatusCode.OK, (await guard.Get("/api/users")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await guard.Post("/api/users/member/reset")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await guard.Post("/api/users/member/second-factor/end")).Status);

        Assert.Equal(HttpStatusCode.OK, (await member.SignIn("member", Town.Password)).Status);
        Assert.True((bool)(await guard.Get("/api/me")).Json!["may"]!["secure"]!);
    }

    [Fact]
    public async Task The_key_of_an_authenticator_is_nowhere_on_disk_as_it_is()
    {
        using var member = await town.SignedIn("member");
        var (key, codes) = await Enrol(member);

        foreach (var file in Directory.EnumerateFiles(town.Host.Data, "workflows.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            var text = await reader.ReadToEndAsync();
            Assert.DoesNotContain(key, text, StringComparison.Ordinal);
            Assert.DoesNotContain(codes[0], text, StringComparison.Ordinal);
        }
    }

    private static Task<Answer> Decide(Visitor admin) =>
        admin.Put("/api/settings/roll-to-next-workday", new JsonObject { ["value"] = "true", ["reason"] = "工委会议" });

    private async Task<(string Key, string[] Codes)> Enrol(Visitor visitor)
    {
        var begun = await visitor.Post("/api/me/second-factor", new JsonObject { ["password"] = Town.Password });
        Assert.Equal(HttpStatusCode.OK, begun.Status);
        var key = ((string)begun.Json!["key"]!).Replace(" ", "", StringComparison.Ordinal);
        Assert.StartsWith("<svg", (string)begun.Json["code"]!, StringComparison.Ordinal);
        var confirmed = await visitor.Post("/api/me/second-factor/confirm", new JsonObject { ["code"] = Code(key) });
        Assert.Equal(HttpStatusCode.OK, confirmed.Status);
        return (key, [.. confirmed.Json!["codes"]!.AsArray().Select(c => (string)c!)]);
    }

    private string Code(string key) => new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(town.Host.Clock.GetUtcNow().UtcDateTime);

    private void Pass() => town.Host.Clock.Pass(TimeSpan.FromSeconds(30));

    private static Task<Answer> SignIn(Visitor visitor, string? code) => SignIn(visitor, "member", code);

    private static async Task<Answer> SignIn(Visitor visitor, string user, string? code)
    {
        var answer = await visitor.Post("/api/sign-in", new JsonObject { ["user"] = user, ["password"] = Town.Password, ["code"] = code });
        visitor.Csrf = (string?)answer.Json?["csrf"] ?? visitor.Csrf;
        return answer;
    }
}
