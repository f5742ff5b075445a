using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests.Elections;

/// <summary>换届选举 where it goes another way: members elect their 书记 themselves.</summary>
public sealed class OtherElectionTests(Town town) : IClassFixture<Town>
{
    [ChromiumFact]
    public async Task In_a_branch_without_a_committee_the_members_elect_their_secretary()
    {
        const string Unit = "云岭市发展规划局第二党支部";
        var election = new Election(town, Unit, 'b');

        await election.Remind();
        await (await election.Open(election.Secretary, "按期换届，还是申请延期或提前")).Answers("按期换届");
        var resolve = await election.GoOn(election.Secretary, "研究决定换届事项");
        await resolve.Says("不设委员会");
        await resolve.Says("党员大会");
        await resolve.Day("会议日期", town.Today).Number("实到会有表决权人数", 5).Number("赞成", 5).Number("反对", 0).Number("弃权", 0)
            .Day("拟召开选举大会日期", new(2026, 10, 20)).Number("副书记名额", 0).Answers("提交表决结果");
        await election.Request();
        await election.Approve("云发党〔2026〕10号", IsLedToWhatIsToBeMended);
        await election.CheckRoll();
        await election.Nominate((town.Name("shuji-b"), 4));
        var examine = await election.GoOn(election.Secretary, "考察并研究书记候选人预备人选");
        await examine.Day("会议日期", town.Today).Number("实到会有表决权人数", 5).Number("赞成", 5).Number("反对", 0).Number("弃权", 0)
            .Tick("书记候选人预备人选", town.Name("shuji-b")).Choose("书记人选是本单位党员（主要）负责人", "是").Write("纪检机构廉政意见", "无不良反映。").Answers("提交表决结果");
        await election.Approve("云发党〔2026〕12号");
        await election.Confirm();
        await election.PreparePapers();

        await town.Until(10, 20);
        var attendance = await election.Open(election.Secretary, "大会报到，清点人数");
        await attendance.Day("大会日期", town.Today).Write("主持人", town.Name("shuji-b")).Number("实到会有选举权人数", 4).Warns("应到会 5 人，须不少于五分之四即 4 人，实到 4 人");
        await attendance.Answers("清点完毕");
        await election.BeginMeeting(4);
        await election.CountTwice("大会投票", 4, (town.Name("shuji-b"), 3));
        await election.Finish("云发党〔2026〕30号");

        var secretary = await town.As(election.Secretary);
        await secretary.Reads("本事项已办结：换届完成");
        await secretary.Reads($"赞成 3 票");
        await Assertions.Expect(secretary.Page.GetByRole(AriaRole.Group, new() { NameRegex = new("^流程图，共", default, TimeSpan.FromSeconds(1)) })).ToBeVisibleAsync();
        await secretary.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^显示全部 \\d+ 步$", default, TimeSpan.FromSeconds(1)) }).ClickAsync();
        var decided = secretary.Page.GetByRole(AriaRole.Region, new() { Name = "已定事项" });
        await Assertions.Expect(decided).ToContainTextAsync("上级批复换届请示：集体研究批复");
        await decided.GetByText("选举大会：大会投票", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(decided.GetByText("当选", new() { Exact = true })).ToHaveCountAsync(1);
        await secretary.Page.GetByRole(AriaRole.Link, new() { Name = Unit, Exact = true }).First.ClickAsync();
        await Assertions.Expect(secretary.Page.GetByRole(AriaRole.Region, new() { Name = "本届任期" })).ToContainTextAsync("2029年10月20日");
        town.Watchman.SawNothing();
    }

    /// <summary>What is wrong stands far above the button on a phone: each field is one press away.</summary>
    private async Task IsLedToWhatIsToBeMended(TaskCard decide)
    {
        var page = (await town.As("kezhang-s")).Page;
        await TheKeyboardComesBack(decide, page);
        await NoSuchDay(decide, page);
        await decide.Button("查看前面各步填写的内容").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "已定事项" })).ToContainTextAsync("云发支〔2026〕3号");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已定事项" })).ToBeFocusedAsync();
        await decide.Write("研究会议", "机关党委会").Day("批复日期", town.Today.AddDays(1)).IsRefused("同意", "去改“批复文号”", "去改“批复日期”");
        await Assertions.Expect(decide.Shown.GetByLabel(Words.Label("批复日期"))).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(decide.Shown.GetByLabel(Words.Label("批复日期"))).ToHaveAttributeAsync("aria-describedby", new System.Text.RegularExpressions.Regex("--mistake$", default, TimeSpan.FromSeconds(1)));
        await decide.Button("去改“批复日期”").ClickAsync();
        await Assertions.Expect(decide.Shown.GetByLabel(Words.Label("批复日期"))).ToBeFocusedAsync();
        await decide.Button("去改“批复文号”").ClickAsync();
        await Assertions.Expect(decide.Shown.GetByLabel(Words.Label("批复文号"))).ToBeFocusedAsync();
        await Assertions.Expect(decide.Shown.GetByLabel(Words.Label("批复文号"))).ToBeInViewportAsync();
    }

    /// <summary>Escape leaves a question and a dialog, and the keyboard goes on from the button that opened them.</summary>
    private static async Task TheKeyboardComesBack(TaskCard decide, IPage page)
    {
        await decide.Button("退回补正").PressAsync("Enter");
        await Assertions.Expect(decide.Shown.GetByLabel("「退回补正」的理由")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(decide.Button("退回补正")).ToBeFocusedAsync();

        var others = page.GetByRole(AriaRole.Button, new() { Name = "其他操作" });
        await others.PressAsync("Enter");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "备注", Exact = true }).PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(others).ToBeFocusedAsync();
    }

    /// <summary>A day that the calendar does not have is said, and never becomes another one.</summary>
    private static async Task NoSuchDay(TaskCard decide, IPage page)
    {
        var day = decide.Field("批复日期");
        await day.FillAsync("2027-02-29");
        await page.Keyboard.PressAsync("Tab");
        await decide.Says("没有“2027-02-29”这一天，请重新填写。");
        await Assertions.Expect(day).ToHaveValueAsync("");
        await day.FillAsync("2026年5月8日");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(day).ToHaveValueAsync("2026-05-08");
        await Assertions.Expect(decide.Shown).Not.ToContainTextAsync("没有“2027-02-29”这一天");
    }
}
