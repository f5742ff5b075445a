using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Tests.Engine;
using static Workflows.Tests.Activities.Election;

namespace Workflows.Tests.Activities;

/// <summary>投票选举: what a round comes to.</summary>
public sealed class BallotResultTests
{
    [Theory]
    [InlineData("org 8 0 0", "pub 5 3 0", "m1 3 5 0", "done", "org pub", 0)]
    [InlineData("org 8 0 0", "pub 4 4 0", "m1 4 4 0", "stopped", "org", 1)]
    [InlineData("org 4 4 0", "pub 4 4 0", "m1 4 4 0", "stopped", "", 2)]
    [InlineData("org 5 3 0", "pub 0 0 8", "m1 5 3 0", "done", "m1 org", 0)]
    public async Task More_than_half_of_those_present_elects_and_exactly_half_does_not(string one, string two, string three, string end, string elected, int missing)
    {
        await using var bench = await Voting();
        var state = await Both(bench, Entry([one, two, three]));
        Assert.Equal(end, state.End);
        Assert.Equal(elected, string.Join(' ', Json.Strings(state.Data["elected"].Value).Order()));
        Assert.Equal(missing, Json.Number(state.Data["elected-missing"].Value));
    }

    [Fact]
    public async Task More_returned_than_voters_makes_the_round_void_and_it_is_held_again()
    {
        await using var bench = await Voting();
        var state = await Both(bench, Entry(["org 8 0 0", "pub 6 2 0", "m1 2 6 0"], ("voters", 7), ("returned", 8)));
        Assert.Equal(["ballot"], state.Places.Keys);
        Assert.DoesNotContain("elected", state.Data.Keys);
        Assert.Equal(["teller", "scrutineer"], state.Items.Select(i => i.Part));
        Assert.Contains("收回选票 8 张，多 1 张，选举无效", await bench.Timeline(), StringComparison.Ordinal);

        Assert.Equal("done", (await Both(bench, Entry(["org 8 0 0", "pub 6 2 0", "m1 2 6 0"]))).End);
    }

    [Fact]
    public async Task Fewer_returned_than_voters_is_lawful()
    {
        await using var bench = await Voting();
        var state = await Both(bench, Entry(["org 7 0 0", "pub 6 1 0", "m1 1 6 0"], ("returned", 7), ("valid", 7)));
        Assert.Equal("done", state.End);
        Assert.Equal(7, Json.Number(state.Data["ballot.returned"].Value));
    }

    [Fact]
    public async Task Where_ballots_are_compared_with_those_issued_the_count_must_still_be_true()
    {
        await using var bench = await Voting();
        await bench.Decide("returned-ballots-compared-with", "issued");
        var entry = Entry(["org 8 0 0", "pub 6 2 0", "m1 2 6 0"], ("voters", 7), ("valid", 3));
        Assert.Contains("valid", Bench.Refusal(await bench.Reply("m4", "ballot", "counted", entry)).Errors.Keys);
        Assert.Equal("done", (await Both(bench, Entry(["org 8 0 0", "pub 6 2 0", "m1 2 6 0"], ("voters", 7)))).End);
    }

    [Fact]
    public async Task Only_the_tied_at_the_cut_are_voted_on_again_and_need_no_majority()
    {
        await using var bench = await Voting();
        var state = await Both(bench, Entry(["org 6 2 0", "pub 5 3 0", "m1 5 3 0"]));
        Assert.Equal(["again"], state.Places.Keys);
        Assert.Equal(["m1", "pub"], Json.Strings(state.Data["elected-tied"].Value).Order());
        Assert.Equal(1, Json.Number(state.Data["elected-tied-seats"].Value));
        Assert.Equal(["org"], Json.Strings(state.Data["elected"].Value));

        state = await Both(bench, Entry(["m1 4 0 4", "pub 4 0 4"]), "again");
        Assert.Equal(["again"], state.Places.Keys);

        state = await Both(bench, Entry(["m1 3 0 5", "pub 2 0 6"]), "again");
        Assert.Equal("done", state.End);
        Assert.Equal(["org", "m1"], Json.Strings(state.Data["elected"].Value));
    }

