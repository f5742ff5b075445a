using Workflows.Engine;
using Workflows.Moves;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Activities;

/// <summary>公示: so many working days, objections in between, and what restarts the days.</summary>
public sealed class PublicNoticeTests
{
    [Fact]
    public async Task The_days_are_working_days_of_the_real_calendar_and_the_notice_ends_on_the_first_lawful_day()
    {
        // Posted on Monday 28 September: 29, 30, the holiday of 1 to 7 October, 8, 9 and the worked Saturday 10 October.
        await using var bench = await Posted("2026-09-28");
        Assert.Equal(Bench.Day("2026-10-10"), Assert.Single((await bench.Now()).Deadlines.Values).Due);

        bench.On("2026-10-10");
        var problem = Bench.Refusal(await bench.ReplyTo("chair", "running", "clear"));
        Assert.Equal("WD-02", Assert.Single(problem.Verdicts).Rule);
        Assert.Contains("请在 2026年10月11日或以后作决定", problem.Instead, StringComparison.Ordinal);

        bench.On("2026-10-11");
        Assert.Equal("done", Bench.Done(await bench.ReplyTo("chair", "running", "clear")).End);
    }

    [Fact]
    public async Task A_notice_cannot_have_been_posted_tomorrow()
    {
        await using var bench = await Notice("2026-09-28");
        Assert.Contains("posted-on", Bench.Refusal(await Post(bench, "2026-09-29")).Errors.Keys);
    }

    [Fact]
    public async Task An_objection_does_not_stop_the_days_but_blocks_the_end_until_it_is_verified()
    {
        await using var bench = await Posted("2026-09-28");
        Bench.Done(await Object(bench));
        Bench.Done(await Object(bench));
        bench.On("2026-10-12");
        var problem = Bench.Refusal(await bench.ReplyTo("chair", "running", "clear"));
        Assert.Equal("objection-open", problem.Code);
        Assert.Equal("还有 2 条异议没有核实结论，公示不能办结。", problem.Says);
        Assert.Equal("示例细则第十三条", problem.Article);

        Bench.Done(await Verify(bench, "unfounded"));
        Assert.Equal("还有 1 条异议没有核实结论，公示不能办结。", Bench.Refusal(await bench.ReplyTo("chair", "running", "clear")).Says);
        Bench.Done(await Verify(bench, "unfounded"));
        Assert.Equal("done", Bench.Done(await bench.ReplyTo("chair", "running", "clear")).End);
    }

    [Fact]
    public async Task An_objection_that_is_founded_ends_the_notice_at_once()
    {
        await using var bench = await Posted("2026-09-28");
        Bench.Done(await Object(bench));
        var state = Bench.Done(await Verify(bench, "founded"));
        Assert.Equal("stopped", state.End);
        Assert.Empty(state.Items);
    }

    [Fact]
    public async Task Whoever_posted_it_may_end_it_with_a_reason_when_it_turns_out_to_be_affected()
    {
        await using var bench = await Posted("2026-09-28");
        Assert.Contains("reason", Bench.Refusal(await bench.ReplyTo("chair", "running", "affected")).Errors.Keys);
        Assert.Equal("stopped", Bench.Done(await bench.ReplyTo("chair", "running", "affected", reason: "查实")).End);
    }

    [Fact]
    public async Task Taking_the_notice_down_begins_the_days_anew_and_keeps_open_objections()
    {
        await using var bench = await Posted("2026-09-28");
        Bench.Done(await Object(bench));
        bench.On("2026-09-30");
        var down = Bench.Done(await bench.ReplyTo("chair", "running", "restarted", reason: "姓名有误"));
        Assert.Equal(["posting", "verifying"], down.Items.Select(i => i.Part).Order());
        Assert.Empty(down.Deadlines);

        bench.On("2026-10-08");
        var up = Bench.Done(await Post(bench, "2026-10-08"));
        Assert.Equal(Bench.Day("2026-10-14"), Assert.Single(up.Deadlines.Values).Due);
        Bench.Done(await Verify(bench, "unfounded"));
        bench.On("2026-10-14");
        Bench.Refusal(await bench.ReplyTo("chair", "running", "clear"));
        bench.On("2026-10-15");
        Assert.Equal("done", Bench.Done(await bench.ReplyTo("chair", "running", "clear")).End);
    }

    [Fact]
    public async Task Days_that_reach_into_a_year_without_a_calendar_are_provisional_and_end_nothing()
    {
        await using var bench = await Posted("2026-12-29");
        var deadline = Assert.Single((await bench.Now()).Deadlines.Values);
        Assert.True(deadline.Provisional);
        Assert.Null(deadline.Wake);

        await bench.PassTo("2027-01-20");
        Assert.False((await bench.Now()).Deadlines.Values.Single().Passed);
        var problem = Bench.Refusal(await bench.ReplyTo("chair", "running", "clear"));
        Assert.True(Assert.Single(problem.Verdicts).Provisional);
        Assert.Contains("2027 年放假安排尚未录入", problem.Says, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-12-24", 5, false)]
    [InlineData("2026-12-25", 5, true)]
    [InlineData("2026-12-17", 10, false)]
    [InlineData("2026-12-18", 10, true)]
    public async Task That_its_days_reach_a_year_without_a_calendar_is_said_before_it_is_posted(string today, int days, bool said)
    {
        await using var bench = await Notice(today, days);
        var notices = (await bench.Form("chair", "s")).Notices;

        Assert.Equal(said, notices.Any(n => n.Contains("2027 年，这一年的放假安排还没有录入", StringComparison.Ordinal) && n.Contains("由管理员录入", StringComparison.Ordinal)));
        Assert.Equal(said ? 1 : 0, notices.Length);
    }

    [Fact]
    public async Task A_notice_cannot_have_been_posted_before_what_it_rests_on()
    {
        await using var bench = await Notice("2026-09-28", 5, ", not-before: case.opened-on");
        Assert.Contains("不能早于 2026年9月28日", Bench.Refusal(await Post(bench, "2026-09-27")).Errors["posted-on"], StringComparison.Ordinal);
        Bench.Done(await Post(bench, "2026-09-28"));
    }

    [Fact]
    public async Task The_posting_day_counts_where_that_is_decided()
    {
        await using var bench = await Posted("2026-09-28");
        await bench.Decide("count-posting-day", "true");
        bench.On("2026-10-10");
        Assert.Equal("done", Bench.Done(await bench.ReplyTo("chair", "running", "clear")).End);
    }

    private static Task<Bench> Notice(string today, int days = 5, string more = "") => Bench.Opened(
        $$"""
        s:
          title: 公示
          activity: public-notice
          with: { by: officers, days: {{days}}, article: 示例细则第十三条{{more}} }
          next: { clear: "end:done", affected: "end:stopped" }
        """,
        today);

    private static async Task<Bench> Posted(string today)
    {
        var bench = await Notice(today);
        Bench.Done(await Post(bench, today));
        return bench;
    }

    private static Task<MoveResult> Post(Bench bench, string day) =>
        bench.ReplyTo("chair", "posting", "posted", $$"""{"posted-on":"{{day}}","place":"宣传栏","text":"拟任人选公示"}""");

    private static Task<MoveResult> Object(Bench bench) =>
        bench.ReplyTo("chair", "running", "objection", """{"from-whom":"某甲","what":"反映问题","confidential":true}""");

    private static Task<MoveResult> Verify(Bench bench, string outcome) =>
        bench.ReplyTo("chair", "verifying", outcome, """{"conclusion":"经核实"}""");
}
