using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests.Development;

/// <summary>发展党员 from 递交入党申请书 to 正式党员, walked over more than two years by the people involved, with what goes wrong on the way.</summary>
public sealed class DevelopmentTests(TownIn2025 town) : IClassFixture<TownIn2025>
{
    private const string Unit = "云岭市发展规划局第一党支部";
    private const string Name = "林示例";

    private readonly Candidacy candidacy = new(town, Unit, 'a');

    private Conversion Conversion => new(town, candidacy);

    [ChromiumFact]
    public async Task An_applicant_is_led_to_full_membership_by_the_people_involved()
    {
        await AppliesTwoDaysTooYoung();
        await town.Until(new(2025, 6, 10));
        await TalksWithinAMonth();
        await town.Until(new(2025, 6, 16));
        await candidacy.Recommend();
        await town.Until(new(2025, 6, 20));
        await BecomesAnActivist();
        await town.Until(new(2025, 12, 18));
        await (await candidacy.Review(town.Today, "学习认真，工作踏实。")).Answers("登记考察，继续培养");
        await town.Until(new(2026, 6, 18));
        await ReviewOnPaper();
        await ThoughtsHandedInLate();
        await ProposedADayTooEarly();
        await town.Until(new(2026, 6, 25));
        await candidacy.Consent();
        await town.Until(new(2026, 6, 29));
        await NoticeWithAnObjection();
        await IsAProspect();
        await UpToTheMeeting();
        await IsAdmitted();
        await IsOnProbation();
        await town.Until(new(2027, 2, 8));
        await Conversion.Observe("认真履行党员义务，群众反映好。");
        await town.Until(new(2027, 7, 12));
        await AppliesOnceProbationEnds();
        await DiscussedADayTooEarly();
        await IsConverted();
        town.Watchman.SawNothing();
    }

    private async Task AppliesTwoDaysTooYoung()
    {
        await candidacy.Begin(Name, new(2007, 6, 5));
        var receive = await candidacy.GoOn("zuzhi-a", "收到入党申请书");
        await receive.Day("收到申请书日期", town.Today).Choose("申请书交给", "工作、学习单位党组织").Choose("申请人的单位", "有单位，单位有党组织").Choose("是流动人员", "否")
            .Warns("2025年6月5日年满 18 岁", "《中国共产党发展党员工作细则》");
        await receive.IsRefused("受理", "差 2 日");
        await Tour.Show((await town.As("zuzhi-a")).Page, "development-too-young");
        await town.Until(new(2025, 6, 5));
        receive = await candidacy.Open("zuzhi-a", "收到入党申请书");
        await receive.Says("已恢复您上次没有提交的内容");
        await receive.Day("收到申请书日期", town.Today).AnswersForGood("受理");
    }

    private async Task TalksWithinAMonth()
    {
        var talk = await candidacy.Open("zuzhi-a", "派人同申请人谈话");
        await talk.Says("2025年7月5日");
        await candidacy.Talk();
    }

    /// <summary>Decided by the committee, filed above, two mentors; the list knows the next day.</summary>
    private async Task BecomesAnActivist()
    {
        await Candidacy.AllFive(await candidacy.Open("zuzhi-a", "研究决定入党积极分子"), town.Today).Answers("提交表决结果");
        await town.Until(new(2025, 6, 24));
        await candidacy.File();
        await candidacy.ChooseMentors();
        var path = await Path("all");
        await Station(path, "确定为入党积极分子", "已完成", "2025年6月20日");
        await Station(path, "确定发展对象人选", "最早：2026年6月20日");
    }

    /// <summary>The second review was held and written down on paper: both days stand in the history.</summary>
    private async Task ReviewOnPaper()
    {
        var held = new DateOnly(2026, 6, 12);
        var review = await candidacy.Review(held, "积极参加党内活动，群众反映好。");
        await review.BeginsOnPaper();
        await review.IsHeldBack("登记考察，继续培养", "补录还缺当时办理的日期");
        await review.OnPaper(held, "考察登记表.pdf").Now();
        await Tour.Show((await town.As("zuzhi-a")).Page, "development-on-paper");
        await review.Answers("登记考察，继续培养");
        var history = (await town.As("zuzhi-a")).Page.GetByRole(AriaRole.Region, new() { Name = "历程" });
        await Assertions.Expect(history).ToContainTextAsync("2026年6月12日在纸上办理");
        await Assertions.Expect(history).ToContainTextAsync("考察登记表");
        await Assertions.Expect(history).ToContainTextAsync("6月18日");
        await Tour.Show((await town.As("zuzhi-a")).Page, "development-recorded", history);
    }

