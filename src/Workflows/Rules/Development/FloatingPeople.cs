namespace Workflows.Rules;

/// <summary>流动人员中的发展对象: who is asked in their political review, and that both places publish at the same time.</summary>
public static class FloatingPeople
{
    [Rule("PM-34", DevelopmentText.Of2026 + "第十六条；2014 年细则未核对", Title = "流动人员的政治审查，征求户籍地和居住地党组织的意见", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "对流动人员中的发展对象进行政治审查，除同本人谈话、查阅档案、找有关单位和人员了解情况以及必要的函调、外调外，还应当征求其户籍所在地和居住地基层党组织的意见，两处都要征求。")]
    public static Verdict AreBothAsked(
        [Given("是流动人员")] bool floating,
        [Given("已征求户籍所在地基层党组织意见")] bool originAsked = false,
        [Given("已征求居住地基层党组织意见")] bool residenceAsked = false)
    {
        if (!floating)
            return new(true, "不是流动人员，不用另行征求户籍所在地和居住地党组织的意见。");

        string[] missing = [.. originAsked ? [] : new[] { "户籍所在地" }, .. residenceAsked ? [] : new[] { "居住地" }];
        return new(missing is [], $"是流动人员，须征求户籍所在地和居住地基层党组织的意见，{(missing is [] ? "两处都已征求" : $"{Words.List(missing)}还没有征求")}。")
        {
            Instead = missing is [] ? null : $"请征求{Words.List(missing)}基层党组织的意见，形成材料后再作结论。",
        };
    }

    [Rule("PM-35", DevelopmentText.Of2026 + "第十三条；相差的天数为本系统约定（可设置）", Title = "流动人员在流出地和流入地同时公示", Status = RuleStatus.V1, From = DevelopmentText.From2026,
        Text = "拟列为发展对象的流动人员，在流出地和流入地同时公示：两处同一天张贴；默认相差不超过 1 个工作日的，视为同时。两处都要满 5 个工作日。")]
    public static Verdict ArePublishedTogether(
        [Given("流出地张贴日", "日")] DateOnly originOn,
        [Given("流入地张贴日", "日")] DateOnly destinationOn,
        [Given("最多相差", "个工作日", Max = 10), Setting("notice-places-apart")] int apart,
        WorkCalendar calendar)
    {
        var (first, last) = originOn <= destinationOn ? (originOn, destinationOn) : (destinationOn, originOn);
        var latest = apart == 0 ? first : calendar.WorkingDaysFrom(first, apart)[^1];
        var together = last <= latest;
        return new(together, $"流出地 {Words.DayOf(originOn, calendar)}张贴，流入地 {Words.DayOf(destinationOn, calendar)}张贴，"
            + $"{(first == last ? "同一天张贴" : $"应当同时，最多相差 {apart} 个工作日即至迟 {Words.Day(latest)}，{(together ? "视为同时" : "不是同时")}")}。")
        {
            Value = latest,
            Provisional = first != last && !calendar.Covers(first, latest),
            Instead = together ? null : "请两处约定同一天重新张贴，重新起算。",
        };
    }
}
