namespace Workflows.Rules;

/// <summary>候选人: how many there must be, where they come from, in what order they stand on the ballot.</summary>
public static class Candidates
{
    private const string Rules2020 = "《中国共产党基层组织选举工作条例》";
    private const string From = "2020-07-13";
    private const string CommitteeText = "委员候选人要比应选名额至少多五分之一，不足 1 人的进为 1 人，不四舍五入；有人退出的，按剩下的候选人重新核对。";
    private static readonly Share OneFifth = Share.Parse(">= 1/5");

    [Rule("EL-08", Rules2020 + "第九条", Title = "代表候选人的差额", Status = RuleStatus.V2, From = From,
        WhyNotAsked = "选举党员代表的流程还没有提供，提供后由它询问。",
        Text = "代表候选人要比应选名额至少多五分之一，不足 1 人的进为 1 人。")]
    public static Verdict EnoughDelegates(
        [Given("应选代表", "人", Min = 1)] int seats,
        [Given("候选人", "人")] int candidates,
        [Given("其中退出", "人")] int withdrawn = 0) => Differ("应选代表", seats, candidates, withdrawn);

    [Rule("EL-09", Rules2020 + "第十三条", Title = "委员候选人的差额", Status = RuleStatus.V2, From = From, Text = CommitteeText)]
    public static Verdict EnoughForCommittee(
        [Given("应选委员", "人", Min = 1)] int seats,
        [Given("候选人", "人")] int candidates,
        [Given("其中退出", "人")] int withdrawn = 0) => Differ("应选委员", seats, candidates, withdrawn);

    [Rule("EL-09", "《中国共产党基层组织选举工作暂行条例》（1990）", Title = "委员候选人的差额", Status = RuleStatus.V2, Text = CommitteeText)]
    public static Verdict WereEnoughForCommittee(
        [Given("应选委员", "人", Min = 1)] int seats,
        [Given("候选人", "人")] int candidates,
        [Given("其中退出", "人")] int withdrawn = 0) => Differ("应选委员", seats, candidates, withdrawn);

    [Rule("EL-10", Rules2020 + "第十四条", Title = "候选人的提名、审查和确定", Status = RuleStatus.V2, From = From,
        Text = "上届委员会按多数党员的意见提出人选，报上级党组织审查同意，组织党员酝酿确定候选人，再提交选举大会。先后次序不能颠倒，确定的候选人须是上级同意的人选。")]
    public static Verdict AreNominatedProperly(
        [Given("确定的候选人")] IReadOnlyList<string> candidates,
        [Given("上级审查同意的人选")] IReadOnlyList<string> agreed,
        [Given("提出人选之日", "日")] DateOnly proposedOn,
        [Given("上级同意之日", "日")] DateOnly? superiorAgreedOn = null,
        [Given("党员酝酿确定之日", "日")] DateOnly? confirmedOn = null)
    {
        if (superiorAgreedOn is not { } agreedOn)
            return new(false, $"{Words.Day(proposedOn)}提出人选，尚未经上级党组织审查同意。") { Instead = "请先报上级党组织审查。" };
        if (agreedOn < proposedOn)
            return Verdict.Mistaken($"上级同意之日 {Words.Day(agreedOn)}早于提出人选之日 {Words.Day(proposedOn)}。");
        if (confirmedOn is not { } confirmed || confirmed < agreedOn)
        {
            return new(false, $"上级党组织 {Words.Day(agreedOn)}同意，{(confirmedOn is null ? "尚未组织党员酝酿确定" : $"酝酿确定在前（{Words.Day(confirmedOn.Value)}）")}。")
            {
                Instead = "请在上级同意以后组织党员酝酿，确定候选人。",
            };
        }

        var refused = candidates.Except(agreed, PersonNames.Same).ToArray();
        return refused is []
            ? new(true, $"候选人 {candidates.Count} 人都经上级党组织 {Words.Day(agreedOn)}审查同意，{Words.Day(confirmed)}经党员酝酿确定。")
            : new(false, $"{Words.List(refused)}不在上级党组织审查同意的人选之内。") { Instead = "请补报上级党组织审查，或者另行确定候选人。" };
    }

    [Rule("EL-11", "组织部门选举工作手册（依据 1990 年暂行条例）；2020 年条例未见条文", Title = "选票上候选人按姓氏笔画排列", Status = RuleStatus.V2,
        Text = "候选人按姓氏笔画由少到多排列，笔画相同的按起笔横、竖、撇、点、折的次序，同姓的，名字一个字的排在前面，再按名字的笔画。书记、副书记按上级批复的次序。")]
    public static Verdict InBallotOrder([Given("候选人")] IReadOnlyList<string> names)
    {
        var ordered = names.Select(n => n.Trim()).Order(NameOrder.ByStrokes).ToArray();
        var unknown = ordered.Where(n => !NameOrder.IsKnown(n)).ToArray();
        var said = $"按姓氏笔画排列：{Words.List(ordered)}";
        return new(true, unknown is [] ? said + "。" : $"{said}；{Words.List(unknown)}有未收录笔画的字，按字符编码排在后面，请人工核对次序。") { Value = ordered };
    }

    private static Verdict Differ(string what, int seats, int candidates, int withdrawn)
    {
        if (withdrawn > candidates)
            return Verdict.Mistaken($"退出 {withdrawn} 人多于候选人 {candidates} 人。");

        var extra = OneFifth.Least(seats);
        var least = seats + extra;
        var left = candidates - withdrawn;
        var gone = withdrawn == 0 ? "" : $"（{candidates} 人中退出 {withdrawn} 人）";
        return new(left >= least, $"{what} {seats} 人，差额不少于五分之一即 {extra} 人，候选人须至少 {least} 人，现有 {left} 人{gone}，{Words.Reached(left, least)}。")
        {
            Value = least,
            Instead = left >= least ? null : $"请再提名 {least - left} 人，报上级党组织审查同意后再选举。",
        };
    }
}
