namespace Workflows.Rules;

/// <summary>不合格党员处置: time to correct, what counts as 自行脱党; people decide, never the clock.</summary>
public static class Disposals
{
    internal const string Education = "《中国共产党党员教育管理工作条例》";
    internal const string From = "2019-05-06";
    private const int CorrectMonths = 12;
    private const int LeftAfterMonths = 6;
    private const string Waits = "不合格党员处置的流程还没有提供，提供后由它询问。";

    [Rule("DI-01", Education + "第三十条", Title = "限期改正不超过 1 年", Status = RuleStatus.V1, From = From,
        WhyNotAsked = Waits,
        Text = "对缺乏革命意志，不履行党员义务，不符合党员条件，但能够正确认识错误、愿意接受教育管理并且决心改正的党员，作出限期改正处置，限期改正时间不超过 1 年。")]
    public static Verdict IsWithinLimit([Given("决定限期改正之日", "日")] DateOnly decidedOn, [Given("改正期限", "日")] DateOnly? correctBy = null)
    {
        if (correctBy < decidedOn)
            return Verdict.Mistaken($"改正期限 {Words.Day(correctBy.Value)}早于决定之日 {Words.Day(decidedOn)}。");

        var latest = Periods.DeadlineMonths(decidedOn, CorrectMonths);
        var within = correctBy is null || correctBy <= latest;
        return new(within, $"{Words.Day(decidedOn)}决定限期改正，不超过 1 年，至迟 {Words.Day(latest)}{(correctBy is { } day ? $"，定为 {Words.Day(day)}，{(within ? "没有超过" : $"超过 {day.DayNumber - latest.DayNumber} 日")}" : "")}。")
        {
            Value = latest,
            Instead = within ? null : $"请把改正期限定在 {Words.Day(latest)}以前；期满没有转变的，劝其退党，劝而不退的予以除名。",
        };
    }

    [Rule("DI-02", "《中国共产党章程》第九条；" + Education + "第三十一条", Title = "连续 6 个月不参加组织生活、不交党费或者不做分配的工作", Status = RuleStatus.V1, From = From,
        WhyNotAsked = Waits,
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
}
