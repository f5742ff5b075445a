using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Storage;
using Workflows.Tests.Engine;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Moves;

/// <summary>到期: the clock reminds, urges and escalates; it never moves a statutory step.</summary>
public sealed class ExpireTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Time_reminds_then_notes_then_asks_the_superior_and_the_step_stays_where_it_is(Database on)
    {
        await using var bench = await Due("from: entered, within: P10D, remind: [P-3D, P-1D], then: escalate", on: on);
        await bench.PassTo("2026-11-08");
        Assert.Empty(await bench.Messages());
        await bench.PassTo("2026-11-09");
        Assert.Equal("officers@b", Assert.Single(await bench.Messages()).ToKey);
        await bench.PassTo("2026-11-12");
        Assert.Equal(2, (await bench.Messages()).Count);
        Assert.False((await bench.Now()).Deadlines["s#d"].Passed);

        await bench.PassTo("2026-11-13");
        var state = await bench.Now();
        Assert.True(state.Deadlines["s#d"].Passed);
        Assert.Equal(["s"], state.Places.Keys);
        Assert.Equal(["officers@b", "section@p"], state.Items.Select(i => i.To.Key).Order());
        Assert.Equal("督办：报送已逾期", state.Items.Single(i => i.Kind == ItemKind.Urged).Title);
        Assert.Equal("请写明督办情况。", Bench.Refusal(await bench.ReplyTo("above", "urged", "urged")).Says);
        var after = Bench.Done(await bench.ReplyTo("above", "urged", "urged", """{"note":"已督促"}"""));
        Assert.Equal(["s"], after.Places.Keys);
        Assert.Equal("done", Bench.Done(await bench.Reply("chair", "s", "submitted")).End);
    }

    [Theory]
    [InlineData("section of superior", "", "section@q")] // not the late section itself
    [InlineData("secretary of superior", "", "section@q")]
    [InlineData("officers", "", "section@p")]
    [InlineData("section of work-committee", "", "secretary@q")] // nobody stands above the top: another post there
    [InlineData("section of superior", ", escalate-to: section of superior", "section@q")] // whom the definition names by mistake
    [InlineData("officers", ", escalate-to: section of work-committee", "section@q")]
    [InlineData("committee of superior, needs: all", "", "section@q")] // each is asked by name
    public async Task The_superior_of_whoever_is_late_is_asked_to_urge(string by, string named, string urged)
    {
        await using var bench = await Bench.Opened($$"""
            s:
              title: 报送
              activity: approval
              with: { by: {{by}} }
              deadlines: [{ name: d, title: 报送, within: P10D, article: 示例办法, then: escalate{{named}} }]
              next: { approved: "end:done", rejected: "end:stopped" }
            """, register: Deep());
        await bench.PassTo("2026-11-13");
        Assert.Equal([urged], (await bench.Now()).Items.Where(i => i.Kind == ItemKind.Urged).Select(i => i.To.Key));
    }

    [Fact]
    public async Task Where_nobody_stands_above_whoever_is_late_the_late_one_is_urged_and_nobody_else_asked()
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 报送
              activity: approval
              with: { by: secretary of work-committee }
              deadlines: [{ name: d, title: 报送, within: P10D, article: 示例办法, then: escalate }]
              next: { approved: "end:done", rejected: "end:stopped" }
            """, register: Deep() with { Posts = [.. Deep().Posts.Where(p => p.PersonId != "qs")] });
        await bench.PassTo("2026-11-13");
        Assert.DoesNotContain((await bench.Now()).Items, i => i.Kind == ItemKind.Urged);
        Assert.Equal("secretary@q", Assert.Single(await bench.Messages()).ToKey);
    }

    /// <summary>The town below a 工委 (q) with a section and a secretary; the 机关党委 has a secretary and a deputy, too.</summary>
    private static RegisterRows Deep() => Town.Rows with
    {
        Units = [.. Town.Rows.Units.Select(u => u.Id == "p" ? u with { ParentId = "q" } : u), new Unit("q", "示例工委", UnitKind.WorkCommittee, null, new DateOnly(2010, 1, 1))],
        People = [.. Town.Rows.People, .. from id in "ps pd qs qt".Split(' ') select new Person(id, $"某{id}", null, Sex.Female)],
        Posts =
        [
            .. Town.Rows.Posts, new Post("ps", "p", Roles.Secretary, new DateOnly(2023, 1, 1)), new Post("pd", "p", Roles.DeputySecretary, new DateOnly(2023, 1, 1)),
            new Post("qs", "q", Roles.SectionHead, new DateOnly(2023, 1, 1)), new Post("qt", "q", Roles.Secretary, new DateOnly(2023, 1, 1)),
        ],
    };

    [Fact]
    public async Task The_last_day_is_in_time_and_the_day_after_is_not()
    {
        await using var bench = await Due("from: entered, within: P10D");
        await bench.PassTo("2026-11-12");
        Assert.Empty((await bench.History()).Skip(1));
        await bench.PassTo("2026-11-13");
        Assert.Equal(2, (await bench.History()).Count);
        Assert.Contains("到期", await bench.Timeline(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_was_off_for_weeks_skips_what_is_no_longer_worth_saying()
    {
        await using var bench = await Due("from: entered, within: P10D, remind: [P-3D, P-1D], then: escalate");
        bench.On("2026-12-31");
        Assert.Equal(1, await bench.Clock.RunDeadlines());
        Assert.DoesNotContain("提醒", await bench.Timeline(), StringComparison.Ordinal);
        Assert.Single((await bench.Now()).Items, i => i.Kind == ItemKind.Urged);
        Assert.Equal(0, await bench.Clock.RunDeadlines());
    }

    [Fact]
    public async Task A_year_without_a_calendar_gives_a_provisional_day_on_which_nothing_happens_by_itself()
    {
        await using var bench = await Due("from: entered, within: P5WD, then: escalate", "2026-12-30");
        var deadline = (await bench.Now()).Deadlines["s#d"];
        Assert.True(deadline.Provisional);
        Assert.Contains("2027 年放假安排尚未载入，日期为暂定", deadline.Why, StringComparison.Ordinal);
        await bench.PassTo("2027-02-01");
        Assert.Single(await bench.History());
        Assert.Single((await bench.Now()).Items);
    }

    [Fact]
    public async Task When_the_calendar_comes_deadlines_are_counted_again_once_and_keep_their_old_day()
    {
        await using var bench = await Due("from: entered, within: P5WD, then: escalate", "2026-12-30");
        Assert.Equal(1, await bench.Clock.RecountIfChanged());
        Assert.Equal(0, await bench.Clock.RecountIfChanged());
        await bench.AddCalendar("""
            year: 2027
            document: 示例放假安排
            number: 示例〔2026〕1号
            issued: 2026-12-31
            version: 1
            days:
              - { date: 2027-01-01, kind: off, festival: 元旦 }
              - { date: 2027-01-04, kind: off, festival: 元旦 }
            """);
        Assert.Equal(1, await bench.Clock.RecountIfChanged());
        var deadline = (await bench.Now()).Deadlines["s#d"];
        Assert.False(deadline.Provisional);
        Assert.Equal((Bench.Day("2027-01-08"), Bench.Day("2027-01-06")), (deadline.Due, Assert.Single(deadline.Was)));
        Assert.Equal(0, await bench.Clock.RecountIfChanged());
        await bench.PassTo("2027-01-09");
        Assert.True((await bench.Now()).Deadlines["s#d"].Passed);
    }

    [Fact]
    public async Task A_decided_setting_counts_deadlines_again()
    {
        await using var bench = await Due("from: entered, within: P5D", "2026-11-02"); // ends on Saturday the 7th
        await bench.Clock.RecountIfChanged();
        await bench.Decide("roll-to-next-workday", "true");
        Assert.Equal(1, await bench.Clock.RecountIfChanged());
        Assert.Equal(Bench.Day("2026-11-09"), (await bench.Now()).Deadlines["s#d"].Due);
    }

    [Fact]
    public async Task A_deadline_that_rests_on_a_setting_moves_each_time_it_is_decided_and_keeps_every_day_that_it_had()
    {
        await using var bench = await Due("from: entered, within: setting:pre-review", "2026-11-02");
        await bench.Clock.RecountIfChanged();
        Assert.Equal(Bench.Day("2026-12-02"), (await bench.Now()).Deadlines["s#d"].Due);
        foreach (var (on, value, due) in new[] { ("2026-11-03", "P20D", "2026-11-22"), ("2026-11-04", "P1M", "2026-12-02"), ("2026-11-05", "P20D", "2026-11-22") })
        {
            bench.Time.Set(Bench.Day(on));
            await bench.Decide("pre-review", value);
            Assert.Equal(1, await bench.Clock.RecountIfChanged());
            Assert.Equal(0, await bench.Clock.RecountIfChanged());
            Assert.Equal(Bench.Day(due), (await bench.Now()).Deadlines["s#d"].Due);
        }

        var deadline = (await bench.Now()).Deadlines["s#d"];
        Assert.Equal(["2026-12-02", "2026-11-22", "2026-12-02"], deadline.Was.Select(d => $"{d:yyyy-MM-dd}"));
        Assert.Contains("20 日", deadline.Why, StringComparison.Ordinal);
        await bench.PassTo("2026-11-22");
        Assert.False((await bench.Now()).Deadlines["s#d"].Passed);
        await bench.PassTo("2026-11-23");
        Assert.True((await bench.Now()).Deadlines["s#d"].Passed);
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
    }

    [Fact]
    public async Task A_setting_says_how_long_before_its_day_something_is_due()
    {
        await using var bench = await Due("from: entered, within: -setting:election-request", "2026-11-02");
        var deadline = (await bench.Now()).Deadlines["s#d"];
        Assert.Equal(Bench.Day("2026-10-02"), deadline.Due);
        Assert.Contains("前 1 个月", deadline.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_whose_anchor_is_not_known_yet_begins_when_it_is()
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 并行
              activity: parallel
              branches:
                a: { start: file, steps: { file: { title: 报送, activity: form, with: { by: officers }, deadlines: [{ name: d, title: 报送, from: day, within: P3D, article: 示例办法 }], next: { submitted: "end" } } } }
                b: { start: set, steps: { set: { title: 定日, activity: form, with: { by: section of superior, fields: { day: { label: 日期, type: date } } }, next: { submitted: "end" } } } }
              next: { all: "end:done" }
            """);
        Assert.Empty((await bench.Now()).Deadlines);
        var state = Bench.Done(await bench.Reply("above", "set", "submitted", """{"day":"2026-11-10"}"""));
        Assert.Equal(Bench.Day("2026-11-13"), state.Deadlines["s/a/file#d"].Due);
    }

    [Fact]
    public async Task A_deadline_of_the_whole_case_outlives_its_steps_and_asks_the_superior_once()
    {
        await using var bench = await Bench.Opened(
            """
            s:
              title: 起草
              activity: form
              with: { by: officers }
              next: { submitted: t }
            t:
              title: 审查
              activity: form
              with: { by: officers }
              next: { submitted: "end:done" }
            """,
            head: "deadlines: [{ name: term, title: 届满前办结, from: facts.term-expires-on, within: P0D, article: 示例办法, remind: [P-5D], then: escalate }]");
        Bench.Done(await bench.Reply("chair", "s", "submitted"));
        await bench.PassTo("2026-11-21");
        var state = await bench.Now();
        Assert.Equal("", Assert.Single(state.Items, i => i.Kind == ItemKind.Urged).Path);
        var item = state.Items.Single(i => i.Kind == ItemKind.Urged).Id;

        foreach (Move move in new Move[]
        {
            new SendBack { Id = Guid.NewGuid(), Case = bench.Case, By = "above", Item = item, To = "s", Reason = "退回" },
            bench.Answer("above", item, "approved"),
        })
            Bench.Refusal(await bench.Make(move));
        Bench.Done(await bench.Mediator.Send(new HandOver { Id = Guid.NewGuid(), Case = bench.Case, By = "above", Item = item, To = "chief", Reason = "转科长" }));
        Assert.Equal(["t"], Bench.Done(await bench.Mediator.Send(bench.Answer("chief", item, "urged", """{"note":"已督办"}"""))).Places.Keys);
        Assert.Equal("done", Bench.Done(await bench.Reply("chair", "t", "submitted")).End);
    }

    [Fact]
    public async Task No_person_makes_the_clocks_moves()
    {
        await using var bench = await Due("from: entered, within: P10D");
        Assert.Equal("clock-only", Bench.Refusal(await bench.Mediator.Send(new Expire { Id = Guid.NewGuid(), Case = bench.Case, By = "chief", Deadline = "s#d" })).Code);
        Assert.Equal("clock-only", Bench.Refusal(await bench.Mediator.Send(new Recount { Id = Guid.NewGuid(), Case = bench.Case, By = "chief" })).Code);
    }

    [Fact]
    public async Task What_the_clock_looks_at_twice_happens_once()
    {
        await using var bench = await Due("from: entered, within: P10D, then: escalate");
        bench.On("2026-11-13");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => bench.Clock.RunDeadlines()));
        Assert.Equal(2, (await bench.History()).Count);
        Assert.Single((await bench.Now()).Items, i => i.Kind == ItemKind.Urged);
    }

    private static Task<Bench> Due(string deadline, string today = "2026-11-02", Database on = Database.Sqlite) => Bench.Opened(
        $$"""
        s:
          title: 报送
          activity: form
          with: { by: officers }
          deadlines: [{ name: d, title: 报送, article: 示例办法, {{deadline}} }]
          next: { submitted: "end:done" }
        """,
        today,
        on: on);
}
