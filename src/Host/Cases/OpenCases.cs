using Microsoft.EntityFrameworkCore;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>Which units have the one case open that they may have, by <c>procedure@unit</c>.</summary>
internal sealed class OpenCases(IDbContextFactory<WorkflowDb> contexts)
{
    public async Task<Dictionary<string, string>> Of(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Cases.Where(c => c.OnlyKey != null).ToDictionaryAsync(c => c.OnlyKey!, c => c.Number, cancellation);
    }
}
