using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class TermTests
{
    [Theory]
    [InlineData("EL-01/03/02 支部 2023-11-20", "branch", "2023-11-20", "2026-11-20", "2026-05-20", "2027-11-20", "2025-11-20")]
    [InlineData("EL-01/03/02 党委 2021-07-01", "agency-committee", "2021-07-01", "2026-07-01", "2026-01-01", "2027-07-01", "2025-07-01")]
    [InlineData("EL-01/03/02 支部 2023-08-31", "branch", "2023-08-31", "2026-08-31", "2026-02-28", "2027-08-31", "2025-08-31")]
    [InlineData("EL-01/03/02 支部 2024-02-29", "branch", "2024-02-29", "2027-02-28", "2026-08-29", "2028-02-29", "2026-02-28")]
    [InlineData("总支 as 支部", "general-branch", "2023-11-20", "2026-11-20", "2026-05-20", "2027-11-20", "2025-11-20")]
    [InlineData("village", "village-or-community", "2021-07-01", "2026-07-01", "2026-01-01", "2027-07-01", "2025-07-01")]
    public void A_term_ends_is_reminded_of_and_may_be_moved_counted_from_the_election_day(
        string vector, string body, string elected, string expiry, string reminder, string latest, string earliest)
    {
        var given = $$"""{"body":"{{body}}","elected-on":"{{elected}}"}""";
        var window = Ask("EL-02", given).Value!;

        Assert.True(expiry == Ask("EL-01", given).Value.Text(), vector);
        Assert.Equal(reminder, Ask("EL-03", given).Value.Text());
        Assert.Equal((latest, earliest, expiry), (window["latest"].Text(), window["earliest"].Text(), window["expiry"].Text()));
    }

    [Theory]
    [InlineData("2026-11-20", true)]
    [InlineData("2026-11-21", false)]
    public void EL_01_the_day_after_expiry_is_overdue(string on, bool holds)
    {
        var answer = Ask("EL-01", """{"body":"branch","elected-on":"2023-11-20"}""", on);

        Assert.Equal(holds, answer.Holds);
        Assert.Equal(holds, answer.Soft);
    }

    [Fact]
    public void CV_06a_an_extended_term_is_counted_from_the_election_day() =>
        Assert.Equal("2028-02-29", Ask("EL-01", """{"body":"branch","elected-on":"2024-02-29","shifted-months":12}""").Value.Text());

    [Theory]
    [InlineData("2018-07-11", "branch", "four-three-two", "2020-07-11")]
    [InlineData("2018-07-11", "branch", "four-three-three", "2021-07-11")]
    [InlineData("2018-07-11", "agency-committee", "four-three-two", "2022-07-11")]
    [InlineData("2018-07-12", "agency-committee", "four-three-two", "2023-07-12")]
    [InlineData("2018-07-12", "branch", "four-three-two", "2021-07-12")]
    public void EL_01_bodies_elected_before_the_opinion_keep_their_old_term(string elected, string body, string former, string expiry) =>
        Assert.Equal(expiry, Ask("EL-01", $$"""{"body":"{{body}}","elected-on":"{{elected}}","former-terms":"{{former}}"}""").Value.Text());

    [Theory]
    [InlineData("postponed 8, asks 4", 8, 4, true)]
    [InlineData("postponed 8, asks 5 → 13 > 12", 8, 5, false)]
    [InlineData("advance 12", 0, -12, true)]
    [InlineData("advance 13", 0, -13, false)]
    [InlineData("advanced 6 then back", -6, 18, true)]
    public void EL_02_shifts_are_added_up_not_judged_one_by_one(string vector, int before, int asked, bool holds)
    {
        var answer = Ask("EL-02", $$"""{"body":"branch","elected-on":"2023-11-20","shifted-months":{{before}},"asked-months":{{asked}}}""");

        Assert.True(holds == answer.Holds, $"{vector}: {answer.Because}");
        Assert.True(answer.Soft);
    }

    [Fact]
    public void EL_02_says_how_much_may_still_be_asked_for() =>
        Assert.Equal("本次最多可延期 4 个月。", Ask("EL-02", """{"body":"branch","elected-on":"2023-11-20","shifted-months":8,"asked-months":5}""").Instead);

    [Fact]
    public void EL_02_without_the_superiors_approval_nothing_moves_whatever_the_reason()
    {
        var answer = Ask("EL-02", """{"body":"branch","elected-on":"2023-11-20","asked-months":3,"superior-approved":false}""");

        Assert.Equal((false, false), (answer.Holds, answer.Soft));
        Assert.Equal("请在 2026年11月20日以前换届。", answer.Instead);
    }

    [Theory]
    [InlineData("2026-05-20", true)]
    [InlineData("2026-05-21", false)]
    public void EL_03_a_reminder_is_due_six_months_ahead(string reminded, bool inTime) =>
        Assert.Equal(inTime, Ask("EL-03", $$"""{"body":"branch","elected-on":"2023-11-20","reminded-on":"{{reminded}}"}""").Holds);
}
