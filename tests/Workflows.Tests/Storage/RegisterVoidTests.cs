using Workflows.Organisation;
using Workflows.Organisation.Import;
using Workflows.Storage;
using Workflows.Tests.Organisation;

namespace Workflows.Tests.Storage;

/// <summary>更正: a row that was wrong from the beginning.</summary>
public sealed class RegisterVoidTests
{
    private static readonly DateOnly since = new(2020, 1, 1);
    private static readonly DateOnly day = new(2026, 11, 21);
    private static readonly VoidGrounds grounds = new("keeper", new DateTimeOffset(2026, 11, 21, 18, 0, 0, TimeSpan.Zero), "把副书记录成了书记", "示例党〔2026〕3号");

    private static readonly RegisterRows rows = new()
    {
        Units = [new("a", "甲支部", UnitKind.Branch, null, since)],
        People = [new("p1", "示例甲", null, Sex.Female), new("p2", "示例乙", null, Sex.Male)],
        Memberships = [new("p1", "a", MembershipStage.Full, since), new("p2", "a", MembershipStage.Full, since)],
        Disciplines = [new("p1", DisciplineKind.PartyProbation, since)],
        Absences = [new("p1", AbsenceKind.AbroadAtOwnCost, since)],
        Posts = [new("p1", "a", Roles.Secretary, since), new("p2", "a", Roles.Organiser, since)],
        Terms = [new("a", new(2020, 6, 1), 3, "case-1"), new("a", new(2023, 6, 1), 3)],
        Shifts = [new("a", new(2023, 6, 1), new(2026, 5, 1), 6), new("a", new(2023, 6, 1), new(2026, 10, 1), 2)],
    };

    public static TheoryData<RowRef> EveryKind => new(
        RowRef.Of(rows.Memberships[1]), RowRef.Of(rows.Disciplines[0]), RowRef.Of(rows.Absences[0]), RowRef.Of(rows.Posts[0]), RowRef.Of(rows.Terms[0]), RowRef.Of(rows.Shifts[1]));

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_that_was_taken_out_answers_no_question_about_any_day_on_any_host_and_stays_to_be_read(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        await using var db = await Filled(database);
        var here = new RegisterStore(database.Contexts);
        var there = new RegisterStore(database.Contexts);
        Assert.Equal("p1", Assert.Single((await there.Current()).Holders(Roles.Secretary, "a", day)));

        Assert.Equal(VoidOutcome.Voided, await RegisterVoids.Void(db, RowRef.Of(rows.Posts[0]), grounds));

        foreach (var store in new[] { here, there })
        {
            Assert.Empty((await store.Current()).Holders(Roles.Secretary, "a", day));
            Assert.Empty((await store.Current()).Holders(Roles.Secretary, "a", since));
            Assert.Equal("p2", Assert.Single((await store.Current()).Holders(Roles.Organiser, "a", day)));
        }

        var kept = Assert.Single(await RegisterVoids.OfPerson(db, "p1"));
        Assert.Equal((RowRef.Of(rows.Posts[0]), null, grounds.By, grounds.At, grounds.Reason, grounds.Ground), (kept.Row, kept.Until, kept.VoidedBy, kept.VoidedAt, kept.Reason, kept.Ground));
        Assert.Contains("\"role\":\"secretary\"", kept.Content, StringComparison.Ordinal);
        Assert.Equal(kept, Assert.Single(await RegisterVoids.OfUnit(db, "a")));
        Assert.Empty(await RegisterVoids.OfPerson(db, "p2"));
    }

    [Theory]
    [MemberData(nameof(EveryKind))]
    public Task Every_kind_of_row_can_be_taken_out_on_SQLite(RowRef row) => Takes(Database.Sqlite, row);

