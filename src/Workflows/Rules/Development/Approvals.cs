namespace Workflows.Rules;

/// <summary>A body that may be asked to approve an admission.</summary>
public enum ApprovingBody
{
    [Label("有审批权限的党委（党工委）")]
    PartyCommittee,

    [Label("乡镇（街道）党委所属的基层党委")]
    SubordinateCommittee,

    [Label("党总支")]
    GeneralBranch,

    [Label("党支部")]
    Branch,

    [Label("临时党组织")]
    TemporaryOrganisation,

    [Label("党组")]
    LeadingGroup,
}

/// <summary>What a body does with a branch's resolution.</summary>
public enum ApprovalAct
{
    [Label("审批")]
    Approve,

    [Label("审议")]
    Review,
}

/// <summary>From which day the time for approval runs.</summary>
public enum ApprovalClock
{
    [Label("支部大会通过之日")]
    Meeting,

    [Label("党委收到材料之日")]
    Received,
}

/// <summary>Who talks with a person before approval.</summary>
public enum TalkBy
{
    [Label("党委委员")]
    CommitteeMember,

    [Label("组织员")]
    Organiser,

    [Label("其他人")]
    Other,
}

/// <summary>接收预备党员的审批: who approves, how, after which talk, by when; who is about to leave; the oath.</summary>
public static class Approvals
{
    internal const string ClockKey = "approval-clock";

    [Rule("PM-15", DevelopmentText.Of2026 + "第二十二条" + DevelopmentText.SameBefore, Title = "预备党员由党委审批", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "预备党员必须由党委审批。乡镇（街道）党委所属的基层党委和党总支只能审议，不能审批；除另有规定外，临时党组织不能审批。党组不能审批，但应当讨论和决定发展党员重要事项。")]
    public static Verdict MayApprove(
        [Given("办理的党组织")] ApprovingBody body,
        [Given("办理事项")] ApprovalAct act = ApprovalAct.Approve,
        [Given("另有规定，临时党组织可以审批")] bool provided = false)
    {
        ApprovalAct? most = body switch
        {
            ApprovingBody.PartyCommittee => ApprovalAct.Approve,
            ApprovingBody.TemporaryOrganisation when provided => ApprovalAct.Approve,
            ApprovingBody.SubordinateCommittee or ApprovingBody.GeneralBranch or ApprovingBody.LeadingGroup => ApprovalAct.Review,
            ApprovingBody.Branch or ApprovingBody.TemporaryOrganisation => null,
            _ => throw new ArgumentOutOfRangeException(nameof(body)),
        };
        var may = most == act || most == ApprovalAct.Approve;
        var can = most switch
        {
            ApprovalAct.Approve => "可以审批预备党员",
            ApprovalAct.Review when body == ApprovingBody.LeadingGroup => "不能审批预备党员，应当讨论和决定发展党员重要事项",
            ApprovalAct.Review => "只能审议，不能审批预备党员",
            null => "不能审议、审批预备党员",
            _ => throw new ArgumentOutOfRangeException(nameof(body)),
        };
        return new(may, $"{Choice.LabelOf(body)}{can}；拟由其{Choice.LabelOf(act)}。")
        {
            Value = most is { } allowed ? Choice.LabelOf(allowed) : "无",
            Instead = may ? null : "请报有审批权限的上级党委审批。",
        };
    }

