using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Moves;

namespace Workflows.Storage;

/// <summary>Finds what a move has to know besides the case; the move says what that is.</summary>
internal static class NeededByMoves
{
    public static async ValueTask<Known> Find(WorkflowDb db, Move move, Run run, CancellationToken cancellation)
    {
        var known = Known.Nothing;
        foreach (var need in move.Needs(run))
        {
            known = need switch
            {
                MoveNeed.History => known with { History = await History(db, move.Case, cancellation) },
                MoveNeed.OpenCase open => known with { AlreadyOpen = await OpenCase(db, run.Procedure, open, cancellation) },
                MoveNeed.Taking taking => known with { TakenBy = await ReportTable.CaseOf(db, run.Procedure.Key, taking, cancellation) },
                _ => throw new InvalidOperationException($"Nobody finds {need.GetType().Name}."),
            };
        }

        return known;
    }

    private static async Task<IEnumerable<CaseEvent>> History(WorkflowDb db, string id, CancellationToken cancellation) =>
        (await CaseStore.History(db, id, cancellation)).SelectMany(h => h.Told);

    private static async Task<OpenAlready?> OpenCase(WorkflowDb db, Procedure procedure, MoveNeed.OpenCase need, CancellationToken cancellation)
    {
        if (CaseStore.OnlyKeyOf(procedure, need.Unit, need.Subject) is not { } only)
            return null;

        string[] keys = [only, .. need.Alike.Select(id => CaseStore.OnlyKeyOf(procedure, need.Unit, id)!)];
        return await db.Cases.Where(c => keys.Contains(c.OnlyKey) && (c.OnlyKey == only || c.UnitId == need.Unit))
            .Select(c => new OpenAlready(c.Id, c.Number, c.StartedBy, c.OpenedOn)).FirstOrDefaultAsync(cancellation);
    }
}
