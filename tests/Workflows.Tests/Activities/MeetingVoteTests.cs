using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Activities;

/// <summary>会议表决: who is expected is the register's word on the day of the meeting; then quorum, then the majority.</summary>
public sealed class MeetingVoteTests
{
    [Theory]
    [InlineData(4, 4, null)] // eight members: half of them are enough to meet, but not to carry
    [InlineData(5, 5, "done")]
    [InlineData(8, 5, "done")]
    [InlineData(8, 4, null)]
    public async Task Members_need_half_of_those_expected_to_meet_and_more_than_half_of_them_to_carry(int present, int yes, string? end)
    {
        await using var bench = await Vote("body: assembly");
        var state = Bench.Done(await Submit(bench, "2026-11-02", present, yes, present - yes));
        Assert.Equal(end, state.End);
        Assert.Equal(8, Json.Number(state.Data["s.expected"].Value));
    }

    [Fact]
    public async Task Without_quorum_nothing_is_resolved_and_the_meeting_is_put_off()
    {
        await using var bench = await Vote("body: assembly");
        var problem = Bench.Refusal(await Submit(bench, "2026-11-02", 3, 3, 0));
        Assert.Equal("rule-refused", problem.Code);
        Assert.Equal("MT-01", Assert.Single(problem.Verdicts).Rule);
        Assert.Equal("请按“未能开成，改期”办理，另行召集会议。", problem.Instead);
        Assert.Single(await bench.History());

        Assert.Equal("请写明理由。", Bench.Refusal(await bench.Reply("chair", "s", "adjourned")).Errors["reason"]);
        Assert.Equal("stopped", Bench.Done(await bench.Reply("chair", "s", "adjourned", reason: "到会不足")).End);
    }

