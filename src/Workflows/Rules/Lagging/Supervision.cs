namespace Workflows.Rules;

/// <summary>督办: how soon a superior looks into what is overdue below.</summary>
public static class Supervision
{
    /// <summary>The setting that holds the time.</summary>
    public const string Within = "attention-reply";

    public const string Id = "LC-24";

    [Rule(Id, ElectionTimes.Ours, Title = "督办的期限", Status = RuleStatus.D, Soft = true,
        Text = "下级事项逾期、交上级督办的，上级自交办之日起 3 个工作日内了解情况、督促办理，写明督办情况。督办不代替下级办理，也不改变下级的期限。")]
    public static Verdict IsUrgedPromptly(
        [Given("交办之日", "日")] DateOnly offeredOn,
        [Given("督办期限"), Setting(Within)] Period within,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("督办之日", "日")] DateOnly? urgedOn = null) =>
        new DueDays(offeredOn, "交办", "督办").Within(within, urgedOn, "请立即了解情况、督促办理，并写明督办情况。", calendar, rollToNextWorkday);
}
