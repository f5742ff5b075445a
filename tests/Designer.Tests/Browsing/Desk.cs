using System.Text.Json.Nodes;

namespace Workflows.Designer.Tests.Browsing;

/// <summary>Brings a case to where a test begins, over the API: only through steps that another test walks in the browser.</summary>
internal sealed class Desk(Town town, string unit)
{
    /// <summary>Answers the thing to do with this title in somebody's inbox.</summary>
    /// <returns>The case as it is then.</returns>
    public async Task<JsonNode> Reply(string account, string title, string outcome, JsonObject? data = null)
    {
        using var visitor = town.Host.Visit();
        await visitor.SignIn(account, town.Password(account));
        var inbox = (await visitor.Get("/api/inbox?size=100")).Json!["items"]!.AsArray();
        var item = Assert.Single(inbox, i => ((string)i!["title"]!).EndsWith(title, StringComparison.Ordinal) && (string?)i["unitName"] == unit)!;
        var seq = (await visitor.Get($"/api/cases/{item["case"]}")).Json!["seq"]!.GetValue<int>();
        var answer = await visitor.Post($"/api/cases/{item["case"]}/items/{item["item"]}/reply", new JsonObject
        {
            ["move"] = Guid.NewGuid(),
            ["seq"] = seq,
            ["outcome"] = outcome,
            ["data"] = data ?? [],
            ["departures"] = new JsonArray(),
        });
        Assert.True((int)answer.Status == 200, answer.Text);
        return answer.Json!;
    }

    /// <summary>From the reminder to the committee's vote on what is to be elected.</summary>
    /// <param name="letter">The letter at the end of the unit's accounts.</param>
    public async Task UpToTheVote(char letter)
    {
        var secretary = $"shuji-{letter}";
        await Reply("zuzhike-s", "届满提醒", "submitted", new() { ["reminded-on"] = Today, ["means"] = "letter", ["reached"] = town.Name(secretary) });
        await Reply(secretary, "按期换届，还是申请延期或提前", "hold");
    }

    /// <summary>From the reminder to the request that waits above for its formal check.</summary>
    /// <param name="letter">The letter at the end of the unit's accounts.</param>
    public async Task<JsonNode> UpToTheRequest(char letter)
    {
        var secretary = $"shuji-{letter}";
        await UpToTheVote(letter);
        await Reply(secretary, "研究决定换届事项", "submitted", Meeting(new() { ["planned-on"] = "2026-10-20", ["seats"] = 5, ["candidate-count"] = 6, ["deputy-seats"] = 1 }));
        return await Reply(secretary, "请示召开选举大会", "submitted", new() { ["request-number"] = "云规总〔2026〕3号", ["requested-on"] = Today, ["agenda"] = "作工作报告，选举新一届委员会。" });
    }

    public async Task Approve(JsonObject also)
    {
        await Reply("zuzhike-s", "形式审查", "accepted");
        (also["decided-at"], also["reply-number"], also["replied-on"]) = ("机关党委会 2026 年第 6 次会议", "云发党〔2026〕11号", Today);
        await Reply("kezhang-s", "集体研究批复", "approved", also);
    }

    /// <summary>From the roll to the papers: five seats, six candidates.</summary>
    public async Task UpToTheMeeting(char letter, string[] candidates)
    {
        var secretary = $"shuji-{letter}";
        JsonArray People() => [.. candidates.Select(c => (JsonNode)town.IdOf(c))];
        await Reply(secretary, "组织党员推荐提名", "submitted", new() { ["proposals"] = new JsonArray([.. candidates.Select(c => new JsonObject { ["person"] = town.IdOf(c), ["votes"] = 20 })]) });
        await Reply(secretary, "考察并研究候选人预备人选", "submitted", Meeting(new()
        {
            ["proposed"] = People(), ["secretary-candidate"] = town.IdOf(candidates[0]), ["deputy-candidate"] = town.IdOf(candidates[1]), ["leads-unit"] = true, ["integrity"] = "无不良反映。",
        }));
        await Approve(new() { ["agreed-people"] = People() });
        await Reply(secretary, "党员酝酿，确定候选人", "submitted", new()
        {
            ["candidates"] = People(), ["secretary-candidate"] = town.IdOf(candidates[0]), ["deputy-candidate"] = town.IdOf(candidates[1]), ["confirmed-on"] = Today,
        });
        await Reply(secretary, "准备大会材料、发会议通知", "submitted", new() { ["meeting-on"] = "2026-10-20", ["place"] = "礼堂", ["noticed-on"] = Today });
    }

    private string Today => town.Today.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private JsonObject Meeting(JsonObject also)
    {
        (also["held-on"], also["present"], also["yes"], also["no"], also["abstained"]) = (Today, 5, 5, 0, 0);
        return also;
    }
}