    /// <summary>What is late stands above the way, at the task under its own name, and is gone once it is done.</summary>
    private async Task ThoughtsHandedInLate()
    {
        const string late = "已逾期，请尽快办理";
        var organiser = await town.As("zuzhi-a");
        var page = organiser.Page;
        await Assertions.Expect((await Path("all")).Locator("h3, strong").First).ToHaveTextAsync(late);
        await organiser.GoTo("/");
        var listed = page.GetByRole(AriaRole.Link).Filter(new() { HasText = "登记思想汇报" }).Filter(new() { HasText = Name });
        await Assertions.Expect(listed).ToContainTextAsync("已逾期");
        await listed.ClickAsync();
        await organiser.Reads("思想汇报已逾期");
        await Assertions.Expect(page.GetByRole(AriaRole.Article).First.GetByRole(AriaRole.Heading).First).ToHaveTextAsync("登记思想汇报");
        await Tour.Show(page, "development-thoughts");
        await page.GetByRole(AriaRole.Button, new() { Name = "开始办理", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Article).First.GetByRole(AriaRole.Heading).First).ToHaveTextAsync("登记思想汇报");
        await (await candidacy.GoOn("zuzhi-a", "登记思想汇报")).Day("汇报日期", town.Today).Write("培养联系人意见", "认识有提高。").Answers("登记");
        var path = await Path("all");
        await Assertions.Expect(path).ToContainTextAsync("2026年9月18日");
        await Assertions.Expect(path).Not.ToContainTextAsync(late);
    }

    private async Task ProposedADayTooEarly()
    {
        await town.Until(new(2026, 6, 19));
        await (await candidacy.Open("zuzhi-a", "培养教育考察")).Answers("提交研究确定为发展对象人选");
        var propose = await candidacy.GoOn("zuzhi-a", "研究确定发展对象人选");
        await Candidacy.Propose(propose, town.Today).IsRefused("提交表决结果", "差 1 日");
        await town.Until(new(2026, 6, 22));
        propose = await candidacy.Open("zuzhi-a", "研究确定发展对象人选");
        await propose.Keeps("群众意见", "没有不良反映。");
        await propose.Day("会议日期", town.Today).Answers("提交表决结果");
    }

    /// <summary>Somebody objects: nothing is concluded before the objection is, nor before five working days are over.</summary>
    private async Task NoticeWithAnObjection()
    {
        await candidacy.Post();
        await town.Until(new(2026, 7, 1));
        var running = await candidacy.Open("zuzhi-a", "公示进行中：登记异议，期满后办结");
        await running.Write("反映人", "周示例").Write("反映的问题", "近期有一次值班缺岗。").Choose("反映人要求保密", "是").Answers("登记异议");
        await town.Until(new(2026, 7, 7));
        running = await candidacy.Open("zuzhi-a", "公示进行中：登记异议，期满后办结");
        await running.IsRefused("公示期满，无异议或不影响", "还有 1 条异议没有核实结论");
        await (await candidacy.GoOn("zuzhi-a", "核实公示异议")).Write("核实情况和结论", "当日已按规定请假，不影响。").Answers("经核实，不影响");
        await running.Answers("公示期满，无异议或不影响");
        await candidacy.List();
    }

    private async Task IsAProspect()
    {
        var organiser = await town.As("zuzhi-a");
        var path = await Path("all");
        await Station(path, "列为发展对象", "已完成", "2026年7月7日");
        await Station(path, "政治审查合格", "下一步");
        await Tour.Show(organiser.Page, "development-path");
        await PlainWords.AreAllThatIsRead(organiser.Page);
    }

    private async Task UpToTheMeeting()
    {
        var admission = new Admission(town, candidacy);
        await admission.ChooseIntroducers(i => i.Says(candidacy.Sponsors[0]));
        await town.Until(new(2026, 7, 13));
        await admission.ReviewPolitically();
        await town.Until(new(2026, 7, 20));
        await admission.Train(c => c.Number("培训天数", 2).Number("培训学时", 16).Warns("不少于"));
        await town.Until(new(2026, 7, 22));
        await admission.Examine();
        await town.Until(new(2026, 7, 27));
        await admission.PreReview();
        await town.Until(new(2026, 7, 30));
        await admission.FillIn();
    }

    private async Task IsAdmitted()
    {
        var admission = new Admission(town, candidacy);
        await town.Until(new(2026, 8, 12));
        var meeting = await candidacy.Open("zuzhi-a", "支部大会讨论接收预备党员");
        await Assertions.Expect(meeting.Field("书面意见赞成")).ToBeVisibleAsync();
        await Assertions.Expect(meeting.Shown.GetByText("书面意见在会前正式提出")).ToBeHiddenAsync();
        await (await admission.Meet(22, 20)).Answers("提交表决结果");
        await town.Until(new(2026, 8, 20));
        await admission.TalkBeforeApproval();
        await town.Until(new(2026, 8, 27));
        await admission.DecideInTheLeadingGroup();
        await town.Until(new(2026, 9, 1));
        await (await admission.Approve(new(2026, 8, 12))).AnswersForGood("批准为预备党员");
        await town.Until(new(2026, 9, 4));
        await admission.Assign();
        await admission.FileAbove();
        await town.Until(new(2026, 9, 15));
        await admission.Swear();
    }

