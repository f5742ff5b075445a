using MediatR;
using Workflows.Engine;
using Workflows.Host.Cases;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Moves;
using Workflows.Storage;

namespace Workflows.Host.Proposals;

/// <summary>The case by which a proposal is approved.</summary>
/// <param name="Id">The case.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Approver">Who approves it, in Chinese.</param>
internal sealed record SubmittedCase(string Id, string Number, string Approver);

/// <summary>
/// What carries power takes two people: it is put before somebody else, and nothing comes of it until it is approved. Only while nobody holds a
/// post that could approve anything, as when a register is first filled, does whoever may propose it act alone.
/// </summary>
internal sealed class ProposalDesk(IMediator mediator, Library library)
{
    /// <summary>Who approves it, in Chinese; null: it is done at once.</summary>
    /// <param name="unit">For which this person acts.</param>
    public static string? ApproverOf(CurrentUser me, string unit, Proposal proposal)
    {
        var actor = CaseAccess.ActorOf(me);
        return proposal.Approvers(me.Register, actor, unit, me.Today) == ApproverState.NobodyYet
            ? null
            : proposal.ApproverTitle(me.Register, actor, unit, me.Today);
    }

    /// <param name="me">Who may propose such things for the unit, which has been asked.</param>
    /// <param name="move">The same one twice begins one case.</param>
    public async Task<(ProblemResult? No, SubmittedCase? Sent)> Submit(
        CurrentUser me, Guid move, string unit, Proposal proposal, CancellationToken cancellation)
    {
        if (library.Procedures.InForce.FirstOrDefault(p => p.Approves == proposal.Kind) is not { } procedure)
            return (Say.Refused("no-approval", "没有审批这类变更的流程，这次没有提交。", "请管理员恢复“名册变更审批”“账号变更审批”流程。"), null);

        var actor = CaseAccess.ActorOf(me);
        switch (proposal.Approvers(me.Register, actor, unit, me.Today))
        {
            case ApproverState.AllConcerned:
                return (Say.Refused(
                    "nobody-to-approve", "有权审批的同志都在变更的人员之中，没有提交：关于自己的变更自己不审批。", "请分开提交，或请上级组织科（部）办理。"), null);
            case ApproverState.NobodyHere:
                return (Say.Refused(
                    "nobody-to-approve", $"{me.Register.Unit(unit)?.Name}没有登记组织科（部）负责人或书记、副书记，无人审批，没有提交。", "请上级组织科（部）办理。"), null);
        }

        var opening = Entrances.Proposing(move, CaseId.For(move), me.Person.Id, procedure.Key, unit, proposal);
        return await mediator.Send((IRequest<MoveResult>)opening, cancellation) switch
        {
            MoveResult.Done done => (null, new SubmittedCase(done.Case.Id, done.Number, proposal.ApproverTitle(me.Register, actor, unit, me.Today))),
            MoveResult.Refused refused => (Refusals.Result(refused.Problem), null),
            var other => throw new InvalidOperationException($"Result {other}"),
        };
    }

    /// <summary>The highest of the units for which this person holds such a post; null when there is none.</summary>
    public static string? UnitOf(CurrentUser me, Func<string, bool> isSuch) => me.Posts
        .Where(p => isSuch(p.Role))
        .OrderBy(p => me.Register.Ancestors(p.UnitId, me.Today).Count())
        .Select(p => p.UnitId).FirstOrDefault();
}
