using Workflows.Engine;
using Workflows.Moves;
using Workflows.Procedures;
using Workflows.Tests.Engine;
using Workflows.Tests.Procedures;

namespace Workflows.Tests.Activities;

/// <summary>An aside that names the part it calls: the part says what is done and which ends there are.</summary>
public sealed class CallingAsideTests
{
    private const string Steps = """
        s:
          title: 起草
          activity: form
          with: { by: officers, fields: { matter: { label: 事项 } } }
          next: { submitted: later }
        later:
          title: 考察
          activity: form
          with: { by: officers }
          next: { submitted: "end:done" }
        replace:
          title: 更换联系人
          activity: aside
          with: { by: officers, during: [later], procedure: replacing, given: { about: matter } }
          next: { replaced: stay, dropped: "end:stopped" }
        """;

    private static readonly string part = Flow.Part(
        "replacing",
        """
        s:
          title: 另行指定
          activity: form
          with:
            by: section of superior
            shows: [about]
            fields: { mentor: { label: 联系人, required: false } }
            ways: { replaced: { title: 同意 }, dropped: { title: 停止 } }
          next: { replaced: end, dropped: end }
        """,
        "about",
        "replaced: 已更换, dropped: 已停止");

    [Fact]
    public async Task It_does_what_the_part_says_and_keeps_its_data_apart()
    {
        await using var bench = await AtLater();
        var begun = Bench.Done(await Begin(bench));
        Assert.Equal(["later", "replace", "replace/in/s"], begun.Places.Keys);
        Assert.Equal("更换联系人：另行指定", begun.Items.Single(i => i.Path == "replace/in/s").Title);
        var state = Bench.Done(await bench.Reply("above", "s", "replaced", """{"mentor":"甲"}"""));
        Assert.Equal(["later"], state.Places.Keys);
        Assert.Equal(["matter", "replace.about", "replace.mentor"], state.Data.Keys.Order());

        Assert.Equal(["replace.about"], Bench.Done(await Begin(bench)).Data.Where(d => d.Key != "matter" && d.Value.Value is not null).Select(d => d.Key));
        Assert.Equal("stopped", Bench.Done(await bench.Reply("above", "s", "dropped")).End);
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
    }

    [Theory]
    [InlineData("procedure: replacing, given: { about: matter }", "ends: { replaced: 已更换 }", "旁支已调用 replacing，结束状态由它写明，不再写 ends")]
    [InlineData("procedure: replacing, given: { about: matter }", "given: { abuot: matter }", "同一个键写了两次")]
    [InlineData("given: { about: matter }", "given: { abuot: matter }", "子流程 replacing 不接收“abuot”；它接收的是：about")]
    [InlineData("procedure: replacing", "procedure: replacin", "调用的子流程不存在或有错误：replacin")]
    [InlineData("replaced: stay, ", "replacd: stay, ", "next 中的“replacd”不是这一步的结果；是否要写“replaced”？")]
    [InlineData("dropped: \"end:stopped\"", "", "结果“dropped”（已停止）没有去向：请在 next 中写明。")]
    public void What_does_not_fit_the_part_is_told(string written, string instead, string says)
    {
        var with = written.StartsWith("procedure: replacing,", StringComparison.Ordinal) ? $"{written}, {instead}" : instead;
        Assert.Contains(says, Assert.Single(LintTests.Mistakes(Flow.Of(Steps.Replace(written, with, StringComparison.Ordinal)), part)).Says, StringComparison.Ordinal);
    }

    [Fact]
    public void A_branch_beside_the_part_is_told_in_an_aside_as_in_a_call()
    {
        const string Branch = """
              branches: { in: { start: x, steps: { x: { title: 另写, activity: form, with: { by: officers }, next: { submitted: end } } } } }
              next: { replaced: stay
            """;
        var doubled = Flow.Of(Steps.Replace("  next: { replaced: stay", Branch, StringComparison.Ordinal));
        Assert.Equal("已调用 replacing，不再写 branches。", Assert.Single(LintTests.Mistakes(doubled, part)).Says);
        Assert.Equal(
            "旁支须写明调用哪个流程（procedure），或者有且只有一个分支（branches）",
            LintTests.Mistakes(Flow.Of(Steps.Replace("procedure: replacing, given: { about: matter }", "ends: { replaced: 已更换, dropped: 停止 }", StringComparison.Ordinal)), part)[0].Says);
    }

    private static async Task<Bench> AtLater()
    {
        var bench = await Bench.Start("2026-11-02", Town.Rows, [Flow.Of(Steps), part]);
        Bench.Done(await bench.Open("chair", "p", "b"));
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"matter":"培养"}"""));
        return bench;
    }

    private static Task<MoveResult> Begin(Bench bench) =>
        bench.Make(new BeginAside { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Step = "replace" });
}
