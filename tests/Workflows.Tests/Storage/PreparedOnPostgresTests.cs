using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Workflows.Storage;

namespace Workflows.Tests.Storage;

public sealed class PreparedOnPostgresTests
{
    [Theory]
    [InlineData("Host=h;Database=d;", "Host=h;Database=d;Max Auto Prepare=100;Auto Prepare Min Usages=2")]
    [InlineData("Host=h;Max Auto Prepare=0", "Host=h;Max Auto Prepare=0")]
    [InlineData("Host=h;maxautoprepare=5", "Host=h;maxautoprepare=5")]
    public void Statements_are_prepared_unless_the_connection_string_decides(string text, string read) =>
        Assert.Equal(read, DatabaseChoice.Parse(text).ConnectionString);

    [Theory, OnPostgres]
    public async Task A_query_that_comes_again_is_prepared(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        await using var db = await database.Contexts.CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        for (var i = 0; i < 3; i++)
            Assert.Empty(await db.Cases.Where(c => c.UnitId == "b").ToListAsync());

        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%unit_id%'";
        Assert.NotEqual(0L, await command.ExecuteScalarAsync());
    }
}
