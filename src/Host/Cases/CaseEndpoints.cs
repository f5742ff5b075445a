using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Engine;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Moves;
using Workflows.Procedures;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>Opening a case, seeing it, and every move on it: who comes from the sign-in, what from the body.</summary>
internal static class CaseEndpoints
{
    public static void MapCases(this IEndpointRouteBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("事项");
        cases.MapPost("", Open).Produces<CaseView>(StatusCodes.Status201Created).WithName("openCase").WithSummary("发起事项；同一操作编号只发起一次");
        cases.MapGet("/{id}", Get).WithName("getCase").WithSummary("一个事项：待办、时限、内容、可以做的操作");
        cases.MapGet("/{id}/history", History).WithName("getCaseHistory").WithSummary("一个事项的历程，以及它在流程图上走到了哪一步");
        cases.MapPost("/{id}/items/{item}/check", Check).WithName("checkAnswer").WithSummary("试算：这样办理会怎样，不保存");
        cases.MapPost("/{id}/items/{item}/reply", Reply).Produces<CaseView>().WithName("replyItem").WithSummary("办理待办；同一操作编号只办一次");
        cases.MapPost("/{id}/moves/{kind}/check", CheckMove).WithName("checkMove").WithSummary("试算：这样操作会怎样，例如更正后谁的答复失效，不保存");
        cases.MapPost("/{id}/moves/{kind}", Move).Produces<CaseView>().WithName("moveCase")
            .WithSummary($"{MoveBody.Titles}（kind：{MoveBody.Names}）");
    }

    private static Task<IResult> Open(OpenRequest request, CurrentUser me, Door door, CancellationToken cancellation)
    {
        // Whoever may not even see the unit learns nothing of it.
        if (!me.Scope.Sees(request.Unit))
            return Task.FromResult<IResult>(Say.NotFound("没有这个党组织，或您不能查看它。", "请从发起页选择。"));

        var id = CaseId.For(request.Move);
        var opening = Entrances.Opening(
            request.Move, id, me.Person.Id, request.Procedure, request.Unit, request.About, request.Newcomer, request.BeganOn);
        return door.Make(me, opening, cancellation, isNew: true);
    }

    private static Task<Results<Ok<CaseView>, ProblemResult>> Get(
        string id, CurrentUser me, MoveContexts contexts, CaseViews views, CancellationToken cancellation) =>
        Seen(id, me, contexts, (db, found) => views.Of(db, me, found.Case, found.Row.Number, found.Row.Seq, cancellation), cancellation);

    private static Task<Results<Ok<CaseStory>, ProblemResult>> History(
        string id, CurrentUser me, MoveContexts contexts, CaseViews views, CancellationToken cancellation) =>
        Seen(id, me, contexts, (db, found) => views.Story(db, me.Register, found, cancellation), cancellation);

    private static async Task<Results<Ok<T>, ProblemResult>> Seen<T>(
        string id, CurrentUser me, MoveContexts contexts, Func<WorkflowDb, StoredCase, Task<T>> tell, CancellationToken cancellation)
    {
        var lease = await contexts.Rent(cancellation);
        await using (lease)
        {
            Results<Ok<T>, ProblemResult> answer = await lease.Db.FindFor(me, id, cancellation) is { } found
                ? TypedResults.Ok(await tell(lease.Db, found))
                : Door.NoSuchCase();
            lease.Sound = true;
            return answer;
        }
    }

    private static async Task<Results<Ok<CheckAnswer>, ProblemResult>> Check(string id, string item, AnswerRequest request, CurrentUser me, Door door, CancellationToken cancellation)
    {
        if (await door.Try(me, Answer(id, item, Guid.NewGuid(), me, request), cancellation) is not { } said)
            return Door.NoSuchCase();

        return TypedResults.Ok(Said(said));
    }

    private static async Task<Results<Ok<CheckAnswer>, ProblemResult>> CheckMove(
        string id, string kind, MoveRequest request, CurrentUser me, Door door, CancellationToken cancellation)
    {
        if (MoveBody.Read(id, kind, request, me.Person.Id, out var move) is { } mistake)
            return mistake;

        return await door.Try(me, move!, cancellation) is { } said ? TypedResults.Ok(Said(said)) : Door.NoSuchCase();
    }

    private static CheckAnswer Said(PreviewResult said)
    {
        var foretold = said is { Problem: null, Run: { } run }
            ? Foretold.Of(run, new Narrator(run.Procedure, run.World.Register))
            : new Foretold([], []);
        return new CheckAnswer(
            [.. said.Verdicts.Select(v => v with { Question = RuleBook.Standard.IsQuestion(v.Rule) })],
            [.. said.Verdicts.Select(v => !v.Holds && said.Problem?.Verdicts.Contains(v) == true)],
            said.Problem is { } problem ? Refusals.Answer(problem) : null,
            said.Problem?.Errors ?? ImmutableSortedDictionary<string, string>.Empty,
            foretold.Records,
            foretold.Final,
            said.Effects);
    }

    private static async Task<IResult> Reply(
        string id, string item, ReplyRequest request, CurrentUser me, Door door, FreshProof fresh, HttpContext http,
            CancellationToken cancellation) =>
        await fresh.Refuse(http, me, id, item) ?? await door.Make(me, Answer(id, item, request.Move, me, new(request.Outcome, request.Seq, request.Data, request.Departures, request.Reason, request.DoneOn, request.Evidence)), cancellation);

    private static Task<IResult> Move(string id, string kind, MoveRequest request, CurrentUser me, Door door, CancellationToken cancellation) =>
        MoveBody.Read(id, kind, request, me.Person.Id, out var move) is { } mistake
            ? Task.FromResult<IResult>(mistake)
            : door.Make(me, move!, cancellation);

    private static Move Answer(string id, string item, Guid move, CurrentUser me, AnswerRequest request)
    {
        var answer = new Answer(request.Outcome, request.Data ?? [], [.. request.Departures ?? []], request.Reason)
        {
            Evidence = request.Evidence,
        };
        return Entrances.Answering(move, id, me.Person.Id, request.Seq, item, answer, request.DoneOn);
    }
}
