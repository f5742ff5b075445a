using Workflows.Engine;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Activities;

/// <summary>并行办理 and 子流程: branches end on their own, and what lies inside does not clash with what lies outside.</summary>
public sealed class ParallelAndCallTests
{
    private const string Opinion = """
        s:
          title: 征求意见
          activity: form
          with: { by: officers, fields: { note: { label: 意见, type: text } } }
          next: { submitted: "end:done" }
        """;

    [Fact]
    public async Task A_branch_that_ends_at_once_is_finished_and_the_other_is_waited_for()
    {
        await using var bench = await Bench.Opened(Parallel("""
            quick: { start: pick, steps: { pick: { title: 判断, activity: choose, with: { when: [{ if: { field: facts.full-members, at-least: 1 }, then: enough }] }, next: { enough: "end:fine", otherwise: "end:stop" } } } }
            slow: { start: fill, steps: { fill: { title: 填报, activity: form, with: { by: officers }, next: { submitted: "end:fine" } } } }
            """, stops: true));
        Assert.Equal(["s", "s/slow/fill"], (await bench.Now()).Places.Keys);
        Assert.Equal("done", Bench.Done(await bench.Reply("chair", "fill", "submitted")).End);
    }

    [Fact]
    public async Task A_branch_that_ends_the_whole_at_once_leaves_its_siblings_unasked()
    {
        await using var bench = await Bench.Opened(Parallel("""
            a-quick: { start: pick, steps: { pick: { title: 判断, activity: choose, with: { when: [{ if: { field: facts.full-members, at-least: 1 }, then: enough }] }, next: { enough: "end:stop", otherwise: "end:fine" } } } }
            slow: { start: fill, steps: { fill: { title: 填报, activity: form, with: { by: officers }, next: { submitted: "end:fine" } } } }
            """, stops: true));
        Assert.Equal("stopped", (await bench.Now()).End);
        Assert.DoesNotContain("填报", await bench.Timeline(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Branches_that_all_end_at_once_are_passed_at_once()
    {
        await using var bench = await Bench.Opened(Parallel("""
            a: { start: tell, steps: { tell: { title: 通知, activity: notify, with: { to: officers, text: 甲 }, next: { done: "end" } } } }
            b: { start: tell, steps: { tell: { title: 通知, activity: notify, with: { to: officers, text: 乙 }, next: { done: "end" } } } }
            """));
        Assert.Equal("done", (await bench.Now()).End);
    }

    [Fact]
    public async Task Steps_of_one_name_in_two_branches_are_two_places()
    {
        await using var bench = await Bench.Opened(Parallel("""
            a: { start: fill, steps: { fill: { title: 甲填, activity: form, with: { by: officers, fields: { x: { label: 甲 } } }, next: { submitted: "end" } } } }
            b: { start: fill, steps: { fill: { title: 乙填, activity: form, with: { by: officers, fields: { y: { label: 乙 } } }, next: { submitted: "end" } } } }
            """));
        var state = Bench.Done(await bench.Mediator.Send(bench.Answer("chair", (await bench.Now()).Items.Single(i => i.Path == "s/b/fill").Id, "submitted", """{"y":"二"}""")));
        Assert.Equal(["s", "s/a/fill"], state.Places.Keys);
        Assert.Equal("done", Bench.Done(await bench.Reply("chair", "fill", "submitted", """{"x":"一"}""")).End);
    }

    [Fact]
    public async Task A_sub_procedure_keeps_its_data_under_the_steps_name_and_sees_only_what_it_is_given()
    {
        await using var bench = await Calling(
            """
            s:
              title: 起草
              activity: form
              with: { by: officers, fields: { note: { label: 说明 }, secret: { label: 内部意见 } } }
              next: { submitted: first }
            first:
              title: 第一次征求
              activity: call
              with: { procedure: opinion, given: { topic: note } }
              next: { done: second, stopped: "end:stopped" }
            second:
              title: 第二次征求
              activity: call
              with: { procedure: opinion, given: { topic: first.note } }
              next: { done: "end:done", stopped: "end:stopped" }
            """,
            Flow.Part("opinion", Opinion.Replace("fields: {", "fields: { secret: { label: 保密, required: false, value: topic },", StringComparison.Ordinal), "topic"));

        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"note":"一","secret":"不外传"}"""));
        var form = await bench.Form("chair", "s");
        Assert.Equal("一", Json.String(form.Fields.Single(f => f.Name == "secret").Value));

        Bench.Done(await bench.Reply("org", "s", "submitted", """{"note":"二"}"""));
        var state = Bench.Done(await bench.Reply("org", "s", "submitted", """{"note":"三"}"""));
        Assert.Equal(
            [("first.note", "二"), ("first.topic", "一"), ("note", "一"), ("second.note", "三"), ("second.topic", "二"), ("secret", "不外传")],
            state.Data.Where(d => d.Value.Value is not null).Select(d => (d.Key, Json.String(d.Value.Value))));
        Assert.Equal("done", state.End);
    }

    [Fact]
    public async Task A_sub_procedure_inside_another_has_a_scope_inside_its_scope()
    {
        await using var bench = await Calling(
            """
            s:
              title: 外层
              activity: call
              with: { procedure: middle }
              next: { done: "end:done", stopped: "end:stopped" }
            """,
            Flow.Part("middle", """
            s:
              title: 中层
              activity: form
              with: { by: officers, fields: { note: { label: 中层说明 } } }
              next: { submitted: ask }
            ask:
              title: 征求
              activity: call
              with: { procedure: opinion, given: { topic: note } }
              next: { done: "end:done", stopped: s }
            """),
            Flow.Part("opinion", Opinion.Replace("\"end:done\"", "\"end:stopped\"", StringComparison.Ordinal), "topic"));

        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"note":"中"}"""));
        Assert.Equal(["s", "s/in/ask", "s/in/ask/in/s"], (await bench.Now()).Places.Keys);
        var state = Bench.Done(await bench.Reply("chair", "s", "submitted", """{"note":"内"}"""));
        Assert.Equal(["s", "s/in/s"], state.Places.Keys);
        Assert.Equal(["s.ask.note", "s.ask.topic", "s.note"], state.Data.Keys);
    }

