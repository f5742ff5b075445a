using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Proposals;
using Workflows.Host.SignIn;
using Workflows.Organisation;
using Workflows.Storage;

namespace Workflows.Host.Registers;

/// <param name="Row">The row, as the page of the person or the unit names it.</param>
/// <param name="Reason">Why it is wrong; kept with it, 1–500 characters.</param>
/// <param name="Ground">The paper or approval it rests on; at most 200 characters.</param>
/// <param name="Move">Chosen by the sender: the same one twice begins one case.</param>
internal sealed record VoidRequest(RowRef Row, string Reason, string? Ground = null, Guid? Move = null);

/// <param name="Submitted">The case that was begun for it: the row stays until that is approved. Null: it has been taken out.</param>
internal sealed record VoidAnswer(SubmittedCase? Submitted);

/// <summary>更正: taking a wrong row out of the register, and telling what was taken out.</summary>
internal static class VoidEndpoints
{
    private const int LongestReason = 500;
    private const int LongestGround = 200;

    public static void MapVoids(this IEndpointRouteBuilder organisation) =>
        organisation.MapPost("/void", Void).WithMetadata(new FreshSignIn()).WithName("voidRow")
            .WithSummary("更正：把名册中有误的一行作废，须写明理由，由另一职务的人审批后才作废；作废的行保留可查");

    public static IReadOnlyList<VoidedRow> Tell(Register register, IEnumerable<RegisterVoid> voids) =>
    [
        .. voids.Select(v => new VoidedRow(
            v.Row.TitleIn(register.RoleBook), v.PersonId.Length > 0 ? register.NameOf(v.PersonId) : "", register.Unit(v.UnitId, v.From)?.Name ?? register.Unit(v.UnitId)?.Name ?? v.UnitId,
            v.From, v.Until, register.NameOf(v.VoidedBy), v.VoidedAt, v.Reason, v.Ground)),
    ];

    private static async Task<Results<Ok<VoidAnswer>, ProblemResult>> Void(
        VoidRequest request, CurrentUser me, RegisterDesk desk, IDbContextFactory<WorkflowDb> contexts, TimeProvider clock, CancellationToken cancellation)
    {
        if (VoidScope.Refuse(me, request.Row) is { } refused)
            return refused;
        if (request.Reason.Trim() is not { Length: >= 1 and <= LongestReason } reason)
            return Say.Field("reason", $"请写明理由，不超过 {LongestReason} 个字。");
        if ((request.Ground ?? "").Trim() is not { Length: <= LongestGround } ground)
            return Say.Field("ground", $"依据不超过 {LongestGround} 个字。");

        var row = request.Row.Bare();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        // What is not in the register is told so: nothing that is named only nearly right is taken out.
        if (RegisterChange.Taking(me.Register, new(row, reason, ground)) is not { } change)
            return await RegisterVoids.Knows(db, row, cancellation) ? Voided() : Say.NotFound("名册中没有这一行。", "请刷新页面后再试。");
        if (RegisterDesk.ApproverOf(me, change) is not null)
        {
            var (no, sent) = await desk.Submit(me, request.Move, change, reason, cancellation);
            return no is not null ? no : TypedResults.Ok(new VoidAnswer(sent));
        }

        return await RegisterVoids.Void(db, row, new(me.Person.Id, clock.GetUtcNow(), reason, ground), cancellation) switch
        {
            VoidOutcome.Voided => TypedResults.Ok(new VoidAnswer(null)),
            VoidOutcome.AlreadyVoided => Voided(),
            VoidOutcome.NoSuchRow => Say.NotFound("名册中没有这一行。", "请刷新页面后再试。"),
            var outcome => throw new InvalidOperationException($"Outcome {outcome}"),
        };
    }

    private static ProblemResult Voided() =>
        new(new("这一行已经更正作废，这次没有改动。", 409, "changed-meanwhile") { Instead = "请刷新页面，看是谁在什么时候因为什么作废的。" });
}
