using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests.Lagging;

/// <summary>One whole 约谈, from the report to the end of observation, by people who have nothing but a phone.</summary>
public sealed class PhoneLaggingTests(PhoneLaggingTests.TownOfPhones town) : IClassFixture<PhoneLaggingTests.TownOfPhones>
{
    private const string Unit = "云岭市发展规划局第一党支部";
    private const string Measure = "明确报表专人负责";

    private readonly Interview interview = new(town, Unit, 'a');

    public sealed class TownOfPhones() : Town(new(2026, 1, 12))
    {
        protected override int Width => 390;
    }

    [ChromiumFact]
    public async Task A_lagging_branch_is_led_from_a_report_to_the_end_of_observation_on_phones()
    {
        await Reported();
        await town.Until(1, 13);
        await interview.State();
        await Verified();
        await interview.Propose();
        await (await interview.Open(Interview.Head, "批准约谈层级")).Day("批准日期", town.Today).Answers("批准");
        await town.Until(1, 20);
        await Noticed();
        await interview.Sign();
        await town.Until(1, 23);
        await interview.Talk();
        await Planned();
        await town.Until(2, 27);
        await interview.Report("已明确专人。");
        await town.Until(3, 27);
        await interview.Report("第一季度报表已按期报送。");
        await town.Until(4, 22);
        await interview.Complete((Measure, "已落实"));
        await (await interview.Open(Interview.Section, "指定复核人")).Tick("复核人", town.Name(Interview.Inspector)).Answers("提交");
        await interview.Recheck(Measure);
        await interview.Close();
        await town.Until(11, 6);
        await Ended();
        town.Watchman.SawNothing();
    }

    private async Task Reported()
    {
        var above = await town.As("zuzhibu-g");
        var desk = await new ReportDesk(above, Unit).Begin("日常监督报表连续迟报，或者得分偏低");
        await (await (await desk.Write("连续未报、迟报", "2")).Write("来源", "2025 年第四季度日常监督通报")).Weighs("迟报 2 次，已达到 2 次");
        await above.FitsThePhone();
        await Tour.Show(above.Page, "lagging-report", above.Page.GetByRole(AriaRole.Region, new() { Name = "是否达到标准" }));
        await desk.Send();
        await above.FitsThePhone();
        await Tour.Show(above.Page, "lagging-ladders");
    }

    private async Task Verified()
    {
        var verify = await interview.Open(Interview.Section, "核实线索");
        await verify.InRow("逐条核实", "日常监督报表", "是否属实", "属实").Day("核实日期", town.Today).Write("核实结论", "报表迟报属实。").Now();
        await Tour.Show((await town.As(Interview.Section)).Page, "lagging-verify", verify.Shown.GetByRole(AriaRole.Group, new() { NameRegex = Words.Label("逐条核实") }));
        await verify.Answers("属实，拟约谈");
    }

    private async Task Noticed()
    {
        var notice = await interview.Notice(town.Today.AddDays(3), Interview.Section);
        await notice.Now();
        await Tour.Show((await town.As(Interview.Section)).Page, "lagging-notice", notice.Field("约谈事由"));
        await notice.Answers("提交");
    }

    private async Task Planned()
    {
        var plan = await interview.Open(interview.Secretary, "整改方案");
        await plan.Day("报送日期", town.Today).AddRow("整改措施", ("措施", Measure), ("责任人", town.Name(interview.Organiser)), ("时限", "2026-02-28")).Now();
        await Tour.Show((await town.As(interview.Secretary)).Page, "lagging-plan", plan.Shown.GetByRole(AriaRole.Group, new() { NameRegex = Words.Label("整改措施") }));
        await plan.Answers("提交");
        await (await interview.Open(Interview.Section, "审批整改方案")).Day("批准日期", town.Today).Answers("批准方案，开始跟踪");
    }

    private async Task Ended()
    {
        var secretary = await town.As(interview.Secretary);
        await secretary.GoTo("/cases?state=ended");
        await secretary.FitsThePhone();
        await secretary.Page.GetByRole(AriaRole.Link).Filter(new() { HasText = "后进约谈" }).First.ClickAsync();
        await secretary.Reads("本事项已办结：整改合格，已销号");
        await PlainWords.AreAllThatCanBeUnfolded(secretary.Page);
        await secretary.FitsThePhone();
        await Tour.Show(secretary.Page, "lagging-ended");
    }
}
