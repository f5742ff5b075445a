using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Storage;
using Workflows.Tests.Engine;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Moves;

/// <summary>线索: what one procedure, a program or a person reports comes to the unit's one open case, or begins it; never lost, never twice.</summary>
public sealed class ReportTests
{
    /// <summary>A procedure that takes reports, called <c>late</c>.</summary>
    internal static string Takes { get; } = Flow.Of(
        """
        s:
          title: 核实
          activity: form
          with:
            by: section of superior
            fields: { triggers: { label: 线索, type: rows, required: false, columns: { what: { label: 事实 }, on: { label: 日期, type: date }, evidence: { label: 材料, type: files, required: false } } } }
          next: { submitted: "end:done" }
        """,
        "one-per-unit: true\naccepts: { into: triggers, rules: { T3: LG-T3, T5: LG-T5, T9: LG-T9 } }",
        "late");

    private const string Source = """
        s:
          title: 报送
          activity: form
          with: { by: officers }
          deadlines:
            - { name: d, title: 报送, within: P10D, article: 示例办法, reports: { procedure: late, trigger: T3 } }
            - { name: e, title: 备案, within: P20D, article: 示例办法, reports: { procedure: late, trigger: T3 } }
          next: { submitted: "end:done" }
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deadline_that_passed_begins_the_other_case_by_itself_and_the_next_one_is_merged_into_it(Database on)
    {
        await using var bench = await Both(on);
        await bench.PassTo("2026-11-12");
        Assert.Single(await bench.Cases());
        await bench.PassTo("2026-11-13");
        var from = bench.Case;
        bench.Case = Assert.Single(await bench.Cases(), c => c != from);
        var row = Assert.Single(Rows(await bench.Now()));
        Assert.Equal(
            "换届逾期：换届应在 2026年11月12日以前完成，至 2026年11月13日逾期 1 日。（来源：示例局第一支部 · 示例流程，报送）",
            (string)row["what"]!);
        Assert.Equal("clock", (await bench.Now()).StartedBy);

        var told = (await bench.Messages()).Count;
        await bench.PassTo("2026-11-30");
        Assert.Equal(2, (await bench.Cases()).Count);
        Assert.Equal(["2026-11-13", "2026-11-23"], Rows(await bench.Now()).Select(r => (string)r["on"]!));
        Assert.Contains(await bench.Messages(), m => m.CaseId == bench.Case && m.ToKey == "section@p" && m.Text.Contains("并入新的线索", StringComparison.Ordinal));
        Assert.Equal(2, (await bench.Messages()).Count - told);
        Assert.Contains("收到线索：换届逾期", await bench.Timeline(), StringComparison.Ordinal);
        foreach (var one in await bench.Cases())
            Assert.Empty(await bench.Verifier.Verify(one));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_reported_when_the_host_went_down_is_delivered_once_when_it_is_up_again(Database on)
    {
        await using var bench = await Both(on);
        bench.On("2026-11-13");
        Bench.Done(await bench.Make(new Expire { Id = Guid.NewGuid(), Case = bench.Case, By = "clock", Deadline = "s#d" }));
        Assert.Single(await bench.Cases());

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => bench.Clock.RunDeadlines()));
        await bench.Clock.RunDeadlines();

        var from = bench.Case;
        bench.Case = Assert.Single(await bench.Cases(), c => c != from);
        Assert.Single(Rows(await bench.Now()));
        Assert.Single(await bench.History());
    }

    [Fact]
    public async Task A_source_that_a_closed_case_has_taken_is_not_taken_again_and_a_new_one_begins_a_new_case()
    {
        await using var bench = await Both();
        var first = await bench.Desk.Send(Proposed("甲"));
        bench.Case = first.Case;
        Bench.Done(await bench.Reply("above", "s", "submitted", """{"triggers":[]}"""));

        var again = await bench.Desk.Send(Proposed("甲"));
        var next = await bench.Desk.Send(Proposed("乙"));

        Assert.Equal(first.Case, again.Case);
        Assert.NotEqual(first.Case, next.Case);
        Assert.Equal(3, (await bench.Cases()).Count);
        Assert.Equal("already-reported", Bench.Refusal(await bench.Make(Move(Proposed("甲")) with { Case = next.Case })).Code);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whoever_reports_at_the_same_moment_reports_to_one_case(Database on)
    {
        await using var bench = await Both(on);
        var receipts = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => bench.Desk.Send(Proposed($"来源{i % 6}", i % 2 == 0 ? "above" : "chief"))));

        Assert.All(receipts, r => Bench.Done(r.Result));
        bench.Case = Assert.Single(receipts.Select(r => r.Case).Distinct());
        Assert.Equal(6, Rows(await bench.Now()).Count());
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
    }

    [Theory]
    [InlineData("above", null)]
    [InlineData("chief", null)]
    [InlineData("chair", "may-not-report")]
    [InlineData("m1", "may-not-report")]
    [InlineData("auditor", "auditor-changes-nothing")]
    public async Task Only_the_section_of_a_superior_reports(string by, string? refused)
    {
        await using var bench = await Both();
        var result = (await bench.Desk.Send(Proposed("甲", by))).Result;
        Assert.Equal(refused, result is MoveResult.Refused no ? no.Problem.Code : null);
    }

    [Fact]
    public async Task What_the_rule_does_not_bear_out_is_refused_with_its_numbers_and_nothing_begins()
    {
        await using var bench = await Both();
        var refused = Bench.Refusal((await bench.Desk.Send(Proposed("甲") with { Facts = new() { ["fact"] = "太少" } })).Result);
        Assert.Equal(("rule-refused", "事实写了 2 字，至少 10 字。"), (refused.Code, refused.Says));
        Assert.Single(await bench.Cases());
    }

    [Fact]
    public async Task A_report_that_is_not_well_formed_says_where()
    {
        await using var bench = await Both();
        async Task<IEnumerable<string>> Errors(ReportDraft draft) => Bench.Refusal((await bench.Desk.Send(draft)).Result).Errors.Keys;

        Assert.Equal(["trigger"], await Errors(Proposed("甲") with { Trigger = "T8" }));
        Assert.Equal(["on"], await Errors(Proposed("甲") with { On = Bench.Day("2026-11-03") }));
        Assert.Equal(["facts.fact"], await Errors(Proposed("甲") with { Facts = [] }));
        Assert.Equal(["source"], await Errors(Proposed("")));
        Assert.Equal(["files"], await Errors(Proposed("甲") with { Files = [new JsonObject { ["name"] = "a.pdf" }] }));
        Assert.Equal("takes-no-reports", Bench.Refusal((await bench.Desk.Send(Proposed("甲") with { Procedure = "p" })).Result).Code);
        Assert.Equal("no-such-procedure", Bench.Refusal((await bench.Desk.Send(Proposed("甲") with { Procedure = "q" })).Result).Code);
        Assert.Equal("no-such-unit", Bench.Refusal((await bench.Desk.Send(Proposed("甲") with { Unit = "x" })).Result).Code);
    }

    [Fact]
    public async Task A_report_waits_until_its_rule_holds_and_is_dropped_when_it_is_so_no_longer()
    {
        await using var bench = await Both();
        await bench.Decide("lagging-election-days", "3");
        await bench.PassTo("2026-11-15");
        Assert.Single(await bench.Cases());
        await bench.PassTo("2026-11-16");
        Assert.Equal(2, (await bench.Cases()).Count);

        await bench.PassTo("2026-11-23");
        Bench.Done(await bench.Reply("chair", "s", "submitted"));
        await bench.PassTo("2026-11-30");
        bench.Case = Assert.Single(await bench.Cases(), c => c != bench.Case);
        Assert.Single(Rows(await bench.Now()));
    }

    [Fact]
    public async Task A_procedure_that_is_not_there_yet_gets_the_report_when_it_is()
    {
        await using var bench = await Bench.Opened(Source);
        await bench.PassTo("2026-11-14");
        Assert.Single(await bench.Cases());
        await bench.Define(Takes);
        await bench.PassTo("2026-11-15");
        Assert.Equal(2, (await bench.Cases()).Count);
    }

    [Fact]
    public async Task A_report_that_was_taken_out_of_the_lists_is_found_by_verification()
    {
        await using var bench = await Both();
        bench.Case = (await bench.Desk.Send(Proposed("甲"))).Case;
        await bench.Sql("DELETE FROM report_takings");
        Assert.Contains(await bench.Verifier.Verify(bench.Case), b => b.Says.Contains("线索", StringComparison.Ordinal));
    }

    private static ReportDraft Proposed(string source, string by = "above") =>
        new("late", "b", "T9", source, Bench.Day("2026-11-02"), by) { Facts = new() { ["fact"] = "连续三个月没有开展组织生活。" } };

    private static Report Move(ReportDraft draft) => new()
    {
        Id = Guid.NewGuid(), Case = "", By = draft.By, Procedure = draft.Procedure, Unit = draft.Unit, Trigger = draft.Trigger, Source = draft.Source, On = draft.On, Facts = draft.Facts,
    };

    private static IEnumerable<JsonObject> Rows(Case state) => Json.Rows(state.Data["triggers"].Value);

    private static async Task<Bench> Both(Database on = Database.Sqlite)
    {
        var bench = await Bench.Opened(Source, on: on);
        await bench.Define(Takes);
        return bench;
    }
}
