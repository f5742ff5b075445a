namespace Workflows.Rules;

/// <summary>会议通知: how many days before a meeting its notice goes out, where no article says.</summary>
public static class MeetingNotices
{
    [Rule("LC-01", "本系统约定（可设置）；条例没有规定通知期限", Title = "选举大会通知提前的天数", Status = RuleStatus.D, Soft = true,
        Text = "选举大会的通知一般提前 3 天发出，发通知当日不计入，开会当日计入。")]
    public static Verdict IsSentInTime(
        [Given("大会日期", "日")] DateOnly meetingOn,
        [Given("发通知日期", "日")] DateOnly noticedOn,
        [Given("至少提前", "天", Max = 60), Setting("election-notice-days")] int days)
    {
        var ahead = meetingOn.DayNumber - noticedOn.DayNumber;
        if (ahead < 0)
            return Verdict.Mistaken($"发通知日期 {Words.Day(noticedOn)}晚于大会日期 {Words.Day(meetingOn)}。");

        return new(ahead >= days, $"{Words.Day(noticedOn)}发通知，{Words.Day(meetingOn)}开大会，提前 {ahead} 天，一般至少提前 {days} 天，{Words.Reached(ahead, days, "天")}。")
        {
            Value = ahead,
            Instead = ahead >= days ? null : $"请把大会定在 {Words.Day(noticedOn.AddDays(days))}或者以后；确须提前召开的，写明理由和批准人。",
        };
    }
}
