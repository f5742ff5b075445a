using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflows.Clock;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Procedures;
using Workflows.Storage;

namespace Workflows;

/// <summary>The one door: finds the case, lets the move decide, saves what happened. The same for every move.</summary>
public sealed class MoveHandler<TMove>(
    MoveContexts contexts, Surroundings surroundings, WriteQueue queue, ClockGuard guard) : IRequestHandler<TMove, MoveResult>
    where TMove : Move
{
    // A move without a version that loses a race is decided again on what is there now; each loss means somebody else got on.
    // A whole office may remark on one case at the same moment: as many losses are nobody's fault.
    private const int MostAttempts = 64;

    public async Task<MoveResult> Handle(TMove request, CancellationToken cancellationToken)
    {
        if (guard.WhyNot() is { } wrongTime)
            return new MoveResult.Refused(wrongTime);

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Make(request, attempt > 1, cancellationToken);
            }
            catch (DbUpdateException) when (attempt < MostAttempts)
            {
                // Somebody else was first (a concurrent move, or this very move sent twice): look again.
            }
        }
    }

    private async Task<MoveResult> Make(TMove move, bool wasBeaten, CancellationToken cancellation)
    {
        var lease = await contexts.Rent(cancellation);
        await using (lease.ConfigureAwait(false))
        {
            var result = await Make(lease.Db, move, wasBeaten, cancellation);
            lease.Sound = true;
            return result;
        }
    }

    private async Task<MoveResult> Make(WorkflowDb db, TMove move, bool wasBeaten, CancellationToken cancellation)
    {
        var outset = await CaseStore.Begin(db, move.Case);
        var found = outset.Case;
        if (found is not null && move.MaySee is { } maySee && !await maySee(found.Case))
            return new MoveResult.Refused(Surroundings.NoSuchCase());
        if (wasBeaten && await MadeBefore(db, move, found) is { } made)
            return made;

        // A move sent twice is refused by the case that it has changed, or by the key of its own history row: looked up only then.
        var decided = await surroundings.Decide(db, move, outset, cancellation);
        if (decided.Problem is { } problem)
            return await MadeBefore(db, move, found) ?? new MoveResult.Refused(problem);
        if (decided.Run!.Events.Count == 0)
            return new MoveResult.Done(decided.Run.Case, found!.Row.Number, found.Row.Seq, Again: false);

        var row = await CaseStore.Save(db, queue, outset, decided.Run, move, guard.Stamp(), cancellation);
        return new MoveResult.Done(decided.Run.Case, row.Number, row.Seq, Again: false);
    }

    /// <summary>The same answer once more when this move was made before; null when its id is new to the case.</summary>
    private static async Task<MoveResult?> MadeBefore(WorkflowDb db, TMove move, StoredCase? found)
    {
        if (found is null || await CaseStore.FindMade(db, move.Case, move.Id) is not { } made)
            return null;

        return made == new MadeMove(move.By, move.Kind)
            ? new MoveResult.Done(found.Case, found.Row.Number, found.Row.Seq, Again: true)
            : new MoveResult.Refused(Problem.MoveIdUsed());
    }
}

/// <summary>试算: what a move would come to, with the same engine; nothing is saved.</summary>
public sealed record Preview(Move Move) : IRequest<PreviewResult>;

/// <summary>What would be said: the rules' answers in order, and the problem if it would be refused.</summary>
/// <param name="Run">The move as it would be made; null when there is nothing to make it on.</param>
public sealed record PreviewResult(IReadOnlyList<Rules.RuleAnswer> Verdicts, Problem? Problem, Run? Run = null)
{
    /// <summary>What else would come of it, as sentences.</summary>
    public IReadOnlyList<string> Effects { get; init; } = [];
}

public sealed class PreviewHandler(MoveContexts contexts, Surroundings surroundings) : IRequestHandler<Preview, PreviewResult>
{
    public async Task<PreviewResult> Handle(Preview request, CancellationToken cancellationToken)
    {
        var lease = await contexts.Rent(cancellationToken);
        await using (lease.ConfigureAwait(false))
        {
            var outset = await CaseStore.Begin(lease.Db, request.Move.Case);
            var decided = outset.Case is { } found && request.Move.MaySee is { } maySee && !await maySee(found.Case)
                ? (null, Surroundings.NoSuchCase())
                : await surroundings.Decide(lease.Db, request.Move, outset, cancellationToken, isTrial: true);
            lease.Sound = true;
            return new PreviewResult(decided.Run?.Spoken ?? [], decided.Problem, decided.Run)
            {
                Effects = decided is { Run: { } run, Problem: null } ? EffectsOf(run) : [],
            };
        }
    }

    /// <summary>What a person should know before they confirm: whose answers lapse, which days move, what the register hears.</summary>
    private static string[] EffectsOf(Run run)
    {
        var narrator = new Narrator(run.Procedure, run.World.Register);
        var told = run.Events.Where(e => e is AnswersLapsed or DeadlineMoved or DeadlineLifted or StageDated);
        return [.. told.Select(narrator.Tell).OfType<string>()];
    }
}
