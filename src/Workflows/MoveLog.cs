using MediatR;
using Microsoft.Extensions.Logging;
using Workflows.Moves;

namespace Workflows;

/// <summary>One line for every move: what, on which case, by whom, how it ended and how long it took; never what was filled in.</summary>
public sealed class MoveLog<TMove>(TimeProvider time, ILogger<MoveLog<TMove>> log) : IPipelineBehavior<TMove, MoveResult>
    where TMove : Move
{
    public async Task<MoveResult> Handle(TMove request, CancellationToken cancellationToken, RequestHandlerDelegate<MoveResult> next)
    {
        var started = time.GetTimestamp();
        var result = await next();
        log.LogInformation(
            "Move {Move} {Kind} on {Case} by {Person}: {Ending} in {Milliseconds:0.0} ms",
            request.Id, request.Kind, request.Case, request.By, Ending(result), time.GetElapsedTime(started).TotalMilliseconds);
        return result;
    }

    private static string Ending(MoveResult result) => result switch
    {
        MoveResult.Done { Again: true } => "again",
        MoveResult.Done => "done",
        MoveResult.Refused refused => refused.Problem.Code,
        _ => throw new InvalidOperationException($"Result {result}."),
    };
}
