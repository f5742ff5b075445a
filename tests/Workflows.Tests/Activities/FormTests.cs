using Workflows.Engine;
using Workflows.Moves;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Activities;

/// <summary>填报: ways to answer, reasons, recusal, and the step's rules.</summary>
public sealed class FormTests
{
    private const string Reviews = """
        s:
          title: 考察
          activity: form
          with:
            by: officers
            collect: reviews
            fields: { on: { label: 日期, type: date, afresh: true }, note: { label: 情况, required: false, afresh: true } }
            ways: { again: { title: 登记 }, enough: { title: 不再考察, skips-fields: true } }
          rules: [{ rule: PM-06, outcomes: [again], on: on, informs: true, given: { activist-on: "=2026-01-02", reviewed-on: reviews.on } }]
          deadlines: [{ name: first, title: 首次考察, within: P6M, article: 示例办法, when: { field: "known:reviews", is: false } }]
          next: { again: s, enough: "end:done" }
        """;

    [Fact]
    public async Task What_is_done_again_and_again_is_collected_and_a_rule_may_look_at_one_column_of_it()
    {
        await using var bench = await Bench.Opened(Reviews);
        Bench.Done(await bench.Reply("chair", "s", "again", """{"on":"2026-06-30","note":"好"}"""));
        var state = Bench.Done(await bench.Reply("org", "s", "again", """{"on":"2026-11-02"}"""));
        Assert.Equal("""[{"on":"2026-06-30","note":"好"},{"on":"2026-11-02"}]""", state.Data["reviews"].Value!.ToJsonString(Json.Options));
        Assert.Contains("考察 2 次，没有缺漏", await bench.Timeline(), StringComparison.Ordinal);
        Assert.Equal(2, Json.Rows(Bench.Done(await bench.Reply("org", "s", "enough")).Data["reviews"].Value).Count());
    }

    [Fact]
    public async Task A_correction_reaches_the_last_row_that_was_collected()
    {
        await using var bench = await Bench.Opened(Reviews);
        Bench.Done(await bench.Reply("chair", "s", "again", """{"on":"2026-06-30"}"""));
        Bench.Done(await bench.Reply("chair", "s", "again", """{"on":"2026-11-01"}"""));
        var state = Bench.Done(await bench.Make(new Correct { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Name = "on", Value = "2026-10-31", Reason = "笔误" }));
        Assert.Equal("""[{"on":"2026-06-30"},{"on":"2026-10-31"}]""", state.Data["reviews"].Value!.ToJsonString(Json.Options));
    }

    [Fact]
    public async Task A_deadline_runs_only_while_its_condition_holds()
    {
        await using var bench = await Bench.Opened(Reviews);
        Assert.Equal(Bench.Day("2027-05-02"), (await bench.Now()).Deadlines["s#first"].Due);
        Assert.Empty(Bench.Done(await bench.Reply("chair", "s", "again", """{"on":"2026-06-30"}""")).Deadlines);
    }

    private const string Notice = """
        s:
          title: 书面通知
          activity: form
          with:
            by: officers
            replaces: [told-on]
            fields: { seats: { label: 级, type: number, required: false }, noticed-on: { label: 发出日期, type: date } }
            ways: { submitted: { title: 发出 }, again: { title: 改期, skips-fields: true }, oral: { title: 改为口头, skips-fields: true, offered-when: { field: seats, below: 2 } } }
          next: { submitted: s, again: s, oral: told }
        told:
          title: 口头通知
          activity: form
          with: { by: officers, replaces: [noticed-on], fields: { told-on: { label: 口头通知日期, type: date } }, ways: { submitted: { title: 记下 }, back: { title: 改为书面, skips-fields: true } } }
          next: { submitted: s, back: s }
        """;

