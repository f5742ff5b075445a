namespace Workflows.Rules;

/// <summary>发展党员工作中没有条文规定的办理期限，各项可以设置。</summary>
public static class DevelopmentTimes
{
    [Rule("LC-08", ElectionTimes.Ours + "；细则第八条没有规定备案期限", Title = "入党积极分子备案的期限", Status = RuleStatus.D, Soft = true, Text = "确定入党积极分子后 10 个工作日内报上级党委备案。")]
    public static Verdict IsActivistFiledPromptly(
        [Given("确定之日", "日")] DateOnly decidedOn,
        [Given("备案期限"), Setting("activist-filing")] Period within,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("备案之日", "日")] DateOnly? filedOn = null) =>
        new DueDays(decidedOn, "确定入党积极分子", "备案").Within(within, filedOn, "请立即备案，并说明推迟的原因。", calendar, rollToNextWorkday);

    [Rule("LC-09", ElectionTimes.Ours, Title = "答复发展对象人选的期限", Status = RuleStatus.D, Soft = true, Text = "上级党委收到发展对象人选后 1 个月内研究答复。")]
    public static Verdict IsProspectAnsweredPromptly(
        [Given("收到之日", "日")] DateOnly receivedOn,
        [Given("答复期限"), Setting("prospect-reply")] Period within,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("答复之日", "日")] DateOnly? repliedOn = null) =>
        new DueDays(receivedOn, "收到发展对象人选", "答复").Within(within, repliedOn, "请尽快研究答复，并向支部说明推迟的原因。", calendar, rollToNextWorkday);

    [Rule("LC-10", ElectionTimes.Ours, Title = "预审的期限", Status = RuleStatus.D, Soft = true, Text = "上级党委收到预审材料后 1 个月内预审。")]
    public static Verdict IsReviewedPromptly(
        [Given("收到之日", "日")] DateOnly receivedOn,
        [Given("预审期限"), Setting("pre-review")] Period within,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("预审之日", "日")] DateOnly? reviewedOn = null) =>
        new DueDays(receivedOn, "收到预审材料", "预审").Within(within, reviewedOn, "请尽快预审，并向支部说明推迟的原因。", calendar, rollToNextWorkday);

    [Rule("LC-11", DevelopmentText.Of2026 + "第二十五条；期限为本系统约定（可设置）", Title = "接收预备党员备案的期限", Status = RuleStatus.D, Soft = true, Text = "批准接收预备党员的，都报上一级党委组织部门备案，默认为批准后 10 个工作日内。")]
    public static Verdict IsAdmissionFiledPromptly(
        [Given("批准之日", "日")] DateOnly approvedOn,
        [Given("备案期限"), Setting("admission-filing")] Period within,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("备案之日", "日")] DateOnly? filedOn = null) =>
        new DueDays(approvedOn, "批准接收预备党员", "报上一级备案").Within(within, filedOn, "请立即备案，并说明推迟的原因。", calendar, rollToNextWorkday);

    [Rule("LC-12", DevelopmentText.Of2026 + "第三十二条；期限为本系统约定（可设置）", Title = "预备期满后讨论转正的期限", Status = RuleStatus.D, Soft = true, Text = "预备期满后及时讨论转正，默认为 1 个月内；预备期满以前不能讨论。")]
    public static Verdict IsConversionDiscussedPromptly(
        [Given("预备期满之日", "日")] DateOnly turnsOn,
        [Given("讨论期限"), Setting("conversion-discussion")] Period within,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("讨论之日", "日")] DateOnly? discussedOn = null) =>
        new DueDays(turnsOn, "预备期满", "讨论转正").Within(within, discussedOn, "请立即召开支部大会讨论，并说明推迟的原因。", calendar, rollToNextWorkday);

    [Rule("LC-13", "地方做法（可设置）；细则没有规定次数", Title = "预备期内考察一次的期限", Status = RuleStatus.LOC, Soft = true, Text = "接收为预备党员后半年内作一次教育考察并登记。")]
    public static Verdict IsProbationerObservedPromptly(
        [Given("接收之日", "日")] DateOnly admittedOn,
        [Given("考察期限"), Setting("probation-observation")] Period within,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("考察之日", "日")] DateOnly? observedOn = null) =>
        new DueDays(admittedOn, "接收为预备党员", "考察").Within(within, observedOn, "请补作考察，如实登记日期。", calendar, rollToNextWorkday);

    [Rule("LC-14", DevelopmentText.Of2026 + "第三十六条；期限为本系统约定（可设置）", Title = "材料归档的期限", Status = RuleStatus.D, Soft = true, Text = "批准转正后及时归档，默认为 10 个工作日内。")]
    public static Verdict IsArchivedPromptly(
        [Given("批准转正之日", "日")] DateOnly approvedOn,
        [Given("归档期限"), Setting("development-archive")] Period within,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("归档之日", "日")] DateOnly? archivedOn = null) =>
        new DueDays(approvedOn, "批准转正", "把材料归档").Within(within, archivedOn, "请立即归档，并说明推迟的原因。", calendar, rollToNextWorkday);

    [Rule("LC-15", ElectionTimes.Ours, Title = "审查接收转入人员的期限", Status = RuleStatus.D, Soft = true, Text = "材料转来后 1 个月内审查接收，材料不齐的退回补充。")]
    public static Verdict IsTransferAnsweredPromptly(
        [Given("材料转来之日", "日")] DateOnly handedOverOn,
        [Given("审查期限"), Setting("transfer-reply")] Period within,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("接收之日", "日")] DateOnly? acceptedOn = null) =>
        new DueDays(handedOverOn, "材料转来", "审查接收").Within(within, acceptedOn, "请尽快审查；材料不齐的退回补充。", calendar, rollToNextWorkday);

    [Rule("LC-16", ElectionTimes.Ours, Title = "审查不予承认的期限", Status = RuleStatus.D, Soft = true, Text = "党委收到不予承认党员身份的材料后 1 个月内审查，提出意见。")]
    public static Verdict IsAnnulmentExaminedPromptly(
        [Given("收到之日", "日")] DateOnly receivedOn,
        [Given("审查期限"), Setting("annulment-opinion")] Period within,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("研究之日", "日")] DateOnly? proposedOn = null) =>
        new DueDays(receivedOn, "收到材料", "提出意见").Within(within, proposedOn, "请尽快研究，并说明推迟的原因。", calendar, rollToNextWorkday);

    [Rule("LC-17", ElectionTimes.Ours, Title = "年度发展党员计划备案的期限", Status = RuleStatus.D, Soft = true, Text = "党委研究确定年度计划后 10 个工作日内报上一级组织部门备案。")]
    public static Verdict IsPlanFiledPromptly(
        [Given("确定计划之日", "日")] DateOnly decidedOn,
        [Given("备案期限"), Setting("plan-filing")] Period within,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("备案之日", "日")] DateOnly? filedOn = null) =>
        new DueDays(decidedOn, "确定年度计划", "备案").Within(within, filedOn, "请立即备案，并说明推迟的原因。", calendar, rollToNextWorkday);

    [Rule("LC-18", ElectionTimes.Ours, Title = "每年作发展党员计划的月份", Status = RuleStatus.D, Text = "每年 12 月 1 日由系统为各机关党委发起年度发展党员计划；当年已经有人发起的，不再发起。")]
    public static Verdict IsPlanDue(
        [Given("查看之日", "日")] DateOnly on,
        [Given("月份", "月", Min = 1, Max = 12), Setting("plan-month")] int month) =>
        InMonth(month, on);

    [Rule("LC-19", DevelopmentText.Of2026 + "第十一条；月份为本系统约定（可设置）", Title = "每年分析入党积极分子队伍的月份", Status = RuleStatus.D,
        Text = "基层党委每年分析一次入党积极分子队伍，默认由系统在每年 12 月 1 日发起；当年已经有人发起的，不再发起。")]
    public static Verdict IsAnalysisDue(
        [Given("查看之日", "日")] DateOnly on,
        [Given("月份", "月", Min = 1, Max = 12), Setting("pool-analysis-month")] int month) =>
        InMonth(month, on);

    [Gives("上次思想汇报之日")]
    [Rule("LC-22", "地方做法（可设置）；细则没有规定次数", Title = "思想汇报的间隔", Status = RuleStatus.LOC, Soft = true,
        Text = "入党积极分子在培养教育期间一般每三个月交一次思想汇报。逾期的提醒支部和培养联系人，不影响其他办理。间隔可以设置，设置为 0 的不要求。")]
    public static Verdict IsThoughtReportPrompt(
        [Given("确定为积极分子之日", "日")] DateOnly activistOn,
        [Given("汇报之日", "日")] DateOnly reportedOn,
        [Given("间隔"), Setting("thought-report")] Period within,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("上次汇报之日", "日")] DateOnly? lastOn = null)
    {
        // What is noted down late, of an earlier day, does not turn the time back.
        var from = lastOn is { } last && last <= reportedOn ? last : activistOn;
        var latest = lastOn > reportedOn ? lastOn : reportedOn;
        return within.Count == 0
            ? new(true, "按设置不要求定期交思想汇报。") { Value = latest }
            : new DueDays(from, from == lastOn ? "上次汇报" : "确定为入党积极分子", "交思想汇报").Within(within, reportedOn, "请提醒本人按期汇报。", calendar, rollToNextWorkday) with { Value = latest };
    }

    [Rule("LC-23", "地方规定（可设置）；细则没有规定申请后等多久", Title = "递交申请后等多久才确定为积极分子", Status = RuleStatus.LOC, Soft = true,
        Text = "全国没有规定。一些地方要求递交申请满 6 个月；默认为 0，不要求。设置了的，不满而确定的写明理由和批准人。")]
    public static Verdict HasWaited(
        [Given("递交申请日", "日")] DateOnly appliedOn,
        [Given("决定日", "日")] DateOnly decidedOn,
        [Given("递交申请后至少", "个月", Max = 36), Setting("activist-least-months")] int leastMonths) =>
        decidedOn < appliedOn ? Verdict.Mistaken($"决定日 {Words.Day(decidedOn)}早于递交申请日 {Words.Day(appliedOn)}。")
        : leastMonths == 0 ? new(true, "按设置不要求递交申请后等待的时间。")
        : new DueDays(appliedOn, "递交申请", "确定为积极分子").NotBefore(leastMonths, decidedOn);

    private static Verdict InMonth(int month, DateOnly on)
    {
        var day = new DateOnly(on.Year, month, 1);
        return new(on >= day, $"每年 {month} 月 1 日由系统发起，{Words.Day(on)}{(on >= day ? "已到" : "未到")}。")
        {
            Value = day,
            Instead = on >= day ? null : "需要提前的，可以由有权的同志发起，当年不再自动发起。",
        };
    }
}
