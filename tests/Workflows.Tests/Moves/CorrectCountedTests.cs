using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Tests.Activities;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Moves;

/// <summary>更正 of what was counted before, or decided by: every rule that was asked with the old value is asked with the new one.</summary>
public sealed class CorrectCountedTests
{
    private const string Attendance = """
        s:
          title: 报到
          activity: form
          with:
            by: officers
            fields:
              held-on: { label: 大会日期, type: date, past: true }
              present: { label: 实到, type: number }
              host: { label: 主持人 }
              teller: { label: 计票人, type: person }
              scrutineer: { label: 监票人, type: person }
              standing: { label: 候选人, type: people }
          next: { submitted: quorum }
        quorum:
          title: 核对到会人数
          activity: check
          with: { ask: { rule: EL-04, on: held-on, given: { expected: facts.electors@held-on, present: present } } }
          next: { holds: method, fails: s }
        """;

    private const string Vote = """
        method:
          title: 表决选举办法
          activity: meeting-vote
          with: { by: officers, body: assembly, held-on: held-on, present: present }
          next: { carried: ballot, not-carried: method, adjourned: s }
        """;

    private const string NoVote = "method: { title: 介绍候选人, activity: form, with: { by: officers }, next: { submitted: ballot } }";

    private const string Ballot = """
        ballot:
          title: 投票
          activity: ballot
          with:
            by: person in teller
            scrutineer: person in scrutineer
            seats: "2"
            candidates: standing
            present: present
            expected: facts.electors@held-on
            held-on: held-on
            collect: elected
          next: { elected: w, tied: w, short: w, void: ballot }
        w: { title: 宣布结果, activity: form, with: { by: officers }, next: { submitted: "end:done" } }
        """;

    [Theory]
    [InlineData(7, null)]
    [InlineData(6, "EL-04")]
    [InlineData(1, "EL-04")]
    public async Task Who_was_present_is_corrected_while_nothing_was_counted_and_the_quorum_still_holds(int present, string? rule)
    {
        await using var bench = await Met();
        var result = await Correct(bench, "present", present);
        if (rule is null)
            Assert.Equal(present, Json.Number(Bench.Done(result).Data["present"].Value));
        else
            Assert.Equal(rule, Assert.Single(Bench.Refusal(result).Verdicts).Rule);
    }

    [Theory]
    [InlineData(7, "“表决选举办法”已经办结，不能这样更正：赞成 8、反对 0、弃权 0 合计 8 人，与实到会 7 人不符。")]
    [InlineData(6, "“核对到会人数”已经办结，不能这样更正：应到会 8 人，须不少于五分之四即 7 人，实到 6 人，差 1 人。")]
    [InlineData(1, "“核对到会人数”已经办结，不能这样更正：应到会 8 人，须不少于五分之四即 7 人，实到 1 人，差 6 人。")]
    public async Task After_the_result_nobody_makes_the_meeting_smaller_or_larger(int present, string says)
    {
        await using var bench = await Elected();
        var no = Bench.Refusal(await Correct(bench, "present", present));
        Assert.Equal(says, no.Says);
        Assert.Contains("终止本事项", no.Instead, StringComparison.Ordinal);
        Assert.Equal(8, Json.Number((await bench.Now()).Data["present"].Value));
    }

