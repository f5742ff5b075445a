using Workflows.Activities;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Procedures;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Activities;

/// <summary>审批 by one post, and by a body: all, any, an exact share.</summary>
public sealed class ApprovalTests
{
    [Fact]
    public async Task Whoever_holds_the_post_and_answers_first_decides()
    {
        await using var bench = await Approval("by: section of superior");
        var state = Bench.Done(await bench.Reply("above", "judge", "approved"));
        Assert.Equal("done", state.End);
        Assert.Equal("case-closed", Bench.Refusal(await bench.Reply("chief", "judge", "approved")).Code);
    }

    [Fact]
    public async Task Who_says_no_gives_a_reason_and_need_not_fill_in_the_reply()
    {
        await using var bench = await Approval("by: section of superior, fields: { number: { label: 文号 } }");
        Assert.Equal("请填写“文号”。", Bench.Refusal(await bench.Reply("above", "judge", "approved")).Errors["number"]);
        Assert.Equal("请写明理由。", Bench.Refusal(await bench.Reply("above", "judge", "rejected")).Errors["reason"]);
        Assert.Equal("stopped", Bench.Done(await bench.Reply("above", "judge", "rejected", reason: "条件不具备")).End);
    }

    [Fact]
    public async Task An_approval_is_not_handed_over_to_whoever_started_the_case()
    {
        await using var bench = await Approval("by: officers");
        var item = (await bench.ItemAt("org", "judge"))!;
        Assert.DoesNotContain("chair", HandOver.Candidates(await bench.RunFor("org"), item));
        var no = Bench.Refusal(await bench.Mediator.Send(new HandOver { Id = Guid.NewGuid(), Case = bench.Case, By = "org", Item = item.Id, To = "chair", Reason = "出差" }));
        Assert.Equal("starter-may-not-approve", no.Code);
        Assert.Contains("发起，不能由其审批", no.Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_started_the_case_may_not_approve_it()
    {
        await using var bench = await Approval("by: officers");
        var no = Bench.Refusal(await bench.Reply("chair", "judge", "approved"));
        Assert.Equal(("starter-may-not-approve", ProblemKind.Forbidden), (no.Code, no.Kind));
        Assert.Equal(2, (await bench.History()).Count);
        Assert.Equal("done", Bench.Done(await bench.Reply("org", "judge", "approved")).End);
    }

    [Fact]
    public async Task Papers_may_be_returned_only_where_the_definition_says()
    {
        await using (var bench = await Approval("by: section of superior"))
            Assert.Equal("malformed", Bench.Refusal(await bench.Reply("above", "judge", "returned", reason: "缺附件")).Code);

        await using var other = await Approval("by: section of superior, may-return: true", ", returned: s");
        var state = Bench.Done(await other.Reply("above", "judge", "returned", reason: "缺附件"));
        Assert.Equal(["s"], state.Places.Keys);
    }

    [Theory]
    [InlineData("all", "org+ pub+", "done")]
    [InlineData("all", "org+", null)]
    [InlineData("all", "org-", "stopped")]
    [InlineData("any", "org-", null)]
    [InlineData("any", "org- pub-", "stopped")]
    [InlineData("any", "org- pub+", "done")]
    [InlineData("'> 1/2'", "org+", null)]
    [InlineData("'> 1/2'", "org+ pub+", "done")]
    [InlineData("'> 1/2'", "org+ pub0", "stopped")]
    [InlineData("'>= 1/3'", "org+", "done")]
    [InlineData("'>= 1/3'", "org- pub+", "done")]
    public async Task A_body_decides_as_soon_as_its_answers_can_no_longer_change_the_result(string needs, string answers, string? end)
    {
        await using var bench = await Approval($"by: committee, needs: {needs}");
        foreach (var answer in answers.Split(' '))
            Bench.Done(await bench.Reply(answer[..^1], "judge", answer[^1] switch { '+' => "approved", '-' => "rejected", _ => "abstained" }, reason: answer[^1] == '-' ? "不同意" : null));

        Assert.Equal(end, (await bench.Now()).End);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("any")]
    public async Task Nobody_abstains_where_no_share_is_counted(string needs)
    {
        await using var bench = await Approval($"by: committee, needs: {needs}");
        Assert.Equal("没有这种办理方式。", Bench.Refusal(await bench.Reply("org", "judge", "abstained")).Errors["outcome"]);
    }

    [Fact]
    public async Task Whoever_started_the_case_or_is_concerned_is_not_asked_and_still_counts_as_a_member()
    {
        await using var bench = await Approval("by: committee, needs: '> 1/2', recused: who", register: Five());
        Assert.Equal(["person:pub", "person:x1", "person:x2"], (await bench.Now()).Items.Select(i => i.To.Key).Order());

        Bench.Done(await bench.Reply("pub", "judge", "approved"));
        Bench.Done(await bench.Reply("x1", "judge", "approved"));
        Assert.Equal("done", Bench.Done(await bench.Reply("x2", "judge", "approved")).End);
    }

    [Fact]
    public async Task Two_of_five_are_not_more_than_half_although_only_three_may_answer()
    {
        await using var bench = await Approval("by: committee, needs: '> 1/2', recused: who", register: Five());
        Bench.Done(await bench.Reply("pub", "judge", "approved"));
        Bench.Done(await bench.Reply("x1", "judge", "approved"));
        Assert.Equal("stopped", Bench.Done(await bench.Reply("x2", "judge", "abstained")).End);
    }

    [Fact]
    public async Task A_body_that_can_never_reach_its_share_is_not_asked_at_all()
    {
        await using var bench = await Bench.Opened(Steps("by: committee, needs: '> 2/3', recused: who"));
        var problem = Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"who":"org"}"""));
        Assert.Equal("body-too-small", problem.Code);
        Assert.Contains("共 3 人，应当回避的 2 人", problem.Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_without_members_is_not_waited_for()
    {
        await using var bench = await Bench.Opened(Steps("by: person in nobody, needs: all").Replace("fields: {", "fields: { nobody: { label: 无, type: people, required: false },", StringComparison.Ordinal));
        var problem = Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"who":"org"}"""));
        Assert.Equal("nobody-to-ask", problem.Code);
    }

    [Fact]
    public async Task A_members_answer_cannot_be_handed_to_somebody_else()
    {
        await using var bench = await Approval("by: committee, needs: '> 1/2'");
        var item = (await bench.ItemAt("org", "judge"))!;
        var problem = Bench.Refusal(await bench.Mediator.Send(new HandOver { Id = Guid.NewGuid(), Case = bench.Case, By = "org", Item = item.Id, To = "pub", Reason = "出差" }));
        Assert.Equal("vote-is-personal", problem.Code);
    }

    [Fact]
    public async Task Opinions_of_a_body_stay_with_the_reply_and_do_not_overwrite_each_other()
    {
        await using var bench = await Approval("by: committee, needs: all, fields: { opinion: { label: 意见, type: long-text } }");
        Bench.Done(await bench.Reply("org", "judge", "approved", """{"opinion":"同意"}"""));
        var state = Bench.Done(await bench.Reply("pub", "judge", "approved", """{"opinion":"同意，请抓紧"}"""));
        Assert.DoesNotContain("opinion", state.Data.Keys);
        Assert.Equal(2, (await bench.History()).Count(h => h.Events.Contains("opinion", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("'> 1/2'", "3 人中须超过半数同意；同意 1 人，还有 1 人没有表示意见")]
    [InlineData("all", "须全部同意；同意 1 人，还有 1 人没有表示意见")]
    public async Task Each_member_reads_how_many_it_takes_and_how_it_stands(string needs, string says)
    {
        await using var bench = await Approval($"by: committee, needs: {needs}");
        Assert.EndsWith("；还有 2 人没有表示意见", Assert.Single((await bench.Form("org", "judge")).Facts).Text, StringComparison.Ordinal);
        Bench.Done(await bench.Reply("org", "judge", "approved"));
        Assert.Equal(says, Assert.Single((await bench.Form("pub", "judge")).Facts).Text);
    }

    [Fact]
    public async Task A_new_round_asks_everybody_again()
    {
        await using var bench = await Approval("by: committee, needs: '> 1/2', may-return: true", ", returned: s");
        Bench.Done(await bench.Reply("org", "judge", "approved"));
        Bench.Done(await bench.Reply("pub", "judge", "returned", reason: "材料不全"));
        var state = Bench.Done(await bench.Reply("chair", "s", "submitted", """{"who":"m1"}"""));
        Assert.Equal(["person:org", "person:pub"], state.Items.Select(i => i.To.Key).Order());
        Assert.Empty(state.Places["judge"].Answers);
    }

    [Fact]
    public async Task Where_the_definition_allows_it_silence_ends_the_step_and_nowhere_else()
    {
        await using var bench = await Approval("by: section of superior, may-expire: true", ", expired: \"end:stopped\"", "deadlines: [{ name: answer, title: 答复, within: P5D, article: 示例办法, then: expire }]");
        await bench.PassTo("2026-11-07");
        Assert.True((await bench.Now()).IsOpen);
        await bench.PassTo("2026-11-08");
        Assert.Equal("stopped", (await bench.Now()).End);
        Assert.Equal("case-closed", Bench.Refusal(await bench.Reply("above", "judge", "approved")).Code);
    }

    [Fact]
    public async Task A_derived_body_may_be_asked_as_one_and_any_member_answers()
    {
        await using var bench = await Approval("by: committee");
        Assert.Equal("done", Bench.Done(await bench.Reply("pub", "judge", "approved")).End);
    }

    [Theory]
    [InlineData("one", "", "", "")]
    [InlineData("all", "o: { label: 意见, type: long-text }", "o", "")]
    [InlineData("one", "d: { label: 日期, type: date }, o: { label: 意见, type: long-text, required: false }", "d o", "")]
    [InlineData("one", "d: { label: 日期, type: date, required: false }, n: { label: 文号, required: false }, f: { label: 附件, type: files, required: false }", "", "", "日期 文号 附件")]
    [InlineData("one", "n: { label: 文号 }, d: { label: 日期, type: date }", "d", "n")]
    [InlineData("one", "n: { label: 会议, each-case: false }, d: { label: 日期, type: date, each-case: true }", "n", "d")]
    [InlineData("one", "k: { label: 方式, type: choice, options: { a: 甲, b: 乙 }, each-case: false }, f: { label: 附件, type: files, required: false, each-case: true }", "k", "f")]
    [InlineData("one", "d: { label: 日期, type: date, show-when: { field: who, known: true } }, o: { label: 意见, type: long-text, value: who }", "", "d o")]
    [InlineData("one", "d: { label: 日期, type: date, show-when: { field: who, known: false } }", "", "")]
    [InlineData("one", "p: { label: 同意的人, type: people, from: facts.elector-list, value: who }", "", "p")]
    public async Task What_serves_several_is_asked_once_and_a_number_of_each_case(string needs, string fields, string once, string each, string left = "")
    {
        await using var bench = await Approval($"by: committee, needs: {needs}, fields: {{ {fields} }}");
        var run = await bench.RunFor("pub");
        var together = run.StepAt("judge").Activity.Together!;

        Assert.Equal(once, string.Join(' ', together.Form.Fields.Select(f => f.Name)));
        Assert.Equal(each, string.Join(' ', together.FieldsOfEach(run, run.Case.Items[0]).Select(f => f.Name)));
        Assert.Equal(left, string.Join(' ', together.NotAsked));
    }

    [Theory]
    [InlineData("'> 1/2'", "")]
    [InlineData("one", "r: { label: 名单, type: rows, columns: { n: { label: 姓名 } } }")]
    public void Counted_votes_and_tables_are_answered_case_by_case(string needs, string fields) =>
        Assert.Null(ProcedureFile.Read(Flow.Of(Steps($"by: committee, needs: {needs}, fields: {{ {fields} }}")), "f.yaml", [])!.Procedure.Find("judge")!.Activity.Together);

    private static async Task<Bench> Approval(string with, string next = "", string more = "", RegisterRows? register = null)
    {
        var bench = await Bench.Opened(Steps(with, next, more), register: register);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"who":"org"}"""));
        return bench;
    }

    private static string Steps(string with, string next = "", string more = "") => $$"""
        s:
          title: 起草
          activity: form
          with: { by: officers, fields: { who: { label: 对象, type: person } } }
          next: { submitted: judge }
        judge:
          title: 审批
          activity: approval
          with: { {{with}} }
          {{more}}
          next: { approved: "end:done", rejected: "end:stopped"{{next}} }
        """;

    private static RegisterRows Five() => Town.Rows with
    {
        People = [.. Town.Rows.People, .. More.Select(id => new Person(id, $"委员{id}", null, Sex.Female))],
        Memberships = [.. Town.Rows.Memberships, .. More.Select(id => new Membership(id, "b", MembershipStage.Full, new DateOnly(2012, 1, 1)))],
        Posts = [.. Town.Rows.Posts, .. More.Select(id => new Post(id, "b", Roles.CommitteeMember, new DateOnly(2023, 1, 1)))],
    };

    private static string[] More => ["x1", "x2"];
}
