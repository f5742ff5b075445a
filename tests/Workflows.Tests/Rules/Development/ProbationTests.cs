using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class ProbationTests
{
    [Theory]
    [InlineData("PM-21/22/23 2026-06-15", "2026-06-15", "2027-06-14", "2027-06-15")]
    [InlineData("PM-21/22/23 2025-03-01", "2025-03-01", "2026-02-28", "2026-03-01")]
    [InlineData("PM-21/22/23 2024-02-29", "2024-02-29", "2025-02-28", "2025-03-01")]
    public void Probation_is_a_year_from_the_meeting_and_conversion_not_before(string vector, string meeting, string end, string expiry)
    {
        bool May(DateOnly day) => Ask("PM-23", $$"""{"admitted-on":"{{meeting}}","meeting-on":"{{day:yyyy-MM-dd}}"}""").Holds;
        var written = Ask("PM-22", $$"""{"meeting-on":"{{meeting}}"}""").Value!;

        Assert.True(expiry == Ask("PM-21", $$"""{"meeting-on":"{{meeting}}"}""").Value.Text(), vector);
        Assert.Equal((meeting, end), (written["start"].Text(), written["end"].Text()));
        Assert.Equal(expiry, Ask("PM-23", $$"""{"admitted-on":"{{meeting}}"}""").Value.Text());
        Assert.Equal((false, true), (May(Day(expiry).AddDays(-1)), May(Day(expiry))));
    }

    [Fact]
    public void PM_21_does_not_run_from_approval() =>
        Assert.Equal("2027-06-15", Ask("PM-21", """{"meeting-on":"2026-06-15","approved-on":"2026-09-10"}""").Value.Text());

    [Theory]
    [InlineData("2027-06-14", "day-before", true)]
    [InlineData("2027-06-15", "day-before", false)]
    [InlineData("2027-06-15", "same-day", true)]
    public void PM_22_the_last_day_as_written_is_a_setting(string end, string setting, bool holds) =>
        Assert.Equal(holds, Ask("PM-22", $$"""{"meeting-on":"2026-06-15","written-start":"2026-06-15","written-end":"{{end}}"}""", settings: Settings.Standard.With("probation-end", setting)).Holds);

    [Theory]
    [InlineData("2027-05-14", "1", false)]
    [InlineData("2027-05-15", "1", true)]
    [InlineData("2027-05-15", "0", false)]
    public void PM_23_how_early_the_application_is_handed_in_is_a_setting(string applied, string months, bool holds) =>
        Assert.Equal(holds, Ask("PM-23", $$"""{"admitted-on":"2026-06-15","applied-on":"{{applied}}"}""", settings: Settings.Standard.With("conversion-application-early-months", months)).Holds);

    [Theory]
    [InlineData("2027-12-14", false)]
    [InlineData("2027-12-15", true)]
    public void PM_23_after_an_extension_the_new_expiry_counts(string meeting, bool holds) =>
        Assert.Equal(holds, Ask("PM-23", $$"""{"admitted-on":"2026-06-15","extended-to":"2027-12-15","meeting-on":"{{meeting}}"}""").Holds);

    [Theory]
    [InlineData("cancel", "serious", true)]
    [InlineData("cancel", "light", false)]
    [InlineData("cancel", null, false)]
    [InlineData("convert", "serious", false)]
    [InlineData("extend", "serious", false)]
    [InlineData("extend", "light", true)]
    [InlineData("extend", null, false)]
    [InlineData("convert", "light", false)]
    public void PM_23_only_a_breach_is_answered_before_probation_ends(string decision, string? breach, bool holds) =>
        Assert.Equal(holds, Ask("PM-23", $$"""{"admitted-on":"2026-06-15","meeting-on":"2026-12-15","decision":"{{decision}}"{{(breach is null ? "" : $",\"breach\":\"{breach}\"")}}}""").Holds);

    [Theory]
    [InlineData("PM-24 +5", "2026-06-15", 5, null)]
    [InlineData("PM-24 +6", "2026-06-15", 6, "2026-12-15")]
    [InlineData("PM-24 +8", "2026-06-15", 8, "2027-02-15")]
    [InlineData("PM-24 +12", "2026-06-15", 12, "2027-06-15")]
    [InlineData("PM-24 +13", "2026-06-15", 13, null)]
    [InlineData("PM-24 2026-08-31 +6", "2026-08-31", 6, "2027-03-01")]
    public void An_extension_is_six_to_twelve_months_and_never_ends_early(string vector, string expires, int months, string? expiry)
    {
        var answer = Ask("PM-24", $$"""{"expires-on":"{{expires}}","months":{{months}}}""");

        Assert.True((expiry is not null) == answer.Holds, $"{vector}: {answer.Because}");
        Assert.Equal(expiry, answer.Value?.Text());
    }

    [Fact]
    public void PM_24_a_second_extension_is_refused_whatever_the_months()
    {
        var answer = Ask("PM-24", """{"expires-on":"2026-06-15","months":6,"extended-before":true}""");

        Assert.Equal((false, false), (answer.Holds, answer.Soft));
    }

    [Theory]
    [InlineData("expiry", "2026-12-15")]
    [InlineData("meeting", "2027-01-02")]
    public void PM_24_from_which_day_it_runs_is_a_setting(string setting, string expiry) =>
        Assert.Equal(expiry, Ask("PM-24", """{"expires-on":"2026-06-15","months":6,"decided-on":"2026-07-02"}""", settings: Settings.Standard.With("extension-from", setting)).Value.Text());

    [Theory]
    [InlineData("light", "expiry", "2026-12-15")]
    [InlineData("light", "meeting", "2026-12-15")]
    [InlineData("serious", "expiry", null)]
    [InlineData(null, "expiry", null)]
    public void PM_24_a_light_breach_prolongs_probation_when_it_is_found_and_from_where_it_ends(string? breach, string setting, string? expiry)
    {
        var given = $$"""{"expires-on":"2026-06-15","months":6,"decided-on":"2026-03-02"{{(breach is null ? "" : $",\"breach\":\"{breach}\"")}}}""";

        Assert.Equal(expiry, Ask("PM-24", given, settings: Settings.Standard.With("extension-from", setting)).Value?.Text());
    }
}
