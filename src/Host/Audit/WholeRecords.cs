using Microsoft.EntityFrameworkCore;
using Workflows.Host.Storage;
using Workflows.Storage;

namespace Workflows.Host.Audit;

/// <summary>The records of everything that cases rest on, the library's and the host's together.</summary>
internal static class WholeRecords
{
    /// <summary>Everything that is wrong with the chain or with a table that it tells of.</summary>
    public static async Task<IReadOnlyList<Breach>> Verify(
        IDbContextFactory<WorkflowDb> contexts, IDbContextFactory<HostDb> hosts, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var host = await hosts.CreateDbContextAsync(cancellation);
        return
        [
            .. await RecordVerifier.Chain(db, cancellation),
            .. await RecordVerifier.Tables(db, RecordedTable.OfLibrary, cancellation),
            .. await RecordVerifier.Tables(host, AccountRecords.Tables, cancellation),
        ];
    }
}
