namespace Workflows.Rules;

/// <summary>不合格党员处置: time to correct, what counts as 自行脱党, when membership is stopped; people decide, never the clock.</summary>
public static class Disposals
{
    private const string Education = "《中国共产党党员教育管理工作条例》";
    private const string From = "2019-05-06";
    private const int LeftAfterMonths = 6;

    [Rule("DI-01", Education + "（期限未核对原文，可设置）", Title = "限期改正一般不超过 1 年", Status = RuleStatus.GK, From = From,
        Text = "对不合格党员作出限期改正处置的，改正时限不超过 1 年。期限未核对原文，可以设置。")]
    public static Verdict IsWithinLimit(
        [Given("决定限期改正之日", "日")] DateOnly decidedOn,
        [Given("最长", "个月", Min = 1, Max = 36), Setting("correction-most-months", "限期改正最长多少个月", "12", Status = RuleStatus.GK)] int mostMonths,
        [Given("改正期限", "日")] DateOnly? correctBy = null)
    {
        if (correctBy < decidedOn)
            return Verdict.Mistaken($"改正期限 {Words.Day(correctBy.Value)}早于决定之日 {Words.Day(decidedOn)}。");

        var latest = Periods.DeadlineMonths(decidedOn, mostMonths);
        var within = correctBy is null || correctBy <= latest;
        return new(within, $"{Words.Day(decidedOn)}决定限期改正，最长 {mostMonths} 个月，至迟 {Words.Day(latest)}{(correctBy is { } day ? $"，定为 {Words.Day(day)}，{(within ? "没有超过" : $"超过 {day.DayNumber - latest.DayNumber} 日")}" : "")}。")
        {
            Value = latest,
            Instead = within ? null : $"请把改正期限定在 {Words.Day(latest)}以前；期满没有改正的，按规定作进一步处置。",
        };
    }

    [Rule("DI-02", "《中国共产党章程》第九条", Title = "连续 6 个月不参加组织生活、不交党费或者不做分配的工作", Status = RuleStatus.V2,
        Text = "没有正当理由，连续 6 个月不参加党的组织生活，或者不交纳党费，或者不做党所分配的工作，就被认为是自行脱党。三项分别计算，不相加。由支部大会决定除名，报上级党组织批准，本系统不自动处理。")]
    public static Verdict HasNotLeft(
        [Given("连续不参加组织生活", "个月", Max = 1200)] int withoutLife,
        [Given("连续不交党费", "个月", Max = 1200)] int withoutDues,
        [Given("连续不做分配的工作", "个月", Max = 1200)] int withoutWork,
        [Given("有正当理由")] bool goodReason = false)
    {
        (string What, int Months)[] counters = [("不参加组织生活", withoutLife), ("不交党费", withoutDues), ("不做分配的工作", withoutWork)];
        var reached = counters.Where(c => c.Months >= LeftAfterMonths).Select(c => c.What).ToArray();
        var stays = reached is [] || goodReason;
        return new(stays, $"连续{string.Join("、", counters.Select(c => $"{c.What} {c.Months} 个月"))}，{(reached is [] ? $"各项都不满 {LeftAfterMonths} 个月" : $"{Words.List(reached)}已满 {LeftAfterMonths} 个月，{(goodReason ? "有" : "没有")}正当理由")}。")
        {
            Value = reached,
            Instead = stays ? null : "请先教育、查明原因；属于自行脱党的，由支部大会讨论决定除名，报上级党组织批准。",
        };
    }

    [Rule("DI-03", Education + "第二十四条；失去联系的时间未核对原文（可设置）", Title = "出国超过 5 年或者失去联系 6 个月以上，可以停止党籍", Status = RuleStatus.V2, From = From,
        Text = "出国（境）超过 5 年的，或者与党组织失去联系 6 个月以上、通过各种方式查找仍然没有取得联系的，可以予以停止党籍。停止党籍的不计入应到会。由党组织研究决定，本系统不自动处理。")]
    public static Verdict MayBeStopped(
        [Given("判断之日", "日")] DateOnly on,
        [Given("失去联系", "个月以上", Min = 1, Max = 60), Setting("lost-contact-months", "失去联系多少个月以上可以停止党籍", "6", Status = RuleStatus.GK)] int lostMonths,
        [Given("出国（境）之日", "日")] DateOnly? abroadSince = null,
        [Given("失去联系之日", "日")] DateOnly? lostSince = null)
    {
        if (abroadSince > on || lostSince > on)
            return Verdict.Mistaken($"出国（境）或者失去联系之日晚于判断之日 {Words.Day(on)}。");

        var fiveYears = abroadSince is { } left ? Periods.DeadlineMonths(left, 60) : (DateOnly?)null;
        var lost = lostSince is { } gone ? Periods.MinimumMonths(gone, lostMonths) : (DateOnly?)null;
        var may = on > fiveYears || on >= lost;
        string[] told =
        [
            .. fiveYears is { } five ? new[] { $"{Words.Day(abroadSince!.Value)}出国（境），满 5 年为 {Words.Day(five)}，{(on > five ? "已超过" : "没有超过")}" } : [],
            .. lost is { } since ? new[] { $"{Words.Day(lostSince!.Value)}失去联系，满 {lostMonths} 个月为 {Words.Day(since)}，{(on >= since ? "已满" : "未满")}" } : [],
        ];
        return new(may, $"{(told is [] ? "没有出国（境）或者失去联系的情况" : string.Join("；", told))}，{(may ? "可以" : "不能")}停止党籍。")
        {
            Value = may,
            Instead = may ? null : "请继续联系和管理，不能停止党籍，仍计入应到会。",
        };
    }
}
