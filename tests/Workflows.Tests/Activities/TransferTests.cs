using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Activities;

/// <summary>Another unit is chosen, accepts, and carries the case on; what lies above a branch is found through a 党总支.</summary>
public sealed class TransferTests
{
    private const string Steps = """
        s:
          title: 培养
          activity: form
          with: { by: officers }
          next: { submitted: file }
        file:
          title: 备案
          activity: form
          with: { by: section of party-committee }
          next: { submitted: "end:done" }
        transfer:
          title: 转接
          activity: aside
          with: { by: [officers], ends: { moved: 已转接 } }
          branches:
            go:
              start: ask
              steps:
                ask:
                  title: 提出转接
                  activity: form
                  with: { by: officers, fields: { to-unit: { label: 转到, type: unit }, on: { label: 日期, type: date } } }
                  next: { submitted: accept }
                accept:
                  title: 接收
                  activity: form
                  with: { by: officers in to-unit }
                  next: { submitted: move }
                move:
                  title: 转接
                  activity: move-case
                  with: { to: to-unit, from: on }
                  next: { done: "end:moved" }
          next: { moved: stay }
        """;

    private static readonly DateOnly always = new(2010, 1, 1);

    [Fact]
    public async Task Units_of_the_tree_that_may_hold_the_case_are_offered()
    {
        await using var bench = await Begun();
        var form = await bench.Form("chair", "ask");
        Assert.Equal(["示例局第二支部"], form.Fields[0].Options.Select(o => o.Label));
    }

    [Theory]
    [InlineData("\"b\"")]
    [InlineData("\"g\"")]
    [InlineData("\"nowhere\"")]
    [InlineData("3")]
    public async Task No_other_unit_is_taken(string unit)
    {
        await using var bench = await Begun();
        Assert.Equal("“转到”请从列出的党组织中选择。", Bench.Refusal(await bench.Reply("chair", "ask", "submitted", $$"""{"to-unit":{{unit}},"on":"2026-11-02"}""")).Errors["to-unit"]);
    }

    [Fact]
    public async Task Who_was_asked_in_the_old_unit_is_asked_in_the_new_one()
    {
        await using var bench = await Begun();
        Bench.Done(await bench.Reply("chair", "ask", "submitted", """{"to-unit":"c","on":"2026-11-02"}"""));
        Assert.Equal("not-yours", Bench.Refusal(await bench.Reply("chair", "accept", "submitted")).Code);
        var state = Bench.Done(await bench.Reply("pub", "accept", "submitted"));
        Assert.Equal(("c", "officers@c"), (state.Unit, Assert.Single(state.Items).To.Key));
        Assert.Contains("转到：示例局第二支部", await bench.Timeline(), StringComparison.Ordinal);
        Assert.Contains("改由转入的党组织办理", await bench.Timeline(), StringComparison.Ordinal);
        Assert.Empty(await bench.Verifier.Verify(state.Id));
    }

    [Fact]
    public async Task What_a_general_branch_may_not_decide_goes_to_the_committee_above_it()
    {
        await using var bench = await Begun();
        Bench.Done(await bench.Reply("chair", "ask", "submitted", """{"to-unit":"c","on":"2026-11-02"}"""));
        Bench.Done(await bench.Reply("pub", "accept", "submitted"));
        Assert.Equal("section@p", Bench.Done(await bench.Reply("pub", "s", "submitted")).Items.Single().To.Key);
        Assert.Equal("general-branch", Json.String(FactBook.BuiltIn.Find("superior-kind")!.Of(new(await bench.Register(), "c", "", Bench.Day("2026-11-02")))));
    }

    private static async Task<Bench> Begun()
    {
        var bench = await Bench.Opened(Steps, head: "unit-kinds: [branch]", register: Town.Rows with
        {
            Units = [.. Town.Rows.Units, new Unit("g", "示例局总支", UnitKind.GeneralBranch, "p", always), new Unit("c", "示例局第二支部", UnitKind.Branch, "g", always)],
            Posts = [.. Town.Rows.Posts.Where(p => p.PersonId != "pub"), new Post("pub", "c", Roles.Secretary, always)],
        });
        Bench.Done(await bench.Make(new BeginAside { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Step = "transfer" }));
        return bench;
    }
}