    [Fact]
    public async Task In_a_second_ballot_nobody_is_written_in()
    {
        await using var bench = await Voting();
        await Both(bench, Entry(["org 6 2 0", "pub 5 3 0", "m1 5 3 0"]));
        var entry = Entry(["m1 4 0 4", "pub 3 0 5"])[..^1] + ""","write-ins":[{"person":"m2","yes":1}]}""";
        Assert.Contains("write-ins", Bench.Refusal(await bench.Reply("m4", "again", "counted", entry)).Errors.Keys);
    }

    [Fact]
    public async Task A_tie_above_the_cut_needs_no_second_ballot()
    {
        await using var bench = await Voting();
        var state = await Both(bench, Entry(["org 6 2 0", "pub 6 2 0", "m1 4 4 0"]));
        Assert.Equal("done", state.End);
    }

    [Fact]
    public async Task A_member_who_is_written_in_by_more_than_half_is_elected()
    {
        await using var bench = await Voting();
        var state = await Both(bench, With(Entry(["org 8 0 0", "pub 2 6 0", "m1 0 8 0"]), """[{"person":"m2","yes":5}]"""));
        Assert.Equal("done", state.End);
        Assert.Equal(["m2", "org"], Json.Strings(state.Data["elected"].Value).Order());
    }

    [Theory]
    [InlineData("""{"other":"某甲","yes":5}""")]
    [InlineData("""{"person":"new","yes":5}""")]
    public async Task Whoever_may_not_be_elected_is_not_whatever_the_votes(string writeIn)
    {
        await using var bench = await Voting(register: Town.Rows with
        {
            People = Town.Rows.People.Add(new Person("new", "预备某", null, Sex.Female)),
            Memberships = Town.Rows.Memberships.Add(new Membership("new", "b", MembershipStage.Probationary, new DateOnly(2026, 1, 1))),
        });
        var state = await Both(bench, With(Entry(["org 8 0 0", "pub 2 6 0", "m1 0 8 0"]), $"[{writeIn}]"));
        Assert.Equal("stopped", state.End);
        Assert.Equal(["org"], Json.Strings(state.Data["elected"].Value));
    }

    [Theory]
    [InlineData("""{"person":"org","yes":1}""", "列了两次")]
    [InlineData("""{"person":"m2","yes":1},{"person":"m2","yes":1}""", "列了两次")]
    [InlineData("""{"yes":1}""", "另选他人须选择党员或写明姓名")]
    [InlineData("""{"other":"党员2","yes":1}""", "党员2在名册中，请从党员中选择")]
    [InlineData("""{"person":"m2","yes":8}""", "多于有效票 8 张每张最多选 2 人的 16 票")]
    public async Task A_write_in_that_cannot_be_is_refused(string writeIns, string says)
    {
        await using var bench = await Voting();
        var problem = Bench.Refusal(await bench.Reply("m4", "ballot", "counted", With(Entry(["org 3 1 4", "pub 3 1 4", "m1 3 0 5"]), $"[{writeIns}]")));
        Assert.Contains(says, problem.Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_ballots_count_among_those_returned_and_elect_nobody()
    {
        await using var bench = await Voting();
        var state = await Both(bench, Entry(["org 5 1 0", "pub 4 2 0", "m1 0 6 0"], ("valid", 6), ("invalid", 2)));
        Assert.Equal(["org"], Json.Strings(state.Data["elected"].Value));
        Assert.Equal("stopped", state.End);
    }

    private static string With(string entry, string writeIns) => entry[..^1] + ",\"write-ins\":" + writeIns + "}";

    private static async Task<Case> Both(Bench bench, string entry, string step = "ballot")
    {
        Bench.Done(await bench.Reply("m4", step, "counted", entry));
        return Bench.Done(await bench.Reply("m5", step, "counted", entry));
    }
}
