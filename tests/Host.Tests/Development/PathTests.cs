using System.Text.Json.Nodes;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Development;

/// <summary>The way of a person into the party, on 2026-11-21.</summary>
public sealed class PathTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task What_waits_for_a_step_that_is_not_done_yet_counts_from_today_at_the_earliest()
    {
        var stations = await Stations("林·示例");

        Assert.Equal(("reached", "2026-10-25"), ((string?)stations["applied"]["state"], (string?)stations["applied"]["reached"]));
        Assert.Equal("2026-11-21", (string?)stations["activist"]["earliest"]);
        Assert.Equal("2027-11-21", (string?)stations["proposed"]["earliest"]);
        Assert.Equal("2028-11-21", (string?)stations["conversion"]["earliest"]);
    }

    [Fact]
    public async Task A_limit_says_from_which_step_it_counts()
    {
        var stations = await Stations("方·示例");

        string? Latest(string station) => (string?)stations[station]["latestWhy"]!["text"];
        Assert.Equal("自“支部委员会审查”的会议日期起 1 个月", Latest("pre-reviewed"));
        Assert.Equal("自“上级党委审批”起 1 个月", Latest("sworn"));
        Assert.Equal("自“上级党委审批转正”的批准日期起 10 个工作日", Latest("archived"));
    }

    /// <summary>Of somebody whose application was received on 2026-10-25.</summary>
    private async Task<Dictionary<string, JsonNode>> Stations(string name)
    {
        using var secretary = await town.SignedIn("secretary");
        var opened = await secretary.Post("/api/cases", new JsonObject
        {
            ["move"] = Guid.NewGuid(),
            ["procedure"] = "party-member-development",
            ["unit"] = "branch-1",
            ["newcomer"] = new JsonObject { ["name"] = name, ["born"] = "1998-04-12", ["sex"] = "female", ["ethnicity"] = "汉族", ["education"] = "大学本科", ["position"] = "科员" },
        });
        Assert.True(opened.Status == System.Net.HttpStatusCode.Created, opened.Text);
        var view = await secretary.Done(opened.Json!, "accepted", Json("""{"received-on":"2026-10-25","place":"work-unit","applicant-unit":"with-organisation","floating":false}"""));
        var paths = await secretary.Get($"/api/organisation/people/{view["subject"]!["id"]}/path");
        return Assert.Single(paths.Json!.AsArray())!["stations"]!.AsArray().ToDictionary(s => (string)s!["name"]!, s => s!, StringComparer.Ordinal);
    }
}
