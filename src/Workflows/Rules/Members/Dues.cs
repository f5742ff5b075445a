namespace Workflows.Rules;

/// <summary>How dues are rounded; the rule does not say.</summary>
public enum DuesRounding
{
    [Label("四舍五入到分")]
    NearestCent,

    [Label("不足 1 分的进为 1 分")]
    UpToCent,

    [Label("不足 1 分的舍去")]
    DownToCent,
}

/// <summary>Who pays dues otherwise than by a monthly salary.</summary>
public enum DuesPayer
{
    [Label("离退休党员")]
    Retired,

    [Label("学生党员")]
    Student,
}

/// <summary>党费: how much is paid each month, from which day, and what months unpaid lead to.</summary>
public static class Dues
{
    private const string Rules2008 = "《关于中国共产党党费收缴、使用和管理的规定》";
    private const string RoundingKey = "dues-rounding";

    [Rule("FE-01", Rules2008 + "；尾数的处理为本系统约定（可设置）", Title = "按月工资收入交纳党费的比例", Status = RuleStatus.V2,
        WhyNotAsked = "党费收缴的流程还没有提供，提供后由它询问。",
        Text = "以税后月工资收入为基数：3000 元以下（含）交 0.5%，3000 元以上至 5000 元（含）交 1%，5000 元以上至 10000 元（含）交 1.5%，10000 元以上交 2%。比例适用于全部基数，不是分段计算。")]
    public static Verdict Monthly(
        [Given("税后月工资收入", "元", Max = 1_000_000)] decimal salary,
        [Setting(RoundingKey)] DuesRounding duesRounding,
        [Given("实交党费", "元", Max = 1_000_000)] decimal? paid = null)
    {
        var perMille = salary switch
        {
            <= 3000 => 5,
            <= 5000 => 10,
            <= 10000 => 15,
            _ => 20,
        };
        return Judge($"税后月工资收入 {salary:0.00} 元", salary, perMille, duesRounding, paid);
    }

    [Rule("FE-02", Rules2008 + "；尾数的处理为本系统约定（可设置）", Title = "离退休党员、学生党员交纳的党费", Status = RuleStatus.V2,
        WhyNotAsked = "党费收缴的流程还没有提供，提供后由它询问。",
        Text = "离退休党员以每月实际领取的离退休费为基数，5000 元以下（含）交 0.5%，5000 元以上交 1%；学生党员每月交 0.2 元。")]
    public static Verdict OfRetiredOrStudent(
        [Given("交纳人")] DuesPayer payer,
        [Setting(RoundingKey)] DuesRounding duesRounding,
        [Given("每月离退休费", "元", Max = 1_000_000)] decimal? pension = null,
        [Given("实交党费", "元", Max = 1_000_000)] decimal? paid = null) => payer switch
        {
            DuesPayer.Student => Compare("学生党员每月交 0.20 元", 0.20m, paid),
            DuesPayer.Retired when pension is not { } => Verdict.Mistaken("离退休党员须填写每月离退休费。"),
            DuesPayer.Retired => Judge($"每月离退休费 {pension:0.00} 元", pension.Value, pension <= 5000 ? 5 : 10, duesRounding, paid),
            _ => throw new ArgumentOutOfRangeException(nameof(payer)),
        };

    [Rule("FE-03", "《中国共产党章程》第九条；" + Rules2008, Title = "连续 6 个月不交党费，由党组织讨论决定", Status = RuleStatus.V2, Soft = true,
        WhyNotAsked = "党费收缴的流程还没有提供，提供后由它询问。",
        Text = "没有正当理由连续 6 个月不交纳党费的，按自行脱党处理，由支部大会讨论决定除名并报上级党组织批准，本系统不自动处理。补交党费的时间一般不超过 6 个月。")]
    public static Verdict IsNotInArrears(
        [Given("连续未交党费", "个月", Max = 1200)] int unpaidMonths,
        [Given("有正当理由")] bool goodReason = false,
        [Given("拟补交", "个月", Max = 1200)] int backPaymentMonths = 0)
    {
        if (backPaymentMonths > unpaidMonths)
            return Verdict.Mistaken($"拟补交 {backPaymentMonths} 个月多于未交的 {unpaidMonths} 个月。");

        var said = unpaidMonths == 0 ? "没有拖欠党费" : $"连续 {unpaidMonths} 个月未交党费，{(goodReason ? "有" : "没有")}正当理由";
        if (unpaidMonths >= 6 && !goodReason)
        {
            return new(false, $"{said}，已满 6 个月。")
            {
                Hard = true,
                Value = unpaidMonths,
                Instead = "请先教育、查明原因；属于自行脱党的，由支部大会讨论决定除名，报上级党组织批准。",
            };
        }

        var few = backPaymentMonths <= 6;
        return new(few, $"{said}{(backPaymentMonths == 0 ? "" : $"；拟补交 {backPaymentMonths} 个月，一般不超过 6 个月{(few ? "" : $"，多 {backPaymentMonths - 6} 个月")}")}。")
        {
            Value = unpaidMonths,
            Instead = few ? null : "确需补交更长时间的，写明原因报上级党组织同意。",
        };
    }

    [Rule("FE-04", Rules2008, Title = "从支部大会通过之日起交纳党费", Status = RuleStatus.V2,
        Text = "预备党员从支部大会通过其为预备党员之日起交纳党费，不从上级批准之日起。当月已经通过的，从当月交起。")]
    public static Verdict Starts(
        [Given("支部大会通过之日", "日")] DateOnly meetingOn,
        [Given("开始交纳的月份（填该月任一日）", "日")] DateOnly? paidFrom = null)
    {
        var said = $"{Words.Day(meetingOn)}支部大会通过，党费从 {meetingOn.Year}年{meetingOn.Month}月交起";
        var late = paidFrom is { } first ? ((first.Year - meetingOn.Year) * 12) + first.Month - meetingOn.Month : 0;
        return new(late == 0, paidFrom is { } paid ? $"{said}，实际从 {paid.Year}年{paid.Month}月交起，{late switch { 0 => "相符", > 0 => $"晚 {late} 个月", < 0 => $"早 {-late} 个月" }}。" : said + "。")
        {
            Value = meetingOn,
            Instead = late == 0 ? null : late > 0 ? $"请补交 {late} 个月的党费。" : "请退回或者转入以后月份，并写明。",
        };
    }

    private static Verdict Judge(string said, decimal income, int perMille, DuesRounding rounding, decimal? paid)
    {
        var exact = income * perMille / 1000;
        var due = rounding switch
        {
            DuesRounding.NearestCent => decimal.Round(exact, 2, MidpointRounding.AwayFromZero),
            DuesRounding.UpToCent => decimal.Ceiling(exact * 100) / 100,
            DuesRounding.DownToCent => decimal.Floor(exact * 100) / 100,
            _ => throw new ArgumentOutOfRangeException(nameof(rounding)),
        };
        return Compare($"{said}，按 {perMille / 10m:0.#}% 每月应交 {due:0.00} 元", due, paid);
    }

    private static Verdict Compare(string said, decimal due, decimal? paid)
    {
        var value = decimal.Round(due + 0.00m, 2);
        if (paid is not { } actual)
            return new(true, said + "。") { Value = value };

        var enough = actual >= due;
        return new(enough, $"{said}，实交 {actual:0.00} 元，{(actual == due ? "相符" : enough ? $"多交 {actual - due:0.00} 元" : $"少交 {due - actual:0.00} 元")}。")
        {
            Value = value,
            Instead = enough ? null : $"请补交 {due - actual:0.00} 元。",
        };
    }
}