    [Theory]
    [InlineData("{ submitted: 登记, again: 改期 }", "submitted 登记 primary", "again 改期 plain")]
    [InlineData("{ again: 改期, submitted: { title: 登记, style: primary } }", "again 改期 plain", "submitted 登记 primary")]
    [InlineData("{ submitted: { title: 追究, style: danger }, again: 改期 }", "submitted 追究 danger", "again 改期 plain")]
    public async Task The_first_way_is_the_main_one_and_a_title_alone_is_enough(string ways, params string[] shown)
    {
        await using var bench = await Bench.Opened($$"""
            s:
              title: 填报
              activity: form
              with: { by: officers, fields: { note: { label: 情况 } }, ways: {{ways}} }
              next: { submitted: "end:done", again: s }
            """);
        Assert.Equal(shown, (await bench.Form("chair", "s")).Outcomes.Select(o => $"{o.Key} {o.Title} {o.Style}"));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_way_is_offered_where_the_case_allows_it(int seats, bool offered)
    {
        await using var bench = await Bench.Opened(Notice);
        Assert.DoesNotContain((await bench.Form("chair", "s")).Outcomes, o => o.Key == "oral");
        Bench.Done(await bench.Reply("chair", "s", "submitted", $$"""{"seats":{{seats}},"noticed-on":"2026-11-02"}"""));
        Assert.Equal(offered, (await bench.Form("chair", "s")).Outcomes.Any(o => o.Key == "oral"));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, "按本事项现在的情况（级：2），不能选择“改为口头”。")]
    public async Task A_way_that_is_not_offered_cannot_be_taken(int seats, string? says)
    {
        await using var bench = await Bench.Opened(Notice);
        Assert.Equal("按本事项现在的情况（级：没有登记），不能选择“改为口头”。", Bench.Refusal(await bench.Reply("chair", "s", "oral")).Says);
        Bench.Done(await bench.Reply("chair", "s", "submitted", $$"""{"seats":{{seats}},"noticed-on":"2026-11-02"}"""));
        var result = await bench.Reply("chair", "s", "oral");
        if (says is null)
            Assert.Contains("told", Bench.Done(result).Places.Keys);
        else
            Assert.Equal(("way-not-open", says), (Bench.Refusal(result).Code, Bench.Refusal(result).Says));
    }

