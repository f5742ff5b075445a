namespace Workflows.Rules;

/// <summary>Whose half a committee's decision needs.</summary>
public enum CommitteeBase
{
    [Label("全体委员")]
    Members,

    [Label("到会委员")]
    Present,
}

/// <summary>What a vote is about, as far as absent members' written opinions are concerned.</summary>
public enum VoteMatter
{
    [Label("一般事项")]
    Ordinary,

    [Label("接收预备党员")]
    Admission,

    [Label("预备党员转正")]
    Conversion,

    [Label("选举")]
    Election,
}

/// <summary>How a meeting stands: may it open, and is the matter carried?</summary>
/// <param name="Carried">Null when no vote was given.</param>
public sealed record MeetingResult(bool Quorum, int LeastPresent, int LeastYes, bool? Carried);

/// <summary>党员大会和支委会: when they may open and when a resolution is carried.</summary>
public static class Meetings
{
    private const string BranchesFrom = "2018-10-28";
    private static readonly Share AtLeastHalf = Share.Parse(">= 1/2");
    private static readonly Share MoreThanHalf = Share.Parse("> 1/2");

    [Rule("MT-01", "《中国共产党支部工作条例（试行）》第十一条", Title = "党员大会的到会人数和通过票数", Status = RuleStatus.V2, From = BranchesFrom,
        Text = "支部党员大会有表决权的党员到会半数以上（含半数）才能开会；赞成人数超过应到会有表决权党员的半数才算通过。两个基数都是应到会有表决权的党员。")]
    public static Verdict MemberMeeting(
        [Given("应到会有表决权的党员", "人")] int expected,
        [Given("实到会有表决权的党员", "人")] int present,
        [Given("赞成", "人")] int? yes = null) =>
        Judge("应到会有表决权的党员", expected, present, yes, "应到会有表决权党员", expected);

    [Rule("MT-02", "《中国共产党发展党员工作细则》（2026 年修订）第二十条；其他事项为本系统约定（可设置）", Title = "未到会党员的书面意见", Status = RuleStatus.V1,
        WhyNotAsked = "不由哪一步单独询问：接收预备党员和转正的表决按它计入书面意见，其他表决不收书面意见。",
        Text = "因故不能到会的党员在会前正式提出的书面意见，只在接收预备党员和转正时计入票数，不计入实到会人数；其他事项默认不计入，选举一律不计入。")]
    public static Verdict CountWrittenOpinions(
        [Given("表决事项")] VoteMatter matter,
        [Given("到会赞成", "人")] int yes,
        [Given("书面赞成", "人")] int writtenYes,
        [Setting("written-opinions-count-elsewhere")] bool writtenOpinionsCountElsewhere,
        [Given("书面意见在会前提出")] bool beforeTheMeeting = true)
    {
        var counted = beforeTheMeeting && matter switch
        {
            VoteMatter.Admission or VoteMatter.Conversion => true,
            VoteMatter.Ordinary => writtenOpinionsCountElsewhere,
            VoteMatter.Election => false,
            _ => throw new ArgumentOutOfRangeException(nameof(matter)),
        };
        var total = counted ? yes + writtenYes : yes;
        return new(counted || writtenYes == 0, $"{Choice.LabelOf(matter)}，到会赞成 {yes} 人，书面赞成 {writtenYes} 人{(counted ? "计入" : beforeTheMeeting ? "不计入" : "不是会前提出，不计入")}，合计 {total} 人。")
        {
            Value = total,
            Instead = counted || writtenYes == 0 ? null : $"请按赞成 {total} 人计算。",
        };
    }

    [Rule("MT-03", "《中国共产党支部工作条例（试行）》第十二条；通过票数为本系统约定（可设置）", Title = "支委会的到会人数和通过票数", Status = RuleStatus.V2, From = BranchesFrom,
        Text = "支部委员会会议须有半数以上（含半数）委员到会。条例没有写通过票数，默认须超过全体委员的半数。")]
    public static Verdict CommitteeMeeting(
        [Given("委员", "人")] int members,
        [Given("到会委员", "人")] int present,
        [Setting("committee-decision-base")] CommitteeBase committeeDecisionBase,
        [Given("赞成", "人")] int? yes = null) => committeeDecisionBase switch
        {
            CommitteeBase.Members => Judge("委员", members, present, yes, "全体委员", members),
            CommitteeBase.Present => Judge("委员", members, present, yes, "到会委员", present),
            _ => throw new ArgumentOutOfRangeException(nameof(committeeDecisionBase)),
        };

    private static Verdict Judge(string who, int expected, int present, int? yes, string baseName, int voteBase)
    {
        if (present > expected)
            return Verdict.Mistaken($"到会 {present} 人多于{who} {expected} 人。");
        if (yes > present)
            return Verdict.Mistaken($"赞成 {yes} 人多于到会 {present} 人。");

        var leastPresent = AtLeastHalf.Least(expected);
        var leastYes = MoreThanHalf.Least(voteBase);
        var quorum = expected > 0 && present >= leastPresent;
        var said = $"{who} {expected} 人，须半数以上即至少 {leastPresent} 人到会，实到 {present} 人，{Words.Reached(present, leastPresent)}";
        if (!quorum)
        {
            return new(false, said + "，不能开会。")
            {
                Value = new MeetingResult(false, leastPresent, leastYes, yes is null ? null : false),
                Instead = "请改期开会；本次会议的表决无效。",
            };
        }

        if (yes is not { } inFavour)
            return new(true, said + "。") { Value = new MeetingResult(true, leastPresent, leastYes, null) };

        var carried = inFavour >= leastYes;
        return new(carried, $"{said}；赞成 {inFavour} 人，须超过{baseName}半数即至少 {leastYes} 人，{(carried ? "通过" : $"差 {leastYes - inFavour} 人，未通过")}。")
        {
            Value = new MeetingResult(true, leastPresent, leastYes, carried),
            Instead = carried ? null : present < leastYes ? $"到会人数少于 {leastYes} 人，全体赞成也不能通过；请改期召集更多党员到会再表决。" : "可进一步酝酿后再次提交表决。",
        };
    }
}