    /// <summary>Probation counts from the meeting, not from the approval; the person's page and the list say until when.</summary>
    private async Task IsOnProbation()
    {
        var path = await Path("all");
        await Station(path, "入党宣誓", "已完成", "2026年9月15日");
        await Station(path, "支部大会讨论转正", "最早：2027年8月12日");
        var organiser = await town.As("zuzhi-a");
        await organiser.Reads("预备党员");
        await organiser.Reads("2026年8月12日");
    }

    /// <summary>A month before the end the person may apply, not earlier; the lists know whose time comes.</summary>
    private async Task AppliesOnceProbationEnds()
    {
        var path = await Path("soon");
        await Station(path, "支部大会讨论转正", "最早：2027年8月12日", "预备期");
        await Station(path, "转为正式党员", "最迟", "3 个月");
        await (await Conversion.BeginApplication()).Answers("收到申请");
    }

    /// <summary>The last day of probation is none yet: said with the day, nothing lost, and taken the day after.</summary>
    private async Task DiscussedADayTooEarly()
    {
        await town.Until(new(2027, 8, 11));
        await Conversion.Examine();
        await (await Conversion.Meet(22)).IsRefused("提交表决结果", "2027年8月12日", "《中国共产党发展党员工作细则》");
        await Tour.Show((await town.As("zuzhi-a")).Page, "development-conversion-too-early");
        await town.Until(new(2027, 8, 13));
        await Path("may");
        var meeting = await candidacy.Open("zuzhi-a", "支部大会讨论转正");
        await meeting.Keeps("赞成", "22");
        await meeting.Day("会议日期", town.Today).Answers("提交表决结果");
        var path = await Path("all");
        await Station(path, "支部大会讨论转正", "已完成", "2027年8月13日");
        await Station(path, "转为正式党员", "下一步", "最迟：2027年11月13日", "自“支部大会讨论转正”起 3 个月", "审批");
        await Tour.Show((await town.As("zuzhi-a")).Page, "development-path-conversion", path.GetByText("支部大会讨论转正", new() { Exact = true }));
    }

    /// <summary>党龄 counts from the day on which probation expired, not from the meeting nor from the approval.</summary>
    private async Task IsConverted()
    {
        await town.Until(new(2027, 8, 25));
        await new Admission(town, candidacy).DecideInTheLeadingGroup();
        await town.Until(new(2027, 9, 1));
        await (await Conversion.Approve()).AnswersForGood("批准支部大会决议");
        await town.Until(new(2027, 9, 3));
        await Conversion.Announce();
        await (await Conversion.Archive("入党志愿书", "入党申请书")).Warns("转正申请书");
        await (await candidacy.GoOn("zuzhi-a", "材料归档"))
            .Choose("存档材料", "入党积极分子培养考察登记表", "政治审查材料", "预备党员教育考察登记表", "转正申请书").AnswersForGood("已归档，办结");
        var organiser = await town.As("zuzhi-a");
        await organiser.Reads("本事项已办结：转为正式党员");
        await PlainWords.AreAllThatCanBeUnfolded(organiser.Page);
        await organiser.Page.GetByRole(AriaRole.Link, new() { Name = $"{Name}的发展路径", Exact = true }).ClickAsync();
        await organiser.Reads("正式党员");
        await organiser.Reads("2027年8月12日");
    }

    /// <summary>The person's page, found through the page 发展党员.</summary>
    private async Task<ILocator> Path(string which)
    {
        var organiser = await town.As("zuzhi-a");
        await organiser.GoTo($"/organisation/development?which={which}");
        await PlainWords.AreAllThatIsRead(organiser.Page);
        await organiser.Page.GetByRole(AriaRole.Link, new() { Name = Name, Exact = true }).ClickAsync();
        var path = organiser.Page.GetByRole(AriaRole.Region, new() { Name = "发展党员的路径" });
        await Assertions.Expect(path).ToBeVisibleAsync();
        return path;
    }

    private static async Task Station(ILocator path, string title, params string[] says)
    {
        var station = path.GetByRole(AriaRole.Listitem).Filter(new() { Has = path.Page.GetByText(title, new() { Exact = true }) });
        foreach (var said in says)
            await Assertions.Expect(station).ToContainTextAsync(said);
    }
}