    [Fact]
    public async Task What_takes_the_place_of_something_makes_it_count_no_longer_unless_nothing_was_filled_in()
    {
        await using var bench = await Bench.Opened(Notice);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"seats":1,"noticed-on":"2026-11-02"}"""));
        Bench.Done(await bench.Reply("chair", "s", "oral"));
        Assert.NotNull(Bench.Done(await bench.Reply("chair", "told", "back")).Data["noticed-on"].Value);
        Bench.Done(await bench.Reply("chair", "s", "oral"));
        var state = Bench.Done(await bench.Reply("chair", "told", "submitted", """{"told-on":"2026-11-02"}"""));
        Assert.Null(state.Data["noticed-on"].Value);
        Assert.Null(Bench.Done(await bench.Reply("chair", "s", "submitted", """{"seats":1,"noticed-on":"2026-11-02"}""")).Data["told-on"].Value);
    }

    private const string Committee = """
        s:
          title: 填报
          activity: form
          with:
            by: officers
            fields: { seats: { label: 拟设委员, type: number } }
            ways:
              submitted: { title: 提交, style: primary }
              stop: { title: 不办, needs-reason: true, skips-fields: true }
          rules:
            - { rule: OR-04, given: { full-members: facts.full-members, seats: seats } }
          next: { submitted: "end:done", stop: "end:stopped" }
        """;

    [Fact]
    public async Task Each_way_leads_where_the_definition_says()
    {
        await using var bench = await Bench.Opened(Committee);
        Assert.Equal("done", Bench.Done(await bench.Reply("chair", "s", "submitted", """{"seats":3}""")).End);
    }

    [Fact]
    public async Task A_way_that_needs_a_reason_is_refused_without_one_and_skips_fields_and_rules()
    {
        await using var bench = await Bench.Opened(Committee);
        Assert.Equal("请写明理由。", Bench.Refusal(await bench.Reply("chair", "s", "stop", reason: "  ")).Errors["reason"]);
        Assert.Equal("stopped", Bench.Done(await bench.Reply("chair", "s", "stop", reason: "计划取消")).End);
        Assert.Contains("书记甲办理“填报”：不办（计划取消）", await bench.Timeline(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_way_that_is_not_offered_is_refused()
    {
        await using var bench = await Bench.Opened(Committee);
        Assert.Equal("没有这种办理方式。", Bench.Refusal(await bench.Reply("chair", "s", "approved", """{"seats":3}""")).Errors["outcome"]);
    }

    [Fact]
    public async Task A_soft_rule_may_be_departed_from_with_reason_and_approver_and_that_is_recorded()
    {
        await using var bench = await Bench.Opened(Committee);
        var problem = Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"seats":9}"""));
        Assert.Equal("departure-needed", problem.Code);
        Assert.Equal("《中国共产党支部工作条例（试行）》第六章", problem.Article);
        Assert.Contains("9", problem.Says, StringComparison.Ordinal);
        Assert.Single(await bench.History());

        Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"seats":9}""", null, new Departure("OR-04", " ", "科长戊")));
        Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"seats":9}""", null, new Departure("EL-03", "人多", "科长戊")));
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"seats":9}""", null, new Departure("OR-04", "党员人数多", "科长戊")));
        Assert.Contains("突破“一般”要求“支部委员会的设立和人数”：党员人数多（批准人：科长戊）", await bench.Timeline(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_soft_rule_that_the_procedure_takes_strictly_cannot_be_departed_from()
    {
        await using var bench = await Bench.Opened(Committee.Replace("{ rule: OR-04,", "{ rule: OR-04, strict: true,", StringComparison.Ordinal));
        var problem = Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"seats":9}""", null, new Departure("OR-04", "党员人数多", "科长戊")));
        Assert.Equal("rule-refused", problem.Code);
    }

    [Fact]
    public async Task A_rule_that_only_informs_is_recorded_and_stops_nobody()
    {
        await using var bench = await Bench.Opened(Committee.Replace("{ rule: OR-04,", "{ rule: OR-04, informs: true,", StringComparison.Ordinal));
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"seats":9}"""));
        Assert.Contains("不符合“支部委员会的设立和人数”", await bench.Timeline(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seats: 9, why: a", true)]
    [InlineData("seats: 9, why: b", false)]
    public async Task A_rule_with_a_condition_is_asked_only_when_it_holds(string values, bool refused)
    {
        await using var bench = await Bench.Opened(Committee
            .Replace("fields: {", "fields: { why: { label: 情形, type: choice, options: { a: 甲, b: 乙 } },", StringComparison.Ordinal)
            .Replace("{ rule: OR-04,", "{ rule: OR-04, when: { field: why, is: a },", StringComparison.Ordinal));
        var json = values.Replace("seats", "\"seats\"", StringComparison.Ordinal).Replace("why: ", "\"why\": \"", StringComparison.Ordinal) + "\"";
        var result = await bench.Reply("chair", "s", "submitted", $"{{{json}}}");
        Assert.Equal(refused, result is MoveResult.Refused);
    }

    [Fact]
    public async Task A_rule_that_is_not_in_force_yet_on_the_day_of_the_step_says_so_instead_of_judging()
    {
        await using var bench = await Bench.Opened(Committee
            .Replace("fields: {", "fields: { day: { label: 日期, type: date },", StringComparison.Ordinal)
            .Replace("{ rule: OR-04,", "{ rule: OR-04, on: day,", StringComparison.Ordinal));
        var problem = Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"seats":3,"day":"2018-10-27"}"""));
        Assert.Contains("自 2018-10-28 起适用", problem.Says, StringComparison.Ordinal);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"seats":3,"day":"2018-10-28"}"""));
    }

    [Fact]
    public async Task Whoever_is_concerned_is_recused_and_the_others_are_not()
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 提名
              activity: form
              with: { by: officers, fields: { who: { label: 对象, type: person } } }
              next: { submitted: judge }
            judge:
              title: 初审
              activity: form
              with: { by: officers, recused: who }
              next: { submitted: "end:done" }
            """);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"who":"org"}"""));
        var problem = Bench.Refusal(await bench.Reply("org", "judge", "submitted"));
        Assert.Equal(("recused", ProblemKind.Forbidden), (problem.Code, problem.Kind));
        Bench.Done(await bench.Reply("chair", "judge", "submitted"));
    }

    [Fact]
    public async Task The_value_of_a_rule_becomes_data_for_the_steps_after_it()
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 核定
              activity: form
              with: { by: officers, fields: { seats: { label: 名额, type: number } } }
              rules:
                - { rule: EL-09, given: { seats: seats, candidates: 9 }, into: least }
              next: { submitted: t }
            t:
              title: 提名
              activity: form
              with: { by: officers, fields: { n: { label: 人数, type: number, value: least } } }
              next: { submitted: "end:done" }
            """);
        var state = Bench.Done(await bench.Reply("chair", "s", "submitted", """{"seats":3}"""));
        Assert.NotNull(state.Data["least"].Value);
    }
}
