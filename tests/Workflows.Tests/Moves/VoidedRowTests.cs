using Workflows.Organisation;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Moves;

/// <summary>What open and closed cases make of a register row that turns out to have been wrong.</summary>
public sealed class VoidedRowTests
{
    private const string AskedLater = """
        s:
          title: 填报
          activity: form
          with: { by: officers }
          next: { submitted: counted }
        counted:
          title: 核定是否设委员会
          activity: check
          with: { ask: { rule: OR-04, given: { full-members: facts.full-members }, into: leadership } }
          next: { holds: which, fails: which }
        which:
          title: 设不设
          activity: choose
          with: { when: [{ if: { field: leadership.committee, is: false }, then: direct, title: 不设 }], otherwise: 设 }
          next: { direct: "end:stopped", otherwise: "end:done" }
        """;

    [Fact]
    public async Task An_open_case_asks_afresh_a_closed_one_keeps_what_it_recorded_and_both_verify()
    {
        await using var bench = await Bench.Opened(AskedLater);
        var open = bench.Case;
        Bench.Done(await bench.Open("org", "p", "b"));
        var before = bench.Case;
        Assert.Equal("done", Bench.Done(await bench.Reply("org", "s", "submitted")).End);
        var recorded = await bench.History();

        foreach (var member in new[] { "m4", "m5" })
            await bench.Void(RowRef.Of(Town.Rows.Memberships.Single(m => m.PersonId == member)));

        Assert.Equal(recorded.Count, (await bench.History()).Count);
        Assert.Empty(await bench.Verifier.Verify(before));
        bench.Case = open;
        Assert.Equal("stopped", Bench.Done(await bench.Reply("chair", "s", "submitted")).End);
        Assert.Empty(await bench.Verifier.Verify(open));
    }

    [Fact]
    public async Task Whose_post_was_a_mistake_answers_nothing_more_for_it()
    {
        await using var bench = await Bench.Opened(AskedLater);
        await bench.Void(RowRef.Of(Town.Rows.Posts.Single(p => p.PersonId == "org")));
        Assert.Equal("not-yours", Bench.Refusal(await bench.Reply("org", "s", "submitted")).Code);
        Bench.Done(await bench.Reply("chair", "s", "submitted"));
    }
}
