using Microsoft.EntityFrameworkCore;
using Workflows.Organisation;
using Workflows.Storage;

namespace Workflows.Tests.Storage;

/// <summary>The chained record of everything that cases rest on, and what it finds when somebody changes a table behind it.</summary>
public sealed class RecordTests
{
    private static readonly DateOnly since = new(2020, 1, 1);
    private static readonly DateTimeOffset moment = new(2026, 11, 21, 18, 0, 0, TimeSpan.Zero);
    private static readonly Authorship keeper = new(moment, "keeper", RecordWays.Import, "posts.csv", "换届以后登记");

    private static readonly RegisterRows rows = new()
    {
        Units = [new("a", "甲支部", UnitKind.Branch, null, since)],
        People = [new("p1", "示例甲", new(1980, 2, 29), Sex.Female), new("p2", "示例乙", null, Sex.Male)],
        Memberships = [new("p1", "a", MembershipStage.Full, since), new("p2", "a", MembershipStage.Full, since)],
        Disciplines = [new("p1", DisciplineKind.PartyProbation, since, since.AddYears(1))],
        Absences = [new("p1", AbsenceKind.AbroadAtOwnCost, since)],
        Posts = [new("p1", "a", Roles.Secretary, since), new("p2", "a", Roles.Organiser, since)],
        Terms = [new("a", new(2023, 6, 1), 3)],
        Shifts = [new("a", new(2023, 6, 1), new(2026, 5, 1), 6)],
    };

