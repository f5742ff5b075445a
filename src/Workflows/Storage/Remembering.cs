using Microsoft.EntityFrameworkCore;

namespace Workflows.Storage;

/// <summary>Values that all hosts on one database keep under a name, such as what deadlines were last counted with.</summary>
public static class Remembering
{
    /// <summary>Keeps a value; of several hosts that do so at once, one after the other.</summary>
    public static async Task Remember(this WorkflowDb db, string name, string value, CancellationToken cancellation = default)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        await Upsert.Rows<RememberedRow>(db, [new(name, value)], cancellation);
    }
}
