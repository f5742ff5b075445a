using Workflows.Tests.Engine;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Moves;

/// <summary>What falls due on one morning is written together; each case is all or nothing, and none has to do with another.</summary>
public sealed class ClockTogetherTests
{
    private const string Broken = "broken";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_case_whose_rows_cannot_be_written_takes_no_other_with_it_and_is_looked_at_again(Database on)
    {
        await using var bench = await Bench.Opened(
            """
            s:
              title: 报送
              activity: form
              with: { by: officers }
              deadlines: [{ name: d, title: 报送, article: 示例办法, from: entered, within: P10D, then: urge }]
              next: { submitted: "end:done" }
            """,
            on: on);
        for (var i = 0; i < 24; i++)
            Bench.Done(await bench.Open("chair", "p", "b"));
        var cases = await bench.Cases();
        bench.Case = cases[cases.Count / 2];
        // The message comes after the rows of the history and of the case.
        foreach (var sql in BreaksMessages(on, bench.Case))
            await bench.Sql(sql);

        bench.On("2026-11-13");
        Assert.Equal(cases.Count, await bench.Clock.RunDeadlines());
        Assert.Equal(cases.Where(c => c != bench.Case).Order(), (await bench.Messages()).Select(m => m.CaseId).Order());
        Assert.Single(await bench.History());
        Assert.False((await bench.Now()).Deadlines["s#d"].Passed);
        Assert.Equal(1, (await bench.Row()).Seq);
        foreach (var id in cases)
            Assert.Empty(await bench.Verifier.Verify(id));

        await bench.Sql(on == Database.Postgres ? $"DROP TRIGGER {Broken} ON messages" : $"DROP TRIGGER {Broken}");
        Assert.Equal(1, await bench.Clock.RunDeadlines());
        Assert.True((await bench.Now()).Deadlines["s#d"].Passed);
        Assert.Equal(cases.Count, (await bench.Messages()).Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_due_for_is_forgotten_with_the_day(Database on)
    {
        await using var bench = await Bench.Opened(
            """
            s:
              title: 报送
              activity: form
              with: { by: officers }
              deadlines: [{ name: d, title: 报送材料, article: 示例办法, from: entered, within: P10D, then: urge }]
              next: { submitted: t }
            t: { title: 审阅, activity: form, with: { by: officers }, next: { submitted: "end:done" } }
            """,
            on: on);
        Assert.Equal("报送材料", (await bench.Row()).DueFor);
        Bench.Done(await bench.Reply("chair", "s", "submitted"));
        var row = await bench.Row();
        Assert.Equal((null, null), (row.Due, row.DueFor));
    }

    /// <summary>An error that is none of a key: nobody tries it again as if somebody had been quicker.</summary>
    private static string[] BreaksMessages(Database on, string id) => on == Database.Postgres
        ?
        [
            $"CREATE FUNCTION {Broken}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF new.case_id = '{id}' THEN RAISE EXCEPTION 'broken'; END IF; RETURN new; END $$",
            $"CREATE TRIGGER {Broken} BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION {Broken}()",
        ]
        : [$"CREATE TRIGGER {Broken} BEFORE INSERT ON messages WHEN new.case_id = '{id}' BEGIN SELECT json('broken'); END"];
}
