using Workflows.Engine;
using Workflows.Moves;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Activities;

/// <summary>等待: a day comes, or somebody goes on before it.</summary>
public sealed class WaitTests
{
    [Fact]
    public async Task The_clock_goes_on_when_the_day_begins()
    {
        await using var bench = await Waiting("2026-11-20");
        await bench.PassTo("2026-11-19");
        Assert.True((await bench.Now()).IsOpen);
        await bench.PassTo("2026-11-20");
        Assert.Equal("done", (await bench.Now()).End);
    }

    [Fact]
    public async Task A_day_that_has_passed_already_is_reached_at_the_clocks_next_look()
    {
        await using var bench = await Waiting("2026-10-01");
        Assert.Equal(1, await bench.Clock.RunDeadlines());
        Assert.Equal("done", (await bench.Now()).End);
    }

    [Fact]
    public async Task Whoever_waits_may_go_on_before_the_day()
    {
        await using var bench = await Waiting("2026-11-20");
        Assert.Equal("stopped", Bench.Done(await bench.Reply("org", "wait", "continued")).End);
        Assert.Equal(0, await bench.Clock.RunDeadlines());
    }

    [Fact]
    public async Task Without_a_day_it_waits_for_the_person_alone()
    {
        await using var bench = await Waiting(null);
        await bench.PassTo("2026-12-31");
        var state = await bench.Now();
        Assert.Empty(state.Deadlines);
        Assert.Equal("officers@b", Assert.Single(state.Items).To.Key);
    }

    [Fact]
    public async Task A_day_that_is_put_right_moves_the_waiting()
    {
        await using var bench = await Waiting("2026-11-20");
        Bench.Done(await bench.Mediator.Send(new Correct { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Name = "day", Value = "2026-11-10", Reason = "日期写错" }));
        var deadline = Assert.Single((await bench.Now()).Deadlines.Values);
        Assert.Equal((Bench.Day("2026-11-10"), Bench.Day("2026-11-20")), (deadline.Due, Assert.Single(deadline.Was)));
        await bench.PassTo("2026-11-10");
        Assert.Equal("done", (await bench.Now()).End);
    }

    [Fact]
    public async Task A_day_that_comes_while_something_is_being_heard_leads_on_when_it_has_been_heard()
    {
        await using var bench = await Bench.Opened(Hearing);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"day":"2026-11-20"}"""));
        Bench.Done(await bench.Mediator.Send(new BeginAside { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Step = "objection" }));
        await bench.PassTo("2026-11-25");
        Assert.Equal(["objection", "objection/b/hear", "wait"], (await bench.Now()).Places.Keys);
        var refused = Bench.Refusal(await bench.Reply("org", "wait", "continued"));
        Assert.Equal("aside-under-way", refused.Code);

        Assert.Equal("done", Bench.Done(await bench.Reply("org", "hear", "submitted")).End);
    }

    [Fact]
    public async Task What_is_heard_before_the_day_comes_does_not_end_the_waiting()
    {
        await using var bench = await Bench.Opened(Hearing);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"day":"2026-11-20"}"""));
        Bench.Done(await bench.Mediator.Send(new BeginAside { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Step = "objection" }));
        Assert.True(Bench.Done(await bench.Reply("org", "hear", "submitted")).IsOpen);
        await bench.PassTo("2026-11-20");
        Assert.Equal("done", (await bench.Now()).End);
    }

    private const string Hearing = """
        s:
          title: 定日期
          activity: form
          with: { by: officers, fields: { day: { label: 期满日期, type: date } } }
          next: { submitted: wait }
        wait:
          title: 观察
          activity: wait
          with: { by: officers, until: day, hears: [objection] }
          next: { reached: "end:done", continued: "end:stopped" }
        objection:
          title: 异议
          activity: aside
          with: { by: [officers], ends: { submitted: 已听取 }, during: [wait] }
          branches: { b: { start: hear, steps: { hear: { title: 听取, activity: form, with: { by: officers }, next: { submitted: end } } } } }
          next: { submitted: stay }
        """;

    private static async Task<Bench> Waiting(string? day)
    {
        var bench = await Bench.Opened("""
            s:
              title: 定日期
              activity: form
              with: { by: officers, fields: { day: { label: 会议日期, type: date, required: false } } }
              next: { submitted: wait }
            wait:
              title: 等待开会
              activity: wait
              with: { by: officers, until: day }
              next: { reached: "end:done", continued: "end:stopped" }
            """);
        Bench.Done(await bench.Reply("chair", "s", "submitted", day is null ? "{}" : $$"""{"day":"{{day}}"}"""));
        return bench;
    }
}
