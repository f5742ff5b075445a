using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests.Development;

/// <summary>The steps of 发展党员 from 发展对象 to 预备党员, each done by the person whose it is.</summary>
/// <param name="town">Where it happens.</param>
/// <param name="candidacy">How the person came so far.</param>
internal sealed class Admission(Town town, Candidacy candidacy)
{
    public async Task ChooseIntroducers(Func<TaskCard, Task> look)
    {
        var introducers = await candidacy.Open(candidacy.Organiser, "确定入党介绍人");
        await look(introducers);
        await introducers.Day("确定日期", town.Today).Answers("确定");
    }

    public async Task ReviewPolitically() => await (await candidacy.Open(candidacy.Organiser, "政治审查"))
        .Day("作出结论日期", town.Today).Choose("审查方法", "同本人谈话", "查阅有关档案材料", "函调", "组织等部门联审")
        .Choose("已进行政治审查", "是").Choose("审查合格", "是").Choose("有结论性材料", "是").Answers("审查合格，提交结论");

    public async Task Train(Func<TaskCard, Task> look)
    {
        var course = await candidacy.Open("zuzhike-s", "短期集中培训");
        await look(course.Day("培训结束日期", town.Today));
        await course.Number("培训天数", 5).Number("培训学时", 40).Answers("登记培训");
    }

    public async Task Examine() => await Candidacy.AllFive(await candidacy.Open(candidacy.Organiser, "支部委员会审查"), town.Today)
        .Choose("已备齐的材料", "入党申请书", "政治审查材料", "培训证明").Write("审查意见", "合格，报党委预审。").Answers("提交表决结果");

    public async Task PreReview() => await (await candidacy.Open("kezhang-s", "上级党委预审")).Day("预审合格日期", town.Today).Write("志愿书编号", "云志〔2026〕31号").Answers("预审合格");

    public async Task FillIn() => await (await candidacy.Open(candidacy.Organiser, "填写《入党志愿书》")).Day("填写日期", town.Today).Answers("已填写");

    /// <summary>The general meeting: so many were there and so many of them in favour, secretly.</summary>
    public async Task<TaskCard> Meet(int present, int yes) => (await candidacy.Open(candidacy.Organiser, "支部大会讨论接收预备党员"))
        .Day("会议日期", town.Today).Number("实到会有表决权人数", present).Number("赞成", yes).Number("反对", present - yes).Number("弃权", 0)
        .Choose("采取无记名投票", "是").Choose("大会程序", "发展对象汇报", "入党介绍人介绍情况、表明意见", "支委会报告审查情况", "与会党员讨论").Choose("按规定的顺序进行", "是");

    public async Task TalkBeforeApproval() => await (await candidacy.Open("zuzhike-s", "审批前派人谈话"))
        .Day("谈话日期", town.Today).Write("谈话人", town.Name("shuji-s")).Choose("谈话人身份", "党委委员").Choose("谈话情况和意见已填入志愿书", "是")
        .Write("谈话情况和意见", "认识明确，同意发展。").Answers("已谈话，提请审批");

    /// <summary>党组 decides before the 机关党委 approves, an admission and a conversion alike.</summary>
    public async Task DecideInTheLeadingGroup()
    {
        var card = (await candidacy.Open("dangzu-s", "党组（党委）讨论决定"))
            .Day("党组（党委）讨论决定日期", town.Today).Write("党组（党委）会议", $"局党组会 {town.Today.Year} 年第 9 次会议");
        await card.Now();
        await Tour.Show((await town.As("dangzu-s")).Page, "development-leading-group");
        await card.Answers("同意，报党委审批");
    }

    /// <summary>上级党委审批: as a sitting decides on one person.</summary>
    /// <param name="met">The day of the general meeting, from which probation counts.</param>
    public async Task<TaskCard> Approve(DateOnly met) => (await candidacy.Open("kezhang-s", "上级党委审批"))
        .Day("批准日期", town.Today).Choose("审批的党组织", "有审批权限的党委（党工委）").Write("审批会议", "机关党委会 2026 年第 9 次会议")
        .Choose("召开会议集体讨论", "是").Choose("经过表决", "是").Number("本次会议审批", 1)
        .Day("志愿书所写预备期起日", met).Day("志愿书所写预备期止日", met.AddYears(1).AddDays(-1));

    public async Task Assign() => await (await candidacy.Open(candidacy.Organiser, "编入党支部和党小组")).Day("编入日期", town.Today).Answers("已编入");

    /// <summary>Over the API: a year's work waits above, on several pages.</summary>
    public Task FileAbove() => candidacy.Desk.Reply(
        "zuzhibu-g", "上一级党委组织部门备案", "submitted", new() { ["filed-above-on"] = town.Today.ToString("O", System.Globalization.CultureInfo.InvariantCulture) });

    public async Task Swear() => await (await candidacy.Open(candidacy.Organiser, "入党宣誓"))
        .Day("宣誓日期", town.Today).Write("地点", "党员活动室").Write("领誓人", town.Name("shuji-s")).Answers("已宣誓");
}
