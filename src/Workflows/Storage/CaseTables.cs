using Microsoft.EntityFrameworkCore;

namespace Workflows.Storage;

/// <summary>How cases, their history, work items and deadlines lie in the database.</summary>
public static class CaseTables
{
    public static void Configure(ModelBuilder model)
    {
    }
}
