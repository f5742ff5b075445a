using Workflows.Rules;

namespace Workflows.Tests.Rules;

public class SettingsTests
{
    [Theory]
    [InlineData("election-majority-base", "present")]
    [InlineData("count-posting-day", "false")]
    [InlineData("roll-to-next-workday", "false")]
    [InlineData("notice-working-days", "5")]
    [InlineData("committee-decision-base", "members")]
    [InlineData("committee-election-quorum", ">= 4/5")]
    [InlineData("committee-least-members", "3")]
    [InlineData("exclusion-classes", "six")]
    [InlineData("former-terms", "four-three-two")]
    [InlineData("late-arrivals-may-vote", "false")]
    [InlineData("returned-ballots-compared-with", "voters")]
    [InlineData("secretary-election-without-committee", "equal")]
    [InlineData("equal-by-election-of-members", "false")]
    [InlineData("tied-again", "vote-again")]
    [InlineData("written-opinions-count-elsewhere", "false")]
    [InlineData("activist-least-months", "0")]
    [InlineData("activist-since", "decision")]
    [InlineData("admission-exclusion-classes", "five")]
    [InlineData("approval-clock", "meeting")]
    [InlineData("conversion-application-early-months", "1")]
    [InlineData("extension-cancellation-vote", "as-conversion")]
    [InlineData("extension-from", "expiry")]
    [InlineData("full-member-since", "expiry")]
    [InlineData("probation-end", "day-before")]
    [InlineData("dues-rounding", "nearest-cent")]
    [InlineData("excellent-base", "all-members")]
    [InlineData("leader-training-hours", "56")]
    [InlineData("life-meeting-report-days", "15")]
    [InlineData("low-grade-bars-excellent", "true")]
    [InlineData("low-grades", "average-and-poor")]
    [InlineData("member-training-hours", "32")]
    [InlineData("party-building-weight", "40")]
    [InlineData("rotation-working-days", "5")]
    [InlineData("training-day-hours", "8")]
    public void Where_the_rules_are_silent_or_conflict_there_is_a_default(string key, string standard) =>
        Assert.Equal(standard, Settings.Standard.Get(key));

    [Fact]
    public void Every_default_is_one_of_its_own_choices() =>
        Assert.All(Settings.Standard.All, s => Assert.Null(Settings.Standard.Validate(s.Key, s.Standard)));

    [Theory]
    [InlineData("no-such-setting", "x", "没有名为“no-such-setting”的设置。")]
    [InlineData("election-majority-base", "valid", "“选举中“超过半数”的基数”只能是 present（实到会有选举权的人数）、expected（应到会有选举权的人数），不能是“valid”。")]
    [InlineData("roll-to-next-workday", "yes", "“期限末日遇非工作日时”只能是 false（不顺延）、true（顺延至下一工作日），不能是“yes”。")]
    [InlineData("notice-working-days", "0", "“一般公示的期限（工作日）”（notice-working-days）不能小于 1，现为 0。")]
    [InlineData("notice-working-days", "five", "“一般公示的期限（工作日）”（notice-working-days）应为整数。")]
    [InlineData("committee-election-quorum", "4/5", "“委员会选举书记时的到会份额”（committee-election-quorum）应为份额，写作 \"> 1/2\" 或 \">= 4/5\"。")]
    public void A_value_that_may_not_be_set_is_refused_in_Chinese(string key, string value, string mistake)
    {
        Assert.Equal(mistake, Settings.Standard.Validate(key, value));
        Assert.Throws<ArgumentException>(() => Settings.Standard.With(key, value));
    }

    [Fact]
    public void A_decision_leaves_the_old_settings_as_they_were_and_going_back_stores_nothing()
    {
        var decided = Settings.Standard.With("notice-working-days", "7");

        Assert.Equal(("5", "7"), (Settings.Standard.Get("notice-working-days"), decided.Get("notice-working-days")));
        Assert.Equal("7", decided.Decided["notice-working-days"]);
        Assert.Empty(decided.With("notice-working-days", "5").Decided);
    }

    [Fact]
    public void A_setting_names_its_choices_its_status_and_the_rules_that_read_it()
    {
        var setting = Settings.Standard.All.Single(s => s.Key == "election-majority-base");

        Assert.Equal(["EL-17", "EL-18", "EL-22", "EL-23"], setting.Rules.ToArray());
        Assert.Equal([new Choice("present", "实到会有选举权的人数"), new("expected", "应到会有选举权的人数")], setting.Choices.ToArray());
        Assert.Equal((ParameterKind.Choice, RuleStatus.D), (setting.Kind, setting.Status));
    }

    /// <summary>Whoever decides has to know whether a text leaves it open, sources differ, or nobody has said anything.</summary>
    [Fact]
    public void Every_setting_names_the_text_that_leaves_it_open_or_says_that_there_is_none() =>
        Assert.All(Settings.Standard.All, setting =>
        {
            Assert.Matches("《|共产党员网|没有统一|没有查到|没有规定|条例没有写|由.+(规定|安排|定)", setting.Why);
            Assert.DoesNotMatch("^条文|一般的做法|不同的答复|新旧规定", setting.Why);
            Assert.EndsWith("。", setting.Why, StringComparison.Ordinal);
        });
}
