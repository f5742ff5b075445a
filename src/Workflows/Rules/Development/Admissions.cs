namespace Workflows.Rules;

/// <summary>A paper that a branch has together when it asks for 预审.</summary>
public enum ExaminedPaper
{
    [Label("入党申请书")]
    Application,

    [Label("培养考察登记表")]
    ActivistRecord,

    [Label("政治审查材料")]
    PoliticalReview,

    [Label("培训证明")]
    Course,

    [Label("公示情况")]
    Notice,

    [Label("征求意见情况")]
    Opinions,
}

/// <summary>接收前后: who is about to leave is generally not admitted, who was approved takes the oath.</summary>
public static class Admissions
{
    [Rule("PM-19", DevelopmentText.Of2026 + "第十八条；2014 年细则第十九条相同", Title = "3 个月内将离开单位的，一般不办理接收", Status = RuleStatus.V1, Soft = true, From = DevelopmentText.From2014,
        Text = "发展对象未来 3 个月内将离开工作、学习单位的，一般不办理接收预备党员的手续。")]
    public static Verdict StaysLongEnough(
        [Given("预审日", "日")] DateOnly on,
        [Given("将离开单位之日", "日")] DateOnly? leavingOn = null)
    {
        var until = Periods.DeadlineMonths(on, 3);
        if (leavingOn is not { } leaving)
            return new(true, $"{Words.Day(on)}预审，没有将在 3 个月内（{Words.Day(until)}以前）离开单位的情况。") { Value = until };
        if (leaving < on)
            return Verdict.Mistaken($"将离开单位之日 {Words.Day(leaving)}早于预审日 {Words.Day(on)}。");

        var stays = leaving > until;
        return new(stays, $"{Words.Day(on)}预审，3 个月到 {Words.Day(until)}，{Words.Day(leaving)}将离开单位，{(stays ? "在 3 个月以后" : "在 3 个月以内，一般不办理接收")}。")
        {
            Value = until,
            Instead = stays ? null : "请把培养教育等材料转交新单位党组织；确需接收的，写明理由报上级党委同意。",
        };
    }

    [Rule("PM-20", DevelopmentText.Of2026 + "第二十九条", Title = "批准后一般在 1 个月内入党宣誓", Status = RuleStatus.V1, Soft = true, From = DevelopmentText.From2026,
        Text = "预备党员必须面向党旗进行入党宣誓，一般在上级党委批准后 1 个月内举行。批准在 2026 年 5 月 11 日以前的，新细则没有写怎样衔接，逾期的由人写明理由、经批准决定。")]
    public static Verdict IsSwornInTime(
        [Given("批准日", "日")] DateOnly approvedOn,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("宣誓日", "日")] DateOnly? swornOn = null)
    {
        var verdict = new DueDays(approvedOn, "批准为预备党员", "举行入党宣誓")
            .Within(Period.OfMonths(1), swornOn, "请写明没有按期宣誓的原因；仍须举行宣誓。", calendar, rollToNextWorkday, usually: true);
        return verdict.Holds || verdict.Impossible || approvedOn >= DevelopmentText.Revised
            ? verdict
            : verdict with
            {
                Because = $"{verdict.Because[..^1]}；但批准在新细则施行（{Words.Day(DevelopmentText.Revised)}）以前，当时没有这一期限，细则没有写怎样衔接。",
                Instead = "请由人决定：写明理由、经上级党委同意，并留记录；仍须举行宣誓。",
            };
    }

    [Rule("PM-20", DevelopmentText.Of2014, Title = "入党宣誓（2014 年细则没有规定期限）", Status = RuleStatus.GK, From = DevelopmentText.From2014,
        Text = "2014 年的细则要求进行入党宣誓，没有规定期限。")]
    public static Verdict WasSworn(
        [Given("批准日", "日")] DateOnly approvedOn,
        [Given("宣誓日", "日")] DateOnly? swornOn = null) =>
        swornOn < approvedOn
            ? new DueDays(approvedOn, "批准为预备党员", "举行入党宣誓").TooEarly(swornOn.Value)
            : new(true, $"{Words.Day(approvedOn)}批准为预备党员，2014 年细则没有规定宣誓的期限{(swornOn is { } day ? $"；{Words.Day(day)}宣誓" : "")}。");

    [Rule("LC-21", DevelopmentText.Of2026 + "第十八条；材料目录为本系统约定", Title = "报预审的材料齐全", Status = RuleStatus.D,
        Text = "支部委员会严格审查、集体讨论合格后报预审，材料包括入党申请书、培养考察登记表、政治审查材料、培训证明、公示情况、征求意见情况；2026 年 5 月 11 日以前备案列为发展对象的，没有公示。")]
    public static Verdict ArePapersTogether([Given("已备齐的材料")] IReadOnlyList<ExaminedPaper> papers, [Given("经过公示")] bool published = true)
    {
        var due = Enum.GetValues<ExaminedPaper>().Where(p => published || p != ExaminedPaper.Notice).ToArray();
        var missing = due.Except(papers).Select(Choice.LabelOf).ToArray();
        return new(missing is [], $"报预审的材料 {due.Length} 项，已备齐 {due.Length - missing.Length} 项{(missing is [] ? "" : $"，缺{Words.List(missing)}")}。")
        {
            Instead = missing is [] ? null : "请补齐后再报；确实没有的，在审查意见中说明。",
        };
    }

    [Rule("LC-20", "本系统约定；《入党志愿书》由上级党委编号发给", Title = "《入党志愿书》换发", Status = RuleStatus.D, Text = "《入党志愿书》写错作废的，收回作废的一份，才能换发，登记新的编号。")]
    public static Verdict IsReissued([Given("作废的编号")] string spoilt, [Given("换发的编号")] string issued, [Given("作废的已收回")] bool returned)
    {
        var another = !string.Equals(spoilt.Trim(), issued.Trim(), StringComparison.OrdinalIgnoreCase);
        return new(returned && another, $"作废{spoilt.Trim()}，{(returned ? "已收回" : "没有收回")}；换发{issued.Trim()}{(another ? "" : "，编号相同")}。")
        {
            Instead = !returned ? "请先收回作废的志愿书。" : another ? null : "请登记新的编号。",
        };
    }
}
