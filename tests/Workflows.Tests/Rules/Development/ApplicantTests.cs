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
    [InlineData("PM-02 only the month is known", "2008-11", "2026-11-29", false, "2026-11-30")]
    [InlineData("PM-02 only the month is known", "2008-11", "2026-11-30", true, "2026-11-30")]
    [InlineData("PM-02 only the month is known", "2008-02", "2026-02-28", false, "2026-03-01")]
    public void An_applicant_is_eighteen_on_the_day_of_applying(string vector, string born, string applied, bool holds, string first)
    {
        var answer = Ask("PM-02", $$"""{"born-on":"{{born}}","applied-on":"{{applied}}"}""");

        Assert.True(holds == answer.Holds, $"{vector}: {answer.Because}");
        Assert.Equal((first, false), (answer.Value.Text(), answer.Soft));
    }

    [Fact]
    public void PM_02_says_that_only_the_month_of_birth_is_known_and_what_to_do()
    {
        var answer = Ask("PM-02", """{"born-on":"2008-11","applied-on":"2026-11-20"}""");

        Assert.Equal("2008年11月出生（名册没有出生日，按当月最后一日算），2026年11月30日年满 18 岁，2026年11月20日申请，差 10 日。", answer.Because);
        Assert.Equal("请在 2026年11月30日或以后递交申请；已经年满 18 岁的，请先在名册中补上出生日。", answer.Instead);
    }

    [Theory]
    [InlineData("work-unit", "with-organisation", false, true)]
    [InlineData("residence", "with-organisation", false, false)]
    [InlineData("unit-locality", "with-organisation", true, false)]
    [InlineData("supervising-department", "with-organisation", true, false)]
    [InlineData("floating-organisation", "with-organisation", false, false)]
    [InlineData("floating-organisation", "with-organisation", true, true)]
    [InlineData("work-unit", "without-organisation", false, false)]
    [InlineData("unit-locality", "without-organisation", false, true)]
    [InlineData("supervising-department", "without-organisation", false, true)]
    [InlineData("residence", "without-organisation", false, true)]
    [InlineData("residence", "no-unit", false, true)]
    [InlineData("unit-locality", "no-unit", false, false)]
    [InlineData("floating-organisation", "no-unit", true, true)]
    public void PM_02_no_unit_and_a_unit_without_organisation_are_two_things(string place, string unit, bool floating, bool holds)
    {
        var answer = Ask("PM-02", Applies(place, unit, floating), "2026-06-01");

        Assert.True(holds == answer.Holds, answer.Because);
    }

    [Theory]
    [InlineData("unit-locality", "without-organisation", false, false)]
    [InlineData("residence", "without-organisation", false, true)]
    [InlineData("residence", "no-unit", false, true)]
    [InlineData("unit-locality", "with-organisation", true, true)]
    [InlineData("supervising-department", "with-organisation", false, false)]
    public void PM_02_before_the_revision_only_floating_people_chose(string place, string unit, bool floating, bool holds) =>
        Assert.Equal(holds, Ask("PM-02", Applies(place, unit, floating), "2026-05-10").Holds);

    [Theory]
    [InlineData("work-unit", true, true)]
    [InlineData("residence", false, true)]
    [InlineData("residence", true, false)]
    public void PM_02_is_still_asked_as_procedures_published_before_ask_it(string place, bool has, bool holds) =>
        Assert.Equal(holds, Ask("PM-02", $$"""{"born-on":"1990-01-01","applied-on":"2026-11-21","place":"{{place}}","unit-has-organisation":{{Json(has)}}}""").Holds);

    [Fact]
    public void PM_02_names_every_place_to_which_the_application_may_go_instead() =>
        Assert.Equal("请改向单位所在地党组织或者单位主管部门党组织或者居住地党组织申请。", Ask("PM-02", Applies("work-unit", "without-organisation", false)).Instead);

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
    [InlineData("PM-02", "2026-05-10", "2014-05-28")]
    [InlineData("PM-02", "2026-05-11", "2026-05-11")]
    [InlineData("PM-30", "2026-05-10", "2014-05-28")]
    [InlineData("PM-03", "2026-05-11", "2014-05-28")]
    public void PM_01_some_rules_changed_on_the_eleventh_of_May(string rule, string on, string from) =>
        Assert.Equal(Day(from), RuleBook.Standard.Find(rule, Day(on))!.From);

    private static string Applies(string place, string unit, bool floating) =>
        $$"""{"born-on":"1990-01-01","applied-on":"2020-06-01","place":"{{place}}","unit":"{{unit}}","floating":{{Json(floating)}}}""";
}
