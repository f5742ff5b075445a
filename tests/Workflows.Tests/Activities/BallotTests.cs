using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Tests.Engine;
using static Workflows.Tests.Activities.Election;

namespace Workflows.Tests.Activities;

/// <summary>投票选举: who may count, and that two people counted the same.</summary>
public sealed class BallotTests
{
    [Fact]
    public async Task A_round_decides_when_both_have_entered_the_same()
    {
        await using var bench = await Voting();
        var waiting = Bench.Done(await Count(bench, "m4", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        Assert.Equal(["scrutineer"], waiting.Items.Select(i => i.Part));

        var state = Bench.Done(await Count(bench, "m5", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        Assert.Equal("done", state.End);
        Assert.Equal(["org", "pub"], Json.Strings(state.Data["elected"].Value));
        Assert.Contains("应选 2 人，实到会有选举权 8 人，须超过半数即至少 5 票；当选 2 人：组委乙、宣委丙", await bench.Timeline(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_that_differ_are_shown_to_both_and_entered_again()
    {
        await using var bench = await Voting();
        Bench.Done(await Count(bench, "m4", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        var state = Bench.Done(await Count(bench, "m5", "org 8 0 0", "pub 5 3 0", "m1 2 6 0"));
        Assert.Equal(["teller", "scrutineer"], state.Items.Select(i => i.Part));
        Assert.Equal(["宣委丙的赞成：一方录入 6 票，另一方录入 5 票", "宣委丙的不赞成：一方录入 2 票，另一方录入 3 票"], Json.Strings(state.Data["ballot.differences"].Value));

        Bench.Done(await Count(bench, "m4", "org 8 0 0", "pub 5 3 0", "m1 2 6 0"));
        var done = Bench.Done(await Count(bench, "m5", "org 8 0 0", "pub 5 3 0", "m1 2 6 0"));
        Assert.Equal("done", done.End);
        Assert.Null(done.Data["ballot.differences"].Value);
    }

    [Theory]
    [InlineData("teller: m4, scrutineer: m4", "m4", "counted-already")]
    [InlineData("teller: org, scrutineer: m5", "org", "candidate-may-not-count")]
    [InlineData("teller: chair, scrutineer: m5", "chair", "starter-may-not-count")]
    public async Task Nobody_counts_twice_and_no_candidate_and_not_whoever_started_the_case(string watchers, string by, string code)
    {
        await using var bench = await Voting(watchers);
        if (code == "counted-already")
            Bench.Done(await Count(bench, by, "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        var problem = Bench.Refusal(await Count(bench, by, "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        Assert.Equal((code, ProblemKind.Forbidden), (problem.Code, problem.Kind));
    }

    [Fact]
    public async Task Handing_the_count_to_a_candidate_does_not_let_the_candidate_count()
    {
        await using var bench = await Voting();
        var item = (await bench.ItemAt("m4", "ballot"))!;
        Bench.Done(await bench.Mediator.Send(new HandOver { Id = Guid.NewGuid(), Case = bench.Case, By = "m4", Item = item.Id, To = "org", Reason = "身体不适" }));
        Assert.Equal("candidate-may-not-count", Bench.Refusal(await Count(bench, "org", "org 8 0 0", "pub 6 2 0", "m1 2 6 0")).Code);
    }

    [Fact]
    public async Task A_superior_who_urges_does_not_count_as_one_of_the_two()
    {
        await using var bench = await Voting(deadline: "deadlines: [{ name: vote, title: 完成选举, within: P1D, article: 示例办法, then: escalate }]");
        await bench.PassTo("2026-11-04");
        Bench.Done(await bench.Reply("above", "ballot", "urged", """{"note":"已电话督办"}"""));
        Bench.Done(await Count(bench, "m4", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        Assert.Equal("done", Bench.Done(await Count(bench, "m5", "org 8 0 0", "pub 6 2 0", "m1 2 6 0")).End);
    }

    [Fact]
    public async Task Two_candidates_of_one_name_are_told_apart_and_compared_each_with_itself()
    {
        await using var bench = await Voting(register: SameName());
        Bench.Done(await Count(bench, "m4", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        var state = Bench.Done(await Count(bench, "m5", "org 8 0 0", "pub 2 6 0", "m1 6 2 0"));
        Assert.Equal(
            ["党员1（1）的不赞成：一方录入 6 票，另一方录入 2 票", "党员1（1）的赞成：一方录入 2 票，另一方录入 6 票", "党员1（2）的不赞成：一方录入 2 票，另一方录入 6 票", "党员1（2）的赞成：一方录入 6 票，另一方录入 2 票"],
            Json.Strings(state.Data["ballot.differences"].Value).Order(StringComparer.Ordinal));

        Bench.Done(await Count(bench, "m4", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        state = Bench.Done(await Count(bench, "m5", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        Assert.Equal(["org", "pub"], Json.Strings(state.Data["elected"].Value));
    }

    [Fact]
    public async Task Two_write_ins_of_one_name_are_told_apart()
    {
        await using var bench = await Voting(register: Town.Rows with { People = [.. Town.Rows.People.Select(p => p.Id == "m3" ? p with { Name = Town.Name("m2") } : p)] });
        const string Writes = """[{"person":"m2","yes":2},{"person":"m3","yes":1}]""";
        Bench.Done(await CountWith(bench, "m4", Writes, "org 8 0 0", "pub 5 3 0", "m1 0 8 0"));
        Assert.Equal("done", Bench.Done(await CountWith(bench, "m5", Writes, "org 8 0 0", "pub 5 3 0", "m1 0 8 0")).End);
    }

    [Theory]
    [InlineData("issued", 7, "EL-13")]
    [InlineData("voters", 9, "投票人数 9 人多于发出选票 8 张")]
    [InlineData("valid", 7, "合计与收回选票 8 张不符")]
    [InlineData("invalid", 1, "合计与收回选票 8 张不符")]
    [InlineData("printed", 12, "EL-13")]
    public async Task Ballots_that_do_not_balance_are_refused(string field, int number, string says)
    {
        await using var bench = await Voting();
        var problem = Bench.Refusal(await bench.Reply("m4", "ballot", "counted", Entry(["org 8 0 0", "pub 6 2 0", "m1 2 6 0"], (field, number), ("remainder", 3))));
        Assert.Contains(says, string.Join(' ', problem.Says, string.Join(' ', problem.Verdicts.Select(v => v.Rule))), StringComparison.Ordinal);
        Assert.Equal(2, (await bench.History()).Count);
    }

    [Theory]
    [InlineData("org 8 0 0", "pub 6 2 0", "m1 2 5 0", "合计不等于有效票 8 张")]
    [InlineData("org 8 1 0", "pub 6 2 0", "m1 2 6 0", "合计多于选票 8 张")]
    [InlineData("org 8 0 0", "pub 6 2 0", "m1 3 5 0", "多于有效票 8 张每张最多选 2 人的 16 票")]
    public async Task Votes_that_cannot_be_true_together_are_refused(string one, string two, string three, string says)
    {
        await using var bench = await Voting();
        Assert.Contains(says, Bench.Refusal(await Count(bench, "m4", one, two, three)).Errors["tally"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("org 8 0 0", "pub 6 2 0")]
    [InlineData("org 8 0 0", "pub 6 2 0", "m2 2 6 0")]
    [InlineData("org 8 0 0", "pub 6 2 0", "pub 6 2 0")]
    public async Task A_tally_names_every_candidate_once_and_nobody_else(params string[] rows)
    {
        await using var bench = await Voting();
        Assert.Contains("应逐行填写", Bench.Refusal(await Count(bench, "m4", rows)).Errors["tally"], StringComparison.Ordinal);
    }

    private static RegisterRows SameName() =>
        Town.Rows with { People = [.. Town.Rows.People.Select(p => p.Id == "pub" ? p with { Name = Town.Name("m1") } : p)] };
}
