using Workflows.Engine;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Activities;

/// <summary>规则判断 and 条件分支: nobody is asked, the case goes on at once.</summary>
public sealed class CheckAndChooseTests
{
    private const string Quorum = """
        s:
          title: 报到
          activity: form
          with: { by: officers, fields: { expected: { label: 应到, type: number }, present: { label: 实到, type: number, required: false } } }
          next: { submitted: check }
        check:
          title: 核对人数
          activity: check
          with: { ask: { rule: EL-04, given: { expected: expected, present: present } } }
          next: { holds: "end:done", fails: again }
        again:
          title: 改期
          activity: form
          with: { by: officers }
          next: { submitted: s }
        """;

    [Theory]
    [InlineData(20, 16, "done", "符合")]
    [InlineData(20, 15, null, "不符合")]
    [InlineData(21, 17, "done", "符合")]
    [InlineData(21, 16, null, "不符合")]
    public async Task A_rule_decides_where_the_case_goes_and_its_sentence_is_kept(int expected, int present, string? end, string verdict)
    {
        await using var bench = await Bench.Opened(Quorum);
        var state = Bench.Done(await bench.Reply("chair", "s", "submitted", $$"""{"expected":{{expected}},"present":{{present}}}"""));
        Assert.Equal(end, state.End);
        Assert.Contains($"2026-11-02 {verdict}“选举大会到会", await bench.Timeline(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_cannot_judge_refuses_the_move_that_leads_to_it_and_nothing_has_happened()
    {
        await using var bench = await Bench.Opened(Quorum);
        var problem = Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"expected":20}"""));
        Assert.Equal(ProblemKind.Malformed, problem.Kind);
        Assert.Contains("present", problem.Errors.Keys);
        Assert.Single(await bench.History());
    }

    [Theory]
    [InlineData("{ field: n, at-least: 3 }", 2, "stopped")]
    [InlineData("{ field: n, at-least: 3 }", 3, "done")]
    [InlineData("{ field: n, below: 3 }", 2, "done")]
    [InlineData("{ field: n, below: 3 }", 3, "stopped")]
    [InlineData("{ field: n, at-least: 2, below: 4 }", 3, "done")]
    [InlineData("{ field: n, at-least: 2, below: 4 }", 4, "stopped")]
    [InlineData("{ field: n, is: 3 }", 3, "done")]
    [InlineData("{ field: n, is: 3 }", 4, "stopped")]
    [InlineData("{ field: n, is-not: 3 }", 3, "stopped")]
    [InlineData("{ field: n, is-not: 3 }", 4, "done")]
    [InlineData("{ field: empty, is-not: 3 }", 4, "done")]
    [InlineData("{ field: empty, at-least: 0 }", 4, "stopped")]
    [InlineData("{ field: empty, below: 9 }", 4, "stopped")]
    [InlineData("{ field: facts.full-members, at-least: 8 }", 4, "done")]
    [InlineData("{ field: facts.full-members, at-least: 9 }", 4, "stopped")]
    [InlineData("{ field: facts.has-committee, is: true }", 4, "done")]
    [InlineData("{ field: facts.unit-kind, is: branch }", 4, "done")]
    [InlineData("{ field: \"count:people\", at-least: 1 }", 4, "stopped")]
    public async Task The_first_condition_that_holds_decides_on_what_was_just_answered(string condition, int n, string end)
    {
        await using var bench = await Bench.Opened($$"""
            s:
              title: 填报
              activity: form
              with: { by: officers, fields: { n: { label: 人数, type: number }, empty: { label: 空, type: number, required: false }, people: { label: 人员, type: people, required: false } } }
              next: { submitted: way }
            way:
              title: 选择
              activity: choose
              with: { when: [{ if: {{condition}}, then: first }] }
              next: { first: "end:done", otherwise: "end:stopped" }
            """);
        Assert.Equal(end, Bench.Done(await bench.Reply("chair", "s", "submitted", $$"""{"n":{{n}}}""")).End);
    }

    [Fact]
    public async Task A_procedure_may_begin_and_end_without_asking_anybody()
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 选择
              activity: choose
              with: { when: [{ if: { field: facts.unit-kind, is: branch }, then: yes-branch }] }
              next: { yes-branch: tell, otherwise: "end:stopped" }
            tell:
              title: 通知
              activity: notify
              with: { to: [officers, section of superior], text: "{unit}{today}已核对" }
              next: { done: "end:done" }
            """);
        Assert.Equal("done", (await bench.Now()).End);
        Assert.Contains("通知示例局第一支部书记、副书记或组织委员（书记甲、组委乙）、示例局机关党委组织科（部）（科长戊、科员丁）：示例局第一支部2026年11月2日已核对", await bench.Timeline(), StringComparison.Ordinal);
        Assert.Equal(["officers@b", "section@p"], (await bench.Messages()).Select(m => m.ToKey).Order());
    }
}
