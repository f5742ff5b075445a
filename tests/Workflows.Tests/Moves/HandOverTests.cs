using Workflows.Engine;
using Workflows.Moves;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Moves;

public sealed class HandOverTests
{
    [Fact]
    public async Task Whoever_takes_over_may_answer_and_nobody_else_any_more()
    {
        await using var bench = await Asked("officers");
        Bench.Done(await HandOver(bench, "chair", "pub"));
        Assert.Equal("not-yours", Bench.Refusal(await bench.Reply("org", "s", "submitted")).Code);
        Assert.Equal("done", Bench.Done(await bench.Reply("pub", "s", "submitted")).End);
        Assert.Contains("转给宣委丙（出差）", await bench.Timeline(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chair", "m1", "cannot-take-over")] // no post in the branch
    [InlineData("chair", "above", "cannot-take-over")] // a post elsewhere
    [InlineData("chair", "chair", "cannot-take-over")]
    [InlineData("chair", "nobody", "cannot-take-over")]
    [InlineData("m1", "org", "not-yours")]
    [InlineData("chair", "", "malformed")]
    public async Task Work_goes_only_from_whom_it_is_to_somebody_with_a_post_where_it_was_asked(string by, string to, string code)
    {
        await using var bench = await Asked("officers");
        Assert.Equal(code, Bench.Refusal(await HandOver(bench, by, to)).Code);
        Assert.Single(await bench.History());
    }

    [Fact]
    public async Task A_reason_is_needed()
    {
        await using var bench = await Asked("officers");
        var item = (await bench.ItemAt("chair", "s"))!;
        var problem = Bench.Refusal(await bench.Mediator.Send(new HandOver { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Item = item.Id, To = "pub", Reason = "" }));
        Assert.Equal("请写明转办理由。", problem.Errors["reason"]);
    }

    [Fact]
    public async Task The_superiors_work_stays_with_the_superior_however_often_it_is_passed_on()
    {
        await using var bench = await Asked("section of superior");
        Bench.Done(await HandOver(bench, "above", "chief"));
        foreach (var below in new[] { "chair", "org", "m1" })
            Assert.Equal("cannot-take-over", Bench.Refusal(await HandOver(bench, "chief", below)).Code);
        Bench.Done(await HandOver(bench, "chief", "above"));
        Assert.Equal("done", Bench.Done(await bench.Reply("above", "s", "submitted")).End);
    }

    [Fact]
    public async Task An_auditor_takes_nothing_over()
    {
        await using var bench = await Asked("section of superior");
        Assert.Equal("cannot-take-over", Bench.Refusal(await HandOver(bench, "above", "auditor")).Code);
    }

    private static Task<Bench> Asked(string by) => Bench.Opened($$"""
        s:
          title: 办理
          activity: form
          with: { by: {{by}} }
          next: { submitted: "end:done" }
        """);

    private static async Task<MoveResult> HandOver(Bench bench, string by, string to) =>
        await bench.Mediator.Send(new HandOver { Id = Guid.NewGuid(), Case = bench.Case, By = by, Item = (await bench.ItemAt(by, "s"))!.Id, To = to, Reason = "出差" });
}
