using Microsoft.Data.Sqlite;
using Workflows.Storage;

namespace Workflows.Host.Tests.Adversary;

public sealed class ReadOnlyConnectionTests
{
    [Theory]
    [InlineData(SqliteOpenMode.ReadOnly, false)]
    [InlineData(SqliteOpenMode.ReadWrite, true)]
    public async Task A_connection_that_cannot_write_does_not_come_back_from_the_pool(SqliteOpenMode mode, bool comesBack)
    {
        using var folder = new TempFolder();
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder.Path, "a.db") };
        await using var whole = new SqliteConnection(file.ConnectionString);
        await whole.OpenAsync();
        SqlitePragmas.SetUp(whole);

        file.Mode = mode;
        await using var connection = new SqliteConnection(file.ConnectionString);
        await connection.OpenAsync();
        SqlitePragmas.SetUp(connection);
        var first = connection.Handle;
        Assert.Equal(!comesBack, ReadOnlyConnections.Is(connection));
        await connection.CloseAsync();
        await connection.OpenAsync();

        Assert.Equal(comesBack, ReferenceEquals(first, connection.Handle));
    }
}
