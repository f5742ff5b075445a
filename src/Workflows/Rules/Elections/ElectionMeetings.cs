namespace Workflows.Rules;

/// <summary>How a voter's ballot came to be filled in.</summary>
public enum BallotManner
{
    [Label("本人填写")]
    InPerson,

    [Label("本人到会，因不识字或其他原因由他人代写")]
    WrittenByAnother,

    [Label("委托他人代为投票")]
    Proxy,

    [Label("未到会，事先书面投票")]
    InAdvance,
}

/// <summary>选举大会: when it may elect, who watches the count, how many ballots go out, who fills them in.</summary>
public static class ElectionMeetings
{
    private const string Rules2020 = "《中国共产党基层组织选举工作条例》";
    private const string From = "2020-07-13";
    private const string QuorumText = "有选举权的到会党员不少于应到会的五分之四（恰为五分之四也可以），才能进行选举；预备党员和其他没有选举权的人到会不计入。";
    private static readonly Share FourFifths = Share.Parse(">= 4/5");

    [Rule("EL-04", Rules2020, Title = "选举大会到会人数", Status = RuleStatus.V2, From = From, Text = QuorumText)]
    public static Verdict HasQuorum([Given("应到会有选举权的党员", "人")] int expected, [Given("实到会有选举权的党员", "人")] int present) =>
        Quorum("应到会", expected, present);

    [Rule("EL-04", "《中国共产党基层组织选举工作暂行条例》（1990）；中央组织部答复", Title = "选举大会到会人数", Status = RuleStatus.V2,
        Text = "1990 年的暂行条例写“超过应到会人数的五分之四”，组织部门答复恰为五分之四也可以进行选举。")]
    public static Verdict HadQuorum([Given("应到会有选举权的党员", "人")] int expected, [Given("实到会有选举权的党员", "人")] int present) =>
        Quorum("应到会", expected, present);

    [Rule("EL-12", Rules2020, Title = "监票人、计票人", Status = RuleStatus.V2, From = From,
        Text = "监票人从不是候选人的党员中推选，经党员大会通过；计票人在监票人监督下工作，也不由候选人担任。已经退出的候选人可以担任。")]
    public static Verdict MayWatch(
        [Given("监票人")] IReadOnlyList<string> scrutineers,
        [Given("计票人")] IReadOnlyList<string> tellers,
        [Given("候选人")] IReadOnlyList<string> candidates,
        [Given("会议已通过")] bool adopted,
        [Given("通过的会议")] string meeting = "党员大会")
    {
        var running = PersonNames.Among(scrutineers.Concat(tellers), candidates);
        var both = PersonNames.Among(scrutineers, tellers);
        if (scrutineers.Count == 0 || tellers.Count == 0)
            return new(false, $"监票人 {scrutineers.Count} 人，计票人 {tellers.Count} 人，均须至少 1 人。") { Instead = "请推选监票人、确定计票人后再发票。" };
        if (running.Length > 0)
            return new(false, $"{Words.List(running)}是候选人，不能担任监票人或计票人。") { Instead = "请从不是候选人的党员中另行推选。" };
        if (both.Length > 0)
            return new(false, $"{Words.List(both)}同时担任监票人和计票人。") { Instead = "请分别由不同的人担任，计票须在监票人监督下进行。" };
        return new(adopted, $"监票人 {Words.List(scrutineers)}，计票人 {Words.List(tellers)}，都不是候选人，{(adopted ? "已" : "尚未")}经{meeting}通过。")
        {
            Instead = adopted ? null : $"请先提交{meeting}通过；没有通过的另行推选。",
        };
    }

    [Rule("EL-13", Rules2020 + "；迟到党员的处理为本系统约定（可设置）", Title = "发票数等于到会选举人数", Status = RuleStatus.V2, From = From,
        Text = "发出的选票等于到会有选举权的人数，余票当场封存。发票以后到会的，默认不再发票，也不计入到会人数。")]
    public static Verdict IssuesMatch(
        [Given("发票时实到会有选举权的党员", "人")] int present,
        [Given("发出选票", "张")] int issued,
        [Setting("late-arrivals-may-vote")] bool lateArrivalsMayVote,
        [Given("发票以后到会", "人")] int arrivedLate = 0,
        [Given("印制选票", "张")] int? printed = null,
        [Given("作废更换", "张")] int spoiled = 0,
        [Given("封存余票", "张")] int? remainder = null)
    {
        var due = present + (lateArrivalsMayVote ? arrivedLate : 0);
        var late = arrivedLate == 0 ? "" : $"，发票后到会 {arrivedLate} 人{(lateArrivalsMayVote ? "补发" : "不补发")}";
        if (issued != due)
            return new(false, $"实到会有选举权 {present} 人{late}，应发 {due} 张，实发 {issued} 张，相差 {Math.Abs(issued - due)} 张。") { Value = due, Instead = "请停止发票，核对人数和票数，纠正后再继续。" };
        if (printed is { } all && remainder is { } sealedUp && all != issued + spoiled + sealedUp)
            return new(false, $"印制 {all} 张，发出 {issued} 张、作废 {spoiled} 张、封存 {sealedUp} 张，相差 {Math.Abs(all - issued - spoiled - sealedUp)} 张。") { Value = due, Instead = "请清点全部选票，查明去向后再投票。" };
        return new(true, $"实到会有选举权 {present} 人{late}，发出选票 {issued} 张，相符。") { Value = due };
    }

    [Rule("EL-14", Rules2020, Title = "不能委托投票；代写人不能是候选人", Status = RuleStatus.V2, From = From,
        Text = "选举人要到会亲自投票，不能委托他人；不识字或者因故不能填写的，可以请不是候选人的人按本人意志代写。事先书面投的票无效。")]
    public static Verdict MayBeCast([Given("填票方式")] BallotManner manner, [Given("代写人是候选人")] bool writerIsCandidate = false)
    {
        var may = manner switch
        {
            BallotManner.InPerson => true,
            BallotManner.WrittenByAnother => !writerIsCandidate,
            BallotManner.Proxy or BallotManner.InAdvance => false,
            _ => throw new ArgumentOutOfRangeException(nameof(manner)),
        };
        var who = manner == BallotManner.WrittenByAnother ? writerIsCandidate ? "，代写人是候选人" : "，代写人不是候选人" : "";
        return new(may, $"{Choice.LabelOf(manner)}{who}，{(may ? "有效" : "不能计入")}。")
        {
            Instead = may ? null : manner == BallotManner.WrittenByAnother ? "请改由不是候选人的人代写。" : "请本人到会投票；不能到会的按缺席处理，仍计入应到会。",
        };
    }

    /// <summary>The four-fifths rule, for the meeting and for a committee's plenary alike.</summary>
    internal static Verdict Quorum(string who, int expected, int present)
    {
        if (present > expected)
            return Verdict.Mistaken($"实到会 {present} 人多于{who} {expected} 人；没有选举权的到会人员不计入。");

        var least = FourFifths.Least(expected);
        var enough = expected > 0 && present >= least;
        return new(enough, $"{who} {expected} 人，须不少于五分之四即 {least} 人，实到 {present} 人，{(expected == 0 ? "没有选举人" : Words.Reached(present, least))}。")
        {
            Value = least,
            Instead = enough ? null : "可改期开会，或动员缺席的党员到会；符合规定情形的，经上级党组织同意并由党员大会通过后，可以不计入应到会。",
        };
    }
}
