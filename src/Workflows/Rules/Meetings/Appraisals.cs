namespace Workflows.Rules;

/// <summary>The grades of a secretary's yearly assessment.</summary>
public enum AssessmentGrade
{
    [Label("好")]
    Good,

    [Label("较好")]
    FairlyGood,

    [Label("一般")]
    Average,

    [Label("差")]
    Poor,
}

/// <summary>Which grades have consequences.</summary>
public enum LowGrades
{
    [Label("一般和差")]
    AverageAndPoor,

    [Label("只有差")]
    PoorOnly,
}

/// <summary>Whose third may be graded 优秀.</summary>
public enum ExcellentBase
{
    [Label("参加评定等次的党员")]
    Graded,

    [Label("党员总数（含预备党员）")]
    AllMembers,
}

/// <summary>述职评议和民主评议: grades, how many may be 优秀, who is graded, what a weight comes to.</summary>
public static class Appraisals
{
    private const string Assessment = "《党委（党组）书记抓基层党建工作述职评议考核办法（试行）》";

    [Rule("AS-01", Assessment, Title = "述职评议每年一次，分四个等次", Status = RuleStatus.V2, Soft = true,
        WhyNotAsked = "书记述职评议考核的流程还没有提供，提供后由它询问。",
        Text = "书记抓基层党建述职评议考核每年开展一次，一般在当年 11 月至 12 月，综合评价分为好、较好、一般、差四个等次。")]
    public static Verdict IsHeldYearly(
        [Given("述职评议日", "日")] DateOnly heldOn,
        [Given("上一次述职评议日", "日")] DateOnly? lastHeldOn = null,
        [Given("综合评价等次")] AssessmentGrade? grade = null)
    {
        if (lastHeldOn > heldOn)
            return Verdict.Mistaken($"上一次述职评议日 {Words.Day(lastHeldOn.Value)}晚于本次 {Words.Day(heldOn)}。");

        var said = $"{Words.Day(heldOn)}述职评议{(grade is { } given ? $"，等次为{Choice.LabelOf(given)}" : "")}";
        if (heldOn.Year - (lastHeldOn ?? heldOn).Year > 1)
        {
            return new(false, $"{said}，上一次为 {Words.Day(lastHeldOn!.Value)}，中间有年度没有开展。")
            {
                Value = grade,
                Hard = true,
                Instead = "请写明没有开展的年度和原因，报上级党组织。",
            };
        }

        var usual = heldOn.Month >= 11;
        return new(usual, $"{said}，一般在 11 月至 12 月开展，{(usual ? "符合" : "不在其间")}。") { Value = grade, Instead = usual ? null : "请写明提前或者推迟的原因。" };
    }

    [Rule("AS-02", Assessment + "（未核对原文，可设置）", Title = "等次为一般、差的，约谈并限期整改", Status = RuleStatus.GK,
        WhyNotAsked = "书记述职评议考核的流程还没有提供，提供后由它询问。",
        Text = "综合评价为一般、差的，由上级党组织约谈、限期整改，当年考核不能评为优秀。哪些等次适用、是否影响评优，可以设置。")]
    public static Verdict IsFollowedUp(
        [Given("综合评价等次")] AssessmentGrade grade,
        [Setting("low-grades")] LowGrades lowGrades,
        [Setting("low-grade-bars-excellent")] bool lowGradeBarsExcellent,
        [Given("约谈日", "日")] DateOnly? talkedOn = null,
        [Given("整改期限", "日")] DateOnly? correctBy = null,
        [Given("当年考核拟评为优秀")] bool excellent = false)
    {
        var low = grade == AssessmentGrade.Poor || (grade == AssessmentGrade.Average && lowGrades == LowGrades.AverageAndPoor);
        if (!low)
            return new(true, $"等次为{Choice.LabelOf(grade)}，不需要约谈和限期整改。") { Value = false };

        var barred = excellent && lowGradeBarsExcellent;
        var holds = talkedOn is not null && correctBy is not null && !barred;
        var talked = talkedOn is { } day ? $"{Words.Day(day)}已约谈" : "尚未约谈";
        var correct = correctBy is { } due ? $"整改期限为 {Words.Day(due)}" : "没有定整改期限";
        return new(holds, $"等次为{Choice.LabelOf(grade)}，{talked}，{correct}{(barred ? "；当年考核不能评为优秀" : "")}。")
        {
            Value = true,
            Instead = holds ? null : barred ? "请改评其他等次。" : talkedOn is null ? "请由上级党组织约谈，并定出整改期限。" : "请定出整改期限。",
        };
    }

