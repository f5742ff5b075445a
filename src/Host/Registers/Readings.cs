using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Host.Start;
using Workflows.Storage;

namespace Workflows.Host.Registers;

/// <summary>Remembers who read what is sensitive about whom: once a day for each reader and person, in the chained record.</summary>
internal sealed class Readings(TimeProvider clock, ILogger<Readings> log)
{
    /// <summary>The record's table for it; there is no such table in the database.</summary>
    public const string Table = "readings";

    /// <returns>False when it cannot be recorded now: then it is not to be shown.</returns>
    public async Task<bool> Record(WorkflowDb db, CurrentUser me, string person, CancellationToken cancellation)
    {
        var since = Beijing.Midnight(me.Today);
        if (await db.Records.AnyAsync(r => r.TableName == Table && r.RowKey == person && r.Person == me.Person.Id
            && r.At >= since, cancellation))
            return true;

        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await RecordBook.Append(
                db, new(clock.GetUtcNow(), me.Person.Id, RecordWays.Reading),
                    [new(Table, person, null, JsonSerializer.Serialize(new { person_id = person }))], cancellation);
            await transaction.CommitAsync(cancellation);
            return true;
        }
        catch (Exception trouble) when (StorageFailures.Explain(trouble) is not null)
        {
            log.LogWarning(trouble, "A reading of what is sensitive could not be recorded, so it was not shown");
            return false;
        }
    }
}
