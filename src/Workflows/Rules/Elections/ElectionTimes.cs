namespace Workflows.Rules;

/// <summary>换届选举中没有条文规定的办理期限，各项可以设置。</summary>
public static class ElectionTimes
{
    internal const string Ours = "本系统约定（可设置）";

    [Rule("LC-02", "各地做法不一（可设置）；条例没有规定提前多久", Title = "换届请示提前报送", Status = RuleStatus.LOC, Soft = true,
        Text = "召开选举大会的请示，一般在拟定的大会日期 1 个月以前报上级党组织。")]
    public static Verdict IsRequestedEarly(
        [Given("拟召开选举大会日期", "日")] DateOnly plannedOn,
        [Given("至少提前"), Setting("election-request")] Period ahead,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("请示之日", "日")] DateOnly? requestedOn = null)
    {
        var (due, provisional) = ahead.Backwards().DueFrom(plannedOn, calendar, rollToNextWorkday);
        var early = requestedOn is null || requestedOn <= due;
        return new(early, $"拟于 {Words.Day(plannedOn)}召开选举大会，一般至少提前 {ahead.InWords()}请示，至迟 {Words.Day(due)}{DueDays.Came(requestedOn, due)}。")
        {
            Value = due,
            Provisional = provisional,
            Instead = early ? null : "请同上级党组织商定能否按期批复；来不及的，推迟选举大会。",
        };
    }

    [Rule("LC-03", Ours, Title = "形式审查请示的期限", Status = RuleStatus.D, Soft = true, Text = "上级党组织收到请示后 3 个工作日内看材料是否齐全，缺什么一次告知。")]
    public static Verdict IsRequestCheckedPromptly(
        [Given("收到请示之日", "日")] DateOnly receivedOn,
        [Given("审查期限"), Setting("request-check")] Period within,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("审查之日", "日")] DateOnly? checkedOn = null) =>
        new DueDays(receivedOn, "收到请示", "作形式审查").Within(within, checkedOn, "请尽快审查，材料不齐的一次告知；审查仍可进行。", calendar, rollToNextWorkday);

    [Rule("LC-04", Ours, Title = "批复请示的期限", Status = RuleStatus.D, Soft = true, Text = "上级党组织收到请示后 1 个月内集体研究批复。")]
    public static Verdict IsRepliedPromptly(
        [Given("收到请示之日", "日")] DateOnly receivedOn,
        [Given("批复期限"), Setting("request-reply")] Period within,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("批复之日", "日")] DateOnly? repliedOn = null) =>
        new DueDays(receivedOn, "收到请示", "批复").Within(within, repliedOn, "请尽快研究批复，并向下级说明推迟的原因。", calendar, rollToNextWorkday);

    [Rule("LC-05", Ours, Title = "答复不计入应到会请示的期限", Status = RuleStatus.D, Soft = true, Text = "上级党组织收到不计入应到会的请示后 10 个工作日内答复。")]
    public static Verdict IsExclusionAnsweredPromptly(
        [Given("收到请示之日", "日")] DateOnly receivedOn,
        [Given("答复期限"), Setting("exclusion-reply")] Period within,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("答复之日", "日")] DateOnly? repliedOn = null) =>
        new DueDays(receivedOn, "收到不计入应到会的请示", "答复").Within(within, repliedOn, "请在选举大会以前答复；没有答复的，一律计入应到会。", calendar, rollToNextWorkday);

    [Rule("LC-06", Ours, Title = "报告选举结果的期限", Status = RuleStatus.D, Soft = true, Text = "选举大会后 10 个工作日内向上级党组织报告选举结果。")]
    public static Verdict IsResultReportedPromptly(
        [Given("选举大会日期", "日")] DateOnly heldOn,
        [Given("报告期限"), Setting("election-report")] Period within,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("报告之日", "日")] DateOnly? reportedOn = null) =>
        new DueDays(heldOn, "举行选举大会", "报告选举结果").Within(within, reportedOn, "请立即补报，并说明推迟的原因；选举结果不因此失效。", calendar, rollToNextWorkday);

    [Rule("LC-07", Ours, Title = "任前谈话的期限", Status = RuleStatus.D, Soft = true, Text = "上级批准书记、副书记后 1 个月内进行任前谈话。")]
    public static Verdict IsTalkHeldPromptly(
        [Given("批准之日", "日")] DateOnly approvedOn,
        [Given("谈话期限"), Setting("pre-appointment-talk")] Period within,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("谈话之日", "日")] DateOnly? talkedOn = null) =>
        new DueDays(approvedOn, "批准", "任前谈话").Within(within, talkedOn, "请尽快谈话；谈话以前不办理交接。", calendar, rollToNextWorkday);
}
