using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Activities;

/// <summary>Whoever proposed something does not get the decision on it from others.</summary>
public sealed class ProposerTests
{
    /// <summary>后进约谈 that the clock began: the clerk of the section proposes a level, and its head, who decides, goes on leave.</summary>
    [Fact]
    public async Task Where_the_clock_began_the_case_the_decision_is_not_handed_to_whoever_proposed_it()
    {
        await using var bench = await Bench.Start("2026-11-02", Clerks, Flow.Of("""
            s:
              title: 提出层级
              activity: form
              with: { by: section of superior }
              next: { submitted: route }
            route:
              title: 由谁批准
              activity: choose
              with: { when: [{ if: { field: facts.has-committee, is: true }, then: head, title: 负责人 }], otherwise: 负责人 }
              next: { head: judge, otherwise: judge }
            judge:
              title: 批准层级
              activity: approval
              with: { by: section-head of superior, may-return: true }
              next: { approved: "end:done", rejected: s, returned: s }
            """));
        await OpenBy(bench, "clock");
        Bench.Done(await bench.Reply("above", "s", "submitted"));
        Bench.Done(await bench.Reply("chief", "judge", "rejected", reason: "重新考虑"));
        Bench.Done(await bench.Reply("above", "s", "submitted"));

        var item = (await bench.ItemAt("chief", "judge"))!;
        Assert.Equal(["clerk"], HandOver.Candidates(await bench.RunFor("chief"), item));
        Task<MoveResult> Pass(string to) => bench.Make(new HandOver { Id = Guid.NewGuid(), Case = bench.Case, By = "chief", Item = item.Id, To = to, Reason = "出差" });
        var no = Bench.Refusal(await Pass("above"));
        Assert.Equal(("proposer-may-not-approve", "科员丁提出了要审批的内容，不能由其审批。"), (no.Code, no.Says));
        Bench.Done(await Pass("clerk"));
        Assert.Equal("done", Bench.Done(await bench.Reply("clerk", "judge", "approved")).End);
    }

    /// <summary>What somebody has by their own post they answer: nobody else could.</summary>
    [Fact]
    public async Task Whoever_proposed_it_and_holds_the_post_that_decides_decides()
    {
        await using var bench = await Bench.Start("2026-11-02", Town.Rows, Flow.Of("""
            s:
              title: 提出层级
              activity: form
              with: { by: section-head of superior }
              next: { submitted: judge }
            judge:
              title: 批准层级
              activity: approval
              with: { by: section-head of superior }
              next: { approved: "end:done", rejected: "end:stopped" }
            """));
        await OpenBy(bench, "clock");
        Bench.Done(await bench.Reply("chief", "s", "submitted"));
        Assert.Equal("done", Bench.Done(await bench.Reply("chief", "judge", "approved")).End);
    }

    private static async Task OpenBy(Bench bench, string by)
    {
        var id = Guid.NewGuid();
        bench.Case = CaseId.For(id);
        Bench.Done(await bench.Make(Entrances.Opening(id, bench.Case, by, "p", "b")));
    }

    private static RegisterRows Clerks => Town.Rows with
    {
        People = [.. Town.Rows.People, new Person("clerk", "科员庚", new DateOnly(1985, 1, 1), Sex.Female)],
        Memberships = [.. Town.Rows.Memberships, new Membership("clerk", "p", MembershipStage.Full, new DateOnly(2012, 1, 1))],
        Posts = [.. Town.Rows.Posts, new Post("clerk", "p", Roles.OrganisationSection, new DateOnly(2020, 1, 1))],
    };
}