    /// <summary>What a dishonest insider with the database's password does, and what verification says of it.</summary>
    public static TheoryData<string, string> Tamperings => new()
    {
        { "INSERT INTO posts (person_id, unit_id, role, from_day) VALUES ('p2', 'a', 'auditor', '2020-01-01')", "没有登记过" },
        { "UPDATE posts SET from_day = '2019-01-01' WHERE person_id = 'p1'", "没有登记过" },
        { "DELETE FROM posts WHERE person_id = 'p1'", "是在系统以外删去的" },
        { "UPDATE disciplines SET until_day = '2020-02-01'", "until_day被改动过" },
        { "UPDATE people SET name = '示例丙' WHERE id = 'p1'", "name被改动过" },
        { "UPDATE people SET born = NULL WHERE id = 'p1'", "born被改动过" },
        { "UPDATE memberships SET stage = 'probationary' WHERE person_id = 'p2'", "没有登记过" },
        { "DELETE FROM absences", "是在系统以外删去的" },
        { "UPDATE units SET parent_id = 'b'", "parent_id被改动过" },
        { "UPDATE terms SET years = 5", "years被改动过" },
        { "UPDATE term_shifts SET months = 12", "months被改动过" },
        { "UPDATE register_voids SET reason = '无'", "reason被改动过" },
        { "DELETE FROM register_voids", "是在系统以外删去的" },
        { "UPDATE setting_decisions SET value = '3'", "value被改动过" },
        { "UPDATE publications SET person = 'somebody'", "person被改动过" },
        { "UPDATE definitions SET hash = 'other'", "hash被改动过" },
        { "UPDATE records SET reason = '另一个理由' WHERE seq = 3", "第 3 条的内容与校验值不符" },
        { "UPDATE records SET person = 'somebody' WHERE seq = 3", "第 3 条的内容与校验值不符" },
        { "UPDATE records SET at = at - 1 WHERE seq = 3", "第 3 条的内容与校验值不符" },
        { "UPDATE records SET format = 9 WHERE seq = 3", "第 3 条的内容与校验值不符" },
        { "DELETE FROM records WHERE seq = 4", "第 4 条至第 4 条缺失" },
        { "DELETE FROM records WHERE seq >= 10", "末尾被增删或改动过" },
        { "DELETE FROM records", "末尾被增删或改动过" },
        { "DELETE FROM record_head", "末尾被增删或改动过" },
    };

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_row_that_changes_is_recorded_once_with_what_it_was_and_became_and_who_did_it(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        await using var db = await database.Contexts.CreateDbContextAsync();
        await RegisterStore.Save(db, rows, keeper);
        await RegisterStore.Save(db, rows, keeper);
        var changed = new RegisterRows { Posts = [rows.Posts[0] with { Until = since.AddYears(5) }, rows.Posts[1]] };
        await RegisterStore.Save(db, changed, keeper with { Person = "other", Reason = "任满" });

        var records = await db.Records.AsNoTracking().OrderBy(r => r.Seq).ToListAsync();

        Assert.Equal(rows.Count + 1, records.Count);
        Assert.Equal(Enumerable.Range(1, records.Count).Select(i => (long)i), records.Select(r => r.Seq));
        Assert.All(records[..^1], r =>
            Assert.Equal(("keeper", RecordWays.Import, "posts.csv", "换届以后登记", null),
            (r.Person, r.Through, r.About, r.Reason, r.BeforeText)));
        var last = records[^1];
        Assert.Equal(("posts", "p1|a|secretary|2020-01-01", "other", "任满", moment),
            (last.TableName, last.RowKey, last.Person, last.Reason, last.At));
        Assert.Equal("""{"from_day":"2020-01-01","person_id":"p1","role":"secretary","unit_id":"a"}""", last.BeforeText);
        Assert.Equal("""{"from_day":"2020-01-01","person_id":"p1","role":"secretary","unit_id":"a","until_day":"2025-01-01"}""", last.AfterText);
        Assert.Empty(await Verify(db));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_not_committed_is_not_recorded(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        await using var db = await database.Contexts.CreateDbContextAsync();
        await using (await db.Database.BeginTransactionAsync())
            await RegisterStore.Save(db, rows, keeper);

        Assert.Empty(await db.Records.ToListAsync());
        Assert.Empty(await Verify(db));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Many_who_change_something_at_once_make_one_chain(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        await Parallel.ForAsync(0, 24, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            await using var own = await database.Contexts.CreateDbContextAsync(CancellationToken.None);
            if (i % 2 == 0)
                await RegisterStore.Save(own, new() { People = [new($"n{i}", $"新·示例{i}", null, Sex.Male)] }, keeper,
                    CancellationToken.None);
            else
                await SettingStore.Decide(own, new("some-setting", moment.AddSeconds(i), "1", "示例", "chief"), CancellationToken.None);
        });

        await using var db = await database.Contexts.CreateDbContextAsync();
        Assert.Equal(24, await db.Records.CountAsync());
        Assert.Empty(await Verify(db));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_known_on_a_day_can_be_asked(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        await using var db = await database.Contexts.CreateDbContextAsync();
        await RegisterStore.Save(db, rows, keeper);
        var late = keeper with { At = moment.AddDays(10) };
        await RegisterStore.Save(db, new() { Posts = [rows.Posts[0] with { Until = since.AddYears(5) }, new("p2", "a", Roles.Secretary, since.AddYears(5))] }, late);
        await RegisterVoids.Void(db, RowRef.Of(rows.Disciplines[0]), new("keeper", late.At, "录入有误", ""));

        var before = await RegisterAsKnown.At(db, late.At);
        var after = await RegisterAsKnown.At(db, late.At.AddMicroseconds(1));

        var day = since.AddYears(6);
        Assert.Equal("p1", Assert.Single(before.Holders(Roles.Secretary, "a", day)));
        Assert.Equal("p2", Assert.Single(after.Holders(Roles.Secretary, "a", day)));
        Assert.Single(before.DisciplinesOf("p1", since));
        Assert.Empty(after.DisciplinesOf("p1", since));
        Assert.Empty((await RegisterAsKnown.At(db, moment)).People);
        var now = await RegisterStore.Rows(db, CancellationToken.None);
        Assert.Equal(now.People.ToHashSet(), [.. after.Rows.People]);
        Assert.Equal(now.Units.ToHashSet(), [.. after.Rows.Units]);
        Assert.Equal(now.Terms.ToHashSet(), [.. after.Rows.Terms.Select(t => t with { ShiftedMonths = 0 })]);
        Assert.Equal(now.Shifts.ToHashSet(), [.. after.Rows.Shifts]);
        Assert.Equal(now.Absences.ToHashSet(), [.. after.Rows.Absences]);
        Assert.Equal(now.Memberships.ToHashSet(), [.. after.Rows.Memberships]);
    }

    [Theory]
    [MemberData(nameof(Tamperings))]
    public Task Whatever_an_insider_changes_is_found_on_SQLite(string sql, string said) => Finds(Database.Sqlite, sql, said);

    [Theory, OnPostgres]
    public async Task Whatever_an_insider_changes_is_found(Database on)
    {
        foreach (var tampering in Tamperings)
            await Finds(on, (string)tampering[0], (string)tampering[1]);
    }

    private static async Task Finds(Database on, string sql, string said)
    {
        using var database = TestDatabase.Fresh(on);
        await using var db = await database.Contexts.CreateDbContextAsync();
        await RegisterStore.Save(db, rows, keeper);
        await RegisterVoids.Void(db, RowRef.Of(rows.Posts[1]), new("keeper", moment, "重复登记", ""));
        await SettingStore.Decide(db, new("some-setting", moment, "2", "示例", "chief"), CancellationToken.None);
        await RecordBook.Save(
            db, [new DefinitionRow("sample", 1, "text", "hash", "{}", moment),
            new Publication("sample", moment, PublicationAct.Publish, 1, "chief", "示例")],
            keeper, CancellationToken.None);
        Assert.Empty(await Verify(db));

        await db.Database.ExecuteSqlRawAsync(sql);

        Assert.Contains(await Verify(db), b => b.Says.Contains(said, StringComparison.Ordinal));
    }

    private static async Task<List<Breach>> Verify(WorkflowDb db) =>
        [.. await RecordVerifier.Chain(db), .. await RecordVerifier.Tables(db, RecordedTable.OfLibrary)];
}
