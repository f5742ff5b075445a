using MediatR;
using Workflows.Engine;
using Workflows.Host.Attachments;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Moves;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>Sends a person's move through the one door and answers with the case as it is then.</summary>
internal sealed class Door(IMediator mediator, MoveContexts contexts, CaseViews views, HandedIn files)
{
    public static ProblemResult NoSuchCase() => Refusals.Result(Surroundings.NoSuchCase());

    /// <summary>What would be said of a move; nothing is saved. Null when this person may not see the case.</summary>
    public async Task<PreviewResult?> Try(CurrentUser me, Move move, CancellationToken cancellation)
    {
        var said = await WhyNotHandedIn(me, move, cancellation) is { } missing
            ? new PreviewResult([], missing)
            : await mediator.Send(new Preview(Seen(me, move, cancellation)), cancellation);
        return said.Problem?.Code == Surroundings.NoSuchCase().Code ? null : said;
    }

    public async Task<IResult> Make(CurrentUser me, Move move, CancellationToken cancellation, bool isNew = false)
    {
        if (await WhyNotHandedIn(me, move, cancellation, isNew) is { } missing)
            return Refusals.Result(missing);

        var needsPerson = false;
        var seen = Seen(me, move, cancellation);
        if (me.IsProgram)
        {
            seen = seen with
            {
                MaySee = async state => !(needsPerson = me.Library.Procedures.Find(state.Procedure)?.Procedure.Approves is not null)
                    && await MaySee(me, state, cancellation),
            };
        }

        var result = await mediator.Send((IRequest<MoveResult>)(isNew ? move : seen), cancellation);
        if (needsPerson)
            return Say.Forbidden("名册、账号和设置的变更由本人在页面审批，不由程序办理。", "请登录后在事项页办理。", "people-only");
        if (result is not MoveResult.Done done)
            return Refusals.Result(await Shown(me, ((MoveResult.Refused)result).Problem, cancellation));

        // The answer is drawn up from the case just decided, not from what the database would say of it.
        var lease = await contexts.Rent(cancellation);
        await using (lease)
        {
            // A case that somebody else opened under the same move id is none of this person's business.
            var view = await lease.Db.MaySee(me, done.Case, cancellation)
                ? await views.Of(lease.Db, me, done.Case, done.Number, done.Seq, cancellation)
                : null;
            lease.Sound = true;
            return view is null ? NoSuchCase() : isNew ? TypedResults.Created($"/api/cases/{move.Case}", view) : TypedResults.Ok(view);
        }
    }

    /// <summary>A case that this person may not see is not pointed to.</summary>
    private async Task<Problem> Shown(CurrentUser me, Problem problem, CancellationToken cancellation)
    {
        if (problem.Case is not { } other)
            return problem;

        var lease = await contexts.Rent(cancellation);
        await using (lease)
        {
            var seen = await lease.Db.FindFor(me, other, cancellation) is not null;
            lease.Sound = true;
            return seen ? problem : problem with { Case = null };
        }
    }

    /// <summary>The move, to be made only when this person may see the case as it is then.</summary>
    private Move Seen(CurrentUser me, Move move, CancellationToken cancellation) =>
        move with { MaySee = state => MaySee(me, state, cancellation) };

    private async ValueTask<bool> MaySee(CurrentUser me, Case state, CancellationToken cancellation)
    {
        if (me.HasPartIn(state))
            return true;

        var lease = await contexts.Rent(cancellation);
        await using (lease)
        {
            var may = await lease.Db.MaySee(me, state, cancellation);
            lease.Sound = true;
            return may;
        }
    }

    /// <summary>Whoever may not see the case learns nothing of its files.</summary>
    private async Task<Problem?> WhyNotHandedIn(CurrentUser me, Move move, CancellationToken cancellation, bool isNew = false)
    {
        if (!HandedFile.Of(move).Any())
            return null;

        var lease = await contexts.Rent(cancellation);
        await using (lease)
        {
            var unseen = !isNew && await lease.Db.FindFor(me, move.Case, cancellation) is null;
            lease.Sound = true;
            return unseen ? Surroundings.NoSuchCase() : await files.Refuse(me, move, cancellation);
        }
    }
}
