using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using Workflows.Storage;

namespace Workflows.Tests.Storage;

public sealed class SchemaUpgradeTests
{
    private static readonly SchemaScript one = new(1, "0001-papers", "CREATE TABLE papers (id TEXT NOT NULL PRIMARY KEY, body {blob}); INSERT INTO papers (id) VALUES ('旧');");
    private static readonly SchemaScript two = new(2, "0002-title", "ALTER TABLE papers ADD COLUMN title TEXT");
    private static readonly SchemaScript broken = new(3, "0003-broken", "SELECT id FROM papers; CREATE TABLE half (id TEXT); SELECT id FROM half; SELECT no_such_column FROM papers");

    [Theory, OnSqlite, OnPostgres]
    public async Task A_new_database_gets_every_script_and_a_second_start_changes_nothing(Database on)
    {
        using var database = TestDatabase.Empty(on);

        var first = await Upgrade(database, Set(one, two));
        var second = await Upgrade(database, Set(one, two));

        Assert.Equal(new UpgradeReport(0, 2), first);
        Assert.Equal(new UpgradeReport(2, 2), second);
        Assert.Equal("旧", Scalar(database, "SELECT id FROM papers WHERE title IS NULL"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_components_keep_their_own_numbers_in_one_database(Database on)
    {
        using var database = TestDatabase.Empty(on);
        var accounts = new SchemaScripts("host", [new(1, "0001-accounts", "CREATE TABLE accounts (id TEXT)")]);

        await Upgrade(database, Set(one));
        var report = await Upgrade(database, Set(one, two), accounts);

        Assert.Equal((1, 3), (report.Before, report.After));
        Assert.Equal("host 1,papers 1,papers 2", Scalar(database, on == Database.Sqlite
            ? "SELECT group_concat(v, ',') FROM (SELECT component || ' ' || number AS v FROM schema_version ORDER BY component, number)"
            : "SELECT string_agg(component || ' ' || number, ',' ORDER BY component, number) FROM schema_version"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_script_that_fails_takes_back_all_scripts_of_this_start(Database on)
    {
        using var database = TestDatabase.Empty(on);
        await Upgrade(database, Set(one));

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Upgrade(database, Set(one, two, broken)));

        Assert.Equal(new UpgradeReport(1, 1), await Upgrade(database, Set(one)));
        Assert.ThrowsAny<System.Data.Common.DbException>(() => Scalar(database, "SELECT title FROM papers"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_database_of_a_newer_version_is_refused_and_left_alone(Database on)
    {
        using var database = TestDatabase.Empty(on);
        await Upgrade(database, Set(one, two));

        var report = await Upgrade(database, Set(one), new("host", [new(1, "0001-accounts", "CREATE TABLE accounts (id TEXT)")]));

        Assert.Equal("newer-version", report.Trouble?.Code);
        Assert.Contains("papers 第 2 版，本程序只认识到第 1 版", report.Trouble!.Sentence);
        Assert.ThrowsAny<System.Data.Common.DbException>(() => Scalar(database, "SELECT count(*) FROM accounts"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_database_of_another_program_is_refused(Database on)
    {
        using var database = TestDatabase.Empty(on);
        Scalar(database, "CREATE TABLE somebody_elses (id TEXT)");

        Assert.Equal("foreign-database", (await Upgrade(database, Set(one))).Trouble?.Code);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_hosts_that_start_at_once_upgrade_once(Database on)
    {
        using var database = TestDatabase.Empty(on);

        var reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Upgrade(database, Set(one, two)))));

        Assert.All(reports, r => Assert.Equal((2, null), (r.After, r.Trouble)));
        Assert.Equal(2, Convert.ToInt32(Scalar(database, "SELECT count(*) FROM schema_version"), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task An_older_file_is_copied_first_and_the_report_says_where()
    {
        using var database = TestDatabase.Empty(Database.Sqlite);
        await Upgrade(database, Set(one));
        Scalar(database, "INSERT INTO papers (id) VALUES ('升级前')");

        var report = await Upgrade(database, Set(one, two));

        Assert.Equal(Path.ChangeExtension(database.Choice.File!, "v1.bak"), report.Backup);
        using var copy = new SqliteConnection($"Data Source={report.Backup};Mode=ReadOnly;Pooling=False");
        copy.Open();
        using var command = copy.CreateCommand();
        command.CommandText = "SELECT group_concat(id, ',') FROM (SELECT id FROM papers ORDER BY rowid)";
        Assert.Equal("旧,升级前", command.ExecuteScalar());
        command.CommandText = "SELECT title FROM papers";
        Assert.Throws<SqliteException>(command.ExecuteScalar);
    }

    [Fact]
    public async Task An_earlier_copy_is_never_overwritten()
    {
        using var database = TestDatabase.Empty(Database.Sqlite);
        await Upgrade(database, Set(one));
        await File.WriteAllTextAsync(Path.ChangeExtension(database.Choice.File!, "v1.bak"), "珍贵");

        Assert.EndsWith("workflows.v1-2.bak", (await Upgrade(database, Set(one, two))).Backup);
        Assert.Equal("珍贵", await File.ReadAllTextAsync(Path.ChangeExtension(database.Choice.File!, "v1.bak")));
    }

    [Theory, OnSqlite, OnPostgres]
    public void Every_mapped_column_exists(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        using var db = database.Contexts.CreateDbContext();

        foreach (var entity in db.Model.GetEntityTypes().Where(e => e.GetTableName() is not null))
        {
            var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
            var columns = entity.GetProperties().Select(p => p.GetColumnName(table));
            Scalar(database, $"SELECT {string.Join(", ", columns)} FROM {table.Name} WHERE 1 = 0");
        }
    }

    private static SchemaScripts Set(params SchemaScript[] scripts) => new("papers", [.. scripts]);

    private static Task<UpgradeReport> Upgrade(TestDatabase database, params SchemaScripts[] sets) =>
        new SchemaUpgrade(database.Choice, sets, TimeProvider.System).Run();

    private static object? Scalar(TestDatabase database, string sql)
    {
        using var connection = database.Choice.Connection();
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is this class's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
