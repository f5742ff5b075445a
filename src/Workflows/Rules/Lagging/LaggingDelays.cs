namespace Workflows.Rules;

/// <summary>后进线索 that time brings: reports, elections, rectification, party life and statutory deadlines that are overdue.</summary>
public static class LaggingDelays
{
    [Rule("LG-T2", LaggingTriggers.Ours, Title = "日常监督报表连续迟报，或者得分偏低", Status = RuleStatus.D,
        Text = "季度日常监督报表连续两次没有报送或者迟报的，或者得分低于 60 分的，作为后进线索。")]
    public static Verdict IsReportingBadly(
        [Given("连续未报、迟报", "次", Max = 1000)] int late,
        [Given("连续", "次以上", Min = 1, Max = 100), Setting("lagging-late-reports")] int mostLate,
        [Given("低于", "分", Max = 100), Setting("lagging-lowest-score")] int lowestScore,
        [Given("得分", "分", Max = 100)] decimal? score = null)
    {
        var (often, low) = (late >= mostLate, score < lowestScore);
        var scored = score is { } points ? $"；得分 {points:0.##} 分，{(low ? "低于" : "不低于")} {lowestScore} 分" : "";
        return new(often || low, $"日常监督报表连续未报、迟报 {late} 次，{(often ? "已达到" : "不到")} {mostLate} 次{scored}。") { Instead = often || low ? null : LaggingTriggers.WayOut };
    }

    [Rule("LG-T3", LaggingTriggers.Ours, Title = "换届逾期", Status = RuleStatus.D,
        Text = "任期届满没有换届，又没有经批准延期的，逾期超过设定日数（默认 0 日）作为后进线索。")]
    public static Verdict IsElectionOverdue(
        [Given("届满日", "日")] DateOnly due,
        [Given("查看之日", "日")] DateOnly reportedOn,
        [Given("逾期超过", "日", Max = 366), Setting("lagging-election-days")] int moreThanDays) =>
        Overdue("换届", due, reportedOn, moreThanDays);

    [Rule("LG-T6", LaggingTriggers.Ours, Title = "整改逾期", Status = RuleStatus.D, Text = "自查整改事项逾期超过 30 日没有完成的，作为后进线索。")]
    public static Verdict IsRectificationOverdue(
        [Given("整改期限", "日")] DateOnly due,
        [Given("查看之日", "日")] DateOnly reportedOn,
        [Given("逾期超过", "日", Max = 366), Setting("lagging-rectification-days")] int moreThanDays) =>
        Overdue("整改", due, reportedOn, moreThanDays);

    [Rule("LG-T7", LaggingTriggers.Ours, Title = "党费、“三会一课”欠缺", Status = RuleStatus.D,
        Text = "党费没有按期收缴，或者“三会一课”没有按期召开，达到两期的，作为后进线索。")]
    public static Verdict IsPartyLifeLacking(
        [Given("党费未按期收缴", "期", Max = 1000)] int duesMissed,
        [Given("“三会一课”未按期召开", "期", Max = 1000)] int meetingsMissed,
        [Given("达到", "期", Min = 1, Max = 100), Setting("lagging-missed-periods")] int mostMissed)
    {
        var lacking = duesMissed >= mostMissed || meetingsMissed >= mostMissed;
        return new(lacking, $"党费未按期收缴 {duesMissed} 期，“三会一课”未按期召开 {meetingsMissed} 期，{(lacking ? "已达到" : "都不到")} {mostMissed} 期。")
        {
            Instead = lacking ? null : LaggingTriggers.WayOut,
        };
    }

    [Rule("LG-T8", LaggingTriggers.Ours, Title = "发展党员突破法定期限", Status = RuleStatus.D,
        Text = "发展党员工作中法定期限已过没有办理的，逾期超过设定日数（默认 0 日）作为后进线索。")]
    public static Verdict IsDevelopmentOverdue(
        [Given("法定期限", "日")] DateOnly due,
        [Given("查看之日", "日")] DateOnly reportedOn,
        [Given("逾期超过", "日", Max = 366), Setting("lagging-development-days")] int moreThanDays) =>
        Overdue("发展党员法定事项", due, reportedOn, moreThanDays);

    private static Verdict Overdue(string what, DateOnly due, DateOnly on, int moreThanDays)
    {
        var days = on.DayNumber - due.DayNumber;
        return days > moreThanDays
            ? new(true, $"{what}应在 {Words.Day(due)}以前完成，至 {Words.Day(on)}逾期 {days} 日{(moreThanDays > 0 ? $"，超过 {moreThanDays} 日" : "")}。")
            : new(false, $"{what}应在 {Words.Day(due)}以前完成，至 {Words.Day(on)}{(days > 0 ? $"逾期 {days} 日" : "没有逾期")}{(moreThanDays > 0 ? $"，没有超过 {moreThanDays} 日" : "")}。") { Instead = LaggingTriggers.WayOut };
    }
}
