using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests.Elections;

/// <summary>换届选举 of a branch with a committee, from the reminder to the next term, walked by the people involved, with what goes wrong on the way.</summary>
public sealed class BranchElectionTests(Town town) : IClassFixture<Town>
{
    private const string Unit = "云岭市发展规划局第一党支部";

    private static readonly string[] candidates = ["shuji-a", "fushuji-a", "zuzhi-a", "xuanchuan-a", "jijian-a", "dangyuan-a"];

    private readonly Election election = new(town, Unit, 'a');

    [ChromiumFact]
    public async Task A_branch_with_a_committee_is_led_from_the_reminder_to_the_next_term()
    {
        await election.Remind();
        await town.Until(5, 18);
        await (await town.As("shuji-a")).GoTo("/");
        await (await town.As("shuji-a")).Reads("请您办理 1 件");
        await Tour.Show((await town.As("shuji-a")).Page, "workbench");
        await IntentOnAStalePage();
        await town.Until(5, 25);
        await ResolutionWithTooFewCandidates();
        await town.Until(6, 3);
        await election.Request();
        await ReturnedOnce();
        await town.Until(6, 12);
        await election.Approve("云发党〔2026〕9号", decide => decide.Keeps("批准的名额", "5"));
        await town.Until(9, 1);
        await Reminder();
        await election.CheckRoll();
        await election.Nominate([.. candidates.Select((c, i) => (town.Name(c), 24 - i))]);
        await Examine();
        await town.Until(9, 9);
        await election.Approve("云发党〔2026〕19号");
        await town.Until(9, 15);
        await election.Confirm();
        await town.Until(10, 14);
        await election.PreparePapers();
        await town.Until(10, 20);
        await AttendanceOneShort();
        await election.BeginMeeting(24);
        await BallotWithDifferences();
        await (await election.Open("shuji-a", "宣布选举结果")).AnswersForGood("结果已宣布");
        await Plenary();
        await town.Until(10, 22);
        await election.Report();
        await town.Until(10, 28);
        await election.Approve("云发党〔2026〕29号");
        await town.Until(10, 30);
        await election.Talk();
        await town.Until(11, 2);
        await election.HandOver();
        await NextTerm();
        town.Watchman.SawNothing();
    }

    /// <summary>Somebody has moved the case in a second tab: the first says so, keeps what was typed, and goes on.</summary>
    private async Task IntentOnAStalePage()
    {
        const string Situation = "本届班子健全，党员二十七名。";
        var intent = await election.Open("zuzhi-a", "按期换届，还是申请延期或提前");
        await intent.Write("本届基本情况", Situation).Now();

        var organiser = await town.As("zuzhi-a");
        var tab = await organiser.SecondTab();
        await tab.GetByRole(AriaRole.Button, new() { Name = "其他操作" }).ClickAsync();
        await tab.GetByRole(AriaRole.Menuitem, new() { Name = "备注", Exact = true }).ClickAsync();
        await tab.GetByRole(AriaRole.Dialog).GetByLabel(Words.Label("备注")).FillAsync("已向机关党委电话报告。");
        await tab.GetByRole(AriaRole.Button, new() { Name = "保存备注" }).ClickAsync();
        await Assertions.Expect(tab.GetByRole(AriaRole.Main)).ToContainTextAsync("已向机关党委电话报告。");
        await tab.CloseAsync();

        await intent.IsRefused("按期换届", "您填写的内容不会丢失");
        await intent.Button("重新载入事项").ClickAsync();
        await organiser.Reads("已向机关党委电话报告。");
        await intent.Keeps("本届基本情况", Situation);
        await intent.Answers("按期换届");
    }

    /// <summary>差额 is one short: said before anything is sent, refused when sent all the same, nothing lost; then a double click, which counts once.</summary>
    private async Task ResolutionWithTooFewCandidates()
    {
        var resolve = await election.Open("shuji-a", "研究决定换届事项");
        await resolve.Day("会议日期", town.Today).Number("实到会有表决权人数", 5).Number("赞成", 5).Number("反对", 0).Number("弃权", 0)
            .Day("拟召开选举大会日期", new(2026, 10, 20)).Number("拟设委员名额（书记、副书记在内）", 5).Number("拟提委员候选人", 5).Number("副书记名额", 0)
            .Write("委员条件", "政治可靠，群众公认。").Warns("候选人须至少 6 人，现有 5 人，差 1 人", "第十三条");
        await resolve.Number("实到会有表决权人数", 2).Number("赞成", 2).IsRefused("提交表决结果", "没有提交，填写的内容仍在。", "请按“未能开成，改期”办理");
        await resolve.Number("实到会有表决权人数", 5).Number("赞成", 5).IsRefused("提交表决结果", "请再提名 1 人");
        await Tour.Show((await town.As("shuji-a")).Page, "case-refused", resolve.Field("拟设委员名额（书记、副书记在内）"));
        await resolve.Keeps("委员条件", "政治可靠，群众公认。");

        await resolve.Number("拟提委员候选人", 6).Warns("候选人须至少 6 人，现有 6 人");
        var secretary = await town.As("shuji-a");
        var sent = 0;
        secretary.Page.Request += (_, request) => sent += request.Url.EndsWith("/reply", StringComparison.Ordinal) ? 1 : 0;
        await resolve.Button("提交表决结果").DblClickAsync();
        await secretary.GoesOnWith("请示召开选举大会");
        Assert.Equal(1, sent);
    }

