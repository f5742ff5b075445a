namespace Workflows.Rules;

/// <summary>党组（党委）在发展党员中的职责: it discusses and decides before the 机关党委 approves, or examines before the 工委 does.</summary>
public static class LeadingGroups
{
    private const string Agencies = "《中国共产党党和国家机关基层组织工作条例》第三十七条";
    private const string AgenciesFrom = "2020-01-05";

    [Rule("PM-33", Agencies + "、" + DevelopmentText.Name + "第二十二条", Title = "审批预备党员和转正以前，先经党组（党委）讨论决定", Status = RuleStatus.V1, From = AgenciesFrom,
        Text = "机关党委审批预备党员或者预备党员转正，应当提前报党组（党委）讨论决定；不设机关党委的总支部、支部，应当经党组（党委）审核把关后，报机关工委审批。"
            + "不设党组、党委的，是指单位领导班子。党组不能代替党委审批。名册中没有登记党组（党委）的，本系统不作这一步。")]
    public static Verdict HasDecidedFirst(
        [Given("单位有党组（党委）")] bool hasLeadingGroup,
        [Given("设有机关党委")] bool hasCommittee = true,
        [Given("党组（党委）讨论决定、审核把关之日", "日")] DateOnly? decidedOn = null,
        [Given("支部大会日", "日")] DateOnly? meetingOn = null,
        [Given("审批日", "日")] DateOnly? approvedOn = null)
    {
        var (act, approves) = hasCommittee ? ("讨论决定", "机关党委") : ("审核把关", "机关工委");
        if (!hasLeadingGroup)
            return new(true, $"名册中没有登记本单位的党组（党委），没有这一步；有的请先在名册登记，由其{act}后再报{approves}审批。");
        if (decidedOn is not { } decided)
            return new(false, $"{approves}审批以前须经党组（党委）{act}，还没有{act}。") { Instead = $"请先报党组（党委）{act}。" };
        if (decided < meetingOn)
            return new(false, $"党组（党委）{Words.Day(decided)}{act}，早于支部大会 {Words.Day(meetingOn.Value)}。") { Instead = $"请在支部大会通过以后报党组（党委）{act}。" };
        if (approvedOn < decided)
            return new(false, $"党组（党委）{Words.Day(decided)}{act}，晚于{approves}审批（{Words.Day(approvedOn.Value)}）。") { Instead = $"请先经党组（党委）{act}，再审批；日期有误的请更正。" };
        return new(true, $"党组（党委）{Words.Day(decided)}{act}{(approvedOn is { } day ? $"，{approves} {Words.Day(day)}审批" : $"，可以报{approves}审批")}。");
    }

    [Rule("PM-33", Agencies + "（2019 年修订）施行以前", Title = "党组（党委）讨论决定（2019 年条例施行以前）", Status = RuleStatus.GK,
        Text = "2019 年修订的机关基层组织工作条例施行以前的步骤，按当时的规定办理，本系统不要求这一步，照实记录。")]
    public static Verdict WasNotAsked(
        [Given("单位有党组（党委）")] bool hasLeadingGroup,
        [Given("设有机关党委")] bool hasCommittee = true,
        [Given("党组（党委）讨论决定、审核把关之日", "日")] DateOnly? decidedOn = null,
        [Given("支部大会日", "日")] DateOnly? meetingOn = null,
        [Given("审批日", "日")] DateOnly? approvedOn = null)
    {
        var who = hasLeadingGroup ? "" : "，名册中没有登记党组（党委）";
        var days = $"{(meetingOn is { } met ? $"，{Words.Day(met)}支部大会" : "")}{(approvedOn is { } approved ? $"，{Words.Day(approved)}审批" : "")}";
        return new(true, $"2019 年条例施行以前，按当时的规定{(hasCommittee ? "" : "报工委")}办理{who}{(decidedOn is { } day ? $"；党组（党委）{Words.Day(day)}讨论决定" : "")}{days}。");
    }
}
