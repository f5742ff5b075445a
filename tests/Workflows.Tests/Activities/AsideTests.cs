using Workflows.Moves;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Activities;

public sealed class AsideTests
{
    private const string Steps = """
        s:
          title: 起草
          activity: form
          with: { by: officers }
          next: { submitted: later }
        later:
          title: 考察
          activity: form
          with: { by: officers, fields: { note: { label: 情况, required: false } } }
          next: { submitted: "end:done" }
        replace:
          title: 更换联系人
          activity: aside
          with: { by: officers, during: [later], ends: { replaced: 已更换, dropped: 停止, again: 重来 } }
          branches:
            go:
              start: ask
              steps:
                ask:
                  title: 另行指定
                  activity: form
                  with:
                    by: section of superior
                    fields: { mentor: { label: 联系人 } }
                    ways: { replaced: { title: 同意 }, dropped: { title: 停止 }, again: { title: 重新起草 } }
                  next: { replaced: end, dropped: end, again: end }
          next: { replaced: stay, dropped: "end:stopped", again: s }
        """;

    [Fact]
    public async Task It_runs_beside_the_step_and_leaves_the_case_where_it_stands()
    {
        await using var bench = await AtLater();
        Assert.Equal(["ask", "later"], Bench.Done(await Begin(bench, "chair")).Items.Select(i => Paths(i.Path)).Order());
        var state = Bench.Done(await bench.Reply("above", "ask", "replaced", """{"mentor":"某同志"}"""));
        Assert.Equal(["later"], state.Places.Keys);
        Assert.Equal("某同志", (string?)state.Data["mentor"].Value);
    }

    /// <summary>思想汇报 stood in lists as the day of the training beside which it is due.</summary>
    [Fact]
    public async Task What_is_due_in_it_stands_in_lists_under_its_own_title_and_day()
    {
        const string due = """
              deadlines:
                - { name: whole, title: 考察, within: P30D, article: 示例 }
                - { name: mentor, title: 更换, within: P10D, article: 示例, met-in: replace }
            replace:
            """;
        await using var bench = await AtLater(Steps.Replace("replace:", due, StringComparison.Ordinal));
        Assert.Equal([("更换联系人", "2026-11-12", "replace/go/ask"), ("考察", "2026-12-02", "later")], await Listed());

        Bench.Done(await Begin(bench, "chair"));
        Assert.Equal([("另行指定", "2026-11-12", "replace/go/ask"), ("考察", "2026-12-02", "later")], await Listed());
        Assert.Empty(await bench.Verifier.Verify(bench.Case));

        async Task<IEnumerable<(string, string, string)>> Listed() => (await bench.ItemRows()).OrderBy(r => r.Due).Select(r => (r.Title, r.Due, r.Path));
    }

    [Fact]
    public async Task Its_end_may_end_the_case()
    {
        await using var bench = await AtLater();
        Bench.Done(await Begin(bench, "chair"));
        Assert.Equal("stopped", Bench.Done(await bench.Reply("above", "ask", "dropped", """{"mentor":"无"}""")).End);
    }

    [Fact]
    public async Task Its_end_may_turn_the_case_to_another_step()
    {
        await using var bench = await AtLater();
        Bench.Done(await Begin(bench, "chair"));
        var state = Bench.Done(await bench.Reply("above", "ask", "again", """{"mentor":"无"}"""));
        Assert.Equal(["s"], state.Places.Keys);
        Assert.Equal(["s"], state.Items.Select(i => i.Path));
    }

    [Theory]
    [InlineData("m1", "not-yours")]
    [InlineData("above", "not-yours")]
    [InlineData("auditor", "auditor-changes-nothing")]
    public async Task Only_those_whom_the_definition_names_begin_it(string by, string code)
    {
        await using var bench = await AtLater();
        Assert.Equal(code, Bench.Refusal(await Begin(bench, by)).Code);
        Assert.Equal(2, (await bench.History()).Count);
    }

    [Fact]
    public async Task It_is_not_begun_twice_nor_at_another_step()
    {
        await using var bench = await Bench.Opened(Steps);
        Assert.Equal("aside-not-now", Bench.Refusal(await Begin(bench, "chair")).Code);
        Bench.Done(await bench.Reply("chair", "s", "submitted"));
        Bench.Done(await Begin(bench, "chair"));
        Assert.Equal("aside-under-way", Bench.Refusal(await Begin(bench, "org")).Code);
    }

    private static async Task<Bench> AtLater(string steps = Steps)
    {
        var bench = await Bench.Opened(steps);
        Bench.Done(await bench.Reply("chair", "s", "submitted"));
        return bench;
    }

    private static Task<MoveResult> Begin(Bench bench, string by) =>
        bench.Make(new BeginAside { Id = Guid.NewGuid(), Case = bench.Case, By = by, Step = "replace" });

    private static string Paths(string path) => path[(path.LastIndexOf('/') + 1)..];
}
