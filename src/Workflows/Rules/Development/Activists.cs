namespace Workflows.Rules;

/// <summary>Who decided that an applicant becomes an activist.</summary>
public enum ActivistDecision
{
    [Label("支部委员会会议")]
    CommitteeMeeting,

    [Label("支部党员大会")]
    MemberMeeting,

    [Label("书记个人或者其他方式")]
    Other,
}

/// <summary>From which day the time as an activist runs.</summary>
public enum ActivistAnchor
{
    [Label("支委会（党员大会）决定之日")]
    Decision,

    [Label("上级党委备案之日")]
    Filing,
}

/// <summary>When an activist is to be reviewed.</summary>
/// <param name="Due">The days by which a review was or is due.</param>
/// <param name="NextReviewOn">The next one that is still to come.</param>
public sealed record ReviewDays(IReadOnlyList<DateOnly> Due, DateOnly NextReviewOn);

/// <summary>入党积极分子: who decides on them, how often they are reviewed, how long they are trained.</summary>
public static class Activists
{
    private const string AnchorKey = "activist-since";
    private const int TrainedMonths = 12;
    private const int ReviewedEvery = 6;

    // A review a little before its day is the one of that day.
    private const int NotAgainWithin = 3;

    [Rule("PM-04", DevelopmentText.Of2026 + "第八条" + DevelopmentText.SameBefore + "；递交申请后的等待时间为地方规定（可设置）", Title = "积极分子由支委会会议决定，报上级党委备案", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "入党积极分子由支部委员会会议研究决定，不设委员会的由党员大会决定，报上级党委备案；推荐票只是参考。全国没有规定申请后等多久，一些地方规定 6 个月，见 LC-23。")]
    public static Verdict IsChosenProperly(
        [Given("由谁决定")] ActivistDecision decidedBy,
        [Given("支部设有委员会")] bool hasCommittee,
        [Given("决定日", "日")] DateOnly on,
        [Given("递交申请日", "日")] DateOnly? appliedOn = null,
        [Given("已报上级党委备案")] bool? filed = null)
    {
        var right = hasCommittee ? ActivistDecision.CommitteeMeeting : ActivistDecision.MemberMeeting;
        var said = $"支部{(hasCommittee ? "设有" : "不设")}委员会，应由{Choice.LabelOf(right)}决定，{Words.Day(on)}由{Choice.LabelOf(decidedBy)}决定";
        if (decidedBy != right)
            return new(false, said + "，不符合规定。") { Instead = $"请提交{Choice.LabelOf(right)}研究决定。" };
        if (appliedOn is { } applied && applied > on)
            return Verdict.Mistaken($"决定日 {Words.Day(on)}早于递交申请日 {Words.Day(applied)}。");

        return new(filed != false, $"{said}，符合规定{filed switch { true => "，已报上级党委备案", false => "，尚未备案", null => "；决定后报上级党委备案" }}。")
        {
            Instead = filed == false ? "请报上级党委备案。" : null,
        };
    }

    [Gives("下一次应考察之日", Of = "next-review-on")]
    [Rule("PM-06", DevelopmentText.Of2026 + "第十一条" + DevelopmentText.SameBefore, Title = "每半年考察一次", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "支部每半年对入党积极分子考察一次，各次应考察之日都从最初起算日推算；基层党委每年分析一次积极分子队伍。")]
    public static Verdict IsReviewedEveryHalfYear(
        [Given("决定为积极分子之日", "日")] DateOnly activistOn,
        [Given("判断之日", "日")] DateOnly on,
        [Setting(AnchorKey)] ActivistAnchor activistSince,
        [Given("列出应考察之日", "次", Min = 1, Max = 20)] int times = 3,
        [Given("已考察之日", "日")] IReadOnlyList<DateOnly>? reviewedOn = null,
        [Given("备案日", "日")] DateOnly? filedOn = null)
    {
        if (Anchor(activistOn, filedOn, activistSince) is not { } since)
            return NoFiling;

        DateOnly Due(int k) => Periods.Recurring(since, ReviewedEvery, k);
        var last = (reviewedOn ?? []).Append(since).Max();
        var next = Enumerable.Range(1, int.MaxValue).Select(Due).First(d => d > (last == since ? since : Periods.DeadlineMonths(last, NotAgainWithin)));
        var due = Enumerable.Range(1, reviewedOn is null ? times : Math.Max(1, Enumerable.Range(1, int.MaxValue).First(k => Due(k) >= on))).Select(Due).ToArray();
        var said = $"从 {Words.Day(since)}起每 {ReviewedEvery} 个月考察一次，应考察之日为 {string.Join("、", due.Select(Words.Day))}";
        if (reviewedOn is null)
            return new(true, said + "。") { Value = new ReviewDays(due, next) };

        var missed = due.Where((day, k) => day < on && !reviewedOn.Any(r => r > (k == 0 ? since : due[k - 1]) && r <= day)).ToArray();
        return new(missed is [], $"{said}；到 {Words.Day(on)}考察 {reviewedOn.Count(r => r > since && r <= on)} 次，{(missed is [] ? "没有缺漏" : $"截至 {string.Join("、", missed.Select(Words.Day))}的半年没有按期考察")}，下一次至迟 {Words.Day(next)}。")
        {
            Value = new ReviewDays(due, next),
            Instead = missed is [] ? null : "请尽快补做考察，如实写明日期和没有按期考察的原因。",
        };
    }

    [Rule("PM-07", DevelopmentText.Of2026 + "第十二条、第十三条；2014 年细则第十三条相同；起算日为地方做法（可设置）", Title = "培养教育考察 1 年以上才能列为发展对象", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "入党积极分子经过 1 年以上培养教育考察，才能确定为发展对象人选。转到其他单位、培养材料一并移交的，时间连续计算。起算日默认为支委会（党员大会）决定之日。")]
    public static Verdict IsTrainedLongEnough(
        [Given("决定为积极分子之日", "日")] DateOnly activistOn,
        [Given("确定发展对象人选之日", "日")] DateOnly on,
        [Setting(AnchorKey)] ActivistAnchor activistSince,
        [Given("备案日", "日")] DateOnly? filedOn = null,
        [Given("转入本单位之日", "日")] DateOnly? movedOn = null,
        [Given("培养考察材料已移交")] bool fileMoved = true)
    {
        if (Anchor(activistOn, filedOn, activistSince) is not { } since)
            return NoFiling;
        if (on < since)
            return Verdict.Mistaken($"确定发展对象人选之日 {Words.Day(on)}早于积极分子起算日 {Words.Day(since)}。");

        var verdict = new DueDays(since, "起为入党积极分子", "确定为发展对象人选").NotBefore(TrainedMonths, on);
        if (movedOn is not { } moved)
            return verdict;
        if (!fileMoved)
        {
            return new(false, $"{Words.Day(moved)}转入，培养考察材料没有移交，不能认定以前的培养时间。")
            {
                Value = verdict.Value,
                Instead = "请向原单位党组织索取培养教育考察材料，认真审查后连续计算。",
            };
        }

        return verdict with { Because = $"{verdict.Because[..^1]}；{Words.Day(moved)}转入，材料已移交，时间连续计算。" };
    }

    private static Verdict NoFiling => Verdict.Mistaken("按现行设置从备案之日起算，没有填写备案日。");

    private static DateOnly? Anchor(DateOnly decidedOn, DateOnly? filedOn, ActivistAnchor anchor) => anchor switch
    {
        ActivistAnchor.Decision => decidedOn,
        ActivistAnchor.Filing => filedOn,
        _ => throw new ArgumentOutOfRangeException(nameof(anchor)),
    };
}
