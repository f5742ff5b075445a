using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class DuesTests
{
    [Theory]
    [InlineData("FE-01 3000.00", "3000.00", "15.00")]
    [InlineData("FE-01 3000.01", "3000.01", "30.00")]
    [InlineData("FE-01 3001", "3001", "30.01")]
    [InlineData("FE-01 5000", "5000", "50.00")]
    [InlineData("FE-01 5001", "5001", "75.02")]
    [InlineData("FE-01 10000", "10000", "150.00")]
    [InlineData("FE-01 10001", "10001", "200.02")]
    public void The_rate_applies_to_the_whole_salary(string vector, string salary, string due)
    {
        var answer = Ask("FE-01", $$"""{"salary":{{salary}}}""");

        Assert.True(due == answer.Value.Text(), $"{vector}: {answer.Because}");
        Assert.Equal(due, Ask("FE-01", $$"""{"salary":"{{salary}}"}""").Value.Text());
    }

    [Theory]
    [InlineData("nearest-cent", "75.02")]
    [InlineData("up-to-cent", "75.02")]
    [InlineData("down-to-cent", "75.01")]
    public void FE_01_how_fractions_of_a_cent_are_rounded_is_a_setting(string rounding, string due) =>
        Assert.Equal(due, Ask("FE-01", """{"salary":5001}""", settings: Settings.Standard.With("dues-rounding", rounding)).Value.Text());

    [Theory]
    [InlineData("30.00", false, "税后月工资收入 3001.00 元，按 1% 每月应交 30.01 元，实交 30.00 元，少交 0.01 元。")]
    [InlineData("30.01", true, "税后月工资收入 3001.00 元，按 1% 每月应交 30.01 元，实交 30.01 元，相符。")]
    [InlineData("100", true, "税后月工资收入 3001.00 元，按 1% 每月应交 30.01 元，实交 100.00 元，多交 69.99 元。")]
    public void FE_01_what_was_paid_is_compared_to_the_cent(string paid, bool holds, string because)
    {
        var answer = Ask("FE-01", $$"""{"salary":3001,"paid":{{paid}}}""");

        Assert.Equal((holds, because), (answer.Holds, answer.Because));
    }

    [Theory]
    [InlineData("3000.001")]
    [InlineData("-1")]
    [InlineData("1000000.01")]
    [InlineData("1e3")]
    [InlineData("\"三千\"")]
    [InlineData("true")]
    public void An_amount_is_a_number_with_two_decimals_at_most(string salary) =>
        Assert.Equal("salary", Assert.Single(Refused("FE-01", $$"""{"salary":{{salary}}}""")).Parameter);

    [Theory]
    [InlineData("retired", "5000", "25.00")]
    [InlineData("retired", "5000.01", "50.00")]
    [InlineData("retired", "5001", "50.01")]
    public void FE_02_a_pension_has_one_cliff(string payer, string pension, string due) =>
        Assert.Equal(due, Ask("FE-02", $$"""{"payer":"{{payer}}","pension":{{pension}}}""").Value.Text());

    [Theory]
    [InlineData("0.19", false)]
    [InlineData("0.20", true)]
    public void FE_02_a_student_pays_twenty_cents(string paid, bool holds)
    {
        var answer = Ask("FE-02", $$"""{"payer":"student","paid":{{paid}}}""");

        Assert.Equal((holds, "0.20"), (answer.Holds, answer.Value.Text()));
        Assert.True(Ask("FE-02", """{"payer":"retired"}""").Impossible);
    }

    [Theory]
    [InlineData("""{"unpaid-months":5}""", true, true)]
    [InlineData("""{"unpaid-months":6}""", false, false)]
    [InlineData("""{"unpaid-months":6,"good-reason":true}""", true, true)]
    [InlineData("""{"unpaid-months":7,"good-reason":true,"back-payment-months":6}""", true, true)]
    [InlineData("""{"unpaid-months":7,"good-reason":true,"back-payment-months":7}""", false, true)]
    public void FE_03_six_months_unpaid_go_to_the_members_and_are_never_decided_by_the_clock(string given, bool holds, bool soft)
    {
        var answer = Ask("FE-03", given);

        Assert.Equal((holds, soft), (answer.Holds, answer.Soft));
    }

    [Theory]
    [InlineData("2026-06-30", true)]
    [InlineData("2026-07-01", false)]
    [InlineData("2026-05-31", false)]
    public void FE_04_dues_start_in_the_month_of_the_meeting_not_of_approval(string from, bool holds)
    {
        var answer = Ask("FE-04", $$"""{"meeting-on":"2026-06-15","paid-from":"{{from}}"}""");

        Assert.Equal((holds, "2026-06-15"), (answer.Holds, answer.Value.Text()));
    }
}
