using System.Net;
using System.Text.Json.Nodes;

namespace Workflows.Host.Tests.Laws;

public sealed class SettingTests : IAsyncLifetime
{
    private const string Key = "roll-to-next-workday";
    private readonly Town town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_decision_counts_from_the_next_question_and_stays_with_its_reason()
    {
        using var admin = await town.SignedIn("admin");
        using var member = await town.SignedIn("member");
        Assert.Equal("2026-02-21", await DueOf(member));

        Assert.Equal(HttpStatusCode.NoContent, (await Decide(admin, "true", "工委会议 2026 年第 3 次")).Status);

        Assert.Equal("2026-02-24", await DueOf(member));
        var row = await Row(member);
        Assert.Equal(("true", "false"), ((string)row["value"]!, (string)row["standard"]!));
        Assert.Equal("工委会议 2026 年第 3 次", (string?)row["decisions"]![0]!["reason"]);
        Assert.Equal("管甲", (string?)row["decisions"]![0]!["who"]);
    }

    [Fact]
    public async Task Decisions_are_added_never_changed()
    {
        using var admin = await town.SignedIn("admin");
        await Decide(admin, "true", "先");
        town.Host.Clock.Pass(TimeSpan.FromMinutes(1));
        await Decide(admin, "false", "后");

        Assert.Equal("false", (string?)(await Row(admin))["value"]);
        Assert.Equal(["后", "先"], (await Row(admin))["decisions"]!.AsArray().Select(d => (string)d!["reason"]!));
    }

    [Theory]
    [InlineData("secretary")]
    [InlineData("auditor")]
    [InlineData("organiser")]
    public async Task Only_the_administrator_decides(string user)
    {
        using var visitor = await town.SignedIn(user);

        Assert.Equal("只有管理员可以改变设置。", (await Decide(visitor, "true", "试试")).Title);
        Assert.Equal("false", (string?)(await Row(visitor))["value"]);
    }

    [Theory]
    [InlineData("maybe", "理由", "value")]
    [InlineData("true", "  ", "reason")]
    public async Task A_decision_needs_a_lawful_value_and_a_reason(string value, string reason, string field)
    {
        using var admin = await town.SignedIn("admin");

        Assert.NotNull((await Decide(admin, value, reason)).Error(field));
        Assert.Empty((await Row(admin))["decisions"]!.AsArray());
    }

    [Fact]
    public async Task A_setting_that_does_not_exist_is_not_found()
    {
        using var admin = await town.SignedIn("admin");

        Assert.Equal(HttpStatusCode.NotFound, (await admin.Put("/api/settings/no-such", new JsonObject { ["value"] = "1", ["reason"] = "x" })).Status);
    }

    private static Task<Answer> Decide(Visitor visitor, string value, string reason) =>
        visitor.Put($"/api/settings/{Key}", new JsonObject { ["value"] = value, ["reason"] = reason });

    private static async Task<JsonNode> Row(Visitor visitor) =>
        (await visitor.Get("/api/settings")).Json!.AsArray().Single(s => (string?)s!["key"] == Key)!;

    /// <summary>A month after 2026-01-21 is 21 February, a day off in 春节.</summary>
    private static async Task<string?> DueOf(Visitor visitor) =>
        (string?)(await visitor.PostText("/api/rules/CV-04/evaluate", """{"given":{"anchor":"2026-01-21","months":1}}""")).Json!["value"];
}
