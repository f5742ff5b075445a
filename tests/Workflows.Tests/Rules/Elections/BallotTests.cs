using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class BallotTests
{
    [Theory]
    [InlineData("EL-15 returned 21", 22, 22, 21, true)]
    [InlineData("EL-15 returned 22", 22, 22, 22, true)]
    [InlineData("EL-15 returned 23", 22, 22, 23, false)]
    [InlineData("EL-15 one left without voting", 22, 21, 22, false)]
    [InlineData("more voters than ballots", 22, 23, 22, false)]
    public void A_round_is_void_when_more_ballots_return_than_voters(string vector, int issued, int voters, int returned, bool valid)
    {
        var answer = Ask("EL-15", $$"""{"issued":{{issued}},"voters":{{voters}},"returned":{{returned}}}""");

        Assert.True(valid == answer.Holds, $"{vector}: {answer.Because}");
        Assert.Equal(valid, (bool)answer.Value!);
    }

    [Fact]
    public void EL_15_the_older_reading_is_a_setting_and_governs_meetings_before_the_2020_rules()
    {
        const string given = """{"issued":22,"voters":21,"returned":22}""";

        Assert.True(Ask("EL-15", given, settings: Settings.Standard.With("returned-ballots-compared-with", "issued")).Holds);
        Assert.True(Ask("EL-15", """{"issued":22,"returned":22}""", on: "2019-06-01").Holds);
        Assert.False(Ask("EL-15", """{"issued":22,"returned":23}""", on: "2019-06-01").Holds);
    }

    [Theory]
    [InlineData("EL-16 5 marks", 5, 0, true)]
    [InlineData("EL-16 4 + 1 write-in", 4, 1, true)]
    [InlineData("EL-16 5 + 1 write-in", 5, 1, false)]
    [InlineData("EL-16 0 marks", 0, 0, true)]
    public void A_ballot_is_void_when_it_chooses_more_than_the_seats(string vector, int marked, int writeIns, bool valid)
    {
        var answer = Ask("EL-16", $$"""{"seats":5,"marked":{{marked}},"write-ins":{{writeIns}}}""");

        Assert.True(valid == answer.Holds, $"{vector}: {answer.Because}");
    }

    [Theory]
    [InlineData(1, 1, true, true, 1)]
    [InlineData(0, 1, true, false, 0)]
    [InlineData(1, 2, true, true, 2)]
    [InlineData(1, 1, false, false, 0)]
    public void EL_21_who_votes_against_one_may_write_in_others_and_who_abstains_may_not(int against, int writeIns, bool eligible, bool holds, int counted)
    {
        var answer = Ask("EL-21", $$"""{"against":{{against}},"write-ins":{{writeIns}},"eligible":{{(eligible ? "true" : "false")}}}""");

        Assert.Equal((holds, counted), (answer.Holds, (int)answer.Value!));
    }

    [Theory]
    [InlineData(1, 1, true, 1)]
    [InlineData(1, 2, false, 1)]
    public void EL_21_one_for_each_voted_against_is_a_setting(int against, int writeIns, bool holds, int counted)
    {
        var answer = Ask("EL-21", $$"""{"against":{{against}},"write-ins":{{writeIns}},"one-write-in-per-against":true}""");

        Assert.Equal((holds, counted), (answer.Holds, (int)answer.Value!));
    }
}
