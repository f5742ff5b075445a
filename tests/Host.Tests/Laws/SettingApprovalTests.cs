using System.Net;
using System.Text.Json.Nodes;
using Workflows.Organisation;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Laws;

/// <summary>设置代替规定: one proposes it, those who lead decide it, and until then the old value holds.</summary>
public sealed class SettingApprovalTests : IAsyncLifetime
{
    private readonly Town town = new();

    public async Task InitializeAsync()
    {
        await town.InitializeAsync();
        await town.Appoint(("guard", "密辛", Roles.SecurityOfficer), ("chief", "书癸", Roles.Secretary));
    }

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task It_is_changed_when_a_leader_has_said_yes_and_names_who_proposed_it_and_who_decided()
    {
        using var admin = await town.SignedIn("admin");
        using var guard = await town.SignedIn("guard");
        using var chief = await town.SignedIn("chief");
        var (key, now, other) = await Some(admin);
        var sent = await Asked(admin, key, other);
        Assert.Equal("组织科（部）负责人或书记、副书记", (string?)sent["approver"]);
        Assert.Equal(now, await Value(admin, key));
        Assert.Equal(HttpStatusCode.NotFound, (await guard.Get($"/api/cases/{Id(sent)}")).Status);

        var done = await chief.Done(sent, "approved");

        Assert.Equal("decided", (string?)done["endState"]);
        Assert.Equal(other, await Value(admin, key));
        var decision = (await Row(admin, key))["decisions"]![0]!;
        Assert.Equal(("书癸", "上级答复"), ((string?)decision["who"], (string?)decision["reason"]));
        using var auditor = await town.SignedIn("auditor");
        var record = (await auditor.Get("/api/audit/records?table=setting_decisions")).Json!["items"]![0]!;
        Assert.Equal(("书癸", "办理事项"), ((string?)record["who"], (string?)record["way"]));
    }

    [Fact]
    public async Task Of_two_proposals_for_one_setting_the_second_finds_it_changed()
    {
        using var admin = await town.SignedIn("admin");
        using var chief = await town.SignedIn("chief");
        var (key, _, other) = await Some(admin);
        var (first, second) = (await Asked(admin, key, other), await Asked(admin, key, other));

        await chief.Done(first, "approved");

        Assert.Equal("outdated", (string?)(await chief.Done(second, "approved"))["endState"]);
        Assert.Single((await Row(admin, key))["decisions"]!.AsArray());
    }

    [Fact]
    public async Task A_no_leaves_it_as_it_was()
    {
        using var admin = await town.SignedIn("admin");
        using var chief = await town.SignedIn("chief");
        var (key, now, other) = await Some(admin);

        await chief.Done(await Asked(admin, key, other), "rejected", reason: "没有依据");

        Assert.Equal(now, await Value(admin, key));
    }

    /// <summary>A setting that is yes or no, its value and the other one.</summary>
    private static async Task<(string Key, string Now, string Other)> Some(Visitor admin)
    {
        var row = (await admin.Get("/api/settings")).Json!.AsArray().First(s => (string?)s!["type"] == "yes-no")!;
        var now = (string)row["value"]!;
        return ((string)row["key"]!, now, now == "true" ? "false" : "true");
    }

    private static async Task<JsonNode> Asked(Visitor admin, string key, string value)
    {
        var answer = await admin.Put($"/api/settings/{key}", new JsonObject { ["value"] = value, ["reason"] = "上级答复" });
        Assert.True(answer.Status == HttpStatusCode.Accepted, answer.Text);
        return answer.Json!;
    }

    private static async Task<JsonNode> Row(Visitor admin, string key) =>
        (await admin.Get("/api/settings")).Json!.AsArray().Single(s => (string?)s!["key"] == key)!;

    private static async Task<string> Value(Visitor admin, string key) => (string)(await Row(admin, key))["value"]!;
}