    [Rule("PM-16", DevelopmentText.Of2026 + "第二十五条；2014 年细则第二十六条相同；起算日为本系统约定（可设置）", Title = "党委 3 个月内审批，特殊情况不超过 6 个月", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "党委对支部上报的接收预备党员的决议，应当在 3 个月内审批；遇特殊情况可以适当延长，不得超过 6 个月，特殊情况记录在案。批准的都报上级党委组织部门备案。细则没有写从哪一天起算，默认从支部大会之日起。")]
    public static Verdict IsApprovedInTime(
        [Given("支部大会日", "日")] DateOnly meetingOn,
        [Setting(ClockKey)] ApprovalClock approvalClock,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("党委收到材料之日", "日")] DateOnly? receivedOn = null,
        [Given("审批日", "日")] DateOnly? approvedOn = null,
        [Given("遇特殊情况，已记录")] bool special = false)
    {
        if (Start(meetingOn, receivedOn, approvalClock, out var since) is { } mistaken)
            return mistaken;
        if (approvedOn < since.Anchor)
            return since.TooEarly(approvedOn.Value);

        var (due, provisional) = Period.OfMonths(3).DueFrom(since.Anchor, calendar, rollToNextWorkday);
        var (last, lastProvisional) = Period.OfMonths(6).DueFrom(since.Anchor, calendar, rollToNextWorkday);
        var limit = special ? last : due;
        var inTime = approvedOn is null || approvedOn <= limit;
        return new(inTime, $"{Words.Day(since.Anchor)}{since.Since}，应在 3 个月内审批，至迟 {Words.Day(due)}，特殊情况至迟 {Words.Day(last)}{(special ? "；遇特殊情况，已记录" : "")}{DueDays.Came(approvedOn, limit)}。")
        {
            Value = new ApprovalTime(due, last),
            Provisional = provisional || lastProvisional,
            Instead = inTime ? null : approvedOn <= last ? "确有特殊情况的，请先记录特殊情况，再在 6 个月内审批。" : "已超过 6 个月，原决议不能据以审批；请支部大会重新讨论表决后再报。",
        };
    }

    [Rule("PM-17", DevelopmentText.Of2026 + "第二十四条" + DevelopmentText.SameBefore, Title = "党委集体讨论，逐个审议和表决", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "党委审批预备党员，必须集体讨论和表决；两名以上的，逐个审议和表决，不能成批通过，也不能个别传签决定。")]
    public static Verdict IsDecidedProperly(
        [Given("召开会议集体讨论")] bool collective,
        [Given("经过表决")] bool voted,
        [Given("本次审批", "人", Min = 1)] int people = 1,
        [Given("逐个审议和表决")] bool oneByOne = true)
    {
        var singly = oneByOne || people == 1;
        var holds = collective && voted && singly;
        return new(holds, $"本次审批 {people} 人，{(collective ? "已" : "没有")}集体讨论，{(voted ? "已" : "没有")}表决{(people == 1 ? "" : singly ? "，逐个审议和表决" : "，成批通过")}，{(holds ? "符合规定" : "审批无效")}。")
        {
            Instead = holds ? null : !collective ? "请召开党委会议集体讨论。" : !voted ? "请在会议上表决。" : "请逐个审议、逐个表决。",
        };
    }

    [Rule("PM-18", DevelopmentText.Of2026 + "第二十三条" + DevelopmentText.SameBefore, Title = "审批前由党委委员或者组织员谈话", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "党委审批前，应当指派党委委员或者组织员同发展对象谈话，并把谈话情况和意见填入《入党志愿书》。")]
    public static Verdict IsTalkedWithFirst(
        [Given("谈话日", "日")] DateOnly? talkedOn = null,
        [Given("审批日", "日")] DateOnly? approvedOn = null,
        [Given("谈话人")] TalkBy talkedBy = TalkBy.CommitteeMember,
        [Given("意见已填入志愿书")] bool written = true)
    {
        if (talkedOn is not { } talked)
            return new(false, "审批前还没有派人谈话。") { Instead = "请派党委委员或者组织员同本人谈话。" };
        if (talkedBy == TalkBy.Other)
            return new(false, $"{Words.Day(talked)}谈话，但谈话人不是党委委员或者组织员。") { Instead = "请改派党委委员或者组织员谈话。" };
        if (approvedOn < talked)
            return new(false, $"{Words.Day(talked)}谈话，在审批（{Words.Day(approvedOn.Value)}）以后。") { Instead = "请先谈话，再提交党委会议审批。" };
        return new(written, $"{Words.Day(talked)}由{Choice.LabelOf(talkedBy)}谈话，意见{(written ? "已" : "没有")}填入志愿书。") { Instead = written ? null : "请把谈话情况和意见填入《入党志愿书》。" };
    }

    /// <summary>The day the approval's time runs from by the setting; what was said wrongly, when it cannot be known.</summary>
    internal static Verdict? Start(DateOnly meetingOn, DateOnly? receivedOn, ApprovalClock clock, out DueDays since)
    {
        since = new DueDays(meetingOn, "支部大会通过", "审批");
        if (receivedOn < meetingOn)
            return Verdict.Mistaken($"党委收到材料之日 {Words.Day(receivedOn.Value)}早于支部大会日 {Words.Day(meetingOn)}。");
        if (clock == ApprovalClock.Meeting)
            return null;
        if (receivedOn is not { } received)
            return Verdict.Mistaken("按现行设置从党委收到材料之日起算，没有填写收到之日。");

        since = new DueDays(received, "党委收到材料", "审批");
        return null;
    }

    /// <summary>By when a resolution is approved.</summary>
    /// <param name="Due">After three months.</param>
    /// <param name="Last">After six, in special cases.</param>
    public sealed record ApprovalTime(DateOnly Due, DateOnly Last);
}
