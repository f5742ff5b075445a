using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class MeetingNoticeTests
{
    [Theory]
    [InlineData("2026-10-16", "3", true)]
    [InlineData("2026-10-17", "3", true)]
    [InlineData("2026-10-18", "3", false)]
    [InlineData("2026-10-20", "3", false)]
    [InlineData("2026-10-18", "2", true)]
    [InlineData("2026-10-20", "0", true)]
    public void LC_01_the_notice_goes_out_three_days_before_the_meeting_or_as_many_as_are_set(string noticedOn, string days, bool holds)
    {
        var answer = Ask("LC-01", $$"""{"meeting-on":"2026-10-20","noticed-on":"{{noticedOn}}"}""", settings: Settings.Standard.With("election-notice-days", days));

        Assert.Equal((holds, true), (answer.Holds, answer.Soft));
    }

    [Fact]
    public void LC_01_says_how_many_days_are_lacking_and_from_when_the_meeting_may_be()
    {
        var answer = Ask("LC-01", """{"meeting-on":"2026-10-20","noticed-on":"2026-10-18"}""");

        Assert.Equal("2026年10月18日发通知，2026年10月20日开大会，提前 2 天，一般至少提前 3 天，差 1 天。", answer.Because);
        Assert.Equal("请把大会定在 2026年10月21日或者以后；确须提前召开的，写明理由和批准人。", answer.Instead);
    }

    [Fact]
    public void LC_01_a_notice_after_the_meeting_is_a_mistake() =>
        Assert.True(Ask("LC-01", """{"meeting-on":"2026-10-20","noticed-on":"2026-10-21"}""").Impossible);
}
