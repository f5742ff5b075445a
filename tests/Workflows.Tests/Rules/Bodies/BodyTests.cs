using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class BodyTests
{
    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void OR_01_a_branch_needs_three_full_members(int members, bool holds) =>
        Assert.Equal(holds, Ask("OR-01", $$"""{"full-members":{{members}}}""").Holds);

    [Theory]
    [InlineData(5, 3, true, true)]
    [InlineData(6, 3, false, true)]
    [InlineData(5, 2, false, false)]
    public void OR_02_a_joint_branch_usually_covers_five_units_and_still_needs_three_members(int units, int members, bool holds, bool soft)
    {
        var answer = Ask("OR-02", $$"""{"units":{{units}},"full-members":{{members}}}""");

        Assert.Equal((holds, soft), (answer.Holds, answer.Soft));
    }

    [Theory]
    [InlineData("OR-03 49", 49, "branch")]
    [InlineData("OR-03 50", 50, "general-branch")]
    [InlineData("OR-03 99", 99, "general-branch")]
    [InlineData("OR-03 100", 100, "agency-committee")]
    public void The_number_of_members_says_what_is_set_up(string vector, int members, string body)
    {
        var answer = Ask("OR-03", $$"""{"members":{{members}}}""");

        Assert.True(body == answer.Value.Text(), $"{vector}: {answer.Because}");
    }

    [Theory]
    [InlineData(49, "general-branch", false, false)]
    [InlineData(49, "general-branch", true, true)]
    [InlineData(100, "branch", true, false)]
    [InlineData(60, "general-branch", false, true)]
    public void OR_03_fewer_members_than_usual_need_approval(int members, string planned, bool approved, bool holds) =>
        Assert.Equal(holds, Ask("OR-03", $$"""{"members":{{members}},"planned":"{{planned}}","approved":{{(approved ? "true" : "false")}}}""").Holds);

    [Theory]
    [InlineData("""{"members":2}""", false)]
    [InlineData("""{"members":3}""", true)]
    [InlineData("""{"members":8,"full-members":2,"planned":"branch"}""", false)]
    [InlineData("""{"members":8,"full-members":3,"planned":"branch"}""", true)]
    public void OR_03_fewer_than_three_full_members_are_told_OR_01(string given, bool holds)
    {
        var answer = Ask("OR-03", given);

        Assert.Equal((holds, !holds), (answer.Holds, answer.Because.Contains("成立支部须至少 3 人", StringComparison.Ordinal)));
        Assert.DoesNotContain(holds ? "联合支部" : "应设", answer.Because + answer.Instead, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3 → branch, no committee", 3, "false")]
    [InlineData("6 → 书记 (+副书记)", 6, "false")]
    [InlineData("7 → committee required", 7, "true")]
    public void OR_04_seven_full_members_make_a_committee(string vector, int members, string committee)
    {
        var answer = Ask("OR-04", $$"""{"full-members":{{members}}}""");

        Assert.True(committee == answer.Value!["committee"].Text(), $"{vector}: {answer.Because}");
    }

    [Theory]
    [InlineData(7, 2, false, false)]
    [InlineData(7, 3, true, true)]
    [InlineData(20, 7, true, true)]
    [InlineData(20, 8, false, true)]
    [InlineData(6, 2, true, true)]
    [InlineData(6, 3, false, false)]
    public void OR_04_a_committee_has_three_to_seven_and_only_the_upper_end_may_be_departed_from(int members, int seats, bool holds, bool soft)
    {
        var answer = Ask("OR-04", $$"""{"full-members":{{members}},"seats":{{seats}}}""");

        Assert.Equal((holds, soft), (answer.Holds, answer.Soft));
    }

    [Theory]
    [InlineData("2026-04-30", true)]
    [InlineData("2026-05-01", false)]
    public void OR_05_setting_up_is_usually_answered_within_a_month(string replied, bool holds)
    {
        var answer = Ask("OR-05", $$"""{"received-on":"2026-03-31","replied-on":"{{replied}}"}""");

        Assert.Equal((holds, "2026-04-30", true), (answer.Holds, answer.Value.Text(), answer.Soft));
    }

    [Theory]
    [InlineData(50, true)]
    [InlineData(51, false)]
    public void OR_06_a_branch_of_more_than_fifty_is_warned_of(int members, bool holds)
    {
        var answer = Ask("OR-06", $$"""{"members":{{members}}}""");

        Assert.Equal((holds, true), (answer.Holds, answer.Soft));
    }

    [Theory]
    [InlineData(5, 3, true, false, true)]
    [InlineData(6, 3, true, false, false)]
    [InlineData(6, 3, false, false, true)]
    [InlineData(6, 2, true, false, true)]
    [InlineData(3, 3, true, true, false)]
    public void OR_07_half_a_year_of_project_makes_a_branch_and_a_temporary_one_admits_nobody(int months, int members, bool temporary, bool admits, bool holds) =>
        Assert.Equal(holds, Ask("OR-07", $$"""{"months":{{months}},"full-members":{{members}},"temporary":{{(temporary ? "true" : "false")}},"admits-members":{{(admits ? "true" : "false")}}}""").Holds);

    [Theory]
    [InlineData("true", "true", true)]
    [InlineData("true", "false", false)]
    [InlineData("false", "true", false)]
    public void OR_08_a_change_is_decided_by_the_committee_and_filed(string decided, string filed, bool holds) =>
        Assert.Equal(holds, Ask("OR-08", $$"""{"proposed-by":"branch","decided-by-committee":{{decided}},"filed":{{filed}}}""").Holds);

    [Theory]
    [InlineData("2025-02-28", false)]
    [InlineData("2025-03-01", true)]
    public void OR_09_a_secretary_usually_has_one_full_year(string on, bool holds) =>
        Assert.Equal(holds, Ask("OR-09", $$"""{"member-since":"2024-02-29"}""", on).Holds);

    [Theory]
    [InlineData("branch", false)]
    [InlineData("general-branch", true)]
    public void OR_09_speaks_of_branches(string body, bool holds) =>
        Assert.Equal(holds, Ask("OR-09", $$"""{"member-since":"2024-02-29","body":"{{body}}"}""", "2025-02-28").Holds);

    [Theory]
    [InlineData("""{"top-body":false}""", true)]
    [InlineData("""{"top-body":true}""", false)]
    [InlineData("""{"top-body":true,"group-decided-on":"2026-05-10"}""", true)]
    [InlineData("""{"top-body":true,"group-decided-on":"2026-05-10","submitted-on":"2026-05-10"}""", true)]
    [InlineData("""{"top-body":true,"group-decided-on":"2026-05-11","submitted-on":"2026-05-10"}""", false)]
    public void OR_10_the_leading_group_decides_before_the_work_committee(string given, bool holds) => Assert.Equal(holds, Ask("OR-10", given).Holds);

    [Theory]
    [InlineData("secretary", "", false)]
    [InlineData("secretary", "2026-11-21", true)]
    [InlineData("secretary", "2026-11-22", false)]
    [InlineData("deputy-secretary", "", false)]
    [InlineData("committee-member", "", true)]
    public void OR_11_within_the_term_the_superior_agrees_first(string post, string agreed, bool holds) =>
        Assert.Equal(holds, Ask("OR-11", $$"""{"post":"{{post}}","term-expires-on":"2026-11-21"{{(agreed.Length == 0 ? "" : $",\"superior-agreed-on\":\"{agreed}\"")}}}""").Holds);

    [Fact]
    public void OR_11_does_not_speak_of_a_term_that_is_over() =>
        Assert.True(Ask("OR-11", """{"post":"secretary","term-expires-on":"2026-11-20"}""").Holds);

    [Theory]
    [InlineData("""{"body":"branch","duties":["organiser","publicity"]}""", false)]
    [InlineData("""{"body":"branch","duties":["organiser","discipline"]}""", true)]
    [InlineData("""{"body":"general-branch","duties":[]}""", false)]
    [InlineData("""{"body":"agency-committee","duties":["discipline"]}""", false)]
    [InlineData("""{"body":"agency-committee","duties":[],"has-commission":true}""", false)]
    [InlineData("""{"body":"agency-committee","duties":[],"has-commission":true,"commission-led-by-deputy":true}""", true)]
    public void OR_12_somebody_watches_discipline(string given, bool holds)
    {
        var answer = Ask("OR-12", given);

        Assert.Equal((holds, false), (answer.Holds, answer.Soft));
    }

    [Theory]
    [InlineData("branch", "false", "false", false, true)]
    [InlineData("branch", "true", "false", true, true)]
    [InlineData("branch", "false", "true", false, true)]
    [InlineData("general-branch", "false", "true", false, false)]
    [InlineData("general-branch", "true", "true", true, false)]
    [InlineData("general-branch", "false", "false", true, true)]
    [InlineData("agency-committee", "false", "true", false, false)]
    [InlineData("agency-committee", "true", "true", true, false)]
    public void OR_13_the_head_of_the_unit_leads_it_and_only_a_branch_may_depart_from_that(string body, string leads, string top, bool holds, bool soft)
    {
        var answer = Ask("OR-13", $$"""{"body":"{{body}}","leads-unit":{{leads}},"top-body":{{top}}}""");

        Assert.Equal((holds, soft), (answer.Holds, answer.Soft));
    }

    [Theory]
    [InlineData("2026-01-01", true)]
    [InlineData("2025-12-31", false)]
    public void OR_14_once_in_every_year(string held, bool holds) =>
        Assert.Equal(holds, Ask("OR-14", $$"""{"duty":"cadre-meeting","held-on":["{{held}}"]}""").Holds);

    [Theory]
    [InlineData("EL-03"), InlineData("EL-24"), InlineData("EL-25"), InlineData("EL-01")]
    public void The_term_and_what_follows_from_it_stand_in_article_21(string rule) =>
        Assert.Contains("第二十一条", RuleBook.Standard.Find(rule, new(2026, 11, 21))!.About.Article, StringComparison.Ordinal);

    [Theory]
    [InlineData("OR-03"), InlineData("EL-01"), InlineData("OR-10"), InlineData("OR-11"), InlineData("OR-12"), InlineData("OR-13"), InlineData("OR-14")]
    public void What_the_regulations_of_2019_say_was_read_in_full(string rule) =>
        Assert.Equal(RuleStatus.V1, RuleBook.Standard.Find(rule, new(2026, 11, 21))!.About.Status);
}
