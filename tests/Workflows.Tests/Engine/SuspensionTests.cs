using Workflows.Engine;

namespace Workflows.Tests.Engine;

/// <summary>中止、暂停: while a case rests, or a deadline does, the clock passes it over, and the days do not count.</summary>
public sealed class SuspensionTests
{
    private static string Steps(string within) => $$"""
        s:
          title: 起草
          activity: form
          with: { by: officers, fields: { topic: { label: 议题, required: false } } }
          deadlines:
            - { name: report, title: 报送, within: {{within}}, article: 示例办法, then: escalate }
            - { name: draft, title: 初稿, within: P4D, article: 示例办法, then: urge }
          next: { submitted: "end:done" }
        """;

    [Fact]
    public async Task Nothing_is_done_in_a_suspended_case_and_no_deadline_passes()
    {
        await using var bench = await Bench.Opened(Steps("P10D"));
        bench.On("2026-11-05");
        await bench.Happens(new CaseSuspended(bench.Time.Today, "待上级批复"));

        Assert.Null((await bench.Row()).Due);
        Assert.Equal("9999", Assert.Single(await bench.ItemRows()).Due);
        Assert.Equal("suspended", Bench.Refusal(await bench.Reply("chair", "s", "submitted")).Code);
        var told = (await bench.Messages()).Count;
        await bench.PassTo("2026-11-25");
        Assert.Equal(told, (await bench.Messages()).Count);
        Assert.All((await bench.Now()).Deadlines.Values, d => Assert.False(d.Passed));
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
        Assert.Contains("事项自2026年11月5日起中止办理（待上级批复）", await bench.Timeline(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_days_of_a_suspension_do_not_count()
    {
        await using var bench = await Bench.Opened(Steps("P10D"));
        bench.On("2026-11-05");
        await bench.Happens(new CaseSuspended(bench.Time.Today, "待上级批复"));
        bench.On("2026-11-25");
        await Resumes(bench, new CaseResumed(bench.Time.Today));

        var report = (await bench.Now()).Deadlines["s#report"];
        Assert.Equal((Bench.Day("2026-12-02"), Bench.Day("2026-11-12"), 20), (report.Due, Assert.Single(report.Was), report.Held));
        Assert.EndsWith("示例办法；其间停止计算的 20 天不计入。", report.Why, StringComparison.Ordinal);
        Assert.Equal(Bench.Day("2026-11-26"), (await bench.Row()).Due);

        await bench.PassTo("2026-12-02");
        Assert.DoesNotContain((await bench.Now()).Items, i => i.Kind == ItemKind.Urged);
        await bench.PassTo("2026-12-03");
        Assert.Single((await bench.Now()).Items, i => i.Kind == ItemKind.Urged);
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
    }

    /// <summary>What was late before it was suspended is late afterwards.</summary>
    [Fact]
    public async Task What_had_passed_before_stays_as_it_was()
    {
        await using var bench = await Bench.Opened(Steps("P10D"));
        await bench.PassTo("2026-11-07");
        await bench.Happens(new CaseSuspended(bench.Time.Today, "待上级批复"));
        bench.On("2026-11-10");
        await Resumes(bench, new CaseResumed(bench.Time.Today));

        var (draft, report) = ((await bench.Now()).Deadlines["s#draft"], (await bench.Now()).Deadlines["s#report"]);
        Assert.Equal((true, 0, Bench.Day("2026-11-06")), (draft.Passed, draft.Held, draft.Due));
        Assert.Equal((false, 3, Bench.Day("2026-11-15")), (report.Passed, report.Held, report.Due));
    }

    [Fact]
    public async Task A_paused_deadline_is_passed_over_and_the_others_run_on()
    {
        await using var bench = await Bench.Opened(Steps("P3D"));
        await bench.Happens(new DeadlinePaused("s#report", bench.Time.Today, "补正材料"));
        Assert.Equal(Bench.Day("2026-11-06"), (await bench.Row()).Due);
        await bench.PassTo("2026-11-20");

        var state = await bench.Now();
        Assert.Equal((false, true), (state.Deadlines["s#report"].Passed, state.Deadlines["s#draft"].Passed));
        Assert.DoesNotContain(state.Items, i => i.Kind == ItemKind.Urged);
        // Settings that are decided otherwise meanwhile do not set it going.
        await bench.Decide("roll-to-next-workday", "true");
        await bench.Clock.RecountIfChanged();
        Assert.Equal(Bench.Day("2026-11-05"), (await bench.Now()).Deadlines["s#report"].Due);

        await Resumes(bench, new DeadlineResumed("s#report", bench.Time.Today));
        Assert.Equal(Bench.Day("2026-11-23"), (await bench.Now()).Deadlines["s#report"].Due);
        await bench.PassTo("2026-11-24");
        Assert.Single((await bench.Now()).Items, i => i.Kind == ItemKind.Urged);
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
        var told = await bench.Timeline();
        Assert.Contains("时限“报送”自2026年11月2日起暂停计算（补正材料）", told, StringComparison.Ordinal);
        Assert.Contains("时限“报送”自2026年11月20日起继续计算，暂停期间不计入", told, StringComparison.Ordinal);
    }

    /// <summary>11月8日 is a Sunday: what is counted in working days ends on one.</summary>
    [Fact]
    public async Task What_is_counted_in_working_days_ends_on_one()
    {
        await using var bench = await Bench.Opened(Steps("P2WD"));
        await bench.Happens(new DeadlinePaused("s#report", bench.Time.Today, "补正材料"));
        bench.On("2026-11-06");
        await Resumes(bench, new DeadlineResumed("s#report", bench.Time.Today));
        Assert.Equal(Bench.Day("2026-11-09"), (await bench.Now()).Deadlines["s#report"].Due);
    }

    /// <summary>Suspended from the 5th to the 15th, paused at some time around: every day without counting is counted once.</summary>
    [Theory]
    [InlineData("2026-11-03", "2026-11-08", 12)]
    [InlineData("2026-11-03", "2026-11-20", 17)]
    [InlineData("2026-11-07", "2026-11-10", 10)]
    [InlineData("2026-11-07", "2026-11-20", 15)]
    [InlineData("2026-11-17", "2026-11-20", 13)]
    public void Days_without_counting_are_counted_once(string paused, string resumed, int held)
    {
        CaseEvent[] rest =
        [
            new CaseSuspended(new(2026, 11, 5), "示例"), new CaseResumed(new(2026, 11, 15)),
            new DeadlinePaused("s#d", Bench.Day(paused), "示例"), new DeadlineResumed("s#d", Bench.Day(resumed)),
        ];
        var set = new DeadlineSet("s#d", "s", "报送", "entered", new(2026, 11, 2), "P30D", new(2026, 12, 2), null, false, "示例");
        var state = Case.Fold(rest.OrderBy(DayOf).Prepend(set));
        Assert.Equal((held, null, null), (state.Deadlines["s#d"].Held, state.Deadlines["s#d"].PausedOn, state.SuspendedOn));
    }

    private static DateOnly DayOf(CaseEvent happened) => happened switch
    {
        CaseSuspended e => e.On,
        CaseResumed e => e.On,
        DeadlinePaused e => e.On,
        DeadlineResumed e => e.On,
        _ => throw new InvalidOperationException(happened.GetType().Name),
    };

    /// <summary>Every move counts the deadlines again when it is done.</summary>
    private static Task Resumes(Bench bench, CaseEvent resumed) => bench.Happens(run =>
    {
        run.Emit(resumed);
        Timers.Recount(run);
    });
}
