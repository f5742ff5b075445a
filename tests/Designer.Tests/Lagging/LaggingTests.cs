using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests.Lagging;

/// <summary>后进约谈 from the first report to the end of observation, walked over ten months by the people involved, with what goes wrong on the way.</summary>
public sealed class LaggingTests(TownInJanuary town) : IClassFixture<TownInJanuary>
{
    private const string Unit = "云岭市发展规划局第一党支部";
    private const string First = "明确报表专人负责";
    private const string Second = "报送前支委会审核";

    private readonly Interview interview = new(town, Unit, 'a');

    [ChromiumFact]
    public async Task A_lagging_branch_is_led_from_a_report_to_the_end_of_observation_by_the_people_involved()
    {
        await ReportedFromAbove();
        await town.Until(1, 13);
        await interview.State();
        await town.Until(1, 14);
        await AnotherReportIsMerged();
        await town.Until(1, 15);
        await VerifiedOneByOne();
        await interview.Propose();
        await town.Until(1, 19);
        await LevelIsDecidedByTheRightPerson();
        await town.Until(1, 20);
        await OralIsOfferedAndWrittenChosen();
        await NoticeTooLateByOnePerson();
        await interview.Sign();
        await town.Until(1, 23);
        await interview.Talk();
        await town.Until(1, 30);
        await PlanOfNoMeasures();
        await town.Until(2, 2);
        await PlanReturnedOnce();
        await town.Until(2, 27);
        await interview.Report("已明确专人。");
        await town.Until(3, 27);
        await interview.Report("第一季度报表已按期报送。");
        await town.Until(4, 24);
        await interview.Complete((First, "已落实"), (Second, "已形成制度"));
        await town.Until(4, 27);
        await CheckedByNobodyWhoTalked();
        await town.Until(4, 29);
        await interview.Recheck(First, Second);
        await town.Until(5, 6);
        await interview.Close();
        await SeenFromAbove();
        await town.Until(11, 6);
        await Ended();
        town.Watchman.SawNothing();
    }

    /// <summary>The section of the 工委: one late report is none yet, two are.</summary>
    private async Task ReportedFromAbove()
    {
        var above = await town.As("zuzhibu-g");
        await above.GoTo("/reports");
        await above.Reads("换届逾期");
        var desk = await new ReportDesk(above, Unit).Begin("日常监督报表连续迟报，或者得分偏低");
        await (await desk.Write("连续未报、迟报", "1")).Weighs("不符合", "迟报 1 次，不到 2 次", "按日常工作督促");
        await desk.Write("来源", "2025 年第四季度日常监督通报");
        await desk.IsRefused();
        await Tour.Show(above.Page, "report-refused");
        await (await desk.Write("连续未报、迟报", "2")).Weighs("符合", "迟报 2 次，已达到 2 次");
        await desk.Send();
        await Assertions.Expect(Ladder(above.Page)).ToContainTextAsync("层级未定");
        await Assertions.Expect(Ladder(above.Page)).ToContainTextAsync("说明情况");
    }

    /// <summary>A first level may be announced by word of mouth; here it is written after all.</summary>
    private async Task OralIsOfferedAndWrittenChosen()
    {
        var notice = await interview.Open(Interview.Section, "约谈通知书");
        await notice.Says("不填下面的表，也可以");
        await notice.Answers("改为口头通知");
        var oral = await interview.GoOn(Interview.Section, "口头通知提醒谈话");
        await oral.Says("记明谁在哪一天用什么方式通知了谁");
        await Tour.Show((await town.As(Interview.Section)).Page, "lagging-oral");
        await oral.Answers("改发约谈通知书");
    }

    private async Task AnotherReportIsMerged()
    {
        var section = await town.As(Interview.Section);
        var desk = await new ReportDesk(section, Unit).Begin("暗访督查发现严重问题");
        await (await (await (await desk.Choose("属于严重问题", "是")).Write("同一问题发现", "1")).Write("来源", "一月暗访通报")).Weighs("属于严重问题");
        await desk.Send();
        await Assertions.Expect(Ladder(section.Page)).ToContainTextAsync("线索 2 条");
    }

    private async Task VerifiedOneByOne()
    {
        var verify = await interview.Open(Interview.Section, "核实线索");
        await verify.InRow("逐条核实", "日常监督报表", "是否属实", "属实").InRow("逐条核实", "暗访督查", "是否属实", "部分属实")
            .Day("核实日期", town.Today).Write("核实结论", "报表迟报属实，暗访所列部分属实。").Answers("属实，拟约谈");
    }

