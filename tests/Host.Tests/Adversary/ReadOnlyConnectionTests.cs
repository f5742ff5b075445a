using Microsoft.Data.Sqlite;
using Workflows.Storage;

namespace Workflows.Host.Tests.Adversary;

public sealed class ReadOnlyConnectionTests
{
    private const int Full = 13, ReadOnly = 8;

    [Theory]
    [InlineData(ReadOnly, false)]
    [InlineData(Full, true)]
    public async Task After_a_write_that_a_read_only_file_refused_no_connection_comes_back_from_the_pool(int code, bool comesBack)
    {
        using var folder = new TempFolder();
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "a.db")}");
        await connection.OpenAsync();
        var first = connection.Handle;

        Assert.Equal(!comesBack, ReadOnlyConnections.Discard(new InvalidOperationException("while saving", new SqliteException("refused", code))));
        await connection.CloseAsync();
        await connection.OpenAsync();

        Assert.Equal(comesBack, ReferenceEquals(first, connection.Handle));
    }
}
