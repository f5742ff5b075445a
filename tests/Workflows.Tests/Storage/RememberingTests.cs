using Microsoft.EntityFrameworkCore;
using Workflows.Storage;

namespace Workflows.Tests.Storage;

public sealed class RememberingTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_several_hosts_remember_at_once_is_kept_once(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        for (var round = 0; round < 5; round++)
        {
            var value = $"{round}";
            await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            {
                await using var db = await database.Contexts.CreateDbContextAsync();
                await db.Remember("posts-held", value);
            }));
            await using var after = await database.Contexts.CreateDbContextAsync();
            Assert.Equal(value, (await after.Remembered.SingleAsync()).Value);
        }
    }
}
