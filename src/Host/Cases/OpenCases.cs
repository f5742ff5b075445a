using Microsoft.EntityFrameworkCore;
using Workflows.Host.Registers;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>Which units have the one case open that they may have.</summary>
internal sealed class OpenCases(IDbContextFactory<WorkflowDb> contexts)
{
    /// <summary><c>procedure@unit</c> → the open case.</summary>
    public async Task<Dictionary<string, CaseLink>> Of(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Cases.Where(c => c.OnlyKey != null).ToDictionaryAsync(c => c.OnlyKey!, c => new CaseLink(c.Id, c.Number, c.Place), cancellation);
    }

    /// <summary>Unit → the open case of a procedure that the end of a term begins: its election.</summary>
    public async Task<Dictionary<string, CaseLink>> OfTerms(Library library, CancellationToken cancellation)
    {
        var elections = library.Procedures.Newest.Select(p => p.Procedure).Where(p => p.Recurs?.Fact?.StartsWith("term-", StringComparison.Ordinal) == true).Select(p => p.Key).ToHashSet();
        return (await Of(cancellation)).Where(o => elections.Contains(o.Key.Split('@')[0])).GroupBy(o => o.Key.Split('@')[1]).ToDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal);
    }
}
