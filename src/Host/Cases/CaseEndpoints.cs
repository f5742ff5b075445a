using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Moves;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>Opening a case, seeing it, and every move on it: who comes from the sign-in, what from the body.</summary>
internal static class CaseEndpoints
{
    public static void MapCases(this IEndpointRouteBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("事项");
        cases.MapPost("", Open).Produces<CaseView>(StatusCodes.Status201Created).WithName("openCase").WithSummary("发起事项；同一操作编号只发起一次");
        cases.MapGet("/{id}", Get).WithName("getCase").WithSummary("一个事项：待办、时限、内容、历程、可以做的操作");
        cases.MapPost("/{id}/items/{item}/check", Check).WithName("checkAnswer").WithSummary("试算：这样办理会怎样，不保存");
        cases.MapPost("/{id}/items/{item}/reply", Reply).Produces<CaseView>().WithName("replyItem").WithSummary("办理待办；同一操作编号只办一次");
        cases.MapPost("/{id}/moves/{kind}", Move).Produces<CaseView>().WithName("moveCase").WithSummary("转办、退回、撤回、终止、更正、备注、旁支（kind：hand-over、send-back、withdraw、cancel、correct、note、begin-aside）");
    }

    private static Task<IResult> Open(OpenRequest request, CurrentUser me, Door door, CancellationToken cancellation)
    {
        // Whoever may not even see the unit learns nothing of it.
        if (!me.Scope.Sees(request.Unit))
            return Task.FromResult<IResult>(Say.NotFound("没有这个党组织，或您不能查看它。", "请从发起页选择。"));

        var id = CaseId.For(request.Move);
        return door.Make(me, new Open { Id = request.Move, Case = id, By = me.Person.Id, Procedure = request.Procedure, Unit = request.Unit, About = request.About, Newcomer = request.Newcomer, BeganOn = request.BeganOn }, cancellation, isNew: true);
    }

    private static async Task<Results<Ok<CaseView>, ProblemResult>> Get(string id, CurrentUser me, IDbContextFactory<WorkflowDb> contexts, CaseViews views, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.FindFor(me, id, cancellation) is { } found
            ? TypedResults.Ok(await views.Of(db, me, found, cancellation))
            : Door.NoSuchCase();
    }

    private static async Task<Results<Ok<CheckAnswer>, ProblemResult>> Check(string id, string item, AnswerRequest request, CurrentUser me, Door door, CancellationToken cancellation)
    {
        if (await door.Try(me, Answer(id, item, Guid.NewGuid(), me, request), cancellation) is not { } said)
            return Door.NoSuchCase();

        return TypedResults.Ok(new CheckAnswer(
            said.Verdicts,
            said.Problem is { } problem ? Refusals.Answer(problem) : null,
            said.Problem?.Errors ?? ImmutableSortedDictionary<string, string>.Empty));
    }

    private static Task<IResult> Reply(string id, string item, ReplyRequest request, CurrentUser me, Door door, CancellationToken cancellation) =>
        door.Make(me, Answer(id, item, request.Move, me, new(request.Outcome, request.Seq, request.Data, request.Departures, request.Reason, request.DoneOn, request.Evidence)), cancellation);

    private static Task<IResult> Move(string id, string kind, MoveRequest request, CurrentUser me, Door door, CancellationToken cancellation) =>
        MoveBody.Read(id, kind, request, me.Person.Id, out var move) is { } mistake
            ? Task.FromResult<IResult>(mistake)
            : door.Make(me, move!, cancellation);

    private static Reply Answer(string id, string item, Guid move, CurrentUser me, AnswerRequest request) => new()
    {
        Id = move,
        Case = id,
        By = me.Person.Id,
        Seq = request.Seq,
        Item = item,
        Outcome = request.Outcome,
        Values = request.Data ?? [],
        Departures = [.. request.Departures ?? []],
        Reason = request.Reason,
        DoneOn = request.DoneOn,
        Evidence = request.Evidence ?? [],
    };
}
