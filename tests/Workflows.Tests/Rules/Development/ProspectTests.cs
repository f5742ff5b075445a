using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class ProspectTests
{
    [Theory]
    [InlineData("2026-05-10", "pending", false)]
    [InlineData("2026-05-10", "filed", true)]
    [InlineData("2026-05-10", "agreed", true)]
    [InlineData("2026-05-11", "filed", false)]
    [InlineData("2026-05-11", "agreed", true)]
    [InlineData("2026-05-11", "refused", false)]
    public void PM_08_filing_was_enough_until_consent_was_required(string on, string reply, bool holds)
    {
        var answer = Ask("PM-08", $$"""{"reply":"{{reply}}"}""", on);

        Assert.Equal((holds, false), (answer.Holds, answer.Soft));
    }

    [Theory]
    [InlineData("2026-11-30", false)]
    [InlineData("2026-12-01", true)]
    public void PM_09_a_prospect_is_published_for_five_full_working_days(string decided, bool holds)
    {
        var answer = Ask("PM-09", $$"""{"posted-on":"2026-11-23","decided-on":"{{decided}}"}""");

        Assert.Equal((holds, "2026-11-30"), (answer.Holds, answer.Value!["last-day"].Text()));
    }

    [Theory]
    [InlineData("null", "2026-12-01", false)]
    [InlineData("\"2026-11-24\"", "2026-12-01", false)]
    [InlineData("\"2026-11-24\"", "2026-12-02", true)]
    [InlineData("\"2026-11-20\"", "2026-12-01", true)]
    public void PM_09_a_floating_person_is_published_in_both_places_and_the_later_counts(string other, string decided, bool holds) =>
        Assert.Equal(holds, Ask("PM-09", $$"""{"posted-on":"2026-11-23","floating":true,"other-posted-on":{{other}},"decided-on":"{{decided}}"}""").Holds);

    [Fact]
    public void PM_09_before_the_revision_there_was_no_such_duty_and_a_year_without_calendar_decides_nothing()
    {
        Assert.True(Ask("PM-09", """{"posted-on":"2026-05-08","decided-on":"2026-05-09"}""", "2026-05-10").Holds);
        Assert.True(Ask("PM-09", "{}", "2026-05-10").Holds);
        Assert.Contains("还没有公示", Ask("PM-09", "{}", "2026-05-11").Because, StringComparison.Ordinal);
        Assert.True(Ask("PM-09", """{"posted-on":"2026-12-28"}""") is { Holds: false, Provisional: true });
    }

    [Theory]
    [InlineData("""["甲"]""", false, false)]
    [InlineData("""["甲","乙"]""", true, true)]
    [InlineData("""["甲","乙","丙"]""", false, false)]
    [InlineData("""["甲","预"]""", false, false)]
    [InlineData("""["甲","察"]""", false, false)]
    [InlineData("""["甲","警"]""", false, true)]
    public void PM_10_two_full_members_introduce_and_a_lesser_punishment_is_a_soft_bar(string people, bool holds, bool soft)
    {
        var answer = Ask("PM-10", $$"""{"introducers":{{people}},"not-full":["预"],"party-probation":["察"],"punished":["警"]}""");

        Assert.Equal((holds, soft), (answer.Holds, answer.Soft));
    }

    [Theory]
    [InlineData("""["甲","警"]""", true)]
    [InlineData("""["甲","察"]""", false)]
    public void PM_10_before_the_revision_only_probation_within_the_party_barred(string people, bool holds) =>
        Assert.Equal(holds, Ask("PM-10", $$"""{"introducers":{{people}},"party-probation":["察"],"punished":["警"]}""", "2026-05-10").Holds);

    [Theory]
    [InlineData("PM-11 2 days 24 h", 2, 24, true)]
    [InlineData("PM-11 3 days 18 h", 3, 18, true)]
    [InlineData("PM-11 2 days 20 h", 2, 20, false)]
    [InlineData("PM-11 2 days 23 h", 2, 23, false)]
    [InlineData("PM-11 none", 0, 0, false)]
    public void Three_days_or_twenty_four_hours_of_training_suffice(string vector, int days, int hours, bool holds)
    {
        var answer = Ask("PM-11", $$"""{"days":{{days}},"hours":{{hours}}}""");

        Assert.True(holds == answer.Holds, $"{vector}: {answer.Because}");
        Assert.True(answer.Soft);
    }

    [Theory]
    [InlineData(true, true, true, true)]
    [InlineData(false, false, false, false)]
    [InlineData(true, false, true, false)]
    [InlineData(true, true, false, false)]
    public void PM_12_a_political_review_was_made_passed_and_concluded(bool reviewed, bool passed, bool concluded, bool holds)
    {
        var answer = Ask("PM-12", $$"""{"reviewed":{{Json(reviewed)}},"passed":{{Json(passed)}},"concluded":{{Json(concluded)}}}""");

        Assert.Equal((holds, false), (answer.Holds, answer.Soft));
    }
}
