namespace Workflows.Rules;

/// <summary>计数约定: what “超过半数” and “以上” mean, in whole people.</summary>
public static class Conventions
{
    private static readonly Share MoreThanHalf = Share.Parse("> 1/2");
    private static readonly Share AtLeastHalf = Share.Parse(">= 1/2");

    [Rule("CV-01", "党内选举和表决的通行口径（组织部门公开答复）", Title = "“超过半数”不含本数", Status = RuleStatus.V2,
        WhyNotAsked = "不由哪一步单独询问：会议和选举的规则都按它算过半数。",
        Text = "凡写“超过半数”的，人数须严格多于基数的一半；恰好一半不算通过。")]
    public static Verdict IsMoreThanHalf([Given("赞成人数", "人")] int yes, [Given("基数", "人")] int @base) =>
        Judge(yes, @base, MoreThanHalf);

    [Rule("CV-02", "参照《民法典》第一千二百五十九条", Title = "“以上”“不少于”含本数", Status = RuleStatus.GK,
        WhyNotAsked = "不由哪一步单独询问：会议和选举的规则都按它算“以上”“不少于”。",
        Text = "凡写“半数以上”“不少于五分之四”的，恰好等于该数也算达到；与“超过”是两种口径，不混用。")]
    public static Verdict IsAtLeast([Given("人数", "人")] int count, [Given("基数", "人")] int @base, [Given("份额")] Share? share = null) =>
        Judge(count, @base, share ?? AtLeastHalf);

    [Rule("CV-03", "本系统约定", Title = "按整数计算最少人数", Status = RuleStatus.D,
        WhyNotAsked = "不由哪一步单独询问：会议和选举的规则都按它算最少人数。",
        Text = "份额一律按整数计算最少人数，不用小数和四舍五入的百分比作判断。")]
    public static Verdict Least([Given("基数", "人")] int @base, [Given("份额")] Share? share = null)
    {
        var asked = share ?? MoreThanHalf;
        return new(true, $"基数 {@base} 人，{asked.InWords()}即至少 {asked.Least(@base)} 人。") { Value = asked.Least(@base) };
    }

    private static Verdict Judge(int count, int @base, Share share)
    {
        if (count > @base)
            return Verdict.Mistaken($"人数 {count} 人多于基数 {@base} 人，数据有误。");

        var least = share.Least(@base);
        return new(count >= least, $"基数 {@base} 人，须{share.InWords()}即至少 {least} 人，现有 {count} 人，{Words.Reached(count, least)}。") { Value = least };
    }
}
