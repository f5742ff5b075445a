using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class ApplicantTests
{
    [Theory]
    [InlineData("PM-02 the day before", "2008-11-21", "2026-11-20", false, "2026-11-21")]
    [InlineData("PM-02 the birthday", "2008-11-21", "2026-11-21", true, "2026-11-21")]
    [InlineData("PM-02 born on 29 February", "2008-02-29", "2026-02-28", false, "2026-03-01")]
    [InlineData("PM-02 born on 29 February", "2008-02-29", "2026-03-01", true, "2026-03-01")]
    public void An_applicant_is_eighteen_on_the_day_of_applying(string vector, string born, string applied, bool holds, string first)
    {
        var answer = Ask("PM-02", $$"""{"born-on":"{{born}}","applied-on":"{{applied}}"}""");

        Assert.True(holds == answer.Holds, $"{vector}: {answer.Because}");
        Assert.Equal((first, false), (answer.Value.Text(), answer.Soft));
    }

    [Theory]
    [InlineData("work-unit", true, false, true)]
    [InlineData("work-unit", false, false, false)]
    [InlineData("residence", false, false, true)]
    [InlineData("residence", true, false, false)]
    [InlineData("unit-locality", true, true, true)]
    [InlineData("supervising-department", true, false, false)]
    [InlineData("floating-organisation", false, true, true)]
    public void PM_02_the_application_goes_to_the_unit_and_only_otherwise_elsewhere(string place, bool has, bool floating, bool holds) =>
        Assert.Equal(holds, Ask("PM-02", $$"""{"born-on":"1990-01-01","applied-on":"2026-11-21","place":"{{place}}","unit-has-organisation":{{Json(has)}},"floating":{{Json(floating)}}}""").Holds);

    [Theory]
    [InlineData("PM-03 last day", "2026-01-31", "2026-02-28", true, "2026-02-28")]
    [InlineData("PM-03 a day late", "2026-01-31", "2026-03-01", false, "2026-02-28")]
    [InlineData("PM-03 2026-05-18", "2026-05-18", "2026-06-18", true, "2026-06-18")]
    [InlineData("PM-03 2028-01-31", "2028-01-31", "2028-02-29", true, "2028-02-29")]
    public void An_applicant_is_talked_with_within_a_month(string vector, string received, string talked, bool holds, string due)
    {
        var answer = Ask("PM-03", $$"""{"received-on":"{{received}}","talked-on":"{{talked}}"}""");

        Assert.True(holds == answer.Holds, $"{vector}: {answer.Because}");
        Assert.Equal(due, answer.Value.Text());
    }

    [Fact]
    public void PM_03_says_by_when_it_is_due_and_how_late_it_came()
    {
        Assert.Equal("2026年1月31日收到入党申请，应在 1 个月内派人谈话，至迟 2026年2月28日。", Ask("PM-03", """{"received-on":"2026-01-31"}""").Because);
        Assert.Equal("2026年1月31日收到入党申请，应在 1 个月内派人谈话，至迟 2026年2月28日，实为 2026年3月1日，逾期 1 日。", Ask("PM-03", """{"received-on":"2026-01-31","talked-on":"2026-03-01"}""").Because);
    }

    [Theory]
    [InlineData("2026-05-10", 2014, true)]
    [InlineData("2026-05-11", 2026, true)]
    [InlineData("2014-05-28", 2014, true)]
    [InlineData("2014-05-27", null, false)]
    public void PM_01_the_day_of_the_step_picks_the_text(string on, int? year, bool holds)
    {
        var answer = Ask("PM-01", "{}", on);

        Assert.Equal((holds, year), (answer.Holds, (int?)answer.Value));
    }

    [Theory]
    [InlineData("PM-08", "2026-05-10", "2014-05-28")]
    [InlineData("PM-08", "2026-05-11", "2026-05-11")]
    [InlineData("PM-09", "2026-05-10", "2014-05-28")]
    [InlineData("PM-10", "2026-05-10", "2014-05-28")]
    [InlineData("PM-14", "2026-05-10", "2014-05-28")]
    [InlineData("PM-20", "2026-05-10", "2014-05-28")]
    [InlineData("PM-03", "2026-05-11", "2014-05-28")]
    public void PM_01_five_rules_changed_on_the_eleventh_of_May(string rule, string on, string from) =>
        Assert.Equal(Day(from), RuleBook.Standard.Find(rule, Day(on))!.From);
}