    [Rule("AS-03", "民主评议党员的有关规定（共产党员网）；基数可设置", Title = "优秀党员一般不超过三分之一", Status = RuleStatus.V2, Soft = true,
        WhyNotAsked = "民主评议党员的流程还没有提供，提供后由它询问。",
        Text = "民主评议党员分优秀、合格、基本合格、不合格四个等次，评为优秀的一般不超过党员总数的三分之一，恰好三分之一可以。党员总数含预备党员；本地只按参加评定等次的党员计算的，可以设置。")]
    public static Verdict ExcellentsAreFew(
        [Given("参加评定等次的党员", "人")] int graded,
        [Given("评为优秀", "人")] int excellent,
        [Setting("excellent-base")] ExcellentBase excellentBase,
        [Given("党员总数（含预备党员）", "人")] int? members = null)
    {
        if (excellent > graded)
            return Verdict.Mistaken($"评为优秀 {excellent} 人多于参加评定等次的 {graded} 人。");
        if ((excellentBase == ExcellentBase.AllMembers ? members : graded) is not { } whole)
            return Verdict.Mistaken("以党员总数为基数，没有填写党员总数。");
        if (members < graded)
            return Verdict.Mistaken($"党员总数 {members} 人少于参加评定等次的 {graded} 人。");

        var most = whole / 3;
        return new(excellent <= most, $"{Choice.LabelOf(excellentBase)} {whole} 人，优秀一般不超过三分之一即 {most} 人，评为优秀 {excellent} 人，{(excellent <= most ? "没有超过" : $"多 {excellent - most} 人")}。")
        {
            Value = most,
            Instead = excellent <= most ? null : $"请把优秀减到 {most} 人；确需超过的，写明理由报上级党委同意。",
        };
    }

    [Rule("AS-04", "组织部门关于民主评议党员的通知（2023 年）", Title = "预备党员参加民主评议，不评定等次", Status = RuleStatus.V2,
        WhyNotAsked = "民主评议党员的流程还没有提供，提供后由它询问。",
        Text = "预备党员参加民主评议，但不评定等次；正式党员参加并评定等次。")]
    public static Verdict IsGradedProperly(
        [Given("是预备党员")] bool probationary,
        [Given("评定了等次")] bool graded,
        [Given("参加了评议")] bool tookPart = true)
    {
        var who = probationary ? "预备党员" : "正式党员";
        var holds = tookPart && graded != probationary;
        return new(holds, $"{who}{(tookPart ? "参加了" : "没有参加")}评议，{(graded ? "评定了" : "没有评定")}等次，{(holds ? "符合规定" : "不符合规定")}。")
        {
            Instead = holds ? null : !tookPart ? "请补行评议；确实不能参加的，写明原因。" : probationary ? "请撤销等次，只作评议。" : "请评定等次。",
        };
    }

    [Rule("AS-05", "各单位年度考核办法（权重由本单位自定）", Title = "党建考核在年度考核中的权重", Status = RuleStatus.LOC,
        WhyNotAsked = "年度考核的流程还没有提供，提供后由它询问。",
        Text = "党建工作得分按权重计入年度考核总分，其余为其他工作得分。权重由本单位自定，默认 40%。得分写到小数点后两位。")]
    public static Verdict Weighs(
        [Given("党建工作得分", "分", Max = 100)] decimal partyScore,
        [Given("其他工作得分", "分", Max = 100)] decimal otherScore,
        [Given("党建考核权重", "%", Max = 100), Setting("party-building-weight")] int weight)
    {
        var total = decimal.Round((((partyScore * weight) + (otherScore * (100 - weight))) / 100) + 0.00m, 2, MidpointRounding.AwayFromZero);
        return new(true, $"党建工作 {partyScore:0.##} 分占 {weight}%，其他工作 {otherScore:0.##} 分占 {100 - weight}%，总分 {total:0.00} 分。") { Value = total };
    }
}
