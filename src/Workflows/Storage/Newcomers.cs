using Microsoft.EntityFrameworkCore;
using Workflows.Engine;

namespace Workflows.Storage;

/// <summary>People whom a case enters into the register: two who begin for the same one at the same moment have both seen nobody.</summary>
internal static class Newcomers
{
    /// <summary>Looks once more where one writer comes after another: nobody else has begun for this person in this unit meanwhile.</summary>
    /// <exception cref="DbUpdateException">Somebody has: the move is to be decided on what is there now.</exception>
    public static async Task Recheck(WorkflowDb db, Run run)
    {
        var (procedure, unit) = (run.Procedure.Key, run.Case.Unit);
        foreach (var entered in run.Changes.People)
        {
            var namesakes = await db.Cases.Where(c => c.UnitId == unit && c.Procedure == procedure && c.OnlyKey != null && c.Subject != entered.Id)
                .Join(db.People, c => c.Subject, p => p.Id, (_, p) => p)
                .Where(p => p.Name == entered.Name && p.Sex == entered.Sex)
                .AsNoTracking().ToListAsync();
            if (namesakes.Any(p => entered.Born is { } born && p.Born?.MayBe(born) == true))
                throw new DbUpdateException("Somebody has begun for this person meanwhile.");
        }
    }
}
