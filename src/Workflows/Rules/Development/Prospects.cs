namespace Workflows.Rules;

/// <summary>What the superior answered about a candidate for 发展对象.</summary>
public enum ProspectReply
{
    [Label("尚未答复")]
    Pending,

    [Label("已备案")]
    Filed,

    [Label("同意")]
    Agreed,

    [Label("不同意")]
    Refused,
}

/// <summary>发展对象: the superior's consent, the public notice, the course, the political review.</summary>
public static class Prospects
{
    private const int NoticeDays = 5;

    [Rule("PM-08", DevelopmentText.Of2026 + "第十三条", Title = "发展对象人选须经上级党委同意", Status = RuleStatus.V1, From = DevelopmentText.From2026,
        Text = "确定的发展对象人选报上级党委同意后，才能列为发展对象。2014 年的细则是报上级党委备案，2026 年 5 月 11 日起只备案不够。")]
    public static Verdict HasConsent([Given("上级党委的答复")] ProspectReply reply) =>
        new(reply == ProspectReply.Agreed, $"列为发展对象须经上级党委同意，上级党委{Choice.LabelOf(reply)}。")
        {
            Instead = reply switch
            {
                ProspectReply.Agreed => null,
                ProspectReply.Refused => "请继续培养教育考察，条件成熟后再报。",
                ProspectReply.Pending or ProspectReply.Filed => "请报上级党委，取得同意的答复后再列为发展对象。",
                _ => throw new ArgumentOutOfRangeException(nameof(reply)),
            },
        };

    [Rule("PM-08", DevelopmentText.Of2014 + "第十三条", Title = "发展对象人选报上级党委备案", Status = RuleStatus.V2, From = DevelopmentText.From2014,
        Text = "2014 年的细则规定，确定的发展对象人选报上级党委备案后，列为发展对象。")]
    public static Verdict WasFiled([Given("上级党委的答复")] ProspectReply reply)
    {
        var filed = reply is ProspectReply.Filed or ProspectReply.Agreed;
        return new(filed, $"当时列为发展对象须报上级党委备案，上级党委{Choice.LabelOf(reply)}。")
        {
            Instead = filed ? null : reply == ProspectReply.Refused ? "请按上级党委的意见补正后再报备案。" : "请先报上级党委备案。",
        };
    }

    [Rule("PM-09", DevelopmentText.Of2026 + "第十三条；起算方法为本系统约定（可设置）", Title = "拟列为发展对象的公示不少于 5 个工作日", Status = RuleStatus.V1, From = DevelopmentText.From2026,
        Text = "拟列为发展对象的，在工作、学习单位或者居住地公示，不少于 5 个工作日；流动人员在流出地和流入地同时公示，两处都满 5 个工作日。张贴当日默认不计入，最早在数满的次日作决定。")]
    public static Verdict IsPublished(
        [Setting(PublicNotices.PostingDayKey)] bool countPostingDay,
        WorkCalendar calendar,
        [Given("张贴日（流动人员为第一处）", "日")] DateOnly? postedOn = null,
        [Given("是流动人员")] bool floating = false,
        [Given("第二处张贴日", "日")] DateOnly? otherPostedOn = null,
        [Given("列为发展对象之日", "日")] DateOnly? decidedOn = null)
    {
        if (postedOn is not { } posted)
            return new(false, "拟列为发展对象的须公示不少于 5 个工作日，还没有公示。") { Instead = "请先公示，期满不影响发展入党的，再列为发展对象。" };
        if (floating && otherPostedOn is null)
            return new(false, $"流动人员须在流出地和流入地都公示，只有一处于 {Words.DayOf(posted, calendar)}张贴。") { Instead = "请在另一处也公示 5 个工作日。" };

        var last = floating && otherPostedOn > posted ? otherPostedOn.Value : posted;
        var said = $"{(floating ? "流出地、流入地两处，后一处" : "")}{Words.DayOf(last, calendar)}张贴";
        return PublicNotices.Judge(PublicNotices.Span(last, NoticeDays, countPostingDay, calendar), said, NoticeDays, decidedOn, calendar);
    }

    [Rule("PM-09", DevelopmentText.Of2014, Title = "2014 年细则没有要求公示发展对象", Status = RuleStatus.GK, From = DevelopmentText.From2014,
        Text = "2014 年的细则没有规定列为发展对象以前须公示；当时已按地方规定公示的，照实记录。")]
    public static Verdict WasNotPublished(
        [Given("张贴日（流动人员为第一处）", "日")] DateOnly? postedOn = null,
        [Given("是流动人员")] bool floating = false,
        [Given("第二处张贴日", "日")] DateOnly? otherPostedOn = null,
        [Given("列为发展对象之日", "日")] DateOnly? decidedOn = null)
    {
        var places = floating && otherPostedOn is not null ? "两处" : "";
        return new(true, $"2014 年细则没有要求公示{(postedOn is { } day ? $"；实际于 {Words.Day(day)}{places}张贴" : "")}{(decidedOn is { } decided ? $"，{Words.Day(decided)}列为发展对象" : "")}。");
    }

    [Rule("PM-11", DevelopmentText.Of2026 + "第十七条；2014 年细则第十七条相同", Title = "发展对象短期集中培训 3 天或者 24 学时以上", Status = RuleStatus.V1, Soft = true, From = DevelopmentText.From2014,
        Text = "短期集中培训时间一般不少于 3 天或者不少于 24 学时，达到一项即可，一般采取线下方式，根据需要也可以采取视频方式；没有经过培训的，除个别特殊情况外，不能发展入党。")]
    public static Verdict IsTrained(
        [Given("培训天数", "天", Max = 365)] int days,
        [Given("培训学时", "学时", Max = 3000)] int hours)
    {
        var enough = days >= 3 || hours >= 24;
        return new(enough, days == 0 && hours == 0
            ? "没有参加短期集中培训，不能发展入党。"
            : $"集中培训 {days} 天、{hours} 学时，一般不少于 3 天或者 24 学时，{(enough ? "已达到" : $"差 {3 - days} 天或者 {24 - hours} 学时")}。")
        {
            Instead = enough ? null : "请补足培训；个别特殊情况写明理由，报上级党委同意。",
        };
    }

    [Rule("PM-12", DevelopmentText.Of2026 + "第十六条" + DevelopmentText.SameBefore, Title = "政治审查合格并有结论性材料", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "发展对象必须进行政治审查，审查合格，形成结论性材料；没有审查或者审查不合格的，不能发展入党。")]
    public static Verdict IsReviewed(
        [Given("已进行政治审查")] bool reviewed,
        [Given("审查合格")] bool passed = false,
        [Given("有结论性材料")] bool concluded = false)
    {
        var holds = reviewed && passed && concluded;
        return new(holds, !reviewed ? "尚未进行政治审查，不能发展入党。"
            : $"已进行政治审查，{(passed ? "审查合格" : "审查不合格或者尚无结果")}，{(concluded ? "有" : "没有")}结论性材料。")
        {
            Instead = holds ? null : !reviewed ? "请先进行政治审查。" : !passed ? "不能继续办理；请按审查意见处理，结论告知支部。" : "请形成结论性材料后再继续。",
        };
    }
}