    [Fact]
    public async Task A_count_stands_on_its_numbers_and_names_even_where_no_vote_was_taken_before()
    {
        await using var bench = await Met(NoVote);
        Bench.Done(await bench.Reply("org", "method", "submitted"));
        Bench.Done(await Election.Count(bench, "m4", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));

        // One of the two has entered a count: it was checked against the old number, and is entered again.
        var state = Bench.Done(await Correct(bench, "present", 7));
        Assert.Equal(["person:m4", "person:m5"], state.Items.Select(i => i.To.Key).Order(StringComparer.Ordinal));
        Assert.Contains(await bench.Messages(), m => m.ToKey == "person:m4" && m.Text.Contains("不再有效", StringComparison.Ordinal));
        Bench.Done(await Correct(bench, "present", 8));

        Bench.Done(await Election.Count(bench, "m4", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        Bench.Done(await Election.Count(bench, "m5", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        Assert.Equal(["w"], (await bench.Now()).Places.Keys);
        Assert.Equal("“投票”已经办结，不能这样更正：选票已按原来的“实到”清点，结果已经产生。", Bench.Refusal(await Correct(bench, "present", 7)).Says);
        Assert.Equal("counted-on", Bench.Refusal(await Correct(bench, "standing", new JsonArray("org", "pub"))).Code);
    }

    [Fact]
    public async Task A_slip_in_the_day_or_the_host_of_a_meeting_is_put_right_where_the_same_people_had_a_vote()
    {
        await using var bench = await Elected();
        Bench.Done(await Correct(bench, "held-on", "2026-11-01"));
        Bench.Done(await Correct(bench, "host", "书记甲"));
        Assert.Contains("不能这样更正", Bench.Refusal(await Correct(bench, "held-on", "2011-12-31")).Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_way_that_was_gone_because_of_it_is_not_gone_otherwise()
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 拟定
              activity: form
              with: { by: officers, fields: { seats: { label: 名额, type: number } } }
              next: { submitted: size }
            size:
              title: 规模
              activity: choose
              with: { when: [{ if: { field: seats, at-least: 5 }, then: large, title: 较大 }], otherwise: 较小 }
              next: { large: w, otherwise: w }
            w: { title: 归档, activity: form, with: { by: officers }, next: { submitted: "end:done" } }
            """);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"seats":4}"""));
        Bench.Done(await Correct(bench, "seats", 3));
        Assert.Equal("“规模”已经办结，不能这样更正：当时按“较小”办理，更正后属于“较大”，往下办理的步骤不同。", Bench.Refusal(await Correct(bench, "seats", 5)).Says);
    }

    [Fact]
    public async Task Later_steps_are_asked_again_with_the_right_value_and_a_soft_rule_takes_a_departure()
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 拟定
              activity: form
              with:
                by: officers
                fields: { seats: { label: 名额, type: number }, size: { label: 委员, type: number }, from: { label: 开始, type: date } }
              next: { submitted: names }
            names:
              title: 提名
              activity: form
              with: { by: officers, fields: { people: { label: 人选, type: people }, until: { label: 结束, type: date, not-before: from } } }
              rules:
                - { rule: EL-09, given: { seats: seats, candidates: "count:people" } }
                - { rule: OR-04, given: { full-members: facts.full-members, seats: size } }
              next: { submitted: w }
            w: { title: 归档, activity: form, with: { by: officers }, next: { submitted: "end:done" } }
            """);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"seats":3,"size":5,"from":"2026-11-05"}"""));
        Bench.Done(await bench.Reply("org", "names", "submitted", """{"people":["m1","m2","m3","m4"],"until":"2026-11-20"}"""));

        Assert.Equal("EL-09", Bench.Refusal(await Correct(bench, "seats", 4)).Verdicts[0].Rule);
        var late = Bench.Refusal(await Correct(bench, "from", "2026-12-01"));
        Assert.Contains("“结束”（2026年11月20日）不能早于 2026年12月1日", late.Says, StringComparison.Ordinal);
        Assert.Equal("departure-needed", Bench.Refusal(await Correct(bench, "size", 9)).Code);
        var departing = Correction(bench, "size", 9) with { Departures = [new Departure("OR-04", "人手少", "科长戊")] };
        Assert.Equal(9, Json.Number(Bench.Done(await bench.Mediator.Send(departing)).Data["size"].Value));
        Assert.Contains("突破“一般”要求", await bench.Timeline(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_given_to_a_sub_procedure_that_is_over_is_asked_there_too()
    {
        const string part = """
            s:
              title: 表决
              activity: meeting-vote
              with: { by: officers, body: assembly, present: there }
              next: { carried: "end:done", not-carried: "end:stopped", adjourned: "end:stopped" }
            """;
        await using var bench = await Bench.Start("2026-11-02", Town.Rows, Flow.Part("part", part, "there"), Flow.Of("""
            s:
              title: 报到
              activity: form
              with: { by: officers, fields: { present: { label: 实到, type: number } } }
              next: { submitted: in }
            in: { title: 开会, activity: call, with: { procedure: part, given: { there: present } }, next: { done: w, stopped: w } }
            w: { title: 归档, activity: form, with: { by: officers }, next: { submitted: "end:done" } }
            """));
        Bench.Done(await bench.Open("chair", "p", "b"));
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"present":8}"""));
        Bench.Done(await bench.Reply("chair", "in/in/s", "submitted", """{"held-on":"2026-11-02","yes":6,"no":2,"abstained":0}"""));
        Assert.Contains("合计 8 人，与实到会 7 人不符", Bench.Refusal(await Correct(bench, "present", 7)).Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_that_were_waited_for_people_who_were_told_and_whoever_is_asked_follow()
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 安排
              activity: form
              with: { by: officers, fields: { day: { label: 日期, type: date }, writer: { label: 撰稿人, type: person } } }
              next: { submitted: tell }
            tell: { title: 告知, activity: notify, with: { to: [organiser], text: "{day}开会" }, next: { done: until } }
            until: { title: 等到当日, activity: wait, with: { by: secretary, until: day }, next: { reached: write, continued: write } }
            write: { title: 撰稿, activity: form, with: { by: person in writer }, next: { submitted: w } }
            w: { title: 归档, activity: form, with: { by: officers }, next: { submitted: "end:done" } }
            """);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"day":"2026-11-05","writer":"m1"}"""));
        Bench.Done(await Correct(bench, "day", "2026-11-04"));
        Assert.Contains(await bench.Messages(), m => m.Text == "更正此前的通知：2026年11月4日开会");

        await bench.PassTo("2026-11-05");
        Assert.Contains("2026年11月9日才到期", Bench.Refusal(await Correct(bench, "day", "2026-11-09")).Says, StringComparison.Ordinal);
        Assert.Equal(["person:m2"], Bench.Done(await Correct(bench, "writer", "m2")).Items.Select(i => i.To.Key));
        Bench.Done(await bench.Reply("m2", "write", "submitted"));
        Assert.Equal("“撰稿”已经办结，不能这样更正：已由党员2办理，办理人是按原来的内容确定的。", Bench.Refusal(await Correct(bench, "writer", "m1")).Says);
    }

    [Fact]
    public async Task The_same_value_is_no_correction()
    {
        await using var bench = await Met();
        Assert.Equal("nothing-changed", Bench.Refusal(await Correct(bench, "present", 8)).Code);
    }

    private static async Task<Bench> Met(string vote = Vote)
    {
        var bench = await Bench.Opened($"{Attendance}\n{vote}\n{Ballot}");
        const string met = """
            {"held-on":"2026-11-02","present":8,"host":"书记","teller":"m4","scrutineer":"m5","standing":["org","pub","m1"]}
            """;
        Bench.Done(await bench.Reply("chair", "s", "submitted", met));
        return bench;
    }

    private static async Task<Bench> Elected()
    {
        var bench = await Met();
        Bench.Done(await bench.Reply("org", "method", "submitted", """{"yes":8,"no":0,"abstained":0}"""));
        Bench.Done(await Election.Count(bench, "m4", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        Bench.Done(await Election.Count(bench, "m5", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        Assert.Equal(["w"], (await bench.Now()).Places.Keys);
        return bench;
    }

    private static Task<MoveResult> Correct(Bench bench, string name, JsonNode value) =>
        bench.Mediator.Send(Correction(bench, name, value));

    private static Correct Correction(Bench bench, string name, JsonNode value) =>
        new() { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Name = name, Value = value, Reason = "笔误" };
}
