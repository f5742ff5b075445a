using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Activities;

/// <summary>核定应到会: left out are only those of a lawful class, agreed above and adopted by the meeting.</summary>
public sealed class ElectorRollTests
{
    [Theory]
    [InlineData("bedridden", "2020-01-01", true, true, 7)]
    [InlineData("bedridden", "2020-01-01", false, true, 8)]
    [InlineData("bedridden", "2020-01-01", true, false, 8)]
    [InlineData("abroad-at-own-cost", "2026-05-02", true, true, 7)]
    [InlineData("abroad-at-own-cost", "2026-05-03", true, true, 8)]
    [InlineData("other", "2020-01-01", true, true, 8)]
    public async Task A_member_is_left_out_only_when_everything_is_fulfilled(string kind, string since, bool agreed, bool adopted, int expected)
    {
        await using var bench = await Roll(adopted);
        var state = Bench.Done(await Submit(bench, $$"""[{"person":"m1","class":"{{kind}}","since":"{{since}}"}]""", agreed ? "[\"m1\"]" : "[]"));
        Assert.Equal(expected, Json.Number(state.Data["expected"].Value));
        Assert.Equal(expected == 7 ? ["党员1"] : [], Json.Strings(state.Data["expected-excluded"].Value));
    }

    [Fact]
    public async Task Without_a_proposal_the_registers_number_stands_and_an_earlier_list_is_gone()
    {
        await using var bench = await Roll(adopted: true);
        Bench.Done(await Submit(bench, """[{"person":"m1","class":"bedridden","since":"2020-01-01"}]""", "[\"m1\"]"));
        var state = Bench.Done(await Submit(bench, "[]", "[]"));
        Assert.Equal(8, Json.Number(state.Data["expected"].Value));
        Assert.Empty(Json.Strings(state.Data["expected-excluded"].Value));
    }

    [Fact]
    public async Task Whoever_has_no_vote_is_not_subtracted_twice()
    {
        await using var bench = await Roll(adopted: true, Town.Rows with { Disciplines = [new Discipline("m1", DisciplineKind.PartyProbation, new DateOnly(2026, 1, 1))] });
        var state = Bench.Done(await Submit(bench, """[{"person":"m1","class":"bedridden","since":"2020-01-01"}]""", "[\"m1\"]"));
        Assert.Equal(7, Json.Number(state.Data["expected"].Value));
    }

    [Fact]
    public async Task The_same_member_twice_is_told()
    {
        await using var bench = await Roll(adopted: true);
        var problem = Bench.Refusal(await Submit(bench, """[{"person":"m1","class":"bedridden","since":"2020-01-01"},{"person":"m1","class":"other","since":"2020-01-01"}]""", "[\"m1\"]"));
        Assert.Equal(ProblemKind.Refused, problem.Kind);
        Assert.Contains("党员1列了两次", problem.Says, StringComparison.Ordinal);
    }

    private static Task<Bench> Roll(bool adopted, RegisterRows? register = null) => Bench.Opened(
        $$"""
        s:
          title: 名册
          activity: form
          with:
            by: officers
            fields:
              gone:
                label: 拟不计入
                type: rows
                columns:
                  person: { label: 党员, type: person }
                  class: { label: 情形, type: choice, options: { bedridden: 卧床, abroad-at-own-cost: 自费出国, other: 其他 } }
                  since: { label: 起始, type: date }
              agreed: { label: 上级同意, type: people, required: false }
          next: { submitted: roll }
        roll:
          title: 核定
          activity: elector-roll
          with: { held-on: today, proposed: gone, agreed: agreed, adopted: {{(adopted ? "true" : "false")}}, into: expected }
          next: { done: s }
        """,
        register: register);

    private static Task<MoveResult> Submit(Bench bench, string gone, string agreed) =>
        bench.Reply("chair", "s", "submitted", $$"""{"gone":{{gone}},"agreed":{{agreed}}}""");
}
