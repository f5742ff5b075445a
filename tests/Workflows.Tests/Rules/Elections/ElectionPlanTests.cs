using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

/// <summary>The electing meeting against what was approved, announced and asked for, and against the term.</summary>
public class ElectionPlanTests
{
    [Theory]
    [InlineData("2026-10-20", "0", true)]
    [InlineData("2026-10-19", "0", false)]
    [InlineData("2026-10-21", "0", false)]
    [InlineData("2026-10-22", "2", true)]
    [InlineData("2026-10-18", "2", true)]
    [InlineData("2026-10-23", "2", false)]
    public void LC_31_the_meeting_is_held_on_the_approved_day_or_as_far_from_it_as_is_set(string on, string days, bool holds)
    {
        var answer = Ask("LC-31", $$"""{"planned-on":"2026-10-20","meeting-on":"{{on}}","days":{{days}}}""");

        Assert.Equal((holds, true), (answer.Holds, answer.Soft));
    }

    [Theory]
    [InlineData("2026-10-19", false)]
    [InlineData("2026-10-20", true)]
    [InlineData("2026-10-21", true)]
    public void LC_32_no_meeting_is_held_before_the_day_announced(string held, bool holds)
    {
        var answer = Ask("LC-32", $$"""{"announced-on":"2026-10-20","held-on":"{{held}}"}""");

        Assert.Equal((holds, true), (answer.Holds, answer.Soft));
    }

    [Theory]
    [InlineData(4, false, "少 1 名")]
    [InlineData(5, true, "一致")]
    [InlineData(6, false, "多 1 名")]
    public void LC_33_as_many_seats_are_approved_as_were_asked_for(int approved, bool holds, string says)
    {
        var answer = Ask("LC-33", $$"""{"asked":5,"approved":{{approved}}}""");

        Assert.Equal((holds, true), (answer.Holds, answer.Soft));
        Assert.Contains(says, answer.Because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-20", true)]
    [InlineData("2026-11-21", false)]
    public void LC_34_the_meeting_lies_within_the_term(string planned, bool holds)
    {
        var answer = Ask("LC-34", $$"""{"planned-on":"{{planned}}","expires-on":"2026-11-20"}""");

        Assert.Equal((holds, true), (answer.Holds, answer.Soft));
    }
}
