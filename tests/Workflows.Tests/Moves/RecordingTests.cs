using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Moves;

/// <summary>补录: what was done on paper is entered with its own day, its papers and the law of that day.</summary>
public sealed class RecordingTests
{
    private const string Steps = """
        s:
          title: 收到申请
          activity: form
          with: { by: officers, fields: { received-on: { label: 收到日期, type: date, past: true } } }
          next: { submitted: talk }
        talk:
          title: 谈话
          activity: form
          with: { by: secretary, fields: { seats: { label: 名额, type: number }, candidates: { label: 候选人数, type: number } } }
          rules: [{ rule: EL-09, given: { seats: seats, candidates: candidates } }]
          deadlines: [{ name: talk, title: 谈话, from: received-on, within: P1M, article: 示例办法, then: urge }]
          next: { submitted: "end:done" }
        """;

    [Fact]
    public async Task Both_days_are_kept_and_told()
    {
        await using var bench = await Opened();
        var state = Bench.Done(await Record(bench, "s", "2025-03-10", """{"received-on":"2025-03-10"}"""));
        Assert.Equal(Bench.Day("2025-03-10"), state.OpenedOn);
        Assert.Equal(Bench.Day("2025-03-10"), state.Places["talk"].EnteredOn);
        var told = await bench.Timeline();
        Assert.Contains("2025年3月10日在纸上开始，2026年11月2日补录", told, StringComparison.Ordinal);
        Assert.Contains("2025年3月10日在纸上办理，补录；材料：谈话记录.pdf", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_offence_of_that_day_is_recorded_with_its_explanation_not_hidden()
    {
        await using var bench = await Opened();
        Bench.Done(await Record(bench, "s", "2025-03-10", """{"received-on":"2025-03-10"}"""));
        const string Short = """{"seats":5,"candidates":5}""";
        Assert.Equal("departure-needed", Bench.Refusal(await Record(bench, "talk", "2025-04-01", Short)).Code);
        Bench.Done(await Record(bench, "talk", "2025-04-01", Short, new Departure("EL-09", "当年如此办理", "某书记")));
        Assert.Contains("不符合“", await bench.Timeline(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-03-09", "不会早于上一步")]
    [InlineData("2026-11-02", "今天以前办过的事")]
    [InlineData("2026-11-03", "不能晚于今天")]
    public async Task The_day_lies_between_the_step_before_and_today(string day, string says)
    {
        await using var bench = await Opened();
        Bench.Done(await Record(bench, "s", "2025-03-10", """{"received-on":"2025-03-10"}"""));
        Assert.Contains(says, Bench.Refusal(await Record(bench, "talk", day, """{"seats":5,"candidates":6}""")).Says, StringComparison.Ordinal);
    }

    [Fact]
    public void Papers_without_a_day_are_not_taken_for_something_done_today()
    {
        var reply = new Reply { Id = Guid.NewGuid(), Case = "c", By = "chair", Item = "i", Outcome = "submitted", Evidence = [new JsonObject()] };
        Assert.Equal("performedOn", Assert.Single(new ReplyValidator().Validate(reply).Errors).PropertyName);
        Assert.Empty(new ReplyValidator().Validate(reply with { DoneOn = Bench.Day("2025-03-10") }).Errors);
    }

    [Fact]
    public async Task Without_the_papers_nothing_is_entered()
    {
        await using var bench = await Opened();
        var item = (await bench.ItemAt("chair", "s"))!;
        var refusal = Bench.Refusal(await bench.Make(bench.Answer("chair", item.Id, "submitted", """{"received-on":"2025-03-10"}""") with { DoneOn = Bench.Day("2025-03-10") }));
        Assert.Contains("evidence", refusal.Errors.Keys);
    }

    [Theory]
    [InlineData("above", true)]
    [InlineData("m1", false)]
    public async Task The_office_above_may_enter_what_was_others_work(string by, bool may)
    {
        await using var bench = await Opened();
        Assert.Equal(may, await Record(bench, "s", "2025-03-10", """{"received-on":"2025-03-10"}""", by) is MoveResult.Done);
    }

    [Fact]
    public async Task Nobody_is_urged_for_old_papers_while_they_are_being_entered()
    {
        await using var bench = await Opened();
        Bench.Done(await Record(bench, "s", "2025-03-10", """{"received-on":"2025-03-10"}"""));
        Assert.Equal(Bench.Day("2025-04-10"), (await bench.Now()).Deadlines["talk#talk"].Due);
        await bench.PassTo("2026-11-08");
        Assert.Empty(await bench.Messages());
        await bench.PassTo("2026-11-09");
        Assert.NotEmpty(await bench.Messages());
    }

    [Fact]
    public async Task Nobody_enters_what_the_superior_has_decided_but_the_superior()
    {
        const string Consent = """
            s:
              title: 上级同意
              activity: form
              with: { by: section of superior, fields: { agreed-on: { label: 同意日期, type: date } } }
              next: { submitted: "end:done" }
            """;
        await using var bench = await Opened(Consent);
        Assert.Equal("not-yours", Bench.Refusal(await Record(bench, "s", "2025-03-20", """{"agreed-on":"2025-03-20"}""")).Code);
        Assert.IsType<MoveResult.Done>(await Record(bench, "s", "2025-03-20", """{"agreed-on":"2025-03-20"}""", "chief"));
    }

    [Theory]
    [InlineData("2026-11-01", "departure-needed")]
    [InlineData("2026-11-02", "rule-refused")]
    public async Task Only_what_was_done_before_the_case_came_here_is_past_refusing(string day, string code)
    {
        await using var bench = await Opened();
        Bench.Done(await Record(bench, "s", "2025-03-10", """{"received-on":"2025-03-10"}"""));
        bench.On("2026-11-05");
        Assert.Equal(code, Bench.Refusal(await Record(bench, "talk", day, """{"seats":5,"candidates":5}""")).Code);
    }

    [Fact]
    public async Task In_a_case_that_began_here_a_paper_passes_no_rule()
    {
        await using var bench = await Bench.Opened(Steps);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"received-on":"2026-11-02"}"""));
        bench.On("2026-11-05");
        Assert.Equal("rule-refused", Bench.Refusal(await Record(bench, "talk", "2026-11-04", """{"seats":5,"candidates":5}""", "chair", new Departure("EL-09", "当时如此", "某书记"))).Code);
    }

    private static async Task<Bench> Opened(string steps = Steps)
    {
        var bench = await Bench.Start("2026-11-02", Town.Rows, Flow.Of(steps));
        var id = Guid.NewGuid();
        bench.Case = CaseId.For(id);
        Bench.Done(await bench.Make(new Open { Id = id, Case = bench.Case, By = "chair", Procedure = "p", Unit = "b", BeganOn = Bench.Day("2025-03-10") }));
        return bench;
    }

    private static Task<MoveResult> Record(Bench bench, string step, string day, string values, params Departure[] departures) =>
        Record(bench, step, day, values, "chair", departures);

    private static async Task<MoveResult> Record(Bench bench, string step, string day, string values, string by, params Departure[] departures) =>
        await bench.Make(bench.Answer(by, (await bench.ItemAt(by, step))?.Id, "submitted", values) with
        {
            DoneOn = Bench.Day(day),
            Departures = [.. departures],
            Evidence = [new JsonObject { ["hash"] = new string('a', 64), ["name"] = "谈话记录.pdf" }],
        });
}
