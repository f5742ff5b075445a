using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests.Development;

/// <summary>发展党员 from the application to 预备党员, by people who have nothing but a phone.</summary>
public sealed class PhoneAdmissionTests(PhoneAdmissionTests.TownOfPhones town) : IClassFixture<PhoneAdmissionTests.TownOfPhones>
{
    private const string Unit = "云岭市发展规划局第一党支部";
    private const string Name = "林示例";

    private readonly Candidacy candidacy = new(town, Unit, 'a');

    public sealed class TownOfPhones() : Town(new(2025, 6, 5))
    {
        protected override int Width => 390;
    }

    [ChromiumFact]
    public async Task An_applicant_is_led_to_probation_on_phones()
    {
        await Applies();
        await candidacy.Talk();
        await candidacy.Recommend();
        await Candidacy.AllFive(await candidacy.Open("zuzhi-a", "研究决定入党积极分子"), town.Today).Answers("提交表决结果");
        await candidacy.File();
        await candidacy.ChooseMentors();
        await town.Until(new(2025, 12, 5));
        await (await candidacy.Review(town.Today, "学习认真。")).Answers("登记考察，继续培养");
        await town.Until(new(2026, 6, 5));
        await (await candidacy.Review(town.Today, "群众反映好。")).Answers("登记考察，继续培养");
        await BecomesAProspect();
        await IsPrepared();
        await town.Until(new(2026, 7, 13));
        await IsAdmitted();
        town.Watchman.SawNothing();
    }

    private async Task Applies()
    {
        await candidacy.Begin(Name, new(1998, 4, 12));
        var receive = await candidacy.GoOn("zuzhi-a", "收到入党申请书");
        await receive.Day("收到申请书日期", town.Today).Choose("申请书交给", "工作、学习单位党组织").Choose("申请人的单位", "有单位，单位有党组织").Choose("是流动人员", "否").Now();
        await Tour.Show((await town.As("zuzhi-a")).Page, "development-received", receive.Field("收到申请书日期"));
        await receive.AnswersForGood("受理");
    }

    private async Task BecomesAProspect()
    {
        await town.Until(new(2026, 6, 8));
        await (await candidacy.Open("zuzhi-a", "培养教育考察")).Answers("提交研究确定为发展对象人选");
        await Candidacy.Propose(await candidacy.GoOn("zuzhi-a", "研究确定发展对象人选"), town.Today).Answers("提交表决结果");
        await candidacy.Consent();
        await candidacy.Post();
        await town.Until(new(2026, 6, 16));
        await (await candidacy.Open("zuzhi-a", "公示进行中：登记异议，期满后办结")).Answers("公示期满，无异议或不影响");
        await candidacy.List();
    }

    private async Task IsPrepared()
    {
        var admission = new Admission(town, candidacy);
        await admission.ChooseIntroducers(i => i.Says(candidacy.Sponsors[0]));
        await admission.ReviewPolitically();
        await admission.Train(c => Task.FromResult(c));
        await admission.Examine();
        await admission.PreReview();
        await admission.FillIn();
    }

    private async Task IsAdmitted()
    {
        var admission = new Admission(town, candidacy);
        var meeting = await admission.Meet(22, 20);
        await meeting.Now();
        await Tour.Show((await town.As("zuzhi-a")).Page, "development-meeting", meeting.Field("实到会有表决权人数"));
        await meeting.Answers("提交表决结果");
        await town.Until(new(2026, 7, 20));
        await admission.TalkBeforeApproval();
        await admission.DecideInTheLeadingGroup();
        var approve = await admission.Approve(new(2026, 7, 13));
        await approve.Now();
        await Tour.Show((await town.As("kezhang-s")).Page, "development-approval");
        await approve.AnswersForGood("批准为预备党员");

        var organiser = await town.As("zuzhi-a");
        await organiser.GoTo("/organisation/development?which=all");
        await organiser.FitsThePhone();
        await Tour.Show(organiser.Page, "development-list");
        await organiser.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = Name, Exact = true }).ClickAsync();
        await organiser.Reads("预备党员");
        await organiser.FitsThePhone();
        await Tour.Show(organiser.Page, "development-path");
    }
}
