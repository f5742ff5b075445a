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
}
