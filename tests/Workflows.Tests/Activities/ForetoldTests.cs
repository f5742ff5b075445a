using Workflows.Engine;
using Workflows.Procedures;
using Workflows.Tests.Engine;
using static Workflows.Tests.Activities.Election;

namespace Workflows.Tests.Activities;

/// <summary>What an answer would come to is told before it is given: what stands in the way, what is recorded all the same, what is final.</summary>
public sealed class ForetoldTests
{
    private const string Vote = """
        s:
          title: 表决选举办法
          activity: meeting-vote
          with: { by: officers, body: assembly, fields: { minutes: { label: 会议记录, max: 60 } } }
          next: { carried: "end:done", not-carried: s, adjourned: s }
        """;

    [Theory]
    [InlineData(5, 3, "“表决选举办法”记为“未通过”。须重新办理“表决选举办法”。")]
    [InlineData(4, 4, "“表决选举办法”记为“未通过”。须重新办理“表决选举办法”。")]
    [InlineData(5, 5, null)] // eight are expected, five are more than half
    public async Task A_vote_that_is_not_carried_is_said_to_be_recorded_and_stands_in_nobodys_way(int present, int yes, string? records)
    {
        await using var bench = await Bench.Opened(Vote);
        var told = await Try(bench, "chair", "s", "submitted", $$"""{"held-on":"2026-11-02","present":{{present}},"yes":{{yes}},"no":{{present - yes}},"abstained":0,"minutes":"记录"}""");
        Assert.Null(told.Problem);
        Assert.Equal(records is null, told.Verdicts.Single(v => v.Rule == "MT-01").Holds);
        Assert.Equal(records is null ? [] : [records], Of(told).Records);
    }

    [Theory]
    [InlineData("""{"held-on":"2026-11-02","present":8,"yes":4}""", "MT-01", false)] // not carried: recorded
    [InlineData("""{"held-on":"2026-11-02","present":8,"yes":5}""", "MT-01", false)]
    [InlineData("""{"held-on":"2026-11-02","present":3,"yes":3}""", "MT-01", true)] // no quorum: in the way
    [InlineData("""{"held-on":"2026-11-02","present":3}""", null, false)]
    [InlineData("""{"present":8,"yes":4}""", null, false)]
    public async Task A_rule_speaks_as_soon_as_what_it_needs_is_filled_in(string values, string? rule, bool blocks)
    {
        await using var bench = await Bench.Opened(Vote);
        var told = await Try(bench, "chair", "s", "submitted", values);
        Assert.Equal("malformed", told.Problem!.Code);
        Assert.Equal(rule is null ? [] : [rule], told.Verdicts.Select(v => v.Rule));
        Assert.Equal(blocks ? [rule!] : [], told.Problem.Verdicts.Select(v => v.Rule));
        Assert.Single(await bench.History());
    }