    [Theory]
    [InlineData(8, 5, 2)]
    [InlineData(8, 5, 4)]
    public async Task Votes_that_do_not_add_up_to_those_present_are_refused(int present, int yes, int no)
    {
        await using var bench = await Vote("body: assembly");
        var problem = Bench.Refusal(await Submit(bench, "2026-11-02", present, yes, no));
        Assert.Contains($"合计 {yes + no} 人，与实到会 8 人不符", problem.Errors["yes"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_people_than_are_on_the_roll_cannot_have_been_present()
    {
        await using var bench = await Vote("body: assembly");
        var problem = Bench.Refusal(await Submit(bench, "2026-11-02", 9, 9, 0));
        Assert.Contains("到会 9 人多于应到会有表决权的党员 8 人", problem.Says, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, null, "refused")]
    [InlineData(2, 2, "done", "carried")]
    [InlineData(2, 1, null, "not-carried")]
    [InlineData(3, 2, "done", "carried")]
    public async Task A_committee_of_three_needs_two_to_meet_and_two_to_carry(int present, int yes, string? end, string way)
    {
        await using var bench = await Vote("body: committee");
        var result = await Submit(bench, "2026-11-02", present, yes, present - yes);
        if (way == "refused")
            Assert.Equal("MT-03", Assert.Single(Bench.Refusal(result).Verdicts).Rule);
        else
            Assert.Equal(end, Bench.Done(result).End);
    }

    [Theory]
    [InlineData("2026-11-02", 9)] // the probationary member is a full one since 1 November
    [InlineData("2026-10-31", 8)]
    public async Task Who_is_expected_is_counted_on_the_day_of_the_meeting(string heldOn, int expected)
    {
        await using var bench = await Vote("body: assembly", register: Town.Rows with
        {
            People = Town.Rows.People.Add(new Person("new", "新转正", null, Sex.Female)),
            Memberships =
            [
                .. Town.Rows.Memberships,
                new Membership("new", "b", MembershipStage.Probationary, new DateOnly(2025, 11, 1), new DateOnly(2026, 11, 1)),
                new Membership("new", "b", MembershipStage.Full, new DateOnly(2026, 11, 1)),
            ],
        });
        var state = Bench.Done(await Submit(bench, heldOn, 8, 8, 0));
        Assert.Equal(expected, Json.Number(state.Data["s.expected"].Value));
    }

    [Theory]
    [InlineData("2026-11-02", 3)] // a committee since 1 November
    [InlineData("2026-10-31", 8)] // the members before
    public async Task Which_body_decides_follows_from_whether_there_was_a_committee_on_that_day(string heldOn, int expected)
    {
        await using var bench = await Vote("body: committee-or-assembly", register: Town.Rows with
        {
            Posts = [.. Town.Rows.Posts.Select(p => p.Role is Roles.Organiser or Roles.Publicity ? p with { From = new DateOnly(2026, 11, 1) } : p)],
        });
        var state = Bench.Done(await Submit(bench, heldOn, expected == 3 ? 3 : 8, expected == 3 ? 3 : 8, 0));
        Assert.Equal(expected, Json.Number(state.Data["s.expected"].Value));
        Assert.Equal("done", state.End);
    }

    [Theory]
    [InlineData(DisciplineKind.PartyProbation, 7)]
    [InlineData(DisciplineKind.SeriousWarning, 8)]
    public async Task A_member_without_a_vote_is_not_expected(DisciplineKind kind, int expected)
    {
        await using var bench = await Vote("body: assembly", register: Town.Rows with { Disciplines = [new Discipline("m1", kind, new DateOnly(2026, 1, 1))] });
        Assert.Equal(expected, Json.Number(Bench.Done(await Submit(bench, "2026-11-02", 7, 7, 0)).Data["s.expected"].Value));
    }

    [Fact]
    public async Task A_meeting_cannot_be_held_tomorrow_or_before_what_it_follows()
    {
        await using var bench = await Vote("body: assembly, not-before: facts.term-elected-on");
        Assert.Contains("不能晚于今天", Bench.Refusal(await Submit(bench, "2026-11-03", 8, 8, 0)).Errors["held-on"], StringComparison.Ordinal);
        Assert.Contains("不能早于 2023年11月20日", Bench.Refusal(await Submit(bench, "2023-11-19", 8, 8, 0)).Errors["held-on"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 5, 0, 1, true, "done")]
    [InlineData(5, 4, 0, 1, true, null)] // exactly half
    [InlineData(5, 4, 1, 1, true, "done")] // a written opinion carries it
    [InlineData(4, 4, 3, 1, true, "没有")] // written opinions make no quorum: strictly more than half
    [InlineData(5, 5, 0, 2, true, "逐个表决")]
    [InlineData(5, 5, 0, 1, false, "无记名")]
    public async Task Another_rule_may_judge_the_vote(int present, int yes, int written, int people, bool secret, string? result)
    {
        await using var bench = await Vote("body: assembly, ask: { rule: PM-13, given: { written-yes: written, prospects: people, secret: secret } }, fields: { written: { label: 书面, type: number }, people: { label: 人数, type: number }, secret: { label: 无记名, type: yes-no } }");
        var made = await bench.Reply("chair", "s", "submitted", $$"""{"held-on":"2026-11-02","present":{{present}},"yes":{{yes}},"no":{{present - yes}},"abstained":0,"written":{{written}},"people":{{people}},"secret":{{(secret ? "true" : "false")}}}""");
        if (result is "done" or null)
            Assert.Equal(result, Bench.Done(made).End);
        else
            Assert.Contains(result == "没有" ? "不能开会" : result, Bench.Refusal(made).Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_and_a_number_present_that_are_known_are_not_asked_again()
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 报到
              activity: form
              with: { by: officers, fields: { day: { label: 大会日期, type: date }, here: { label: 实到, type: number } } }
              next: { submitted: vote }
            vote:
              title: 表决
              activity: meeting-vote
              with: { by: officers, body: assembly, held-on: day, present: here }
              next: { carried: "end:done", not-carried: "end:stopped", adjourned: s }
            """);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"day":"2026-11-01","here":6}"""));
        Assert.Contains("没有名为", Bench.Refusal(await bench.Reply("chair", "vote", "submitted", """{"present":8,"yes":6,"no":0,"abstained":0}""")).Errors["present"], StringComparison.Ordinal);
        Bench.Done(await bench.Reply("chair", "vote", "submitted", """{"yes":5,"no":0,"abstained":1}"""));
        Assert.Contains("实到 6 人", await bench.Timeline(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_steps_own_rules_are_asked_after_quorum()
    {
        await using var bench = await Vote(
            "body: assembly, fields: { seats: { label: 委员名额, type: number } }",
            rules: "rules: [{ rule: OR-04, strict: true, given: { full-members: facts.full-members, seats: seats } }]");
        Assert.Equal("MT-01", Assert.Single(Bench.Refusal(await Submit(bench, "2026-11-02", 3, 3, 0, ",\"seats\":9")).Verdicts).Rule);
        Assert.Equal("OR-04", Assert.Single(Bench.Refusal(await Submit(bench, "2026-11-02", 8, 8, 0, ",\"seats\":9")).Verdicts).Rule);
        Bench.Done(await Submit(bench, "2026-11-02", 8, 8, 0, ",\"seats\":3"));
    }

    private static Task<Bench> Vote(string with, RegisterRows? register = null, string rules = "") => Bench.Opened(
        $$"""
        s:
          title: 会议表决
          activity: meeting-vote
          with: { by: officers, {{with}} }
          {{rules}}
          next: { carried: "end:done", not-carried: s, adjourned: "end:stopped" }
        """,
        register: register);

    private static Task<MoveResult> Submit(Bench bench, string heldOn, int present, int yes, int no, string more = "") =>
        bench.Reply("chair", "s", "submitted", $$"""{"held-on":"{{heldOn}}","present":{{present}},"yes":{{yes}},"no":{{no}},"abstained":0{{more}}}""");
}
