using Workflows.Engine;
using Workflows.Moves;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Moves;

public sealed class SendBackTests
{
    private const string Chain = """
        s:
          title: 起草
          activity: form
          with: { by: officers }
          next: { submitted: check }
        check:
          title: 审查
          activity: form
          with: { by: section of superior }
          send-back-to: [s, later]
          next: { submitted: later }
        later:
          title: 批复
          activity: approval
          with: { by: section-head of superior }
          send-back-to: [s, check]
          deadlines: [{ name: reply, title: 批复, within: P3D, article: 示例办法, then: escalate, escalate-to: secretary }]
          next: { approved: "end:done", rejected: "end:stopped" }
        """;

    [Theory]
    [InlineData("s")]
    [InlineData("check")]
    public async Task An_earlier_step_that_the_definition_names_is_entered_again(string to)
    {
        await using var bench = await AtLater();
        var state = Bench.Done(await Back(bench, "chief", "later", to));
        Assert.Equal([to], state.Places.Keys);
        Assert.Single(state.Items);
        Assert.Empty(state.Deadlines);
    }

    [Theory]
    [InlineData("chief", "later", "nowhere", "cannot-send-back")]
    [InlineData("chief", "later", "later", "cannot-send-back")]
    [InlineData("above", "later", "s", "not-yours")]
    public async Task Nowhere_else_and_by_nobody_else(string by, string step, string to, string code)
    {
        await using var bench = await AtLater();
        Assert.Equal(code, Bench.Refusal(await Back(bench, by, step, to)).Code);
        Assert.Equal(3, (await bench.History()).Count);
    }

    [Fact]
    public async Task A_step_that_was_never_visited_is_not_behind()
    {
        await using var bench = await Bench.Opened(Chain);
        Bench.Done(await bench.Reply("chair", "s", "submitted"));
        Assert.Equal("cannot-send-back", Bench.Refusal(await Back(bench, "above", "check", "later")).Code);
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_sent_back()
    {
        await using var bench = await AtLater();
        var item = (await bench.ItemAt("chief", "later"))!;
        Assert.Equal("请写明退回理由。", Bench.Refusal(await bench.Mediator.Send(new SendBack { Id = Guid.NewGuid(), Case = bench.Case, By = "chief", Item = item.Id, To = "s", Reason = "" })).Errors["reason"]);
    }

    [Fact]
    public async Task Whoever_is_asked_to_urge_does_not_send_back()
    {
        await using var bench = await AtLater();
        await bench.PassTo("2026-11-06");
        var item = Assert.Single((await bench.Now()).Items, i => i.Kind == ItemKind.Urged);
        Assert.Equal("secretary@b", item.To.Key);
        Assert.Equal("cannot-send-back", Bench.Refusal(await bench.Mediator.Send(new SendBack { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Item = item.Id, To = "s", Reason = "退回" })).Code);
    }

    [Fact]
    public async Task Sending_back_inside_a_branch_leaves_the_other_branches_alone()
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 并行
              activity: parallel
              branches:
                a:
                  start: fill
                  steps:
                    fill: { title: 填报, activity: form, with: { by: officers }, next: { submitted: look } }
                    look: { title: 审查, activity: form, with: { by: section of superior }, send-back-to: fill, next: { submitted: "end" } }
                b: { start: vote, steps: { vote: { title: 表决, activity: approval, with: { by: committee, needs: all }, next: { approved: "end", rejected: "end" } } } }
              next: { all: "end:done" }
            """);
        Bench.Done(await bench.Reply("org", "vote", "approved"));
        Bench.Done(await bench.Reply("chair", "fill", "submitted"));
        var state = Bench.Done(await Back(bench, "above", "look", "fill"));
        Assert.Equal(["s", "s/a/fill", "s/b/vote"], state.Places.Keys);
        Assert.Single(state.Places["s/b/vote"].Answers);
        Assert.Equal(["s/a/fill", "s/b/vote"], state.Items.Select(i => i.Path).Order());
    }

    private static async Task<Bench> AtLater()
    {
        var bench = await Bench.Opened(Chain);
        Bench.Done(await bench.Reply("chair", "s", "submitted"));
        Bench.Done(await bench.Reply("above", "check", "submitted"));
        return bench;
    }

    private static async Task<MoveResult> Back(Bench bench, string by, string step, string to) =>
        await bench.Mediator.Send(new SendBack { Id = Guid.NewGuid(), Case = bench.Case, By = by, Item = (await bench.ItemAt(by, step))!.Id, To = to, Reason = "请补充" });
}
