namespace Workflows.Rules;

/// <summary>A duty on a committee; named as in the register.</summary>
public enum CommitteeDuty
{
    [Label("组织委员")]
    Organiser,

    [Label("宣传委员")]
    Publicity,

    [Label("纪检委员")]
    Discipline,

    [Label("委员")]
    CommitteeMember,
}

/// <summary>What is done once a year in a government office.</summary>
public enum YearlyDuty
{
    [Label("机关党员干部大会")]
    CadreMeeting,

    [Label("党组（党委）通报抓机关党建工作情况、接受评议")]
    LeadingGroupReport,
}

/// <summary>机关党组织: who decides first, who leads, who watches discipline (机关基层组织工作条例, 2019).</summary>
public static class OfficeBodies
{
    private const string Offices = "《中国共产党党和国家机关基层组织工作条例》";
    private const string From = "2019-12-30";

    [Rule("OR-10", Offices + "第三十七条", Title = "机关党组织的设置、换届和书记任免先经党组（党委）讨论决定", Status = RuleStatus.V1, From = From,
        Text = "本单位最高一级机关党组织的设置调整、换届、委员会组成，书记、副书记的任免，先由本单位党组（党委）讨论决定，再报机关工委审批；不设党组的，由单位领导班子讨论决定。")]
    public static Verdict IsDecidedByLeadingGroupFirst(
        [Given("是本单位最高一级机关党组织")] bool topBody,
        [Given("党组（党委）讨论决定日", "日")] DateOnly? groupDecidedOn = null,
        [Given("报机关工委之日", "日")] DateOnly? submittedOn = null)
    {
        if (!topBody)
            return new(true, "不是本单位最高一级机关党组织，报上级党组织审批。");
        if (groupDecidedOn is not { } decided)
            return new(false, "尚未经本单位党组（党委）讨论决定。") { Instead = "请先提请党组（党委）讨论决定，再报机关工委审批。" };

        var first = submittedOn is null || decided <= submittedOn;
        return new(first, $"党组（党委）{Words.Day(decided)}讨论决定{(submittedOn is { } sent ? $"，{Words.Day(sent)}报机关工委，{(first ? "先后相符" : "次序颠倒")}" : "")}。")
        {
            Instead = first ? null : "请先提请党组（党委）讨论决定，再报机关工委审批。",
        };
    }

    [Rule("OR-11", Offices + "第八条", Title = "书记、副书记任期内职务变动，先征得上级同意", Status = RuleStatus.V1, From = From,
        WhyNotAsked = "任期内职务变动的流程还没有提供，提供后由它询问；名册由管理员变更职务时，须已征得同意。",
        Text = "书记、副书记在任期内变动职务的，应当先征得上级党组织同意；任期届满换届的不适用。")]
    public static Verdict MayChangeWithinTerm(
        [Given("变动的职务")] ElectedPost post,
        [Given("职务变动之日", "日")] DateOnly on,
        [Given("本届任期届满日", "日")] DateOnly? termExpiresOn = null,
        [Given("上级党组织同意之日", "日")] DateOnly? superiorAgreedOn = null)
    {
        if (post == ElectedPost.CommitteeMember)
            return new(true, "委员职务变动不适用本条，出缺的及时补选。");
        if (termExpiresOn is { } expires && on > expires)
            return new(true, $"本届任期 {Words.Day(expires)}届满，{Words.Day(on)}变动不在任期以内。");

        var agreed = superiorAgreedOn is { } day && day <= on;
        return new(agreed, superiorAgreedOn is { } said
            ? $"{Choice.LabelOf(post)} {Words.Day(on)}变动职务，上级党组织 {Words.Day(said)}同意，{(agreed ? "先后相符" : "同意在后")}。"
            : $"{Choice.LabelOf(post)}任期内变动职务，上级党组织尚未同意。")
        {
            Instead = agreed ? null : "请先报上级党组织，征得同意后再办理。",
        };
    }