    [Theory, OnPostgres]
    public async Task Every_kind_of_row_can_be_taken_out(Database on)
    {
        foreach (var row in EveryKind)
            await Takes(on, row);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Taking_it_out_again_says_that_it_was_done_and_a_row_that_never_was_is_told_apart(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        await using var db = await Filled(database);
        var row = RowRef.Of(rows.Posts[0]);
        var both = await Task.WhenAll(Once(), Once());
        Assert.Equal([VoidOutcome.Voided, VoidOutcome.AlreadyVoided], both.Order());
        Assert.Equal(VoidOutcome.NoSuchRow, await RegisterVoids.Void(db, row with { From = day }, grounds));
        Assert.Equal(VoidOutcome.NoSuchRow, await RegisterVoids.Void(db, row with { Kind = RowKind.Membership, What = "no-stage" }, grounds));
        Assert.Equal(VoidOutcome.NoSuchRow, await RegisterVoids.Void(db, row with { Kind = RowKind.TermShift, What = "no-day" }, grounds));
        Assert.Single(await RegisterVoids.All(db));

        async Task<VoidOutcome> Once()
        {
            await using var own = await database.Contexts.CreateDbContextAsync();
            return await RegisterVoids.Void(own, row, grounds);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_term_takes_the_shifts_of_its_end_along_and_the_one_before_is_the_current_one_again(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        await using var db = await Filled(database);

        await RegisterVoids.Void(db, RowRef.Of(rows.Terms[1]), grounds);

        var register = await new RegisterStore(database.Contexts).Current();
        Assert.Equal(new DateOnly(2023, 6, 1), register.CurrentTerm("a", day)!.ExpiresOn);
        Assert.Empty(register.Rows.Shifts);
        Assert.Equal([RowKind.Term, RowKind.TermShift, RowKind.TermShift], (await RegisterVoids.All(db)).Select(v => v.Kind).Order());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_old_file_does_not_bring_it_back_unless_that_is_asked_for(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        await using var db = await Filled(database);
        await RegisterVoids.Void(db, RowRef.Of(rows.Posts[0]), grounds);
        ImportFile[] files = [ImportFiles.File("人员编号,单位编号,职务,任职日期,免职日期\np2,a,组织委员,2020-01-01,\np1,a,书记,2020-01-01,2025-01-01\n", "职务.csv")];
        var importer = new RegisterImporter(database.Contexts);

        var refused = await importer.Import(files, day, skipBadRows: false, new(default, "", RecordWays.Import));
        var partly = await importer.Import(files, day, skipBadRows: true, new(default, "", RecordWays.Import));

        var mistake = Assert.Single(refused.Read.Mistakes);
        Assert.Equal(("职务.csv", 3, "任职日期"), (mistake.File, mistake.Line, mistake.Column));
        Assert.StartsWith("该行已于 2026-11-22 更正作废（理由：把副书记录成了书记），没有导入", mistake.Reason, StringComparison.Ordinal);
        Assert.Equal((0, 1), (refused.Imported, partly.Imported));
        var store = new RegisterStore(database.Contexts);
        Assert.Empty((await store.Current()).Holders(Roles.Secretary, "a", since));

        var back = await importer.Import(files, day, skipBadRows: false, new(default, "", RecordWays.Import), bringBack: true);

        Assert.Empty(back.Read.Mistakes);
        Assert.Equal("p1", Assert.Single((await store.Current()).Holders(Roles.Secretary, "a", since)));
        Assert.Empty((await importer.Import(files, day, skipBadRows: false, new(default, "", RecordWays.Import))).Read.Mistakes);
        Assert.Single(await RegisterVoids.All(db));
    }

    [Fact]
    public async Task Rows_of_every_table_that_were_taken_out_are_refused_each_at_its_line()
    {
        using var database = TestDatabase.Fresh(Database.Sqlite);
        await using var db = await Filled(database);
        foreach (var row in new[] { RowRef.Of(rows.Memberships[1]), RowRef.Of(rows.Disciplines[0]), RowRef.Of(rows.Absences[0]), RowRef.Of(rows.Posts[1]), RowRef.Of(rows.Terms[0]), RowRef.Of(rows.Shifts[0]) })
            await RegisterVoids.Void(db, row, grounds);

        var report = await new RegisterImporter(database.Contexts)
            .Import([.. RegisterExport.Write(rows)], day, skipBadRows: false, new(default, "", RecordWays.Import));

        Assert.Equal(
            ["人员:起始日期", "职务:任职日期", "任期:选举日期", "任期:调整决定日期", "处分:生效日期", "长期不能参会:开始日期"],
            report.Read.Mistakes.Select(m => $"{m.File[..^".csv".Length]}:{m.Column}"));
        Assert.All(report.Read.Mistakes, m => Assert.Contains("更正作废", m.Reason, StringComparison.Ordinal));
    }

    private static async Task Takes(Database on, RowRef row)
    {
        using var database = TestDatabase.Fresh(on);
        await using var db = await Filled(database);
        Assert.Equal(VoidOutcome.Voided, await RegisterVoids.Void(db, row, grounds));
        var left = (await new RegisterStore(database.Contexts).Current()).Rows;
        Assert.Equal(rows.Count - 1, left.Count);
        Assert.DoesNotContain(row, RowRef.AllOf(left));
        Assert.Equal(row, Assert.Single(await RegisterVoids.All(db)).Row);
        Assert.NotEqual("", row.TitleIn(RoleBook.BuiltIn));
    }

    private static async Task<WorkflowDb> Filled(TestDatabase database)
    {
        var db = await database.Contexts.CreateDbContextAsync();
        await RegisterStore.Save(db, rows, new(default, "", RecordWays.Sample));
        return db;
    }
}
