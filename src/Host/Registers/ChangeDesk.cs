using MediatR;
using Workflows.Engine;
using Workflows.Host.Cases;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Storage;

namespace Workflows.Host.Registers;

/// <summary>The case by which a change of the register is approved.</summary>
/// <param name="Id">The case.</param>
/// <param name="Number">What people call it.</param>
internal sealed record SubmittedChange(string Id, string Number);

/// <summary>
/// 名册变更由两个人办: what carries power is put before somebody else and changes nothing until it is approved. Only while nobody holds a post
/// that could approve anything, as when a register is first filled, does whoever keeps it act alone.
/// </summary>
internal sealed class ChangeDesk(IMediator mediator, Library library)
{
    /// <summary>Who approves it, in Chinese; null: it is entered at once.</summary>
    public static string? ApproverOf(CurrentUser me, RegisterChange change)
    {
        var proposal = new RegisterProposal(change, "");
        return change.CarriesPower && UnitOf(me, change) is { } unit && proposal.Approvers(me.Register, CaseAccess.ActorOf(me), unit, me.Today) != ApproverState.NobodyYet
            ? proposal.ApproverTitle(me.Register, CaseAccess.ActorOf(me), unit, me.Today)
            : null;
    }

    /// <param name="me">Who keeps the register there, which has been asked.</param>
    /// <param name="move">The same one twice begins one case.</param>
    public async Task<(ProblemResult? No, SubmittedChange? Sent)> Submit(
        CurrentUser me, Guid move, RegisterProposal proposal, CancellationToken cancellation)
    {
        if (library.Procedures.InForce.FirstOrDefault(p => p.ChangesRegister) is not { } procedure)
            return (Say.Refused("no-approval", "没有审批名册变更的流程，这次没有提交。", "请管理员恢复“名册变更审批”流程。"), null);

        var (actor, unit) = (CaseAccess.ActorOf(me), UnitOf(me, proposal.Change)!);
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
            MoveResult.Done done => (null, new SubmittedChange(done.Case.Id, done.Number)),
            MoveResult.Refused refused => (Refusals.Result(refused.Problem), null),
            var other => throw new InvalidOperationException($"Result {other}"),
        };
    }

    /// <summary>For which of their units they keep the register that it changes; the highest of several.</summary>
    private static string? UnitOf(CurrentUser me, RegisterChange change) => me.Posts
        .Where(p => Scope.KeepsRegister(p.Role))
        .OrderBy(p => me.Register.Ancestors(p.UnitId, me.Today).Count())
        .Select(p => p.UnitId).FirstOrDefault();
}
