using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Moves;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>Sends a person's move through the one door and answers with the case as it is then.</summary>
internal sealed class Door(IMediator mediator, IDbContextFactory<WorkflowDb> contexts, CaseViews views)
{
    public static ProblemResult NoSuchCase() => Say.NotFound("没有这一事项，或者您无权查看。", "请从工作台或事项列表进入。");

    public async Task<bool> Sees(CurrentUser me, string id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.FindFor(me, id, cancellation) is not null;
    }

    public async Task<IResult> Make(CurrentUser me, Move move, CancellationToken cancellation, bool isNew = false)
    {
        if (!isNew && !await Sees(me, move.Case, cancellation))
            return NoSuchCase();

        var result = await mediator.Send((IRequest<MoveResult>)move, cancellation);
        if (result is MoveResult.Refused refused)
            return Refusals.Result(refused.Problem);

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.Drafts.Where(d => d.CaseId == move.Case && d.Person == me.Person.Id && !db.WorkItems.Any(i => i.CaseId == d.CaseId && i.Id == d.Item)).ExecuteDeleteAsync(cancellation);
        var view = await views.Of(db, me, (await CaseStore.Find(db, move.Case))!, cancellation);
        return isNew ? TypedResults.Created($"/api/cases/{move.Case}", view) : TypedResults.Ok(view);
    }
}