    /// <summary>谁批准、谁实施: the first level is the head's; whoever proposed it waits.</summary>
    private async Task LevelIsDecidedByTheRightPerson()
    {
        var section = await town.As(Interview.Section);
        await section.Reads("批准约谈层级");
        await Assertions.Expect(section.Page.GetByRole(AriaRole.Button, new() { Name = "批准", Exact = true })).ToHaveCountAsync(0);
        var level = await interview.Open(Interview.Head, "批准约谈层级");
        await level.Says("第 1 级“提醒谈话”由上级组织科（部）负责人决定并组织实施");
        await level.Day("批准日期", town.Today).Answers("批准");
    }

    /// <summary>Two things are wrong with the first notice: who talks, where only whoever decided is named already, and when.</summary>
    private async Task NoticeTooLateByOnePerson()
    {
        var notice = await interview.Notice(town.Today.AddDays(2));
        await notice.Warns("最早可在 2026年1月23日", "约谈人");
        await notice.IsRefused("提交", "请把约谈定在 2026年1月23日或以后", "后进约谈制");
        await Tour.Show((await town.As(Interview.Section)).Page, "lagging-notice-refused", notice.Field("约谈日期"));
        await notice.Day("约谈日期", new(2026, 1, 23)).Tick("约谈人", town.Names(Interview.Section)).Answers("提交");
    }

    private async Task PlanOfNoMeasures()
    {
        var plan = await interview.Open(interview.Secretary, "整改方案");
        await plan.Day("报送日期", town.Today).IsRefused("提交", "整改方案有 0 条措施，至少 1 条，差 1 条", "请再写明 1 条措施，每条落实责任人和时限", "后进约谈制");
        await plan.AddRow("整改措施", ("措施", First), ("责任人", town.Name(interview.Organiser)), ("时限", "2026-02-28")).Answers("提交");
    }

    /// <summary>Returned with a reason, which is read where the plan is made again; then approved.</summary>
    private async Task PlanReturnedOnce()
    {
        await (await interview.Open(Interview.Section, "审批整改方案")).Answers("退回修改（再次退回即提高一级）", "还要写明报送前由谁审核");
        var plan = await interview.Open(interview.Secretary, "整改方案");
        await plan.Says("还要写明报送前由谁审核");
        await plan.Day("报送日期", town.Today).AddRow("整改措施", ("措施", Second), ("责任人", town.Name(interview.Secretary)), ("时限", "2026-04-30")).Answers("提交");
        var check = await interview.Open(Interview.Section, "审批整改方案");
        await check.Keeps("跟踪整改", "3");
        await check.Day("批准日期", town.Today).Answers("批准方案，开始跟踪");
    }

    /// <summary>An interviewer may not check the case in which he talked.</summary>
    private async Task CheckedByNobodyWhoTalked()
    {
        var talked = town.Name(Interview.Head);
        var assign = await interview.Open(Interview.Section, "指定复核人");
        await assign.Tick("复核人", talked).IsRefused("提交", $"{talked}参加过约谈", $"请换其他同志复核，{talked}应当回避", "后进约谈制");
        await Tour.Show((await town.As(Interview.Section)).Page, "lagging-own-check");
        await assign.Tick("复核人", talked, town.Name(Interview.Inspector)).Answers("提交");
    }

    /// <summary>The superior of the superior sees every ladder, the level and what comes next.</summary>
    private async Task SeenFromAbove()
    {
        var above = await town.As("zuzhibu-g");
        await above.GoTo("/reports");
        var ladder = Ladder(above.Page);
        foreach (var said in new[] { "第一级", "提醒谈话", "2026年1月19日 批准", "线索 2 条", "销号后观察" })
            await Assertions.Expect(ladder).ToContainTextAsync(said);
        await PlainWords.AreAllThatIsRead(above.Page);
        await Tour.Show(above.Page, "reports");
        await ladder.GetByRole(AriaRole.Link, new() { Name = Unit, Exact = true }).ClickAsync();
        await above.Reads("2026年11月6日");
    }

    private async Task Ended()
    {
        var secretary = await town.As(interview.Secretary);
        await secretary.GoTo("/cases?state=ended");
        await secretary.Page.GetByRole(AriaRole.Link).Filter(new() { HasText = "后进约谈" }).First.ClickAsync();
        await secretary.Reads("本事项已办结：整改合格，已销号");
        await PlainWords.AreAllThatCanBeUnfolded(secretary.Page);
    }

    /// <summary>The unit's line in the list of those who are being talked to.</summary>
    private static ILocator Ladder(IPage page) => page.GetByRole(AriaRole.Region, new() { NameRegex = new("^正在约谈整改", default, TimeSpan.FromSeconds(1)) })
        .GetByRole(AriaRole.Listitem).Filter(new() { HasText = Unit });
}
