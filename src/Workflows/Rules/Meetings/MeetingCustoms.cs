namespace Workflows.Rules;

/// <summary>A member's standing as to voting; named as in the register.</summary>
public enum VoterStanding
{
    [Label("正式党员，权利完整")]
    Entitled,

    [Label("预备党员")]
    Probationary,

    [Label("留党察看期间")]
    PartyProbation,

    [Label("依法留置、逮捕，党员权利中止")]
    RightsSuspended,

    [Label("停止党籍")]
    MembershipStopped,
}

/// <summary>A meeting or duty that recurs.</summary>
public enum RecurringMeeting
{
    [Label("党员大会")]
    MemberMeeting,

    [Label("支委会")]
    CommitteeMeeting,

    [Label("党小组会")]
    GroupMeeting,

    [Label("党课")]
    PartyLecture,

    [Label("主题党日")]
    ThemedDay,

    [Label("组织生活会")]
    OrganisationLifeMeeting,

    [Label("民主评议党员")]
    DemocraticAppraisal,

    [Label("谈心谈话")]
    Talk,
}

/// <summary>Who chairs a meeting.</summary>
public enum MeetingHost
{
    [Label("书记")]
    Secretary,

    [Label("副书记")]
    DeputySecretary,

    [Label("委员")]
    CommitteeMember,

    [Label("其他人")]
    Other,
}

/// <summary>表决权、会议次数和主持: who votes, how often meetings are held, who chairs them.</summary>
public static class MeetingCustoms
{
    private const string BranchesFrom = "2018-10-28";

    [Rule("MT-04", "《中国共产党基层组织选举工作条例》第五条", Title = "谁有表决权、选举权和被选举权", Status = RuleStatus.V1,
        WhyNotAsked = "不由哪一步单独询问：名册按它计算有表决权、选举权的党员。",
        Text = "正式党员有表决权、选举权和被选举权；预备党员没有；留党察看期间没有；依法留置、逮捕的，由党组织中止党员权利。停止党籍的不计入应到会。")]
    public static Verdict MayVote([Given("党员状态")] VoterStanding standing)
    {
        var (may, why) = standing switch
        {
            VoterStanding.Entitled => (true, "正式党员有表决权、选举权和被选举权。"),
            VoterStanding.Probationary => (false, "预备党员没有表决权、选举权和被选举权。"),
            VoterStanding.PartyProbation => (false, "留党察看期间没有表决权、选举权和被选举权。"),
            VoterStanding.RightsSuspended => (false, "依法留置或逮捕，党员权利已经中止。"),
            VoterStanding.MembershipStopped => (false, "已停止党籍，不计入应到会。"),
            _ => throw new ArgumentOutOfRangeException(nameof(standing)),
        };
        return new(may, why) { Value = may, Instead = may ? null : "可以列席，不发选票，不计入应到会和实到会有表决权的人数。" };
    }

    [Rule("MT-05", "《中国共产党支部工作条例（试行）》第十一条至第十七条", Title = "会议和组织生活的次数", Status = RuleStatus.V2, Soft = true, From = BranchesFrom,
        WhyNotAsked = "“三会一课”等组织生活的流程还没有提供，提供后由它询问。",
        Text = "党员大会一般每季度 1 次，支委会、党小组会一般每月 1 次，主题党日每月固定 1 天，党课一般每季度 1 次，组织生活会每年至少 1 次、一般在第四季度，民主评议党员每年 1 次，谈心谈话每年至少 1 次。")]
    public static Verdict IsHeldOftenEnough(
        [Given("会议或活动")] RecurringMeeting meeting,
        [Given("开展日期", "日")] IReadOnlyList<DateOnly> heldOn,
        [Given("所查期间内的一日", "日")] DateOnly on)
    {
        var months = meeting switch
        {
            RecurringMeeting.CommitteeMeeting or RecurringMeeting.GroupMeeting or RecurringMeeting.ThemedDay => 1,
            RecurringMeeting.MemberMeeting or RecurringMeeting.PartyLecture => 3,
            RecurringMeeting.OrganisationLifeMeeting or RecurringMeeting.DemocraticAppraisal or RecurringMeeting.Talk => 12,
            _ => throw new ArgumentOutOfRangeException(nameof(meeting)),
        };
        var first = new DateOnly(on.Year, ((on.Month - 1) / months * months) + 1, 1);
        var last = first.AddMonths(months).AddDays(-1);
        var held = heldOn.Count(d => d >= first && d <= last);
        var every = months switch { 1 => "每月", 3 => "每季度", _ => "每年" };
        return new(held > 0, $"{Choice.LabelOf(meeting)}一般{every}至少 1 次，{Words.Day(first)}至 {Words.Day(last)}开展 {held} 次。")
        {
            Value = new Occurrences(first, last, held),
            Instead = held > 0 ? null : $"请在 {Words.Day(last)}以前开展；不能开展的写明原因。",
        };
    }

    [Rule("MT-06", "《中国共产党支部工作条例（试行）》第十四条", Title = "会议由书记召集主持", Status = RuleStatus.V2, From = BranchesFrom,
        WhyNotAsked = "选举会议另有规定，不按本条判断，主持人只作记录：选举大会由上届委员会主持（不设委员会的由上届书记主持），新一届委员会第一次全体会议由上届委员会推荐的一名新当选委员主持；“三会一课”等组织生活的流程还没有提供，提供后由它询问。",
        Text = "支部的会议由书记召集并主持，书记不能主持的，可以委托副书记或者委员。")]
    public static Verdict IsChairedProperly([Given("主持人")] MeetingHost host, [Given("受书记委托")] bool delegated = false)
    {
        var may = host switch
        {
            MeetingHost.Secretary => true,
            MeetingHost.DeputySecretary or MeetingHost.CommitteeMember => delegated,
            MeetingHost.Other => false,
            _ => throw new ArgumentOutOfRangeException(nameof(host)),
        };
        return new(may, $"由{Choice.LabelOf(host)}主持{(host == MeetingHost.Secretary ? "" : delegated ? "，受书记委托" : "，未受书记委托")}，{(may ? "符合规定" : "不符合规定")}。")
        {
            Instead = may ? null : "请由书记主持，或者由书记委托副书记、委员主持。",
        };
    }

    [Rule("MT-07", "《中国共产党支部工作条例（试行）》第十二条", Title = "重要事项一般先经支委会讨论", Status = RuleStatus.V2, Soft = true, From = BranchesFrom,
        Text = "提交党员大会表决的重要事项，一般先经支部委员会讨论。不设委员会的支部不适用。")]
    public static Verdict WasDiscussedFirst(
        [Given("党员大会日期", "日")] DateOnly meetingOn,
        [Given("支委会讨论日期", "日")] DateOnly? committeeOn = null,
        [Given("支部设有委员会")] bool hasCommittee = true)
    {
        if (!hasCommittee)
            return new(true, "支部不设委员会，重要事项直接提交党员大会。");

        var first = committeeOn is { } day && day <= meetingOn;
        return new(first, committeeOn is { } on
            ? $"支委会 {Words.Day(on)}讨论，党员大会 {Words.Day(meetingOn)}召开，{(first ? "先后相符" : "支委会在后")}。"
            : "支委会尚未讨论。")
        {
            Instead = first ? null : "请先提交支委会讨论，再提交党员大会。",
        };
    }

    /// <summary>How often a duty was done in the calendar period that a day lies in.</summary>
    public sealed record Occurrences(DateOnly First, DateOnly Last, int Held);
}
