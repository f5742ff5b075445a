using Workflows.Moves;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Moves;

/// <summary>撤回, 终止, and what a closed case still takes: nothing.</summary>
public sealed class CloseTests
{
    private const string Steps = """
        s:
          title: 起草
          activity: form
          with: { by: officers, fields: { day: { label: 日期, type: date, required: false } } }
          deadlines: [{ name: file, title: 报送, within: P10D, article: 示例办法 }]
          next: { submitted: t }
        t:
          title: 审查
          activity: form
          with: { by: section of superior }
          next: { submitted: "end:done" }
        """;

    [Fact]
    public async Task Whoever_opened_it_may_withdraw_while_nobody_has_answered()
    {
        await using var bench = await Bench.Opened(Steps);
        Assert.Equal("not-starter", Bench.Refusal(await Withdraw(bench, "org")).Code);
        Assert.Contains("reason", Bench.Refusal(await Withdraw(bench, "chair", "")).Errors.Keys);
        var state = Bench.Done(await Withdraw(bench, "chair"));
        Assert.Equal("withdrawn", state.End);
        Assert.Empty(state.Items);
        Assert.Empty(state.Deadlines);
        Assert.Equal(("已撤回", null), ((await bench.Row()).Place, (await bench.Row()).State()));
        Assert.Contains("事项办结：已撤回（写错）", await bench.Timeline(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ones_own_answers_do_not_stand_in_the_way_of_taking_it_back()
    {
        await using var bench = await Bench.Opened(Steps);
        Bench.Done(await bench.Reply("chair", "s", "submitted"));
        Assert.Equal("withdrawn", Bench.Done(await Withdraw(bench, "chair")).End);
    }

    [Fact]
    public async Task A_superior_who_urged_has_answered_nothing()
    {
        await using var bench = await Bench.Opened(Steps.Replace("article: 示例办法 }", "article: 示例办法, then: escalate }", StringComparison.Ordinal));
        await bench.PassTo("2026-11-13");
        Bench.Done(await bench.ReplyTo("above", "urged", "urged", """{"note":"已督促"}"""));
        Assert.Equal("withdrawn", Bench.Done(await Withdraw(bench, "chair")).End);
    }

    [Theory]
    [InlineData("returned", "sent-back")]
    [InlineData("returned", "returned")]
    [InlineData("returned", "rejected")]
    [InlineData("standing", "")]
    public async Task A_case_that_was_returned_may_be_given_up_but_not_while_it_rests_on_an_answer_of_another(string how, string outcome)
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 起草
              activity: form
              with: { by: officers }
              next: { submitted: t }
            t:
              title: 审查
              activity: form
              with: { by: section of superior }
              next: { submitted: u }
            u:
              title: 审批
              activity: approval
              with: { by: section of superior, may-return: true }
              send-back-to: [s]
              next: { approved: "end:done", rejected: s, returned: s }
            """);
        Bench.Done(await bench.Reply("chair", "s", "submitted"));
        Bench.Done(await bench.Reply("above", "t", "submitted"));
        if (outcome == "sent-back")
            Bench.Done(await bench.Make(new SendBack { Id = Guid.NewGuid(), Case = bench.Case, By = "above", Item = (await bench.ItemAt("above", "u"))!.Id, To = "s", Reason = "补正" }));
        else if (outcome.Length > 0)
            Bench.Done(await bench.Reply("above", "u", outcome, reason: "补正"));

        var result = await Withdraw(bench, "chair");
        if (how == "standing")
            Assert.Equal(("already-answered", "科员丁已办理“审查”，不能撤回。"), (Bench.Refusal(result).Code, Bench.Refusal(result).Says));
        else
            Assert.Equal("withdrawn", Bench.Done(result).End);
    }

    [Fact]
    public async Task What_was_answered_before_the_step_that_a_case_was_returned_to_still_stands()
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 登记
              activity: form
              with: { by: section of superior }
              next: { submitted: t }
            t:
              title: 起草
              activity: form
              with: { by: officers }
              next: { submitted: u }
            u:
              title: 审批
              activity: approval
              with: { by: section of superior, may-return: true }
              next: { approved: "end:done", rejected: "end:stopped", returned: t }
            """);
        Bench.Done(await bench.Reply("above", "s", "submitted"));
        Bench.Done(await bench.Reply("chair", "t", "submitted"));
        Bench.Done(await bench.Reply("chief", "u", "returned", reason: "补正"));
        Assert.Equal("科员丁已办理“登记”，不能撤回。", Bench.Refusal(await Withdraw(bench, "chair")).Says);
    }

    [Fact]
    public async Task After_anothers_answer_it_is_for_the_superior_to_end_it()
    {
        await using var bench = await Bench.Opened(Steps);
        Bench.Done(await bench.Reply("org", "s", "submitted"));
        Assert.Equal("already-answered", Bench.Refusal(await Withdraw(bench, "chair")).Code);
        Assert.Equal("not-superior", Bench.Refusal(await Cancel(bench, "chair")).Code);
        Assert.Equal("not-superior", Bench.Refusal(await Cancel(bench, "m1")).Code);
        Assert.Equal("cancelled", Bench.Done(await Cancel(bench, "above")).End);
    }

    [Theory]
    [InlineData("lapsed", "lapsed")]
    [InlineData("cancelled", "cancelled")]
    [InlineData("done", null)]
    [InlineData("nothing", null)]
    public async Task The_superior_may_give_the_ends_that_the_definition_names(string end, string? becomes)
    {
        await using var bench = await Bench.Opened(Steps, head: "superior-may-end: lapsed\nends: { done: 办结, lapsed: 逾期未办 }");
        var result = await bench.Mediator.Send(new Cancel { Id = Guid.NewGuid(), Case = bench.Case, By = "chief", Reason = "逾期", End = end });
        if (becomes is null)
            Assert.Contains("end", Bench.Refusal(result).Errors.Keys);
        else
            Assert.Equal(becomes, Bench.Done(result).End);
    }

    [Fact]
    public async Task A_closed_case_takes_no_move_of_anybody()
    {
        await using var bench = await Bench.Opened(Steps);
        var item = (await bench.ItemAt("chair", "s"))!.Id;
        Bench.Done(await Withdraw(bench, "chair"));
        Move[] moves =
        [
            bench.Answer("chair", item, "submitted"),
            new HandOver { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Item = item, To = "org", Reason = "出差" },
            new SendBack { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Item = item, To = "s", Reason = "退回" },
            new Withdraw { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Reason = "再撤" },
            new Cancel { Id = Guid.NewGuid(), Case = bench.Case, By = "chief", Reason = "终止" },
            new Correct { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Name = "day", Value = "2026-11-02", Reason = "更正" },
            new Note { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Text = "备注" },
        ];
        foreach (var move in moves)
        {
            var problem = Bench.Refusal(await bench.Make(move));
            Assert.Equal("case-closed", problem.Code);
            Assert.Equal("事项已办结（已撤回），不能再办理。", problem.Says);
        }

        Assert.Equal(2, (await bench.History()).Count);
        Assert.Equal(0, await bench.Clock.RunDeadlines());
    }

    [Fact]
    public async Task A_case_that_is_not_there_is_not_there_for_any_move()
    {
        await using var bench = await Bench.Opened(Steps);
        bench.Case = "0000000000000000";
        var problem = Bench.Refusal(await Withdraw(bench, "chair"));
        Assert.Equal("no-such-case", problem.Code);
    }

    [Theory]
    [InlineData("chair", true)]
    [InlineData("above", true)]
    [InlineData("m1", false)]
    public async Task Whoever_takes_part_may_add_a_remark_and_nothing_else_changes(string by, bool may)
    {
        await using var bench = await Bench.Opened(Steps);
        var before = await bench.Now();
        var result = await bench.Mediator.Send(new Note { Id = Guid.NewGuid(), Case = bench.Case, By = by, Text = " 已电话联系 " });
        if (!may)
        {
            Assert.Equal("not-involved", Bench.Refusal(result).Code);
            return;
        }

        var after = Bench.Done(result);
        Assert.Equal(before.Items.AsEnumerable(), after.Items);
        Assert.Contains("2026-11-02 已电话联系", await bench.Timeline(), StringComparison.Ordinal);
        Assert.Contains("text", Bench.Refusal(await bench.Mediator.Send(new Note { Id = Guid.NewGuid(), Case = bench.Case, By = by, Text = "" })).Errors.Keys);
    }

    private static Task<MoveResult> Withdraw(Bench bench, string by, string reason = "写错") =>
        bench.Mediator.Send(new Withdraw { Id = Guid.NewGuid(), Case = bench.Case, By = by, Reason = reason });

    private static Task<MoveResult> Cancel(Bench bench, string by) =>
        bench.Mediator.Send(new Cancel { Id = Guid.NewGuid(), Case = bench.Case, By = by, Reason = "方案取消" });
}
