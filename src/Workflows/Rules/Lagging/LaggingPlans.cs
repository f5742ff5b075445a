namespace Workflows.Rules;

/// <summary>How long rectification is tracked.</summary>
/// <param name="Until">Last day in time.</param>
/// <param name="Extensions">How often it was extended.</param>
public sealed record Tracked(DateOnly Until, int Extensions);

/// <summary>One measure as it was found on site.</summary>
public sealed record CheckedMeasure([Given("措施")] string Measure, [Given("合格")] bool Passed);

/// <summary>整改: the plan, how long it is tracked, extensions, and who checks the result.</summary>
public static class LaggingPlans
{
    private const string Ours = LaggingTalks.Ours;

    [Rule("LG-04", Ours, Title = "整改方案有具体措施", Status = RuleStatus.D, Text = "整改方案至少写明一条措施，逐条落实责任人和时限。")]
    public static Verdict HasMeasures(
        [Given("措施", "条", Max = 1000)] int measures,
        [Given("至少", "条", Min = 1, Max = 100), Setting("lagging-measures")] int least) =>
        new(measures >= least, $"整改方案有 {measures} 条措施，至少 {least} 条，{Words.Reached(measures, least, "条")}。")
        {
            Instead = measures >= least ? null : $"请再写明 {least - measures} 条措施，每条落实责任人和时限。",
        };

    [Rule("LG-05", Ours, Title = "按期报送整改方案", Status = RuleStatus.D, Text = "约谈后十个工作日以内报送整改方案。")]
    public static Verdict IsPlanPrompt(
        [Given("约谈之日", "日")] DateOnly talkedOn,
        [Given("报送之日", "日")] DateOnly plannedOn,
        [Given("报送期限"), Setting("lagging-plan")] Period within,
        WorkCalendar calendar) =>
        Timeliness.Of("约谈", talkedOn, within, "报送整改方案", plannedOn, calendar, "请说明逾期原因；方案仍可报送。");

    [Rule("LG-06", Ours, Title = "整改方案退回次数", Status = RuleStatus.D, Text = "整改方案可以退回修改一次；再不合格的，提高一级约谈。")]
    public static Verdict MayReturn(
        [Given("最多退回", "次", Max = 9), Setting("lagging-plan-returns")] int most,
        [Given("已经退回", "次", Max = 100)] int before = 0) =>
        new(before < most, $"整改方案已经退回 {before} 次，最多 {most} 次，{(before < most ? "可以退回修改" : "不再退回，提高一级约谈")}。")
        {
            Value = before + 1,
            Instead = before < most ? null : "请由有权的领导提高一级约谈。",
        };

    [Gives("整改期限", Of = "until")]
    [Rule("LG-07", Ours, Title = "跟踪整改的时间", Status = RuleStatus.D, Text = "整改一般跟踪三个月，最短一个月，最长六个月，从批准整改方案之日算起。")]
    public static Verdict IsTrackedFor(
        [Given("批准方案之日", "日")] DateOnly approvedOn,
        [Given("最短", "个月", Min = 1, Max = 24), Setting("lagging-track-least")] int least,
        [Given("最长", "个月", Min = 1, Max = 24), Setting("lagging-track-most")] int most,
        [Given("一般", "个月", Min = 1, Max = 24), Setting("lagging-track-usual")] int usual,
        [Given("跟踪", "个月", Max = 120)] int? months = null)
    {
        var chosen = months ?? usual;
        var fits = chosen >= least && chosen <= most;
        var until = Periods.DeadlineMonths(approvedOn, chosen);
        return new(fits, $"跟踪整改 {chosen} 个月{(months is null ? "（一般）" : "")}，应在 {least} 至 {most} 个月之间，{(fits ? $"至 {Words.Day(until)}" : chosen < least ? "太短" : "太长")}。")
        {
            Value = new Tracked(until, 0),
            Instead = fits ? null : $"请填写 {least} 至 {most} 个月。",
        };
    }

    [Gives("整改期限", Of = "until")]
    [Rule("LG-08", Ours, Title = "整改延期一次，不超过一个月", Status = RuleStatus.D, Text = "整改不能按期完成的，可以申请延期一次，不超过一个月。")]
    public static Verdict MayExtend(
        [Given("已经延期", "次", Max = 100)] int before,
        [Given("原定期限", "日")] DateOnly due,
        [Given("延至", "日")] DateOnly until,
        [Given("最多延期", "次", Max = 9), Setting("lagging-extensions")] int most,
        [Given("最长延期"), Setting("lagging-extension")] Period longest,
        WorkCalendar calendar)
    {
        if (until <= due)
            return Verdict.Mistaken($"延至 {Words.Day(until)}，不晚于原定期限 {Words.Day(due)}。");

        var (latest, provisional) = longest.DueFrom(due, calendar, rollToNextWorkday: false);
        var may = before < most && until <= latest;
        return new(may, $"已经延期 {before} 次，最多 {most} 次；原定 {Words.Day(due)}，最长延期 {longest.InWords()}，至迟 {Words.Day(latest)}，申请延至 {Words.Day(until)}{(until <= latest ? "" : $"，超过 {until.DayNumber - latest.DayNumber} 日")}。")
        {
            Value = new Tracked(until, before + 1),
            Provisional = provisional,
            Instead = may ? null : before >= most ? "请按期报告整改结果，没有完成的如实写明。" : $"请申请延至 {Words.Day(latest)}或以前。",
        };
    }

