using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

/// <summary>Training hours, rotation duty, and what happens to members who fail in theirs.</summary>
public class DutyTests
{
    [Theory]
    [InlineData("""{"hours":31}""", false)]
    [InlineData("""{"hours":32}""", true)]
    [InlineData("""{"days":4}""", true)]
    [InlineData("""{"days":3,"half-days":1}""", false)]
    [InlineData("""{"days":3,"half-days":2}""", true)]
    [InlineData("""{"days":4,"day-hours":6}""", false)]
    public void TR_01_a_member_usually_has_thirty_two_hours_a_year(string given, bool holds)
    {
        var answer = Ask("TR-01", given);

        Assert.Equal((holds, true), (answer.Holds, answer.Soft));
    }

    [Theory]
    [InlineData("""{"hours":55,"courses":1}""", false)]
    [InlineData("""{"hours":56,"courses":1}""", true)]
    [InlineData("""{"hours":56,"courses":0}""", false)]
    [InlineData("""{"days":7,"courses":1,"appointed-on":"2026-01-15","trained-on":"2026-07-15"}""", true)]
    [InlineData("""{"days":7,"courses":1,"appointed-on":"2026-01-15","trained-on":"2026-07-16"}""", false)]
    public void TR_02_leaders_have_fifty_six_hours_and_a_course_and_new_secretaries_are_trained_within_half_a_year(string given, bool holds) =>
        Assert.Equal(holds, Ask("TR-02", given).Holds);

    [Fact]
    public void TR_02_a_new_plan_is_a_change_of_settings() =>
        Assert.False(Ask("TR-02", """{"hours":56,"courses":1}""", settings: Settings.Standard.With("leader-training-hours", "60")).Holds);

    [Theory]
    [InlineData("RO-01 an ordinary week", "2026-11-23", "2026-11-27", 5, 0)]
    [InlineData("RO-01 端午", "2026-06-15", "2026-06-19", 4, 1)]
    [InlineData("RO-01 国庆", "2026-10-05", "2026-10-11", 3, 2)]
    public void A_week_of_duty_counts_its_working_days(string vector, string first, string last, int days, int missing)
    {
        var answer = Ask("RO-01", $$"""{"year":2026,"stays":[{"first":"{{first}}","last":"{{last}}"}]}""");

        Assert.True((missing == 0) == answer.Holds, $"{vector}: {answer.Because}");
        Assert.Equal((days, missing), ((int)answer.Value!["days"]!, (int)answer.Value["missing"]!));
    }

    [Theory]
    [InlineData("""{"first":"2026-06-22","last":"2026-06-22"}""", true)]
    [InlineData("""{"first":"2026-06-18","last":"2026-06-18"}""", false)]
    [InlineData("""{"first":"2025-12-31","last":"2026-01-03"}""", false)]
    [InlineData("""{"first":"2026-02-28","last":"2026-02-28"}""", true)]
    public void RO_01_a_missing_day_is_made_up_on_another_working_day_of_the_year(string stay, bool holds) =>
        Assert.Equal(holds, Ask("RO-01", $$"""{"year":2026,"stays":[{"first":"2026-06-15","last":"2026-06-19"},{{stay}}]}""").Holds);

    [Fact]
    public void RO_01_duty_beside_the_job_does_not_count_and_an_unloaded_year_is_provisional()
    {
        Assert.False(Ask("RO-01", """{"year":2026,"stays":[{"first":"2026-11-23","last":"2026-11-27"}],"full-time":false}""").Holds);
        Assert.True(Ask("RO-01", """{"year":2027,"stays":[{"first":"2027-11-22","last":"2027-11-26"}]}""") is { Holds: false, Provisional: true });
    }

    [Theory]
    [InlineData("2027-02-28", true)]
    [InlineData("2027-03-01", false)]
    public void DI_01_time_to_correct_is_a_year_at_most(string by, bool holds)
    {
        var answer = Ask("DI-01", $$"""{"decided-on":"2026-02-28","correct-by":"{{by}}"}""");

        Assert.Equal((holds, "2027-02-28"), (answer.Holds, answer.Value.Text()));
    }

