using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests.Development;

/// <summary>The steps of 发展党员 from probation to 正式党员, each done by the person whose it is.</summary>
/// <param name="town">Where it happens.</param>
/// <param name="candidacy">How the person came so far.</param>
internal sealed class Conversion(Town town, Candidacy candidacy)
{
    public async Task Observe(string finding) =>
        await (await candidacy.Open(candidacy.Organiser, "预备期教育考察")).Day("考察日期", town.Today).Write("考察情况和意见", finding).Answers("登记考察，继续教育");

    public async Task<TaskCard> BeginApplication()
    {
        await (await candidacy.Open(candidacy.Organiser, "预备期教育考察")).Answers("预备期将满，受理转正申请");
        return (await candidacy.GoOn(candidacy.Organiser, "提出转正申请")).Day("收到转正申请日期", town.Today);
    }

    public async Task Examine() => await Candidacy.AllFive(await candidacy.Open(candidacy.Organiser, "征求意见，支部委员会审查"), town.Today)
        .Write("党小组、介绍人、党员和群众意见", "已征求意见，同意按期转正。").Choose("委员会意见", "按期转正").Answers("提交表决结果");

    /// <summary>The general meeting: so many were there and all in favour, secretly.</summary>
    public async Task<TaskCard> Meet(int present) => (await candidacy.Open(candidacy.Organiser, "支部大会讨论转正"))
        .Day("会议日期", town.Today).Number("实到会有表决权人数", present).Number("赞成", present).Number("反对", 0).Number("弃权", 0).Choose("采取无记名投票", "是");

    public async Task<TaskCard> Approve() => (await candidacy.Open("kezhang-s", "上级党委审批转正"))
        .Day("批准日期", town.Today).Write("审批会议", "机关党委会 2027 年第 8 次会议");

    public async Task Announce() => await (await candidacy.Open($"shuji-{candidacy.Letter}", "书记同本人谈话，支部大会宣布"))
        .Day("同本人谈话日期", town.Today).Day("支部大会宣布日期", town.Today).Answers("已谈话，已宣布");

    /// <param name="papers">What goes into the person's file.</param>
    public async Task<TaskCard> Archive(params string[] papers) => (await candidacy.Open(candidacy.Organiser, "材料归档"))
        .Choose("存档材料", papers).Day("归档日期", town.Today).Choose("存入", "本人人事档案");
}