    [Rule("LG-09", Ours, Title = "复核人不是约谈人", Status = RuleStatus.D, Text = "整改由没有参加约谈的人现场复核：约谈人不复核自己约谈的事，被约谈人不复核自己；复核人转办的也一样。")]
    public static Verdict IsCheckedByOthers(
        [Given("复核人")] IReadOnlyList<string> inspectors,
        [Given("约谈人")] IReadOnlyList<string> interviewers,
        [Given("被约谈人")] IReadOnlyList<string>? interviewees = null)
    {
        var both = inspectors.Where(i => interviewers.Contains(i, StringComparer.Ordinal) || interviewees?.Contains(i, StringComparer.Ordinal) == true).Distinct(StringComparer.Ordinal).ToArray();
        var fit = inspectors.Count > 0 && both is [];
        return new(fit, $"复核人：{Words.List(inspectors)}；约谈人：{Words.List(interviewers)}；{(both is [] ? "没有重合" : $"{Words.List(both)}参加过约谈")}。")
        {
            Instead = fit ? null : both is [] ? "请指定复核人。" : $"请换其他同志复核，{Words.List(both)}应当回避。",
        };
    }

    [Gives("上次报告进展（开始跟踪）之日")]
    [Rule("LG-16", Ours, Title = "每月报告整改进展", Status = RuleStatus.D, Text = "跟踪整改期间每月报告一次进展，从批准整改方案之日算起。")]
    public static Verdict IsProgressPrompt(
        [Given("上次报告（或者开始跟踪）之日", "日")] DateOnly lastOn,
        [Given("报告间隔"), Setting("lagging-progress")] Period every,
        WorkCalendar calendar,
        [Given("本次报告之日", "日")] DateOnly? reportedOn = null)
    {
        if (reportedOn is { } on)
            return Timeliness.Of("上次报告（或者开始跟踪）", lastOn, every, "再次报告", on, calendar, "请补报，并说明迟报原因。") with { Value = on };

        var (due, provisional) = every.DueFrom(lastOn, calendar, rollToNextWorkday: false);
        return new(true, $"{Words.Day(lastOn)}开始跟踪，{every.InWords()}报告一次进展，第一次至迟 {Words.Day(due)}。") { Value = lastOn, Provisional = provisional };
    }

    [Rule("LG-17", Ours, Title = "按期现场复核", Status = RuleStatus.D, Text = "报告整改完成后十个工作日以内现场复核。")]
    public static Verdict IsCheckPrompt(
        [Given("报告完成之日", "日")] DateOnly completedOn,
        [Given("复核之日", "日")] DateOnly checkedOn,
        [Given("复核期限"), Setting("lagging-recheck")] Period within,
        WorkCalendar calendar) =>
        Timeliness.Of("报告整改完成", completedOn, within, "复核", checkedOn, calendar, "请尽快复核，并记明推迟的原因。");

    [Rule("LG-19", Ours, Title = "按期报告整改完成", Status = RuleStatus.D, Text = "在整改期限以内报告完成情况；逾期的，由有权的领导决定复核、再次约谈或者提高一级。")]
    public static Verdict IsCompletedInTime([Given("整改期限", "日")] DateOnly due, [Given("报告完成之日", "日")] DateOnly completedOn) =>
        new(completedOn <= due, $"整改期限 {Words.Day(due)}，{Words.Day(completedOn)}报告完成，{(completedOn <= due ? "按时" : $"逾期 {completedOn.DayNumber - due.DayNumber} 日")}。")
        {
            Instead = completedOn <= due ? null : "请由有权的领导决定如何处理。",
        };

    [Rule("LG-21", Ours, Title = "按期审批整改方案", Status = RuleStatus.D, Text = "收到整改方案后五个工作日以内批准或者退回。")]
    public static Verdict IsPlanAnsweredPromptly(
        [Given("报送之日", "日")] DateOnly plannedOn,
        [Given("批准之日", "日")] DateOnly approvedOn,
        [Given("审批期限"), Setting("lagging-plan-check")] Period within,
        WorkCalendar calendar) =>
        Timeliness.Of("报送整改方案", plannedOn, within, "批准", approvedOn, calendar, "请记明推迟的原因。");

    [Rule("LG-25", Ours, Title = "逐项合格才算通过", Status = RuleStatus.D, Text = "现场复核逐项判断，全部合格的销号，有不合格的再约谈或者提高一级。是否要求全部合格可设置。")]
    public static Verdict AllPass(
        [Given("逐项复核")] IReadOnlyList<CheckedMeasure> measures,
        [Given("合格须达到"), Setting("lagging-pass-share")] Share share)
    {
        var failed = measures.Where(m => !m.Passed).Select(m => m.Measure).ToArray();
        var passes = measures.Count > 0 && share.IsMetBy(measures.Count - failed.Length, measures.Count);
        return new(passes, $"复核 {measures.Count} 项，合格 {measures.Count - failed.Length} 项，{(share == Share.Parse(">= 1/1") ? "须全部合格" : $"合格须{share.InWords()}")}{(failed is [] ? "" : $"；不合格：{Words.List(failed)}")}。")
        {
            Instead = passes ? null : "请由有权的领导决定再约谈或者提高一级。",
        };
    }
}