    [Fact]
    public async Task What_an_earlier_round_left_is_not_asked_about_while_the_next_one_is_filled_in()
    {
        await using var bench = await Bench.Opened(Vote);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"held-on":"2026-11-02","present":8,"yes":4,"no":4,"abstained":0,"minutes":"记录"}"""));
        Assert.Empty((await Try(bench, "chair", "s", "submitted", """{"held-on":"2026-11-02"}""")).Verdicts);
    }

    [Fact]
    public async Task A_rule_of_the_step_speaks_before_the_rest_of_the_form_is_filled_in_and_a_soft_one_can_be_departed_from()
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 研究
              activity: form
              with:
                by: officers
                fields:
                  seats: { label: 名额, type: number }
                  count: { label: 候选人, type: number }
                  number: { label: 文号 }
              rules:
                - { rule: EL-09, given: { seats: seats, candidates: count } }
              next: { submitted: "end:done" }
            """);
        var told = await Try(bench, "chair", "s", "submitted", """{"seats":5,"count":5}""");
        Assert.Equal(("EL-09", "EL-09"), (Assert.Single(told.Verdicts).Rule, Assert.Single(told.Problem!.Verdicts).Rule));
        Assert.Empty((await Try(bench, "chair", "s", "submitted", """{"seats":5}""")).Verdicts);
        Assert.Empty((await Try(bench, "chair", "s", "submitted", """{"seats":5,"count":"五"}""")).Verdicts);
    }

    [Fact]
    public async Task The_rules_of_a_way_that_asks_for_a_reason_speak_before_the_reason_is_written()
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 决定
              activity: form
              with:
                by: officers
                fields: { level: { label: 层级, type: number } }
                ways: { stay: { title: 维持, style: primary }, raise: { title: 提高一级, needs-reason: true } }
              rules:
                - { rule: LG-12, outcomes: [raise], informs: true, given: { level: level } }
              next: { stay: "end:done", raise: "end:stopped" }
            """);
        var told = await Try(bench, "chair", "s", "raise", """{"level":2}""");
        Assert.Equal("请写明理由。", told.Problem!.Errors["reason"]);
        Assert.Contains("提高到第 3 级", Assert.Single(told.Verdicts).Because, StringComparison.Ordinal);
        Assert.Empty((await Try(bench, "chair", "s", "stay", """{"level":2}""")).Verdicts);
    }

    [Theory]
    [InlineData("LG-23", 0)] // asks which of two it is
    [InlineData("LG-19", 1)]
    public async Task A_rule_that_only_asks_which_of_two_it_is_has_nothing_recorded_against_anybody(string rule, int records)
    {
        const string values = """{"first":1,"level":2,"due":"2026-10-01"}""";
        var given = rule == "LG-23" ? "first: first, level: level" : "due: due, completed-on: today";
        await using var bench = await Bench.Opened($$"""
            s:
              title: 填报
              activity: form
              with: { by: officers, fields: { first: { label: 起始, type: number }, level: { label: 现在, type: number }, due: { label: 期限, type: date } } }
              next: { submitted: which }
            which:
              title: 哪种情形
              activity: check
              with: { ask: { rule: {{rule}}, given: { {{given}} } } }
              next: { holds: "end:done", fails: "end:stopped" }
            """);
        Assert.Equal(records, Of(await Try(bench, "chair", "s", "submitted", values)).Records.Count);
        Assert.Equal("stopped", Bench.Done(await bench.Reply("chair", "s", "submitted", values)).End);
    }

    [Fact]
    public async Task A_check_that_leads_elsewhere_is_told_with_where_it_leads()
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 清点
              activity: form
              with: { by: officers, fields: { present: { label: 实到, type: number } } }
              rules: [{ rule: EL-04, informs: true, given: { expected: facts.electors, present: present } }]
              next: { submitted: quorum }
            quorum:
              title: 核对到会人数
              activity: check
              with: { ask: { rule: EL-04, given: { expected: facts.electors, present: present } } }
              next: { holds: "end:done", fails: off }
            off:
              title: 休会改期
              activity: form
              with: { by: officers }
              next: { submitted: s }
            """);
        var told = await Try(bench, "chair", "s", "submitted", """{"present":6}""");
        Assert.Equal(["“核对到会人数”记为“不符合”。接下来须办理“休会改期”。"], Of(told).Records);
        Assert.Empty(Of(told).Final);
        var carried = Of(await Try(bench, "chair", "s", "submitted", """{"present":7}"""));
        Assert.Empty(carried.Records);
        Assert.Contains("事项办结", Assert.Single(carried.Final), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_counts_second_is_not_told_before_whether_the_first_entered_the_same()
    {
        await using var bench = await Voting();
        var alone = await Try(bench, "m4", "ballot", "counted", Entry(["org 8 0 0", "pub 6 2 0", "m1 2 6 0"]));
        Bench.Done(await Count(bench, "m4", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        var same = await Try(bench, "m5", "ballot", "counted", Entry(["org 8 0 0", "pub 6 2 0", "m1 2 6 0"]));
        var other = await Try(bench, "m5", "ballot", "counted", Entry(["org 8 0 0", "pub 5 3 0", "m1 2 6 0"]));
        Assert.Equal(["EL-13", "EL-15", "EL-18"], alone.Verdicts.Select(v => v.Rule));
        Assert.Equal(alone.Verdicts, same.Verdicts);
        Assert.Equal(["EL-13", "EL-15", "EL-18"], other.Verdicts.Select(v => v.Rule));
        foreach (var told in new[] { Of(same), Of(other) })
        {
            Assert.Empty(told.Records);
            Assert.Equal(["监票人录入的计票结果；同计票人录入的不一致，双方才重新录入"], told.Final);
        }

        Assert.Equal(["计票人录入的计票结果；同监票人录入的不一致，双方才重新录入"], Of(alone).Final);
    }

    [Fact]
    public async Task A_vote_that_is_cast_once_is_told_as_final_and_the_answer_of_one_post_is_not()
    {
        static string Step(string needs) => $$"""
            s:
              title: 征求意见
              activity: approval
              with: { by: committee, needs: {{needs}} }
              next: { approved: "end:done", rejected: "end:done" }
            """;
        await using var body = await Bench.Opened(Step("all"));
        Assert.Contains("表决意见“同意”，每人只表决一次", Of(await Try(body, "org", "s", "approved", "{}")).Final);
        await using var post = await Bench.Opened(Step("one"));
        Assert.Contains("事项办结", Assert.Single(Of(await Try(post, "org", "s", "approved", "{}")).Final), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_way_that_a_definition_calls_final_is_told_so_and_the_one_beside_it_is_not()
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 宣布结果
              activity: form
              with: { by: officers, ways: { announced: { title: 已宣布, final: 宣布以后名单不再更改 }, later: 以后再说 } }
              next: { announced: wait, later: wait }
            wait: { title: 归档, activity: form, with: { by: officers }, next: { submitted: "end:done" } }
            """);

        Assert.Equal(["宣布以后名单不再更改"], Of(await Try(bench, "chair", "s", "announced", "{}")).Final);
        Assert.Empty(Of(await Try(bench, "chair", "s", "later", "{}")).Final);
    }

    [Fact]
    public async Task An_announcement_is_told_whole_with_the_copy_that_goes_out_beside_it()
    {
        static string Step(string to) => $$"""
            s:
              title: 通报
              activity: form
              with: { by: officers }
              next: { submitted: send }
            send:
              title: 通报各处
              activity: notify
              with: { to: [{{to}}], text: 请对照检查。不是处分。 }
              next: { done: copy }
            copy:
              title: 抄送
              activity: notify
              with: { to: organiser, text: 抄送一份。 }
              next: { done: wait }
            wait:
              title: 回执
              activity: form
              with: { by: officers }
              next: { submitted: "end:done" }
            """;
        const string Six =
            "secretary, organiser, publicity, organisation-section of superior, section-head of superior, auditor of superior";
        await using var many = await Bench.Opened(Step(Six));
        var final = Of(await Try(many, "chair", "s", "submitted", "{}")).Final;
        Assert.Equal(2, final.Count);
        Assert.EndsWith("：请对照检查。不是处分。", final[0], StringComparison.Ordinal);
        Assert.EndsWith("：抄送一份", final[1], StringComparison.Ordinal);
        await using var few = await Bench.Opened(Step("secretary, publicity"));
        Assert.Empty(Of(await Try(few, "chair", "s", "submitted", "{}")).Final);
    }

    [Fact]
    public async Task A_void_round_is_told_to_both_who_count()
    {
        await using var bench = await Voting();
        var told = await Try(bench, "m4", "ballot", "counted", Entry(["org 8 0 0", "pub 6 2 0", "m1 2 6 0"], ("voters", 7)));
        Assert.Null(told.Problem);
        Assert.Equal(["计票人和监票人录入一致的，本次选举将记为“选举无效”，须重新投票。"], Of(told).Records);
        var early = await Try(bench, "m4", "ballot", "counted", """{"issued":8,"voters":7,"returned":8}""");
        Assert.Equal(["EL-13", "EL-15"], early.Verdicts.Select(v => v.Rule));
        Assert.Empty(early.Problem!.Verdicts);
    }

    private static async Task<PreviewResult> Try(Bench bench, string by, string step, string outcome, string values) =>
        await bench.Mediator.Send(new Preview(bench.Answer(by, (await bench.ItemAt(by, step))?.Id, outcome, values)));

    private static Foretold Of(PreviewResult told) => Foretold.Of(told.Run!, new Narrator(told.Run!.Procedure, told.Run.World.Register));
}
