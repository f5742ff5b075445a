using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests.Elections;

/// <summary>A vote that is not carried is no refusal: it is said before, confirmed, recorded, and told to whoever votes again.</summary>
public sealed class FailedVoteTests(Town town) : IClassFixture<Town>
{
    private const string Unit = "云岭市发展规划局第一党支部";
    private const string Step = "研究决定换届事项";
    private const string Recorded = $"“{Step}”记为“未通过”";

    [ChromiumFact]
    public async Task A_vote_that_is_not_carried_is_confirmed_recorded_and_stays_in_sight_over_the_next_round()
    {
        await new Desk(town, Unit).UpToTheVote('a');
        var secretary = await town.As("shuji-a");
        var vote = await secretary.Opens(Step, Unit);

        // Enough for the rule on votes, long before the form is full.
        await vote.Now(c => c.Day("会议日期", town.Today).Number("实到会有表决权人数", 5).Number("赞成", 2));
        await vote.Warns("不符合，如实记录");
        await Assertions.Expect(vote.Shown.GetByText("请填写“拟召开选举大会日期”。")).ToHaveCountAsync(0);

        await vote.Now(c => c.Number("反对", 3).Number("弃权", 0).Day("拟召开选举大会日期", new(2026, 10, 20))
            .Number("拟设委员名额（书记、副书记在内）", 5).Number("拟提委员候选人", 6).Number("副书记名额", 1));
        await vote.Warns($"提交后如实记录：{Recorded}。须重新办理“{Step}”。");
        await Tour.Show(secretary.Page, "failed-vote-before", vote.Shown.GetByText("规则核对").First);

        var sent = 0;
        secretary.Page.Request += (_, request) => sent += request.Url.EndsWith("/reply", StringComparison.Ordinal) ? 1 : 0;
        var confirm = secretary.Page.GetByRole(AriaRole.Dialog, new() { Name = "请确认" });
        await vote.Button("提交表决结果").ClickAsync();
        await Assertions.Expect(confirm).ToContainTextAsync(Recorded);
        await Tour.Show(secretary.Page, "confirm");
        await secretary.Page.SetViewportSizeAsync(390, 844);
        await secretary.FitsThePhone();
        await Tour.Show(secretary.Page, "phone-confirm");
        await Compose(secretary.Page);
        await Assertions.Expect(confirm).ToBeVisibleAsync();
        await secretary.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(confirm).ToHaveCountAsync(0);
        await vote.Button("提交表决结果").ClickAsync();
        await confirm.GetByRole(AriaRole.Button, new() { Name = "取消", Exact = true }).ClickAsync();
        await Assertions.Expect(confirm).ToHaveCountAsync(0);
        Assert.Equal(0, sent);
        await vote.Keeps("赞成", "2");

        await vote.AnswersForGood("提交表决结果");
        Assert.Equal(1, sent);
        await vote.Says($"5月11日已把{Recorded}");
        await vote.Keeps("赞成", "");
        await secretary.FitsThePhone();
        await Tour.Show(secretary.Page, "phone-failed-vote-after");
        await secretary.Page.SetViewportSizeAsync(1440, 900);
        await Tour.Show(secretary.Page, "failed-vote-after");
        town.Watchman.SawNothing();
    }

    [ChromiumFact]
    public async Task Today_is_one_click_and_the_calendar_marks_days_off_and_weekend_days_that_are_worked()
    {
        await new Desk(town, "云岭市规划设计院党总支").UpToTheVote('c');
        await using var secretary = await Person.SitDown(town, "shuji-c", town.Password("shuji-c"));
        await secretary.SetsTheClock();
        var vote = await secretary.Opens(Step, "云岭市规划设计院党总支");
        await vote.Shown.GetByRole(AriaRole.Button, new() { Name = "今天", Exact = true }).First.ClickAsync();
        await vote.Keeps("会议日期", "2026-05-11");

        await vote.Field("拟召开选举大会日期").ClickAsync();
        var grid = secretary.Page.GetByRole(AriaRole.Grid).Locator("visible=true");
        await Assertions.Expect(grid.GetByTitle("劳动节调休上班")).ToContainTextAsync("班");
        await Assertions.Expect(grid.GetByTitle("劳动节放假").First).ToContainTextAsync("休");
        await Tour.Show(secretary.Page, "calendar", vote.Field("拟召开选举大会日期"));
        for (var month = 5; month <= 12; month++)
            await secretary.Page.GetByRole(AriaRole.Button, new() { NameRegex = Words.NextMonth }).Locator("visible=true").ClickAsync();
        await vote.Says("2027 年的放假和调休安排尚未公布");
        town.Watchman.SawNothing();
    }

    /// <summary>What an input method sends when Escape drops the letters typed so far.</summary>
    private static Task<System.Text.Json.JsonElement?> Compose(IPage page) => page.EvaluateAsync(
        "() => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { code: 'Escape', key: 'Process', keyCode: 229, isComposing: true, bubbles: true, cancelable: true }))");
}
