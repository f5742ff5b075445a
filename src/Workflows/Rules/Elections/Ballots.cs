namespace Workflows.Rules;

/// <summary>With what the number of returned ballots is compared.</summary>
public enum BallotComparison
{
    [Label("投票人数（2020 年条例）")]
    Voters,

    [Label("发出的选票（1990 年条例和一些手册）")]
    Issued,
}

/// <summary>选票: is the round valid, is one ballot valid, may a name be written in?</summary>
public static class Ballots
{
    private const string Rules2020 = "《中国共产党基层组织选举工作条例》";
    private const string From = "2020-07-13";

    [Rule("EL-15", Rules2020, Title = "收回的选票不多于投票人数，选举有效", Status = RuleStatus.V2, From = From,
        Text = "收回的选票等于或者少于投票人数，选举有效；多于投票人数，选举无效，应当重新选举。投票人数也不能多于发出的选票。")]
    public static Verdict RoundIsValid(
        [Given("发出选票", "张")] int issued,
        [Given("投票人数", "人")] int voters,
        [Given("收回选票", "张")] int returned,
        [Setting("returned-ballots-compared-with")] BallotComparison returnedBallotsComparedWith)
    {
        if (voters > issued)
            return new(false, $"投票人数 {voters} 人多于发出的选票 {issued} 张，数字不平，选举无效。") { Value = false, Instead = "请查清发票数和投票人数，重新投票。" };

        var (name, most) = returnedBallotsComparedWith switch
        {
            BallotComparison.Voters => ($"投票人数 {voters} 人", voters),
            BallotComparison.Issued => ($"发出选票 {issued} 张", issued),
            _ => throw new ArgumentOutOfRangeException(nameof(returnedBallotsComparedWith)),
        };
        return Round(name, most, returned);
    }

    [Rule("EL-15", "《中国共产党基层组织选举工作暂行条例》（1990）", Title = "收回的选票不多于发出的选票，选举有效", Status = RuleStatus.V2,
        Text = "1990 年的暂行条例以发出的选票数为准：收回的选票多于发出的选票，选举无效。")]
    public static Verdict RoundWasValid([Given("发出选票", "张")] int issued, [Given("收回选票", "张")] int returned) =>
        Round($"发出选票 {issued} 张", issued, returned);

    [Rule("EL-16", Rules2020, Title = "一张选票所选人数不多于应选名额，有效", Status = RuleStatus.V2, From = From,
        Text = "一张选票所选的人（包括另选的人）等于或者少于应选名额的有效，多于应选名额的无效；一个也不选的算弃权，选票有效。")]
    public static Verdict BallotIsValid(
        [Given("应选名额", "人", Min = 1)] int seats,
        [Given("赞成候选人", "人")] int marked,
        [Given("另选他人", "人")] int writeIns = 0)
    {
        var chosen = marked + writeIns;
        var valid = chosen <= seats;
        var parts = writeIns == 0 ? "" : $"（其中另选 {writeIns} 人）";
        return new(valid, $"应选 {seats} 人，选票上选了 {chosen} 人{parts}，{(chosen == 0 ? "按弃权计，选票有效" : valid ? "选票有效" : $"多 {chosen - seats} 人，选票无效")}。")
        {
            Value = valid,
            Instead = valid ? null : "请把这张选票计为无效票，不计其中任何人的得票。",
        };
    }

    [Rule("EL-21", Rules2020 + "；组织部门选举工作手册", Title = "另选他人", Status = RuleStatus.V2, From = From,
        Text = "投不赞成票的可以另选他人，投弃权票的不能另选；连同赞成的人不能多于应选名额。另选的人须有被选举权；赞成超过半数且在应选名额以内的当选。是否每不赞成一人只能另选一人，可以设置。")]
    public static Verdict MayWriteIn(
        [Given("选票上的不赞成", "人")] int against,
        [Given("选票上的另选他人", "人")] int writeIns,
        [Setting(Tallies.OneForOneKey)] bool oneWriteInPerAgainst,
        [Given("另选的人有被选举权")] bool eligible = true)
    {
        if (!eligible)
            return new(false, "另选的人没有被选举权。") { Value = 0, Instead = "请把对该人的另选计为无效。" };

        var most = oneWriteInPerAgainst ? against : against == 0 ? 0 : writeIns;
        var holds = writeIns <= most;
        return new(holds, $"选票上不赞成 {against} 人，另选 {writeIns} 人，{(holds ? "符合" : $"多另选 {writeIns - most} 人；弃权的不能另选")}。")
        {
            Value = Math.Min(writeIns, most),
            Instead = holds ? null : "请把多出的另选计为无效。",
        };
    }

    private static Verdict Round(string compared, int most, int returned)
    {
        var valid = returned <= most;
        return new(valid, $"{compared}，收回选票 {returned} 张，{(valid ? "选举有效" : $"多 {returned - most} 张，选举无效")}。")
        {
            Value = valid,
            Instead = valid ? null : "请宣布本次投票无效，封存选票，重新发票投票。",
        };
    }
}
