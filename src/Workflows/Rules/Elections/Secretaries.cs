namespace Workflows.Rules;

/// <summary>How many candidates stand when a branch without a committee elects its 书记.</summary>
public enum SecretaryElection
{
    [Label("等额")]
    Equal,

    [Label("差额")]
    More,
}

/// <summary>书记: elected by the new committee, or by the members where there is no committee; and pre-elections.</summary>
public static class Secretaries
{
    private const string Rules2020 = "《中国共产党基层组织选举工作条例》";
    private const string From = "2020-07-13";
    private static readonly Share OneFifth = Share.Parse(">= 1/5");
    private static readonly Share MoreThanHalf = Share.Parse("> 1/2");

    [Rule("EL-22", Rules2020 + "；到会人数参照选举大会（可设置）", Title = "书记、副书记由委员会全体会议等额选举", Status = RuleStatus.V2, From = From,
        Text = "书记、副书记由新选出的委员会全体会议等额选举，从委员中产生；到会委员不少于五分之四才能选举，赞成超过半数当选，计票办法同委员选举一样。")]
    public static Verdict IsChosenByCommittee(
        [Given("委员", "人", Min = 1)] int members,
        [Given("到会委员", "人")] int present,
        [Setting("committee-election-quorum")] Share committeeElectionQuorum,
        [Setting(ElectionResults.BaseKey)] MajorityBase electionMajorityBase,
        [Given("赞成", "票")] int? yes = null,
        [Given("候选人", "人")] int? candidates = null,
        [Given("应选", "人", Min = 1)] int posts = 1,
        [Given("候选人是新当选的委员")] bool fromCommittee = true)
    {
        if (present > members || yes > present)
            return Verdict.Mistaken(present > members ? $"到会委员 {present} 人多于委员 {members} 人。" : $"赞成 {yes} 票多于到会委员 {present} 人。");
        if (!fromCommittee)
            return new(false, "书记、副书记须从新当选的委员中产生。") { Instead = "请从委员中提出人选。" };
        if (candidates is { } standing && standing != posts)
            return new(false, $"书记、副书记等额选举，应选 {posts} 人，候选人须为 {posts} 人，现有 {standing} 人。") { Instead = "请按上级党组织批复的人选等额提名。" };

        var leastPresent = committeeElectionQuorum.Least(members);
        var (name, whole) = electionMajorityBase == MajorityBase.Present ? ("到会委员", present) : ("全体委员", members);
        var leastYes = MoreThanHalf.Least(whole);
        var result = new MeetingResult(present >= leastPresent, leastPresent, leastYes, yes is null ? null : present >= leastPresent && yes >= leastYes);
        var said = $"委员 {members} 人，须{committeeElectionQuorum.InWords()}即至少 {leastPresent} 人到会，到会 {present} 人，{Words.Reached(present, leastPresent)}";
        if (!result.Quorum)
            return new(false, said + "，不能选举。") { Value = result, Instead = "请改期召开委员会全体会议。" };
        if (yes is not { } inFavour)
            return new(true, said + "。") { Value = result };
        return new(inFavour >= leastYes, $"{said}；{name} {whole} 人，须超过半数即至少 {leastYes} 票，赞成 {inFavour} 票，{(inFavour >= leastYes ? "当选" : $"差 {leastYes - inFavour} 票，没有当选")}。")
        {
            Value = result,
            Instead = inFavour >= leastYes ? null : "请同上级党组织商定人选后，重新召开委员会全体会议选举。",
        };
    }

    [Rule("EL-23", Rules2020 + "；基数为本系统约定（可设置）", Title = "差额预选产生正式候选人", Status = RuleStatus.V2, From = From,
        WhyNotAsked = "差额预选的流程还没有提供，提供后由它询问。",
        Text = "采用差额预选的，赞成超过实到会有选举权人数的半数，才能列为正式候选人。")]
    public static Verdict PassesPreElection(
        [Given("实到会有选举权", "人")] int present,
        [Given("赞成", "票")] int yes,
        [Setting(ElectionResults.BaseKey)] MajorityBase electionMajorityBase,
        [Given("应到会有选举权", "人")] int? expected = null)
    {
        if (ElectionResults.Unusable(present, expected, electionMajorityBase) is { } unusable)
            return unusable;
        if (yes > present)
            return Verdict.Mistaken($"赞成 {yes} 票多于实到会有选举权 {present} 人。");

        var (name, whole) = ElectionResults.Base(present, expected, electionMajorityBase);
        var least = MoreThanHalf.Least(whole);
        return new(yes >= least, $"{name} {whole} 人，预选须超过半数即至少 {least} 票，赞成 {yes} 票，{(yes >= least ? "列为正式候选人" : $"差 {least - yes} 票，不能列为正式候选人")}。")
        {
            Value = least,
            Instead = yes >= least ? null : "请就缺额另行预选。",
        };
    }

    [Rule("EL-26", "《中国共产党支部工作条例（试行）》第二十一条；差额或者等额为本系统约定（可设置）", Title = "不设委员会的支部由党员大会选举书记", Status = RuleStatus.V2, From = "2018-10-28",
        Text = "正式党员不足 7 人、不设委员会的支部，由党员大会选举书记，必要时选举副书记 1 名。条例没有写差额还是等额，默认等额。")]
    public static Verdict IsChosenByMembers(
        [Given("正式党员", "人")] int fullMembers,
        [Given("候选人", "人")] int candidates,
        [Setting("secretary-election-without-committee")] SecretaryElection secretaryElectionWithoutCommittee,
        [Given("应选（书记，或者书记和副书记）", "人", Min = 1, Max = 2)] int posts = 1)
    {
        if (fullMembers >= 7)
            return new(false, $"正式党员 {fullMembers} 人，达到 7 人，应先选举委员会，再由委员会选举书记。") { Instead = "请按设委员会的支部办理换届。" };

        var least = secretaryElectionWithoutCommittee == SecretaryElection.More ? posts + OneFifth.Least(posts) : posts;
        return new(candidates >= least, $"正式党员 {fullMembers} 人，不设委员会，应选 {posts} 人，按{Choice.LabelOf(secretaryElectionWithoutCommittee)}选举候选人须至少 {least} 人，现有 {candidates} 人，{Words.Reached(candidates, least)}。")
        {
            Value = least,
            Instead = candidates >= least ? null : $"请再提名 {least - candidates} 人，报上级党组织审查同意。",
        };
    }
}
