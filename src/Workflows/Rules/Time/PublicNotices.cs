using System.Collections.Immutable;

namespace Workflows.Rules;

/// <summary>How long a notice hangs and when a decision may follow.</summary>
/// <param name="LastDay">The last working day that is counted.</param>
/// <param name="EarliestDecision">The day after it.</param>
/// <param name="Counted">The working days counted, in order.</param>
/// <param name="Provisional">A year of the span has no loaded calendar (WD-05).</param>
public sealed record NoticeSpan(DateOnly LastDay, DateOnly EarliestDecision, ImmutableArray<DateOnly> Counted, bool Provisional);

/// <summary>公示: how its working days are counted, what restarts them, what blocks the outcome.</summary>
public static class PublicNotices
{
    public const string PostingDayKey = "count-posting-day";
    private const string DaysKey = "notice-working-days";
    private const string Article = "《中国共产党发展党员工作细则》（2026 年修订）第十三条；起算方法为本系统约定（可设置）";

    /// <summary>The span of a notice: <paramref name="days"/> full working days from its posting.</summary>
    public static NoticeSpan Span(DateOnly posted, int days, bool countPostingDay, WorkCalendar calendar)
    {
        var counted = calendar.WorkingDaysFrom(countPostingDay ? posted.AddDays(-1) : posted, days);
        return new(counted[^1], counted[^1].AddDays(1), counted, !calendar.Covers(posted, counted[^1]));
    }

    [Rule("WD-02", Article, Title = "公示期按工作日数满", Status = RuleStatus.V1,
        Text = "公示要满规定的工作日。张贴当日默认不计入，从下一个工作日起数满，最早在数满后的次日作决定；调休上班的周末算工作日，放假日不算。")]
    public static Verdict RunsItsDays(
        [Given("张贴日", "日")] DateOnly postedOn,
        [Setting(PostingDayKey)] bool countPostingDay,
        [Given("公示期", "个工作日", Min = 1, Max = 60), Setting(DaysKey)] int days,
        WorkCalendar calendar,
        [Given("作决定之日", "日")] DateOnly? decidedOn = null) =>
        Judge(Span(postedOn, days, countPostingDay, calendar), $"{Words.DayOf(postedOn, calendar)}张贴", days, decidedOn, calendar);

    [Rule("WD-03", "本系统约定", Title = "更正或撤下重贴的，公示重新起算", Status = RuleStatus.D,
        Text = "公示期间撤下公示，或者更正姓名、内容，从重新张贴之日起重新数；有异议不停止计日，但异议没有核查清楚以前不能得出结果。")]
    public static Verdict RestartsWhenChanged(
        [Given("首次张贴日", "日")] DateOnly postedOn,
        [Setting(PostingDayKey)] bool countPostingDay,
        [Given("公示期", "个工作日", Min = 1, Max = 60), Setting(DaysKey)] int days,
        WorkCalendar calendar,
        [Given("重新张贴日", "日")] IReadOnlyList<DateOnly>? repostedOn = null,
        [Given("尚未核查清楚的异议", "件")] int openObjections = 0,
        [Given("作决定之日", "日")] DateOnly? decidedOn = null)
    {
        var reposted = repostedOn ?? [];
        if (reposted.Any(d => d < postedOn))
            return Verdict.Mistaken($"重新张贴日早于首次张贴日 {Words.Day(postedOn)}。");

        var last = reposted.Append(postedOn).Max();
        var said = reposted.Count == 0 ? $"{Words.DayOf(last, calendar)}张贴" : $"更正后于 {Words.DayOf(last, calendar)}重新张贴，重新起算";
        var verdict = Judge(Span(last, days, countPostingDay, calendar), said, days, decidedOn, calendar);
        return openObjections == 0 ? verdict : verdict with
        {
            Holds = false,
            Because = $"{verdict.Because[..^1]}；另有 {openObjections} 件异议尚未核查清楚。",
            Instead = "请先核查全部异议并写明结论，再作决定；核查期间公示日照常计算。",
        };
    }

    internal static Verdict Judge(NoticeSpan span, string said, int days, DateOnly? decidedOn, WorkCalendar calendar)
    {
        var counted = $"{said}，{days} 个工作日至 {Words.DayOf(span.LastDay, calendar)}届满，最早 {Words.Day(span.EarliestDecision)}作决定";
        if (span.Provisional)
        {
            var missing = calendar.FirstYearMissing(span.Counted[0], span.LastDay);
            return new(false, $"{counted}；{missing} 年放假安排尚未录入，这一结果为暂定，不能据以办理。")
            {
                Value = span,
                Provisional = true,
                Instead = $"请在 {missing} 年放假安排的通知发布后由管理员录入，系统会重新计算。",
            };
        }

        var ripe = decidedOn is null || decidedOn >= span.EarliestDecision;
        return new(ripe, decidedOn is { } day ? $"{counted}，现于 {Words.Day(day)}作决定，{(ripe ? "已满" : "未满")}。" : counted + "。")
        {
            Value = span,
            Instead = ripe ? null : $"请在 {Words.Day(span.EarliestDecision)}或以后作决定。",
        };
    }
}
