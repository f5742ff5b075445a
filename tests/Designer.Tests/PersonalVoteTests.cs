using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests;

/// <summary>A committee is asked one by one: each reads what it takes and how it stands, and what each thought stays to be read.</summary>
public sealed class PersonalVoteTests(PersonalVoteTests.TownWithAPoll town) : IClassFixture<PersonalVoteTests.TownWithAPoll>
{
    private const string Unit = "云岭市发展规划局第一党支部";

    /// <summary>What a branch may add for itself.</summary>
    public sealed class TownWithAPoll : Town
    {
        protected override string? Besides => """
            procedure: poll
            version: 1
            title: 支委会传签
            open-by: officers
            unit-kinds: [branch]
            start: draft
            ends: { agreed: 已同意, refused: 不同意 }
            steps:
              draft:
                title: 拟定
                activity: form
                with: { by: officers, fields: { matter: { label: 事由, type: long-text } } }
                next: { submitted: poll }
              poll:
                title: 各委员传签
                activity: approval
                with: { by: committee, needs: "> 1/2", shows: [matter], fields: { opinion: { label: 意见, type: long-text, required: false } } }
                next: { approved: "end:agreed", rejected: "end:refused" }
            """;
    }

    [ChromiumFact]
    public async Task Each_member_reads_how_it_stands_and_those_who_are_waited_for_stand_in_one_place()
    {
        using var starter = town.Host.Visit();
        await starter.SignIn("zuzhi-a", town.Password("zuzhi-a"));
        await starter.Post("/api/cases", new JsonObject { ["move"] = Guid.NewGuid(), ["procedure"] = "poll", ["unit"] = "jg01-01" });
        await new Desk(town, Unit).Reply("zuzhi-a", "拟定", "submitted", new() { ["matter"] = "用党费订阅学习资料。" });

        var secretary = await town.As("shuji-a");
        var vote = await secretary.Opens("各委员传签", Unit);
        await vote.Says("用党费订阅学习资料。");
        await vote.Says("5 人中须超过半数同意；还有 4 人没有表示意见");
        await vote.Write("意见", "同意订阅。").AnswersForGood("同意");
        var waiting = secretary.Page.GetByRole(AriaRole.Article);
        await Assertions.Expect(waiting).ToHaveCountAsync(1);
        await Assertions.Expect(waiting).ToContainTextAsync("（3 人）");
        await Assertions.Expect(waiting).ToContainTextAsync(town.Name("fushuji-a"));

        await using var phone = await Person.SitDown(town, "fushuji-a", town.Password("fushuji-a"), 390, 844);
        vote = await phone.Opens("各委员传签", Unit);
        await vote.Says("同意 1 人，还有 3 人没有表示意见");
        await phone.FitsThePhone();
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Region, new() { Name = "历程" })).ToContainTextAsync("同意订阅。");
        await vote.AnswersForGood("不同意", "预算偏高。");
        town.Watchman.SawNothing();
    }
}
