using Workflows.Engine;
using Workflows.Moves;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Moves;

public sealed class ReplyTests
{
    private const string Steps = """
        s:
          title: 起草
          activity: form
          with: { by: officers, fields: { n: { label: 人数, type: number } } }
          next: { submitted: t }
        t:
          title: 审查
          activity: form
          with: { by: section of superior }
          next: { submitted: "end:done" }
        """;

    [Fact]
    public async Task An_item_that_was_answered_is_closed_for_the_next_one()
    {
        await using var bench = await Bench.Opened(Steps);
        var item = (await bench.ItemAt("chair", "s"))!.Id;
        Bench.Done(await bench.Make(bench.Answer("chair", item, "submitted", """{"n":1}""")));
        var problem = Bench.Refusal(await bench.Make(bench.Answer("org", item, "submitted", """{"n":2}""")));
        Assert.Equal(("item-closed", ProblemKind.Refused), (problem.Code, problem.Kind));
        Assert.Equal(1, Json.Number((await bench.Now()).Data["n"].Value));
    }

    [Theory]
    [InlineData("m1")]
    [InlineData("above")]
    [InlineData("nobody")]
    public async Task Whoever_was_not_asked_is_told_who_was(string by)
    {
        await using var bench = await Bench.Opened(Steps);
        var problem = Bench.Refusal(await bench.Reply(by, "s", "submitted", """{"n":1}"""));
        Assert.Equal(("not-yours", ProblemKind.Forbidden), (problem.Code, problem.Kind));
        Assert.Contains("书记甲、组委乙", problem.Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_that_ended_yesterday_answers_nothing_today()
    {
        await using var bench = await Bench.Opened(Steps, register: Town.Rows with { Posts = [.. Town.Rows.Posts.Select(p => p.PersonId == "org" ? p with { Until = new DateOnly(2026, 11, 3) } : p)] });
        bench.On("2026-11-03");
        Assert.Equal("not-yours", Bench.Refusal(await bench.Reply("org", "s", "submitted", """{"n":1}""")).Code);
        bench.On("2026-11-02");
        Bench.Done(await bench.Reply("org", "s", "submitted", """{"n":1}"""));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_page_that_shows_another_version_is_told_to_look_again_and_changes_nothing(int seen)
    {
        await using var bench = await Bench.Opened(Steps);
        var item = (await bench.ItemAt("chair", "s"))!.Id;
        var problem = Bench.Refusal(await bench.Make(bench.Answer("chair", item, "submitted", """{"n":1}""") with { Seq = seen }));
        Assert.Equal(("changed-meanwhile", ProblemKind.Changed), (problem.Code, problem.Kind));
        Bench.Done(await bench.Make(bench.Answer("chair", item, "submitted", """{"n":1}""") with { Seq = 1 }));
    }

    [Fact]
    public async Task The_same_answer_sent_twice_is_done_once_even_when_the_case_has_gone_on()
    {
        await using var bench = await Bench.Opened(Steps);
        var move = bench.Answer("chair", (await bench.ItemAt("chair", "s"))!.Id, "submitted", """{"n":1}""") with { Seq = 1 };
        Assert.False(Assert.IsType<MoveResult.Done>(await bench.Make(move)).Again);
        var again = Assert.IsType<MoveResult.Done>(await bench.Make(move));
        Assert.True(again.Again);
        Assert.Equal(2, again.Seq);
        Bench.Done(await bench.Reply("above", "t", "submitted"));
        Assert.True(Assert.IsType<MoveResult.Done>(await bench.Make(move)).Again);
        Assert.Equal(3, (await bench.History()).Count);
    }

    [Fact]
    public async Task An_auditor_reads_everything_and_changes_nothing()
    {
        await using var bench = await Bench.Opened(Steps);
        var item = (await bench.ItemAt("chair", "s"))!.Id;
        Move[] moves =
        [
            bench.Answer("auditor", item, "submitted", """{"n":1}"""),
            new Note { Id = Guid.NewGuid(), Case = bench.Case, By = "auditor", Text = "备注" },
            new Cancel { Id = Guid.NewGuid(), Case = bench.Case, By = "auditor", Reason = "终止" },
            new Withdraw { Id = Guid.NewGuid(), Case = bench.Case, By = "auditor", Reason = "撤回" },
            new HandOver { Id = Guid.NewGuid(), Case = bench.Case, By = "auditor", Item = item, To = "org", Reason = "转办" },
            new Correct { Id = Guid.NewGuid(), Case = bench.Case, By = "auditor", Name = "n", Value = 2, Reason = "更正" },
        ];
        foreach (var move in moves)
            Assert.Equal("auditor-changes-nothing", Bench.Refusal(await bench.Make(move)).Code);
        Assert.Single(await bench.History());
    }

    [Theory]
    [InlineData("", "i0", "submitted", "outcome")]
    [InlineData("", "i0123456789012345678901", "submitted", "item")]
    [InlineData("", "", "submitted", "item")]
    [InlineData("x", "i0", "", "outcome")]
    public async Task An_answer_that_is_not_well_formed_is_refused_before_anybody_looks_at_the_case(string reason, string item, string outcome, string field)
    {
        await using var bench = await Bench.Opened(Steps);
        var move = bench.Answer("chair", item, reason.Length == 0 && field == "outcome" ? new string('x', 61) : outcome) with { Reason = reason };
        var problem = Bench.Refusal(await bench.Make(move));
        Assert.Equal(ProblemKind.Malformed, problem.Kind);
        Assert.Contains(field, problem.Errors.Keys);
    }

    [Fact]
    public async Task A_reason_has_a_longest_length()
    {
        await using var bench = await Bench.Opened(Steps);
        Assert.Equal("理由最多 2000 字。", Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"n":1}""", new string('字', 2001))).Errors["reason"]);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"n":1}""", new string('字', 2000)));
    }

    [Fact]
    public async Task A_preview_says_what_the_answer_would_be_told_and_saves_nothing()
    {
        await using var bench = await Bench.Opened(Steps.Replace("next: { submitted: t }", "rules: [{ rule: OR-04, given: { full-members: facts.full-members, seats: n } }]\n  next: { submitted: t }", StringComparison.Ordinal));
        var item = (await bench.ItemAt("chair", "s"))!.Id;
        foreach (var (n, code) in new[] { (9, "departure-needed"), (3, null), (-1, "malformed") })
        {
            var move = bench.Answer("chair", item, "submitted", $$"""{"n":{{n}}}""");
            var told = await bench.Mediator.Send(new Preview(move));
            Assert.Equal(code, told.Problem?.Code);
            Assert.Equal(n >= 0, told.Verdicts.Count == 1);
        }

        Assert.Single(await bench.History());
        Assert.Equal("no-such-case", (await bench.Mediator.Send(new Preview(bench.Answer("chair", item, "submitted") with { Case = "none" }))).Problem!.Code);
    }
}