    [Theory]
    [InlineData(5, 5, 5, false, true)]
    [InlineData(6, 0, 0, false, false)]
    [InlineData(0, 6, 0, false, false)]
    [InlineData(0, 0, 6, false, false)]
    [InlineData(6, 6, 6, true, true)]
    public void DI_02_three_counters_run_apart_and_are_not_added_up(int life, int dues, int work, bool reason, bool holds) =>
        Assert.Equal(holds, Ask("DI-02", $$"""{"without-life":{{life}},"without-dues":{{dues}},"without-work":{{work}},"good-reason":{{Json(reason)}}}""").Holds);

    [Fact]
    public void DI_01_no_setting_prolongs_the_year() =>
        Assert.Empty(RuleBook.Standard.Find("DI-01", Day("2026-11-21"))!.Parameters.Where(p => p.Setting is not null));

    [Theory]
    [InlineData("""{"abroad-for":"settled","abroad-since":"2024-11-01"}""", "2026-11-21", "usually-stopped")]
    [InlineData("""{"abroad-for":"official","abroad-since":"2020-01-01"}""", "2026-11-21", "kept")]
    [InlineData("""{"abroad-for":"study","abroad-since":"2021-11-21"}""", "2026-11-21", "kept")]
    [InlineData("""{"abroad-for":"study","abroad-since":"2021-11-21"}""", "2026-11-22", "usually-stopped")]
    [InlineData("""{"lost-since":"2026-08-31"}""", "2027-02-28", "kept")]
    [InlineData("""{"lost-since":"2026-08-31"}""", "2027-03-01", "stopped")]
    [InlineData("""{"lost-since":"2026-08-31","searched":false}""", "2027-03-01", "kept")]
    [InlineData("""{"lost-since":"2024-01-10","stopped-on":"2024-11-21"}""", "2026-11-20", "stopped")]
    [InlineData("""{"lost-since":"2024-01-10","stopped-on":"2024-11-21"}""", "2026-11-21", "removed")]
    [InlineData("""{"abroad-for":"official","lost-since":"2026-01-10"}""", "2026-11-21", "stopped")]
    [InlineData("{}", "2026-11-21", "kept")]
    public void DI_03_settled_abroad_studying_too_long_or_lost_and_never_for_an_official_posting(string given, string on, string fate)
    {
        var answer = Ask("DI-03", given, on);

        Assert.Equal((fate, fate != "kept"), (answer.Value.Text(), answer.Holds));
    }

    [Theory]
    [InlineData("study-abroad", "2026-05-21", null, "2026-11-21", true, false)]
    [InlineData("study-abroad", "2026-05-20", null, "2026-11-21", false, false)]
    [InlineData("study-abroad", "2024-05-20", "2026-05-21", "2026-11-21", true, false)]
    [InlineData("study-abroad", "2024-05-20", "2026-05-20", "2026-11-21", false, false)]
    [InlineData("graduate", "2024-11-21", null, "2026-11-21", true, true)]
    [InlineData("graduate", "2024-11-20", "2026-11-01", "2026-11-21", false, true)]
    public void DI_04_who_studies_abroad_is_asked_after_every_half_year_and_graduates_are_kept_two_years(
        string kept, string since, string? contact, string on, bool holds, bool soft)
    {
        var answer = Ask("DI-04", $$"""{"kept-for":"{{kept}}","kept-since":"{{since}}"{{(contact is null ? "" : $",\"contact-on\":\"{contact}\"")}}}""", on);

        Assert.Equal((holds, soft || holds), (answer.Holds, answer.Soft));
    }

    [Theory]
    [InlineData("TR-01")]
    [InlineData("DI-01")]
    [InlineData("DI-02")]
    [InlineData("DI-03")]
    [InlineData("DI-04")]
    public void What_was_read_in_full_stands_as_such(string rule) =>
        Assert.All(RuleBook.Standard.All.Where(r => r.Id == rule), r => Assert.Equal((RuleStatus.V1, true), (r.About.Status, r.About.Article.Contains("《中国共产党党员教育管理工作条例》第", StringComparison.Ordinal))));
}
