using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Moves;

/// <summary>更正: the old value stays on record, the step's rules are asked again, deadlines are counted again.</summary>
public sealed class CorrectTests
{
    [Fact]
    public async Task A_corrected_value_counts_from_now_on_and_the_old_one_stays_on_record()
    {
        await using var bench = await Filed();
        var state = Bench.Done(await Correct(bench, "chair", "seats", 5));
        Assert.Equal(5, Json.Number(state.Data["seats"].Value));
        Assert.Contains("更正“拟设委员”：由“3”改为“5”（笔误）", await bench.Timeline(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("above", "seats")]
    [InlineData("m1", "seats")]
    [InlineData("chair", "vote.yes")]
    [InlineData("chair", "vote.expected")]
    [InlineData("chair", "nothing")]
    public async Task Nobody_else_corrects_and_never_what_a_meeting_decided(string by, string name)
    {
        await using var bench = await Filed();
        Bench.Done(await bench.Reply("chair", "vote", "submitted", """{"held-on":"2026-11-02","present":8,"yes":8,"no":0,"abstained":0}"""));
        var problem = Bench.Refusal(await Correct(bench, by, name, 5));
        Assert.Equal("cannot-correct", problem.Code);
    }

    [Fact]
    public async Task The_steps_rules_are_asked_again_and_refuse()
    {
        await using var bench = await Filed();
        var before = await bench.Now();
        var problem = Bench.Refusal(await Correct(bench, "chair", "seats", 9));
        Assert.Equal("OR-04", Assert.Single(problem.Verdicts).Rule);
        Assert.Equal(3, Json.Number((await bench.Now()).Data["seats"].Value));
        Assert.Equal(before.Count, (await bench.Now()).Count);
    }

    [Fact]
    public async Task A_correction_may_depart_from_a_soft_rule_as_an_answer_may()
    {
        await using var bench = await Filed();
        var move = new Correct { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Name = "seats", Value = 9, Reason = "更正", Departures = [new Departure("OR-04", "人数多", "科长戊")] };
        Assert.Equal(9, Json.Number(Bench.Done(await bench.Mediator.Send(move)).Data["seats"].Value));
    }

    [Fact]
    public async Task A_rule_that_counts_a_list_is_asked_again_when_the_list_is_corrected()
    {
        await using var bench = await Filed();
        Assert.Equal("EL-09", Assert.Single(Bench.Refusal(await Correct(bench, "chair", "people", new JsonArray("m1", "m2", "m3"))).Verdicts).Rule);
        Bench.Done(await Correct(bench, "chair", "people", new JsonArray("m1", "m2", "m3", "m5")));
    }

    [Fact]
    public async Task A_corrected_value_must_be_well_formed()
    {
        await using var bench = await Filed();
        Assert.Equal("“拟定日期”不是有效日期，应如 2026-11-21；请注意该月是否有这一天。", Bench.Refusal(await Correct(bench, "chair", "day", "2026-11-31")).Errors["day"]);
        Assert.Contains("reason", Bench.Refusal(await bench.Mediator.Send(new Correct { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Name = "day", Value = "2026-11-30", Reason = "" })).Errors.Keys);
    }

    [Fact]
    public async Task What_was_not_asked_cannot_be_put_right()
    {
        await using var bench = await Filed();
        Assert.Equal("not-asked", Bench.Refusal(await Correct(bench, "chair", "why", "理由")).Code);
    }

    [Fact]
    public async Task Deadlines_that_count_from_it_move_and_keep_their_old_day_and_nobody_is_urged_for_that_any_more()
    {
        await using var bench = await Filed();
        var key = "vote#hold";
        Assert.Equal(Bench.Day("2026-11-15"), (await bench.Now()).Deadlines[key].Due);
        await bench.PassTo("2026-11-16");
        Assert.Single((await bench.Now()).Items, i => i.Kind == ItemKind.Urged);

        var state = Bench.Done(await Correct(bench, "chair", "day", "2026-11-20"));
        Assert.Equal((Bench.Day("2026-11-30"), false), (state.Deadlines[key].Due, state.Deadlines[key].Passed));
        Assert.Equal(Bench.Day("2026-11-15"), Assert.Single(state.Deadlines[key].Was));
        Assert.DoesNotContain(state.Items, i => i.Kind == ItemKind.Urged);

        await bench.PassTo("2026-12-01");
        Assert.Single((await bench.Now()).Items, i => i.Kind == ItemKind.Urged);
    }

    private static async Task<Bench> Filed()
    {
        var bench = await Bench.Opened("""
            s:
              title: 拟定
              activity: form
              with:
                by: officers
                fields:
                  seats: { label: 拟设委员, type: number }
                  day: { label: 拟定日期, type: date }
                  people: { label: 人选, type: people }
                  special: { label: 有特殊情况, type: yes-no }
                  why: { label: 特殊情况, show-when: { field: special, is: true } }
                ways:
                  agreed: { title: 定稿 }
                  stop: { title: 不办, skips-fields: true }
              rules:
                - { rule: OR-04, outcomes: [agreed], given: { full-members: facts.full-members, seats: seats } }
                - { rule: EL-09, given: { seats: 3, candidates: "count:people" } }
              next: { agreed: vote, stop: "end:stopped" }
            vote:
              title: 表决
              activity: meeting-vote
              with: { by: officers, body: assembly }
              deadlines: [{ name: hold, title: 开会, from: day, within: P10D, article: 示例办法, then: escalate }]
              next: { carried: w, not-carried: w, adjourned: w }
            w:
              title: 归档
              activity: form
              with: { by: officers }
              next: { submitted: "end:done" }
            """);
        Bench.Done(await bench.Reply("chair", "s", "agreed", """{"seats":3,"day":"2026-11-05","people":["m1","m2","m3","m4"],"special":true,"why":"略"}"""));
        Bench.Done(await Correct(bench, "chair", "special", false));
        return bench;
    }

    private static Task<MoveResult> Correct(Bench bench, string by, string name, JsonNode value) =>
        bench.Mediator.Send(new Correct { Id = Guid.NewGuid(), Case = bench.Case, By = by, Name = name, Value = value, Reason = "笔误" });
}
