using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests;

/// <summary>
/// What cannot be taken back is asked once more, what is ordinary is not: at the same step, by the same person. Rows of the register, votes
/// recorded as failed and counts are asked on the long ways through the procedures.
/// </summary>
public sealed class FinalActTests(FinalActTests.TownWithNews town) : IClassFixture<FinalActTests.TownWithNews>
{
    private const string Unit = "云岭市发展规划局第一党支部";

    /// <summary>What an agency may add for itself.</summary>
    public sealed class TownWithNews : Town
    {
        protected override string? Besides => """
            procedure: news
            version: 1
            title: 情况通报
            open-by: officers
            unit-kinds: [branch]
            start: draft
            ends: { done: 已办结 }
            steps:
              draft:
                title: 拟稿
                activity: form
                with:
                  by: officers
                  fields: { matter: { label: 内容, type: long-text } }
                  ways: { shelved: { title: 暂存, style: primary }, told: { title: 通报各单位 }, secretary: { title: 告知书记 }, finished: { title: 办结 } }
                next: { shelved: draft, told: tell, secretary: tell-one, finished: "end:done" }
              tell:
                title: 通报
                activity: notify
                with: { to: [secretary of all-units], text: "{unit}通报一件事。" }
                next: { done: draft }
              tell-one:
                title: 告知
                activity: notify
                with: { to: [secretary], text: "请阅知。" }
                next: { done: draft }
            """;
    }

    [ChromiumFact]
    public async Task An_announcement_and_the_end_are_asked_once_more_and_what_can_go_on_is_not()
    {
        var news = await Draft();
        await news.Answers("暂存");
        await news.Write("内容", "开展警示教育。").Answers("告知书记");
        await (await Again()).AnswersForGood("通报各单位");
        await (await Again()).AnswersForGood("办结");
        await (await town.As("zuzhi-a")).Reads("本事项已办结：已办结");
        town.Watchman.SawNothing();
    }

    [ChromiumFact]
    public async Task To_end_a_case_from_the_menu_is_asked_once_more_and_a_remark_is_not()
    {
        await Draft();
        var page = (await town.As("zuzhi-a")).Page;
        await Choose(page, "备注");
        var remark = page.GetByRole(AriaRole.Dialog);
        await remark.GetByLabel(Words.Label("备注")).FillAsync("已电话告知。");
        await remark.GetByRole(AriaRole.Button, new() { Name = "保存备注" }).ClickAsync();
        await Assertions.Expect(remark).ToHaveCountAsync(0);

        await Choose(page, "撤回");
        var withdraw = page.GetByRole(AriaRole.Dialog);
        await withdraw.GetByLabel(Words.Label("理由")).FillAsync("重复发起。");
        await withdraw.GetByRole(AriaRole.Button, new() { Name = "撤回", Exact = true }).ClickAsync();
        await Assertions.Expect(withdraw).ToContainTextAsync("事项就此办结，不能恢复");
        await withdraw.GetByRole(AriaRole.Button, new() { Name = "返回", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("本事项已结束");
        await withdraw.GetByRole(AriaRole.Button, new() { Name = "撤回", Exact = true }).ClickAsync();
        await withdraw.GetByRole(AriaRole.Button, new() { Name = "确定撤回" }).ClickAsync();
        await (await town.As("zuzhi-a")).Reads("本事项已结束：已撤回");
        town.Watchman.SawNothing();
    }

    private async Task<TaskCard> Draft()
    {
        using var organiser = town.Host.Visit();
        await organiser.SignIn("zuzhi-a", town.Password("zuzhi-a"));
        var opened = await organiser.Post("/api/cases", new JsonObject { ["move"] = Guid.NewGuid(), ["procedure"] = "news", ["unit"] = "jg01-01" });
        Assert.True((int)opened.Status == 201, opened.Text);
        var person = await town.As("zuzhi-a");
        await person.GoTo($"/cases/{opened.Json!["id"]}");
        return (await person.GoesOnWith("拟稿")).Write("内容", "开展警示教育。");
    }

    private async Task<TaskCard> Again() => (await (await town.As("zuzhi-a")).GoesOnWith("拟稿")).Write("内容", "开展警示教育。");

    private static async Task Choose(IPage page, string move)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "其他操作" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = move, Exact = true }).ClickAsync();
    }
}
