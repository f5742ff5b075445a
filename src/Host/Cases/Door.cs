using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Attachments;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Moves;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>Sends a person's move through the one door and answers with the case as it is then.</summary>
internal sealed class Door(IMediator mediator, IDbContextFactory<WorkflowDb> contexts, CaseViews views, HandedIn files)
{
    public static ProblemResult NoSuchCase() => Say.NotFound("没有这一事项，或者您无权查看。", "请从工作台或事项列表进入。");

    /// <summary>What would be said of a move; nothing is saved. Null when this person may not see the case.</summary>
    public async Task<PreviewResult?> Try(CurrentUser me, Move move, CancellationToken cancellation)
    {
        if (!await Sees(me, move.Case, cancellation))
            return null;

        return await files.Refuse(me, move, cancellation) is { } missing
            ? new PreviewResult([], missing)
            : await mediator.Send(new Preview(move), cancellation);
    }

    private async Task<bool> Sees(CurrentUser me, string id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.FindFor(me, id, cancellation) is not null;
    }

    public async Task<IResult> Make(CurrentUser me, Move move, CancellationToken cancellation, bool isNew = false)
    {
        if (!isNew && !await Sees(me, move.Case, cancellation))
            return NoSuchCase();
        if (await files.Refuse(me, move, cancellation) is { } missing)
            return Refusals.Result(missing);

        var result = await mediator.Send((IRequest<MoveResult>)move, cancellation);
        if (result is MoveResult.Refused refused)
            return Refusals.Result(refused.Problem);

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        // A case that somebody else opened under the same move id is none of this person's business.
        if (await db.FindFor(me, move.Case, cancellation) is not { } found)
            return NoSuchCase();

        await ForgetDrafts(db, me, move.Case, cancellation);
        var view = await views.Of(db, me, found, cancellation);
        return isNew ? TypedResults.Created($"/api/cases/{move.Case}", view) : TypedResults.Ok(view);
    }

    /// <summary>Removes the person's drafts of items that are no longer open.</summary>
    private static async Task ForgetDrafts(WorkflowDb db, CurrentUser me, string id, CancellationToken cancellation)
    {
        try
        {
            await db.Drafts.Where(d => d.CaseId == id && d.Person == me.Person.Id && !db.WorkItems.Any(i => i.CaseId == d.CaseId && i.Id == d.Item)).ExecuteDeleteAsync(cancellation);
        }
        catch (Exception trouble) when (StorageFailures.Explain(trouble) is not null)
        {
            // The move itself is saved, and nobody may be told otherwise: a draft that is left over is removed by the next move.
        }
    }
}
