namespace Workflows.Rules;

/// <summary>How an organisation was proposed to be changed or dissolved.</summary>
public enum ChangeProposer
{
    [Label("支部申请")]
    Branch,

    [Label("基层党委直接决定")]
    Committee,
}

/// <summary>临时、调整、撤销和书记条件: what happens to organisations over time and who may lead them.</summary>
public static class BodyChanges
{
    private const string Branches = "《中国共产党支部工作条例（试行）》第二章";
    private const string BranchesFrom = "2018-10-28";

    [Rule("OR-07", Branches + "；《中国共产党发展党员工作细则》（2026 年修订）第二十二条", Title = "半年以上的工程项目应成立支部", Status = RuleStatus.V2, From = BranchesFrom,
        WhyNotAsked = "党组织设置（成立、调整、撤销）的流程还没有提供，提供后由它询问。",
        Text = "为期 6 个月以上、符合条件的工程和工作项目应成立支部；临时党组织不能接收、审批党员，另有规定的除外。")]
    public static Verdict IsRightForProject(
        [Given("项目期限", "月", Max = 600)] int months,
        [Given("正式党员", "人")] int fullMembers,
        [Given("拟成立临时党组织")] bool temporary = false,
        [Given("由临时党组织接收或审批党员")] bool admitsMembers = false)
    {
        if (temporary && admitsMembers)
            return new(false, "临时党组织不能接收、审批党员。") { Value = false, Instead = "请由党员组织关系所在的支部接收，报有审批权限的党委审批。" };

        var due = months >= 6 && fullMembers >= 3;
        return new(!due || !temporary, $"项目为期 {months} 个月，正式党员 {fullMembers} 人，{(due ? "应成立支部" : months >= 6 ? "满 6 个月但正式党员不足 3 人" : "不足 6 个月，可以不成立支部")}。")
        {
            Value = due,
            Instead = due && temporary ? "请成立支部，不以临时党组织代替。" : months >= 6 && fullMembers < 3 ? "可与邻近单位成立联合支部。" : null,
        };
    }

    [Rule("OR-08", Branches, Title = "支部调整、撤销的决定和备案", Status = RuleStatus.V2, From = BranchesFrom,
        WhyNotAsked = "党组织设置（成立、调整、撤销）的流程还没有提供，提供后由它询问。",
        Text = "支部调整或撤销，由支部报基层党委批准，也可以由基层党委直接决定，并报上级组织部门备案。")]
    public static Verdict IsChangedProperly(
        [Given("提出方式")] ChangeProposer proposedBy,
        [Given("基层党委已决定")] bool decidedByCommittee,
        [Given("已报上级组织部门备案")] bool filed)
    {
        var said = $"{Choice.LabelOf(proposedBy)}，基层党委{(decidedByCommittee ? "已" : "尚未")}决定，{(filed ? "已" : "尚未")}备案";
        return new(decidedByCommittee && filed, said + "。")
        {
            Instead = !decidedByCommittee ? "请由基层党委研究决定。" : !filed ? "请报上级组织部门备案。" : null,
        };
    }

    [Rule("OR-09", "《中国共产党支部工作条例（试行）》第六章", Title = "支部书记一般有 1 年以上党龄", Status = RuleStatus.V2, Soft = true, From = BranchesFrom,
        Text = "担任支部书记一般应有 1 年以上党龄；党龄从预备期满转正之日算起。国有企业等另有规定的从其规定。")]
    public static Verdict MayLead(
        [Given("党龄起算日", "日")] DateOnly memberSince,
        [Given("任职日", "日")] DateOnly on,
        [Given("组织类型")] BodyKind body = BodyKind.Branch)
    {
        var first = Periods.MinimumMonths(memberSince, 12);
        if (body != BodyKind.Branch)
            return new(true, $"{Choice.LabelOf(body)}书记不适用本条；党龄从 {Words.Day(memberSince)}算起。") { Value = first };

        return new(on >= first, $"党龄从 {Words.Day(memberSince)}算起，满 1 年为 {Words.Day(first)}，{Words.Day(on)}任职{(on >= first ? "，已满" : "，未满")}。")
        {
            Value = first,
            Instead = on >= first ? null : "可另选人选；确需任用的，写明理由报上级党组织同意。",
        };
    }
}
