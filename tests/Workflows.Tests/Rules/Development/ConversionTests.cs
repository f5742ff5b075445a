using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class ConversionTests
{
    [Theory]
    [InlineData("extend", "as-conversion", 5, false)]
    [InlineData("extend", "as-conversion", 6, true)]
    [InlineData("extend", "ordinary", 5, false)]
    [InlineData("convert", "ordinary", 6, true)]
    [InlineData("cancel", "ordinary", 6, true)]
    public void PM_25_extension_and_cancellation_are_voted_on_like_conversion_unless_set_otherwise(string decision, string setting, int present, bool holds) =>
        Assert.Equal(holds, Ask("PM-25", $$"""{"expected":10,"present":{{present}},"yes":{{present}},"decision":"{{decision}}"}""", settings: Settings.Standard.With("extension-cancellation-vote", setting)).Holds);

    [Theory]
    [InlineData("as-conversion", 1, true)]
    [InlineData("ordinary", 1, false)]
    public void PM_25_written_opinions_count_only_where_the_vote_is_like_conversion(string setting, int written, bool holds) =>
        Assert.Equal(holds, Ask("PM-25", $$"""{"expected":10,"present":6,"yes":5,"written-yes":{{written}},"decision":"cancel"}""", settings: Settings.Standard.With("extension-cancellation-vote", setting)).Holds);

    [Theory]
    [InlineData("PM-26 last day", "2026-09-20", true)]
    [InlineData("PM-26 overdue", "2026-09-21", false)]
    public void Conversion_is_approved_within_three_months_without_extension(string vector, string approved, bool holds)
    {
        var answer = Ask("PM-26", $$"""{"meeting-on":"2026-06-20","approved-on":"{{approved}}"}""");

        Assert.True(holds == answer.Holds, $"{vector}: {answer.Because}");
        Assert.Equal(("2026-09-20", false), (answer.Value.Text(), answer.Soft));
        Assert.DoesNotContain("special", RuleBook.Standard.Find("PM-26", Day("2026-09-21"))!.Parameters.Select(p => p.Name));
    }

    [Theory]
    [InlineData("expiry", "2026-06-15")]
    [InlineData("meeting", "2026-07-02")]
    public void PM_27_seniority_runs_from_expiry_though_meeting_and_approval_came_later(string setting, string since) =>
        Assert.Equal(since, Ask("PM-27", """{"expires-on":"2026-06-15","meeting-on":"2026-07-02","approved-on":"2026-08-01"}""", settings: Settings.Standard.With("full-member-since", setting)).Value.Text());

    [Theory]
    [InlineData("2026-06-14", false)]
    [InlineData("2026-06-15", true)]
    public void PM_27_a_meeting_before_expiry_converts_nobody(string meeting, bool holds) =>
        Assert.Equal(holds, Ask("PM-27", $$"""{"expires-on":"2026-06-15","meeting-on":"{{meeting}}"}""").Holds);

    [Theory]
    [InlineData("PM-28 ok", "2026-05-20", "2026-12-15", true)]
    [InlineData("PM-28 too late", "2026-05-20", "2026-12-16", false)]
    [InlineData("PM-28 moved on the last day", "2026-06-15", "2026-12-15", true)]
    [InlineData("PM-28 moved after expiry", "2026-06-16", "2026-12-15", false)]
    public void Whoever_moved_in_during_probation_waits_six_months_at_most(string vector, string moved, string meeting, bool holds)
    {
        var answer = Ask("PM-28", $$"""{"expires-on":"2026-06-15","moved-on":"{{moved}}","meeting-on":"{{meeting}}"}""");

        Assert.True(holds == answer.Holds, $"{vector}: {answer.Because}");
        Assert.Equal("2026-12-15", answer.Value.Text());
        Assert.Equal("2026-06-15", Ask("PM-27", $$"""{"expires-on":"2026-06-15","meeting-on":"{{meeting}}"}""").Value.Text());
    }

    [Theory]
    [InlineData("attend", true)]
    [InlineData("pay-dues", true)]
    [InlineData("vote", false)]
    [InlineData("elect", false)]
    [InlineData("be-elected", false)]
    [InlineData("mentor", false)]
    [InlineData("introduce", false)]
    public void PM_29_a_probationary_member_takes_part_and_pays_but_does_not_vote(string act, bool may) =>
        Assert.Equal(may, Ask("PM-29", $$"""{"act":"{{act}}"}""").Holds);

    [Theory]
    [InlineData("2026-06-14", false)]
    [InlineData("2026-06-15", true)]
    public void PM_29_dues_run_from_the_day_of_the_meeting(string acted, bool holds) =>
        Assert.Equal(holds, Ask("PM-29", $$"""{"act":"pay-dues","admitted-on":"2026-06-15","acted-on":"{{acted}}"}""").Holds);

    [Fact]
    public void PM_30_six_papers_are_kept_and_the_missing_ones_are_named()
    {
        const string five = """{"papers":["application-form","application","activist-record","political-review","probation-record"]}""";
        var answer = Ask("PM-30", five);

        Assert.Equal((false, """["转正申请书"]"""), (answer.Holds, answer.Value.Text()));
        Assert.Equal("应存档材料 6 项，已有 5 项，缺转正申请书。", answer.Because);
        Assert.True(Ask("PM-30", five.Replace("\"]", "\",\"conversion-application\"]", StringComparison.Ordinal)).Holds);
    }

    [Theory]
    [InlineData("2025-06-01", """["application-form","application","political-review","conversion-application","training-materials"]""", true)]
    [InlineData("2025-06-01", """["application-form","application","political-review","conversion-application","activist-record"]""", true)]
    [InlineData("2025-06-01", """["application-form","application","political-review","conversion-application"]""", false)]
    [InlineData("2026-05-11", """["application-form","application","political-review","conversion-application","training-materials"]""", false)]
    public void PM_30_the_text_of_2014_kept_five_papers_and_knew_no_forms(string on, string papers, bool holds) =>
        Assert.Equal(holds, Ask("PM-30", $$"""{"papers":{{papers}}}""", on).Holds);

    [Fact]
    public void PM_28_names_no_condition_but_that_it_is_held_necessary() =>
        Assert.Contains("认为有必要的，写明理由", RuleBook.Standard.Find("PM-28", Day("2026-11-29"))!.About.Text, StringComparison.Ordinal);
}
