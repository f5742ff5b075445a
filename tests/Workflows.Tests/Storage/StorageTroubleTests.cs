using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Storage;

namespace Workflows.Tests.Storage;

public sealed class StorageTroubleTests : IDisposable
{
    private readonly TestDatabase database = TestDatabase.Empty(Database.Sqlite);

    private string Path => database.Choice.File!;

    public void Dispose() => database.Dispose();

    [Theory]
    [InlineData("这是一份普通的文本文件，不是数据库。")]
    [InlineData("短")]
    public async Task A_file_that_is_no_database_is_refused_and_unchanged(string content)
    {
        await File.WriteAllTextAsync(Path, content);

        Assert.Equal("not-a-database", (await Start(Path)).Code);
        Assert.Equal(content, await File.ReadAllTextAsync(Path));
    }

    [Fact]
    public async Task A_file_whose_middle_is_destroyed_is_called_damaged()
    {
        await Start(database.Choice, ok: true);
        await using (var db = await database.Contexts.CreateDbContextAsync())
            await RegisterStore.Save(db, new() { People = [.. Enumerable.Range(0, 500).Select(i => new Workflows.Organisation.Person($"p{i}", new string('名', 50), null, default))] }, new(default, "", RecordWays.Sample));
        using (var connection = new SqliteConnection(database.Choice.ConnectionString))
            SqliteConnection.ClearPool(connection);
        var bytes = await File.ReadAllBytesAsync(Path);
        Array.Fill(bytes, (byte)'x', 100, 3000);
        await File.WriteAllBytesAsync(Path, bytes);

        Assert.Equal("corrupt", (await Start(Path)).Code);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path));
    }

    [Fact]
    public async Task A_read_only_file_is_refused()
    {
        await Start(database.Choice, ok: true);
        File.SetAttributes(Path, FileAttributes.ReadOnly);

        var trouble = await Start(Path);

        Assert.Equal("read-only", trouble.Code);
        Assert.Contains("只读", trouble.Sentence);
        Assert.Contains("写权限", trouble.Instead);
        File.SetAttributes(Path, FileAttributes.Normal);
    }

    [Fact]
    public async Task A_missing_directory_and_a_directory_in_place_of_the_file_are_told_apart()
    {
        var directory = System.IO.Path.GetDirectoryName(Path)!;

        Assert.Equal("missing-directory", (await Start(System.IO.Path.Combine(directory, "没有", "workflows.db"))).Code);
        Assert.Equal("is-a-directory", (await Start(directory)).Code);
        Assert.False(Directory.Exists(System.IO.Path.Combine(directory, "没有")));
    }

    [Fact]
    public async Task Every_connection_writes_through_to_the_disk_and_waits_for_a_busy_file()
    {
        await Start(database.Choice, ok: true);
        for (var again = 0; again < 2; again++)
        {
            await using var db = await database.Contexts.CreateDbContextAsync();
            Assert.Equal(2, db.Database.SqlQueryRaw<long>("SELECT synchronous AS Value FROM pragma_synchronous").Single());
            Assert.Equal(1, db.Database.SqlQueryRaw<long>("SELECT foreign_keys AS Value FROM pragma_foreign_keys").Single());
            Assert.Equal(10_000, db.Database.SqlQueryRaw<long>("SELECT timeout AS Value FROM pragma_busy_timeout").Single());
            Assert.Equal("wal", db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").Single());
        }
    }

    [Fact]
    public async Task A_full_disk_is_said_plainly()
    {
        await Start(database.Choice, ok: true);
        using var connection = new SqliteConnection(database.Choice.ConnectionString);
        await connection.OpenAsync();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA page_count";
        var pages = (long)command.ExecuteScalar()!;
        command.CommandText = $"PRAGMA max_page_count = {pages + 1}";
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO people (id, name, born, sex, ethnicity, education, position) VALUES ('p', hex(zeroblob(100000)), NULL, 'male', '', '', '')";

        var full = Assert.Throws<SqliteException>(() => command.ExecuteNonQuery());

        Assert.Equal("disk-full", StorageTrouble.From(new InvalidOperationException("outer", full), database.Choice)?.Code);
    }

    [Fact]
    public void What_is_not_about_storage_is_no_storage_trouble() =>
        Assert.Null(StorageTrouble.From(new InvalidOperationException("a bug"), database.Choice));

    [Fact]
    public async Task A_server_that_is_not_there_is_unreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var trouble = await Start($"Host=127.0.0.1;Port={port};Username=u;Password=secret;Database=d");

        Assert.Equal("unreachable", trouble.Code);
        Assert.Contains($"127.0.0.1:{port}", trouble.Sentence);
        Assert.DoesNotContain("secret", trouble.Sentence + trouble.Instead);
    }

    [PostgresFact]
    public async Task A_database_that_nobody_created_is_named()
    {
        var missing = new NpgsqlConnectionStringBuilder(PostgresServer.ConnectionString) { Database = "nobody_made_me" };

        Assert.Equal("no-such-database", (await Start(missing.ToString())).Code);
    }

    private static Task<StorageTrouble> Start(string text) => Start(DatabaseChoice.Parse(text), ok: false);

    private static async Task<StorageTrouble> Start(DatabaseChoice choice, bool ok)
    {
        var report = await new SchemaUpgrade(choice, [SchemaScripts.Workflows], TimeProvider.System).Run();
        Assert.Equal(ok, report.Trouble is null);
        return report.Trouble!;
    }
}
