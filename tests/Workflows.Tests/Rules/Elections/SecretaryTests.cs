using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class SecretaryTests
{
    [Theory]
    [InlineData("EL-22 5 members, present 4", 2, false)]
    [InlineData("EL-22 5 members, present 4", 3, true)]
    public void The_committee_elects_its_secretary_by_more_than_half_of_those_present(string vector, int yes, bool elected)
    {
        var answer = Ask("EL-22", $$"""{"members":5,"present":4,"yes":{{yes}}}""");

        Assert.True(elected == answer.Holds, $"{vector}: {answer.Because}");
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(5, 4)]
    [InlineData(7, 6)]
    public void EL_22_four_fifths_of_the_committee_must_be_present(int members, int least)
    {
        Assert.True(Ask("EL-22", $$"""{"members":{{members}},"present":{{least}}}""").Holds);
        Assert.False(Ask("EL-22", $$"""{"members":{{members}},"present":{{least - 1}}}""").Holds);
        Assert.True(Ask("EL-22", $$"""{"members":{{members}},"present":{{(members + 1) / 2}},"committee-election-quorum":">= 1/2"}""").Holds);
    }

    [Theory]
    [InlineData("""{"members":5,"present":5,"candidates":2}""")]
    [InlineData("""{"members":5,"present":5,"from-committee":false}""")]
    [InlineData("""{"members":5,"present":6}""")]
    [InlineData("""{"members":5,"present":4,"yes":5}""")]
    public void EL_22_equal_numbers_from_the_committee_only(string given) => Assert.False(Ask("EL-22", given).Holds);

    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    public void EL_23_a_pre_election_needs_more_than_half_of_those_present(int yes, bool holds) =>
        Assert.Equal(holds, Ask("EL-23", $$"""{"present":22,"expected":25,"yes":{{yes}}}""").Holds);

    [Fact]
    public void EL_24_a_secretary_is_elected_pending_approval_and_a_member_is_filed()
    {
        Assert.Equal("当选待批", Ask("EL-24", """{"post":"secretary"}""").Value.Text());
        Assert.Equal("已批准", Ask("EL-24", """{"post":"deputy-secretary","confirmed-on":"2026-11-20"}""").Value.Text());
        Assert.Equal("已备案", Ask("EL-24", """{"post":"committee-member","confirmed-on":"2026-11-20"}""").Value.Text());
    }

    [Theory]
    [InlineData("""{"post":"committee-member","manner":"by-election","seats":1,"candidates":1}""", false)]
    [InlineData("""{"post":"committee-member","manner":"by-election","seats":1,"candidates":2}""", true)]
    [InlineData("""{"post":"committee-member","manner":"by-election","seats":1,"candidates":1,"equal-by-election-of-members":true}""", true)]
    [InlineData("""{"post":"secretary","manner":"assigned"}""", true)]
    [InlineData("""{"post":"committee-member","manner":"assigned"}""", false)]
    public void EL_25_a_member_is_by_elected_with_more_candidates_and_a_secretary_may_be_assigned(string given, bool holds) =>
        Assert.Equal(holds, Ask("EL-25", given).Holds);

    [Theory]
    [InlineData("equal", 6, 1, true)]
    [InlineData("more", 6, 1, false)]
    [InlineData("more", 6, 2, true)]
    [InlineData("equal", 7, 1, false)]
    public void EL_26_members_elect_the_secretary_where_there_is_no_committee(string setting, int members, int candidates, bool holds)
    {
        var settings = Settings.Standard.With("secretary-election-without-committee", setting);

        Assert.Equal(holds, Ask("EL-26", $$"""{"full-members":{{members}},"candidates":{{candidates}}}""", settings: settings).Holds);
    }
}
