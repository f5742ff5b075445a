using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class ActivistTests
{
    [Theory]
    [InlineData("committee-meeting", true, true)]
    [InlineData("member-meeting", true, false)]
    [InlineData("member-meeting", false, true)]
    [InlineData("committee-meeting", false, false)]
    [InlineData("other", false, false)]
    public void PM_04_the_committee_decides_and_the_members_where_there_is_none(string by, bool hasCommittee, bool holds) =>
        Assert.Equal(holds, Ask("PM-04", $$"""{"decided-by":"{{by}}","has-committee":{{Json(hasCommittee)}}}""").Holds);

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void PM_04_the_decision_is_filed_above(string filed, bool holds) =>
        Assert.Equal(holds, Ask("PM-04", $$"""{"decided-by":"committee-meeting","has-committee":true,"filed":{{filed}}}""").Holds);

    [Theory]
    [InlineData("0", "2026-06-01", true)]
    [InlineData("6", "2026-11-30", false)]
    [InlineData("6", "2026-12-01", true)]
    public void LC_23_how_long_an_applicant_waits_is_a_local_setting_that_may_be_departed_from(string months, string on, bool holds)
    {
        var answer = Ask("LC-23", $$"""{"applied-on":"2026-06-01","decided-on":"{{on}}"}""", settings: Settings.Standard.With("activist-least-months", months));
        Assert.Equal((holds, true), (answer.Holds, answer.Soft));
    }

    [Fact]
    public void PM_04_nobody_is_decided_on_before_they_applied() =>
        Assert.True(Ask("PM-04", """{"decided-by":"committee-meeting","has-committee":true,"applied-on":"2026-06-01"}""", "2026-05-31").Impossible);

    [Theory]
    [InlineData("2026-05-10", null, "P3M", true, "2026-05-10")]
    [InlineData("2026-05-11", null, "P3M", false, "2026-05-11")]
    [InlineData("2026-08-10", "2026-05-10", "P3M", true, "2026-08-10")]
    [InlineData("2026-08-11", "2026-05-10", "P3M", false, "2026-08-11")]
    [InlineData("2026-04-01", "2026-05-10", "P3M", true, "2026-05-10")]
    [InlineData("2029-04-01", "2026-05-10", "P0D", true, "2029-04-01")]
    public void LC_22_thoughts_are_reported_every_so_often_and_what_is_noted_late_turns_nothing_back(string on, string? last, string within, bool holds, string next)
    {
        var given = $$"""{"activist-on":"2026-02-10","reported-on":"{{on}}"{{(last is null ? "" : $",\"last-on\":\"{last}\"")}}}""";
        var answer = Ask("LC-22", given, settings: Settings.Standard.With("thought-report", within));
        Assert.Equal((holds, true, next), (answer.Holds, answer.Soft, answer.Value!.ToString()));
    }

    [Theory]
    [InlineData("""[]""", false)]
    [InlineData("""["甲"]""", true)]
    [InlineData("""["甲","乙"]""", true)]
    [InlineData("""["甲","乙","丙"]""", false)]
    [InlineData("""["甲","丁"]""", false)]
    public void PM_05_one_or_two_full_members_are_mentors(string mentors, bool holds) =>
        Assert.Equal(holds, Ask("PM-05", $$"""{"mentors":{{mentors}},"not-full":["丁"]}""").Holds);

    [Fact]
    public void PM_06_an_activist_is_reviewed_every_half_year_counted_from_the_first_day() =>
        Assert.Equal("""{"due":["2027-02-28","2027-08-31","2028-02-29"],"next-review-on":"2027-02-28"}""", Ask("PM-06", """{"activist-on":"2026-08-31"}""").Value.Text());

    [Theory]
    [InlineData("[]", "2027年2月28日")]
    [InlineData("""["2027-02-20"]""", "2027年8月31日")] // a little early is in time
    [InlineData("""["2027-03-05"]""", "2027年8月31日")] // late, yet the next day stays counted from the first
    [InlineData("""["2026-10-08"]""", "2027年2月28日")] // far too early does not spare the next
    public void PM_06_the_next_review_is_counted_from_the_first_day(string reviewed, string next) =>
        Assert.EndsWith($"下一次至迟 {next}。", Ask("PM-06", $$"""{"activist-on":"2026-08-31","reviewed-on":{{reviewed}}}""", "2027-02-01").Because, StringComparison.Ordinal);

    [Theory]
    [InlineData("""["2027-02-28"]""", "2027-03-01", true)]
    [InlineData("""["2027-03-01"]""", "2027-03-01", false)]
    [InlineData("""[]""", "2027-02-28", true)]
    [InlineData("""["2027-02-28","2027-03-01"]""", "2027-09-01", true)]
    [InlineData("""["2027-02-28","2027-02-28"]""", "2027-09-01", false)]
    public void PM_06_every_half_year_that_has_passed_has_its_review(string reviewed, string on, bool holds) =>
        Assert.Equal(holds, Ask("PM-06", $$"""{"activist-on":"2026-08-31","reviewed-on":{{reviewed}}}""", on).Holds);

    [Theory]
    [InlineData("PM-07 too early", "2025-11-21", "2026-11-20", false, "2026-11-21")]
    [InlineData("PM-07 ok", "2025-11-21", "2026-11-21", true, "2026-11-21")]
    [InlineData("PM-07 29 February", "2024-02-29", "2025-02-28", false, "2025-03-01")]
    [InlineData("PM-07 29 February", "2024-02-29", "2025-03-01", true, "2025-03-01")]
    public void A_prospect_was_an_activist_for_a_full_year(string vector, string activist, string on, bool holds, string first)
    {
        var answer = Ask("PM-07", $$"""{"activist-on":"{{activist}}"}""", on);

        Assert.True(holds == answer.Holds, $"{vector}: {answer.Because}");
        Assert.Equal(first, answer.Value.Text());
    }

    [Theory]
    [InlineData("2026-03-09", true, false)]
    [InlineData("2026-03-10", true, true)]
    [InlineData("2026-03-10", false, false)]
    public void PM_07_the_time_continues_over_a_move_when_the_file_moves_too(string on, bool fileMoved, bool holds)
    {
        var answer = Ask("PM-07", $$"""{"activist-on":"2025-03-10","moved-on":"2025-09-01","file-moved":{{Json(fileMoved)}}}""", on);

        Assert.Equal((holds, "2026-03-10"), (answer.Holds, answer.Value.Text()));
    }

    [Fact]
    public void PM_07_the_first_day_may_be_set_to_the_day_of_filing()
    {
        var settings = Settings.Standard.With("activist-since", "filing");

        Assert.Equal("2026-12-01", Ask("PM-07", """{"activist-on":"2025-11-21","filed-on":"2025-12-01"}""", "2026-12-01", settings).Value.Text());
        Assert.True(Ask("PM-07", """{"activist-on":"2025-11-21"}""", "2026-12-01", settings).Impossible);
    }
}