    [Fact]
    public async Task What_a_day_may_not_precede_is_called_as_where_it_was_filled_in_however_often_it_was_handed_on()
    {
        const string part = """
            s: { title: 决定, activity: form, with: { by: officers, fields: { held: { label: 决定日期, type: date, not-before: from } } }, next: { submitted: "end:done" } }
            """;
        const string middle = """
            s: { title: 中层, activity: call, with: { procedure: inner, given: { from: day } }, next: { done: "end:done", stopped: "end:stopped" } }
            """;
        await using var bench = await Calling(
            """
            s: { title: 开会, activity: form, with: { by: officers, fields: { met: { label: 会议日期, type: date } } }, next: { submitted: on } }
            on: { title: 外层, activity: call, with: { procedure: middle, given: { day: met } }, next: { done: "end:done", stopped: "end:stopped" } }
            """,
            Flow.Part("middle", middle, "day"),
            Flow.Part("inner", part, "from"));
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"met":"2026-11-05"}"""));

        var problem = Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"held":"2026-11-04"}"""));

        Assert.Equal("“决定日期”（2026年11月4日）不能早于 2026年11月5日（会议日期）。", problem.Errors["held"]);
    }

    [Fact]
    public async Task Of_several_days_that_were_handed_on_the_latest_one_is_named()
    {
        await using var bench = await Calling(
            """
            s: { title: 开会, activity: form, with: { by: officers, fields: { asked: { label: 请示日期, type: date }, met: { label: 会议日期, type: date } } }, next: { submitted: on } }
            on: { title: 外层, activity: call, with: { procedure: inner, given: { from: "latest:asked,met" } }, next: { done: "end:done", stopped: "end:stopped" } }
            """,
            Flow.Part(
                "inner",
                """
                s: { title: 决定, activity: form, with: { by: officers, fields: { held: { label: 决定日期, type: date, not-before: from } } }, next: { submitted: "end:done" } }
                """,
                "from"));
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"asked":"2026-11-03","met":"2026-11-05"}"""));

        var problem = Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"held":"2026-11-04"}"""));

        Assert.Equal("“决定日期”（2026年11月4日）不能早于 2026年11月5日（会议日期）。", problem.Errors["held"]);
    }

    [Fact]
    public async Task A_sub_procedure_that_begins_again_does_not_remember_its_last_run()
    {
        await using var bench = await Calling(
            """
            s:
              title: 征求
              activity: call
              with: { procedure: opinion }
              next: { done: again, stopped: "end:stopped" }
            again:
              title: 再来
              activity: form
              with: { by: officers, fields: { last: { label: 上次, value: s.note } } }
              next: { submitted: s }
            """,
            Flow.Part("opinion", Opinion));
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"note":"旧"}"""));
        Assert.Equal("旧", Json.String((await bench.Form("chair", "again")).Fields.Single().Value));
        Bench.Done(await bench.Reply("chair", "again", "submitted", """{"last":"旧"}"""));
        Assert.Null((await bench.Form("chair", "s")).Fields.Single().Value);
    }

    [Fact]
    public async Task An_end_of_the_sub_procedure_is_the_outcome_of_the_call()
    {
        await using var bench = await Calling(
            """
            s:
              title: 征求
              activity: call
              with: { procedure: opinion }
              next: { done: "end:done", stopped: "end:stopped" }
            """,
            Flow.Part("opinion", Opinion.Replace("end:done", "end:stopped", StringComparison.Ordinal)));
        Assert.Equal("stopped", Bench.Done(await bench.Reply("chair", "s", "submitted", """{"note":"无"}""")).End);
        Assert.Equal(2, (await bench.History()).Count);
        Assert.Contains("事项办结：停止", await bench.Timeline(), StringComparison.Ordinal);
    }

    private static string Parallel(string branches, bool stops = false) => $$"""
        s:
          title: 并行
          activity: parallel
          with: { {{(stops ? "ends-on: stop" : "")}} }
          branches:
            {{branches.ReplaceLineEndings("\n    ")}}
          next: { all: "end:done"{{(stops ? ", stop: \"end:stopped\"" : "")}} }
        """;

    private static async Task<Bench> Calling(string steps, params string[] parts)
    {
        var bench = await Bench.Start("2026-11-02", Town.Rows, [Flow.Of(steps), .. parts]);
        Bench.Done(await bench.Open("chair", "p", "b"));
        return bench;
    }
}
