namespace Workflows.Rules;

/// <summary>述职评议的综合评价.</summary>
public enum AssessedAs
{
    [Label("好")]
    Good,

    [Label("较好")]
    Fair,

    [Label("一般")]
    Average,

    [Label("差")]
    Poor,
}

/// <summary>后进线索 that an assessment, an inspection or the superior's own judgment brings: each says whether it makes a unit a candidate for 后进约谈.</summary>
public static class LaggingTriggers
{
    internal const string Ours = "后进约谈制；触发条件为本系统约定（可设置）";
    internal const string WayOut = "不构成后进线索的，按日常工作督促；情况有变化的，可另行提交。";

    [Rule("LG-T1", Ours, Title = "述职评议综合评价靠后", Status = RuleStatus.D,
        Text = "书记抓党建述职评议综合评价为“一般”或“差”的，或者名次在最后百分之五以内的，作为后进线索。")]
    public static Verdict IsAssessedLow(
        [Given("综合评价")] AssessedAs rating,
        [Given("最后", "%", Max = 100), Setting("lagging-bottom-percent")] int bottomPercent,
        [Given("名次（从高到低）", Min = 1, Max = 100_000)] int? rank = null,
        [Given("参加评议的党组织", "个", Min = 1, Max = 100_000)] int? units = null)
    {
        if (rank > units)
            return Verdict.Mistaken($"名次第 {rank} 位，参加评议的只有 {units} 个。");

        var low = rating is AssessedAs.Average or AssessedAs.Poor;
        var fromBottom = units - rank + 1;
        var last = fromBottom * 100L <= (long?)bottomPercent * units;
        var place = fromBottom is { } n ? $"，{units} 个中列倒数第 {n} 位，{(last ? "在" : "不在")}最后 {bottomPercent}% 以内" : "";
        return new(low || last, $"综合评价为“{Choice.LabelOf(rating)}”{place}。") { Instead = low || last ? null : WayOut };
    }

    [Rule("LG-T4", Ours, Title = "暗访督查发现严重问题", Status = RuleStatus.D,
        Text = "暗访督查发现严重问题的，或者同一问题发现两次以上的，作为后进线索。")]
    public static Verdict IsFoundSerious(
        [Given("属于严重问题")] bool serious,
        [Given("同一问题发现", "次", Max = 1000)] int times,
        [Given("同一问题", "次以上", Min = 1, Max = 100), Setting("lagging-same-finding")] int sameFinding)
    {
        var often = times >= sameFinding;
        return new(serious || often, $"暗访督查发现的问题{(serious ? "属于" : "不属于")}严重问题，同一问题发现 {times} 次，{(often ? "已达到" : "不到")} {sameFinding} 次。")
        {
            Instead = serious || often ? null : WayOut,
        };
    }

    [Rule("LG-T5", Ours, Title = "半年通报列为后进", Status = RuleStatus.D, Text = "巡听旁听、督导的半年通报把党组织列为后进的，作为后进线索。")]
    public static Verdict IsNamedBehind([Given("通报列为后进")] bool named) =>
        new(named, $"半年通报{(named ? "" : "没有")}把本党组织列为后进。") { Instead = named ? null : WayOut };

    [Rule("LG-T9", Ours, Title = "上级组织科（部）提出", Status = RuleStatus.D, Text = "上级组织科（部）掌握具体事实的，可以直接提出，须写明事实。")]
    public static Verdict IsProposed(
        [Given("事实")] string fact,
        [Given("至少", "字", Min = 1, Max = 200), Setting("lagging-fact-length")] int leastLength)
    {
        var length = fact.Trim().Length;
        return new(length >= leastLength, length >= leastLength ? $"{fact.Trim().TrimEnd('。', '！', '？')}。" : $"事实写了 {length} 字，至少 {leastLength} 字。")
        {
            Instead = length >= leastLength ? null : "请写明时间、事项和具体表现。",
        };
    }
}
