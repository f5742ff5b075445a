using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class ApprovalTests
{
    [Theory]
    [InlineData("party-committee", "approve", true)]
    [InlineData("party-committee", "review", true)]
    [InlineData("subordinate-committee", "approve", false)]
    [InlineData("subordinate-committee", "review", true)]
    [InlineData("general-branch", "approve", false)]
    [InlineData("general-branch", "review", true)]
    [InlineData("branch", "approve", false)]
    [InlineData("temporary-organisation", "review", false)]
    [InlineData("leading-group", "approve", false)]
    [InlineData("leading-group", "review", true)]
    [InlineData("temporary-organisation", "approve", false)]
    public void PM_15_only_a_party_committee_approves(string body, string act, bool holds) =>
        Assert.Equal(holds, Ask("PM-15", $$"""{"body":"{{body}}","act":"{{act}}"}""").Holds);

    [Fact]
    public void PM_15_a_leading_group_decides_important_matters_and_a_temporary_organisation_only_what_is_provided()
    {
        Assert.Contains("应当讨论和决定发展党员重要事项", Ask("PM-15", """{"body":"leading-group"}""").Because, StringComparison.Ordinal);
        Assert.True(Ask("PM-15", """{"body":"temporary-organisation","provided":true}""").Holds);
    }

    [Fact]
    public void PM_16_asks_for_a_record_of_the_special_circumstance_and_for_no_report()
    {
        var late = Ask("PM-16", """{"meeting-on":"2026-07-15","approved-on":"2026-10-16"}""");

        Assert.Equal("确有特殊情况的，请先记录特殊情况，再在 6 个月内审批。", late.Instead);
        Assert.Contains("第二十五条", RuleBook.Standard.Find("LC-11", Day("2026-10-16"))!.About.Article, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PM-16 2026-07-15", "2026-07-15", "2026-10-15", "2027-01-15")]
    [InlineData("PM-16 2026-08-31", "2026-08-31", "2026-11-30", "2027-02-28")]
    [InlineData("PM-16 2026-11-30", "2026-11-30", "2027-02-28", "2027-05-30")]
    public void Approval_is_due_after_three_months_and_never_after_six(string vector, string meeting, string due, string last)
    {
        bool InTime(string day, bool special) => Ask("PM-16", $$"""{"meeting-on":"{{meeting}}","approved-on":"{{day}}","special":{{Json(special)}}}""").Holds;
        var answer = Ask("PM-16", $$"""{"meeting-on":"{{meeting}}"}""");

        Assert.True((due, last) == (answer.Value!["due"].Text(), answer.Value["last"].Text()), $"{vector}: {answer.Because}");
        Assert.Equal((true, false, true), (InTime(due, false), InTime(After(due), false), InTime(After(due), true)));
        Assert.Equal((true, false), (InTime(last, true), InTime(After(last), true)));
    }

    [Theory]
    [InlineData("PM-16", "2026-10-25")]
    [InlineData("PM-26", "2026-10-25")]
    public void PM_16_the_clock_may_be_set_to_run_from_receipt(string rule, string due)
    {
        var settings = Settings.Standard.With("approval-clock", "received");
        var given = """{"meeting-on":"2026-07-15","received-on":"2026-07-25","approved-on":"2026-10-25"}""";

        Assert.False(Ask(rule, given).Holds);
        Assert.True(Ask(rule, given, settings: settings).Holds);
        Assert.False(Ask(rule, given.Replace(due, After(due), StringComparison.Ordinal), settings: settings).Holds);
        Assert.True(Ask(rule, """{"meeting-on":"2026-07-15"}""", settings: settings).Impossible);
    }

    [Theory]
    [InlineData(true, true, 1, false, true)]
    [InlineData(true, true, 2, true, true)]
    [InlineData(true, true, 2, false, false)]
    [InlineData(false, true, 1, true, false)]
    [InlineData(true, false, 1, true, false)]
    public void PM_17_a_batch_decision_is_rejected(bool collective, bool voted, int people, bool oneByOne, bool holds) =>
        Assert.Equal(holds, Ask("PM-17", $$"""{"collective":{{Json(collective)}},"voted":{{Json(voted)}},"people":{{people}},"one-by-one":{{Json(oneByOne)}}}""").Holds);

    [Theory]
    [InlineData("""{}""", false)]
    [InlineData("""{"talked-on":"2026-09-10","approved-on":"2026-09-10"}""", true)]
    [InlineData("""{"talked-on":"2026-09-11","approved-on":"2026-09-10"}""", false)]
    [InlineData("""{"talked-on":"2026-09-01","talked-by":"organiser"}""", true)]
    [InlineData("""{"talked-on":"2026-09-01","talked-by":"other"}""", false)]
    [InlineData("""{"talked-on":"2026-09-01","written":false}""", false)]
    public void PM_18_a_committee_member_or_organiser_talks_before_approval(string given, bool holds) =>
        Assert.Equal(holds, Ask("PM-18", given).Holds);

    [Theory]
    [InlineData("2027-02-28", false)]
    [InlineData("2027-03-01", true)]
    public void PM_19_whoever_leaves_within_three_months_is_generally_not_admitted(string leaving, bool holds)
    {
        var answer = Ask("PM-19", $$"""{"leaving-on":"{{leaving}}"}""", "2026-11-30");

        Assert.Equal((holds, true), (answer.Holds, answer.Soft));
        Assert.True(Ask("PM-19", "{}").Holds);
    }

    [Theory]
    [InlineData("2026-10-10", true)]
    [InlineData("2026-10-11", false)]
    public void PM_20_the_oath_usually_follows_within_a_month(string sworn, bool holds)
    {
        var answer = Ask("PM-20", $$"""{"approved-on":"2026-09-10","sworn-on":"{{sworn}}"}""");

        Assert.Equal((holds, true, "2026-10-10"), (answer.Holds, answer.Soft, answer.Value.Text()));
        Assert.True(Ask("PM-20", """{"approved-on":"2026-01-05","sworn-on":"2026-05-10"}""", "2026-05-10").Holds);
    }

    [Theory]
    [InlineData("示志1", "示志2", "true", true)]
    [InlineData("示志1", "示志2", "false", false)]
    [InlineData("示志1", " 示志1", "true", false)]
    public void LC_20_a_spoilt_form_is_taken_back_before_another_is_given(string spoilt, string issued, string returned, bool holds) =>
        Assert.Equal(holds, Ask("LC-20", $$"""{"spoilt":"{{spoilt}}","issued":"{{issued}}","returned":{{returned}}}""").Holds);

    [Theory]
    [InlineData("2026-03-20", "2026-05-10", true, false)]
    [InlineData("2026-03-20", "2026-05-11", false, true)]
    [InlineData("2026-05-10", "2026-06-10", true, false)]
    [InlineData("2026-05-10", "2026-06-11", false, true)]
    [InlineData("2026-05-11", "2026-06-11", true, false)]
    [InlineData("2026-05-11", "2026-06-12", false, false)]
    public void PM_20_an_oath_after_the_new_text_of_somebody_approved_before_it_is_decided_by_a_person(string approved, string sworn, bool holds, bool between)
    {
        var answer = Ask("PM-20", $$"""{"approved-on":"{{approved}}","sworn-on":"{{sworn}}"}""", sworn);

        Assert.Equal((holds, between), (answer.Holds, answer.Because.Contains("细则没有写怎样衔接", StringComparison.Ordinal)));
        Assert.Equal(Day(sworn) < Day("2026-05-11"), answer.Because.Contains("2014 年细则没有规定宣誓的期限", StringComparison.Ordinal));
    }

    private static string After(string day) => Day(day).AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
