using Workflows.Engine;
using Workflows.Moves;

namespace Workflows.Tests.Engine;

public sealed class BranchTests
{
    private const string Draft = """{"subject":"采购","day":"2026-11-02"}""";

    [Fact]
    public async Task Both_branches_must_end_before_the_case_goes_on()
    {
        await using var bench = await Drafted();

        Bench.Done(await bench.Reply("chief", "opinion", "approved"));
        Assert.Equal(["countersign", "countersign/vote/decide"], (await bench.Now()).Places.Keys);

        Bench.Done(await bench.Reply("org", "decide", "approved"));
        var state = Bench.Done(await bench.Reply("pub", "decide", "approved"));
        Assert.Equal(["publish"], state.Places.Keys);
        Assert.Single(state.Items);
    }

    [Fact]
    public async Task A_branch_that_rejects_stops_its_siblings_and_their_votes_do_not_count_in_the_next_round()
    {
        await using var bench = await Drafted();
        Bench.Done(await bench.Reply("org", "decide", "approved"));

        var back = Bench.Done(await bench.Reply("chief", "opinion", "rejected", reason: "依据不足"));
        Assert.Equal(["draft"], back.Places.Keys);
        Assert.Single(back.Items);

        Bench.Done(await bench.Reply("chair", "draft", "submitted", Draft));
        var again = await bench.Now();
        Assert.Equal(3, again.Items.Length);
        Assert.Empty(again.Places["countersign/vote/decide"].Answers);
    }

    [Fact]
    public async Task Exactly_half_of_a_body_does_not_carry_and_one_more_does()
    {
        await using var bench = await Drafted();
        var one = Bench.Done(await bench.Reply("org", "decide", "approved"));
        Assert.True(one.Places.ContainsKey("countersign/vote/decide"));

        var two = Bench.Done(await bench.Reply("pub", "decide", "approved"));
        Assert.False(two.Places.ContainsKey("countersign/vote/decide"));
    }

    [Fact]
    public async Task A_share_that_can_no_longer_be_reached_rejects_without_waiting_for_the_rest()
    {
        await using var bench = await Drafted();
        var state = Bench.Done(await bench.Reply("org", "decide", "rejected", reason: "不同意"));
        Assert.Equal(["draft"], state.Places.Keys);
    }

    [Fact]
    public async Task Sending_back_from_inside_a_branch_leaves_the_whole_parallel_step()
    {
        await using var bench = await Drafted();
        var item = (await bench.ItemAt("above", "opinion"))!;
        var state = Bench.Done(await bench.Mediator.Send(new SendBack { Id = Guid.NewGuid(), Case = bench.Case, By = "above", Item = item.Id, To = "draft", Reason = "请补充附件" }));
        Assert.Equal(["draft"], state.Places.Keys);
        Assert.Single(state.Items);
        Assert.Contains("从“会签”退回到“起草”（请补充附件）", await bench.Timeline(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_case_replays_to_the_state_that_is_stored()
    {
        await using var bench = await Drafted();
        Bench.Done(await bench.Reply("chief", "opinion", "rejected", reason: "依据不足"));
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
    }

    private static async Task<Bench> Drafted()
    {
        var bench = await Bench.Start("2026-11-02", Town.Rows, Definitions.Countersigning);
        Bench.Done(await bench.Open("chair", "countersigning", "b"));
        Bench.Done(await bench.Reply("chair", "draft", "submitted", Draft));
        return bench;
    }
}