    [Rule("OR-12", Offices + "第九条", Title = "机关党委设纪委，总支、支部委员会设纪检委员", Status = RuleStatus.V1, From = From,
        Text = "机关党委应当设立机关纪委，机关纪委书记由机关党委副书记担任；总支部委员会和支部委员会设纪律检查委员，可以由其他委员兼任。")]
    public static Verdict WatchesDiscipline(
        [Given("组织类型")] BodyKind body,
        [Given("委员分工")] IReadOnlyList<CommitteeDuty> duties,
        [Given("已设机关纪委")] bool hasCommission = false,
        [Given("机关纪委书记是机关党委副书记")] bool commissionLedByDeputy = false)
    {
        if (body == BodyKind.VillageOrCommunity)
            return new(true, "村、社区党组织不适用本条。");
        if (body == BodyKind.AgencyCommittee)
        {
            return new(hasCommission && commissionLedByDeputy, !hasCommission ? "机关党委尚未设立机关纪委。"
                : $"机关党委已设机关纪委，书记{(commissionLedByDeputy ? "由" : "不是")}机关党委副书记{(commissionLedByDeputy ? "担任" : "")}。")
            {
                Instead = !hasCommission ? "请设立机关纪委。" : commissionLedByDeputy ? null : "请由机关党委副书记担任机关纪委书记。",
            };
        }

        var set = duties.Contains(CommitteeDuty.Discipline);
        return new(set, $"{Choice.LabelOf(body)}委员会{(set ? "已设" : "没有设")}纪检委员。") { Instead = set ? null : "请确定一名纪检委员，可以由其他委员兼任。" };
    }

    [Rule("OR-13", Offices + "第八条", Title = "由本单位党员负责人担任书记", Status = RuleStatus.V1, Soft = true, From = From,
        Text = "机关党委和不设党委的总支的书记应当由本单位党员负责人担任；支部书记原则上由本单位党员主要负责人担任。")]
    public static Verdict IsLedByTheHead(
        [Given("组织类型")] BodyKind body,
        [Given("书记人选是本单位党员（主要）负责人")] bool leadsUnit,
        [Given("是本单位最高一级机关党组织")] bool topBody = false)
    {
        if (body == BodyKind.VillageOrCommunity || (body == BodyKind.GeneralBranch && !topBody))
            return new(true, "本条没有规定由谁担任这一党组织的书记。");

        var who = body == BodyKind.Branch ? "本单位党员主要负责人" : "本单位党员负责人";
        return new(leadsUnit, $"{Choice.LabelOf(body)}书记{(body == BodyKind.Branch ? "原则上" : "应当")}由{who}担任，人选{(leadsUnit ? "是" : "不是")}{who}。")
        {
            Hard = body != BodyKind.Branch,
            Instead = leadsUnit ? null : body == BodyKind.Branch ? "请由其担任；确有原因的，写明理由报上级党组织同意。" : "请另提本单位党员负责人为书记人选。",
        };
    }

    [Rule("OR-14", Offices + "第二十六条第六项、第三十五条", Title = "每年的机关党员干部大会和党组通报", Status = RuleStatus.V1, From = From,
        WhyNotAsked = "机关党建年度工作的流程还没有提供，提供后由它询问。",
        Text = "每年至少召开 1 次机关党员干部大会，听取单位主要负责人通报工作情况；党组（党委）每年在本单位一定范围内通报抓机关党建工作情况、接受评议。")]
    public static Verdict IsDoneThisYear(
        [Given("事项")] YearlyDuty duty,
        [Given("开展日期", "日")] IReadOnlyList<DateOnly> heldOn,
        [Given("所查年度内的一日", "日")] DateOnly on)
    {
        var held = heldOn.Count(d => d.Year == on.Year);
        return new(held > 0, $"{Choice.LabelOf(duty)}每年至少 1 次，{on.Year} 年已开展 {held} 次。")
        {
            Value = held,
            Instead = held > 0 ? null : $"请在 {on.Year} 年 12 月 31 日以前开展。",
        };
    }
}