    /// <summary>The superior wants something more: whoever does it again reads what, where it is to be done.</summary>
    private async Task ReturnedOnce()
    {
        await (await election.Open("zuzhike-s", "形式审查")).Answers("退回补正", "请补充党费收缴情况");
        var request = await election.Open("shuji-a", "请示召开选举大会");
        await request.Says($"{town.Name("zuzhike-s")} 6月3日退回补正：请补充党费收缴情况");
        await request.Write("本届党费收缴使用情况", "按月足额收缴，使用合规。").Answers("报上级党组织");
    }

    /// <summary>The clock reminds of the end of the term: that is read on the workbench, followed to its case, and no longer new.</summary>
    private async Task Reminder()
    {
        var secretary = await town.As("shuji-a");
        var message = secretary.Page.GetByRole(AriaRole.Region, new() { Name = "消息" }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "“任期届满前完成换届”将于2026年11月" }).First;
        await secretary.GoTo("/");
        await Assertions.Expect(message).ToContainTextAsync("未读");
        await message.GetByRole(AriaRole.Link).ClickAsync();
        await secretary.Reads("现在请您办理");
        await secretary.GoTo("/");
        await Assertions.Expect(message).ToBeVisibleAsync();
        await Assertions.Expect(message).Not.ToContainTextAsync("未读");
    }

    private async Task Examine()
    {
        var examine = await election.GoOn("shuji-a", "考察并研究候选人预备人选");
        await examine.Day("会议日期", town.Today).Number("实到会有表决权人数", 5).Number("赞成", 5).Number("反对", 0).Number("弃权", 0)
            .Tick("候选人预备人选", town.Names(candidates)).Pick("书记人选", town.Name("shuji-a")).Choose("书记人选是本单位党员（主要）负责人", "是").Write("纪检机构廉政意见", "无不良反映。").Answers("提交表决结果");
    }

    /// <summary>One short of four fifths: the page counts before the secretary does.</summary>
    private async Task AttendanceOneShort()
    {
        var attendance = await election.Open("shuji-a", "大会报到，清点人数");
        var decided = (await town.As("shuji-a")).Page.GetByRole(AriaRole.Region, new() { Name = "已定事项" });
        await Assertions.Expect(decided).ToContainTextAsync("正式候选人");
        await Assertions.Expect(decided).Not.ToContainTextAsync("尚缺名额");
        await attendance.Day("大会日期", town.Today).Write("主持人", town.Name("shuji-a")).Number("实到会有选举权人数", 20)
            .Warns("应到会 26 人，须不少于五分之四即 21 人，实到 20 人，差 1 人", "《中国共产党基层组织选举工作条例》");
        await attendance.Number("实到会有选举权人数", 24).Warns("实到 24 人");
        await attendance.Answers("清点完毕");
    }

    /// <summary>The scrutineer counts one vote more than the teller: both read where, both enter again.</summary>
    private async Task BallotWithDifferences()
    {
        (string Name, int Yes)[] votes = [.. candidates.Zip([24, 22, 23, 20, 18, 9], (c, yes) => (town.Name(c), yes))];
        (string Name, int Yes)[] misread = [.. votes.Select(v => v.Name == town.Name("jijian-a") ? (v.Name, 19) : v)];
        var difference = $"{town.Name("jijian-a")}的赞成";

        await Election.Count(await election.Open("jipiao-a", "大会投票：计票人录入"), 24, votes).AnswersForGood("提交计票结果");
        await Election.Count(await election.Open("jianpiao-a", "大会投票：监票人录入"), 24, misread).AnswersForGood("提交计票结果");
        await Assertions.Expect((await town.As("jianpiao-a")).Page.GetByText("已提交，还须再办：大会投票：监票人录入")).ToBeVisibleAsync();
        await (await election.Open("jianpiao-a", "大会投票：监票人录入")).Says(difference);
        await (await election.Open("jipiao-a", "大会投票：计票人录入")).Says(difference);
        await Tour.Show((await town.As("jipiao-a")).Page, "ballot-differs");

        await election.CountTwice("大会投票", 24, votes);
    }

    private async Task Plenary()
    {
        var gather = await election.GoOn("shuji-a", "清点到会委员，提出候选人");
        await gather.Day("会议日期", town.Today).Pick("主持人", town.Name("zuzhi-a")).Number("到会委员", 5)
            .Pick("监票人", town.Name("xuanchuan-a")).Pick("计票人", town.Name("jijian-a")).Answers("开始选举");
        await election.CountTwice("委员会投票选举书记", "jijian-a", "xuanchuan-a", 5, (town.Name("shuji-a"), 5));
        var duties = await election.Open("shuji-a", "委员分工");
        await duties.AddRow("委员分工", ("委员", town.Name("zuzhi-a")), ("分工", "组织委员"))
            .AddRow("委员分工", ("委员", town.Name("xuanchuan-a")), ("分工", "宣传委员"))
            .AddRow("委员分工", ("委员", town.Name("jijian-a")), ("分工", "纪检委员")).Answers("提交");
    }

    private async Task NextTerm()
    {
        var secretary = await town.As("shuji-a");
        await secretary.Reads("本事项已办结：换届完成");
        await Tour.Show(secretary.Page, "case-history", secretary.Page.GetByRole(AriaRole.Region, new() { Name = "历程" }));
        await PlainWords.AreAllThatCanBeUnfolded(secretary.Page);
        await secretary.Page.GetByRole(AriaRole.Link, new() { Name = Unit, Exact = true }).First.ClickAsync();
        await secretary.Reads("2029年10月20日");
        // The old deputy was elected again, as a member.
        await Assertions.Expect(secretary.Page.GetByRole(AriaRole.Region, new() { Name = "班子和职务" })).Not.ToContainTextAsync("副书记");
        await secretary.Reads(town.Name("fushuji-a"));
        await Tour.Show(secretary.Page, "next-term");
    }
}
