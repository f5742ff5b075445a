namespace Workflows.Rules;

/// <summary>批复的计划: whether what is done is what the superior agreed to; no article says how far it may differ.</summary>
public static class ElectionPlans
{
    [Rule("LC-31", ElectionTimes.Ours, Title = "选举大会按批准的日期召开", Status = RuleStatus.D, Soft = true,
        Text = "选举大会在请示中写明、上级批准的日期召开；改在别的日期的，写明理由和同意的党组织。允许相差的天数可以设置。")]
    public static Verdict IsOnTheApprovedDay(
        [Given("批准的大会日期", "日")] DateOnly plannedOn,
        [Given("大会日期", "日")] DateOnly meetingOn,
        [Given("允许相差", "天", Max = 366), Setting("election-day-shift")] int days)
    {
        var apart = Math.Abs(meetingOn.DayNumber - plannedOn.DayNumber);
        return new(apart <= days, $"批准的大会日期是 {Words.Day(plannedOn)}，现定 {Words.Day(meetingOn)}，{(apart == 0 ? "相符" : $"相差 {apart} 天，允许相差 {days} 天")}。")
        {
            Value = apart,
            Instead = apart <= days ? null : "请按批准的日期召开；确须改期的，先同上级党组织商定，写明理由。",
        };
    }

    [Rule("LC-32", ElectionTimes.Ours, Title = "选举大会不早于通知的日期召开", Status = RuleStatus.D, Soft = true,
        Text = "选举大会在会议通知写明的日期召开，不提前；改期的，另行通知。")]
    public static Verdict IsNotBeforeTheAnnouncedDay([Given("通知的大会日期", "日")] DateOnly announcedOn, [Given("大会日期", "日")] DateOnly heldOn)
    {
        var apart = heldOn.DayNumber - announcedOn.DayNumber;
        return new(apart >= 0, $"通知的大会日期是 {Words.Day(announcedOn)}，{Words.Day(heldOn)}召开，{(apart == 0 ? "相符" : apart > 0 ? $"推迟 {apart} 天" : $"提前 {-apart} 天")}。")
        {
            Value = apart,
            Instead = apart >= 0 ? null : "请核对大会日期；确实提前召开的，写明理由和怎样通知了全体党员。",
        };
    }

    [Rule("LC-33", ElectionTimes.Ours, Title = "批准的名额同请示的一致", Status = RuleStatus.D, Soft = true,
        Text = "批复的名额一般同请示的一致；改变名额的，写明理由，候选人的差额随之改变。")]
    public static Verdict AreTheSeatsAskedFor([Given("请示的名额", "名")] int asked, [Given("批准的名额", "名")] int approved) =>
        new(asked == approved, $"请示 {asked} 名，批准 {approved} 名，{(asked == approved ? "一致" : approved > asked ? $"多 {approved - asked} 名" : $"少 {asked - approved} 名")}。")
        {
            Instead = asked == approved ? null : "请核对名额；确要改变的，写明理由，或者退回补正，由下级重新研究。",
        };

    [Rule("LC-34", ElectionTimes.Ours, Title = "选举大会在任期届满以前召开", Status = RuleStatus.D, Soft = true,
        Text = "拟定的选举大会日期一般不晚于任期届满日；晚于届满日的，应当先报批延期，已经逾期的写明情况。")]
    public static Verdict IsWithinTheTerm([Given("拟召开选举大会日期", "日")] DateOnly plannedOn, [Given("任期届满日", "日")] DateOnly expiresOn)
    {
        var late = plannedOn.DayNumber - expiresOn.DayNumber;
        return new(late <= 0, $"本届任期 {Words.Day(expiresOn)}届满，拟于 {Words.Day(plannedOn)}召开选举大会，{(late <= 0 ? "在届满以前" : $"晚于届满日 {late} 天")}。")
        {
            Instead = late <= 0 ? null : "请提前召开，或者先申请延期换届；已经逾期的，写明情况和同意的党组织。",
        };
    }
}
