using Workflows.Organisation;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Tests.Storage;

public sealed class RegisterStoreTests
{
    private static readonly DateOnly day = new(2026, 11, 21);

    private static readonly RegisterRows everything = new()
    {
        Units = [new("a", "甲支部", UnitKind.Branch, "wc", new(2020, 2, 29), new(2030, 1, 1)), new("wc", "云岭市直机关工委", UnitKind.WorkCommittee, null, new(2000, 1, 1))],
        People = [new("p1", "阿依古丽·示例", new(1980, 2, 29), Sex.Female) { Ethnicity = "维吾尔族", Education = "研究生", Position = "科长" }, new("p2", "𬱖示例", null, Sex.Male), new("p3", "只知年月·示例", DayOrMonth.OfMonth(1985, 3), Sex.Male)],
        Memberships = [new("p1", "a", MembershipStage.Full, new(2010, 6, 1)), new("p2", "a", MembershipStage.Probationary, new(2026, 6, 15))],
        Disciplines = [new("p1", DisciplineKind.PartyProbation, new(2026, 1, 1), new(2027, 1, 1))],
        Absences = [new("p1", AbsenceKind.AbroadAtOwnCost, new(2026, 1, 1))],
        Posts = [new("p1", "a", Roles.Secretary, new(2023, 11, 20))],
        Terms = [new("a", new(2023, 11, 20), 3, "case-1")],
        Shifts = [new("a", new(2023, 11, 20), new(2026, 5, 1), 8, "case-2")],
    };

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_saved_comes_back_the_same(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        var store = new RegisterStore(database.Contexts);

        await using (var db = await database.Contexts.CreateDbContextAsync())
            await RegisterStore.Save(db, everything, new(default, "", RecordWays.Sample));

        var rows = (await store.Current()).Rows;
        Assert.Equal(everything.Units, rows.Units.AsEnumerable());
        Assert.Equal(everything.People, rows.People.AsEnumerable());
        Assert.Equal(everything.Memberships, rows.Memberships.AsEnumerable());
        Assert.Equal(everything.Disciplines, rows.Disciplines.AsEnumerable());
        Assert.Equal(everything.Absences, rows.Absences.AsEnumerable());
        Assert.Equal(everything.Posts, rows.Posts.AsEnumerable());
        Assert.Equal(everything.Terms, rows.Terms.AsEnumerable());
        Assert.Equal(everything.Shifts, rows.Shifts.AsEnumerable());
        Assert.Equal(new DateOnly(2027, 7, 20), (await store.Current()).CurrentTerm("a", day)!.ExpiresOn);
    }

    private static Writing Entering(int number) =>
        new(_ => Task.CompletedTask, new() { People = [new($"n{number}", $"新·示例{number}", null, Sex.Male)] })
    {
        By = () => new(default, "", RecordWays.Sample),
    };

    [Theory, OnSqlite, OnPostgres]
    public async Task However_many_change_it_at_once_the_register_is_read_whole_once_and_everybody_sees_his_change(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        using var store = new RegisterStore(database.Contexts);
        await using (var db = await database.Contexts.CreateDbContextAsync())
            await RegisterStore.Save(db, everything, new(default, "", RecordWays.Sample));
        var unit = (await store.Current()).Unit("a");

        await Parallel.ForAsync(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, cancellation) =>
        {
            await using var db = await database.Contexts.CreateDbContextAsync(cancellation);
            await using (var transaction = await db.Database.BeginTransactionAsync(cancellation))
                await store.Commit(db, transaction, [Entering(number)]);
            Assert.Contains((await store.Current(db, cancellation)).Rows.People, p => p.Id == $"n{number}");
        });

        var after = await store.Current();
        Assert.Equal(everything.People.Length + 40, after.People.Count);
        Assert.Same(unit, after.Unit("a"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Another_host_sees_a_change_at_its_next_question_and_an_unchanged_register_is_not_read_again(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        var here = new RegisterStore(database.Contexts);
        var there = new RegisterStore(database.Contexts);
        await using var db = await database.Contexts.CreateDbContextAsync();
        await RegisterStore.Save(db, everything, new(default, "", RecordWays.Sample));
        var before = await there.Current();
        Assert.Same(before, await there.Current());

        await RegisterStore.Save(db, new RegisterRows { Posts = [everything.Posts[0] with { Until = day }] },
            new(default, "", RecordWays.Sample));

        Assert.Empty((await here.Current()).Holders(Roles.Secretary, "a", day));
        Assert.Empty((await there.Current()).Holders(Roles.Secretary, "a", day));
        Assert.Equal("p1", Assert.Single((await there.Current()).Holders(Roles.Secretary, "a", day.AddDays(-1))));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_change_joins_the_transaction_of_its_case_and_goes_with_it(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        var store = new RegisterStore(database.Contexts);
        await using var db = await database.Contexts.CreateDbContextAsync();
        await using (await db.Database.BeginTransactionAsync())
        {
            await RegisterStore.Save(db, everything, new(default, "", RecordWays.Sample));
            Assert.NotNull((await store.Current(db)).Unit("a"));
        }

        Assert.Null((await store.Current()).Unit("a"));

        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await RegisterStore.Save(db, new RegisterRows { Units = [everything.Units[1]] }, new(default, "", RecordWays.Sample));
            await transaction.CommitAsync();
        }

        Assert.NotNull((await store.Current()).Unit("wc"));
        Assert.Null((await store.Current()).Unit("a"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Days_and_closed_sets_can_be_asked_for_in_queries(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        await using var db = await database.Contexts.CreateDbContextAsync();
        await RegisterStore.Save(db, everything, new(default, "", RecordWays.Sample));

        var full = MembershipStage.Full;
        Assert.Equal(["p1"], db.Memberships.Where(m => m.Stage == full && m.From <= new DateOnly(2010, 6, 1)).Select(m => m.PersonId));
        Assert.Empty(db.Memberships.Where(m => m.Stage == full && m.From < new DateOnly(2010, 6, 1)));
    }
}
