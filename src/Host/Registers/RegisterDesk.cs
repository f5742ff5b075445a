using Workflows.Engine;
using Workflows.Host.Problems;
using Workflows.Host.Proposals;
using Workflows.Host.SignIn;
using Workflows.Organisation;

namespace Workflows.Host.Registers;

/// <summary>Changes of the register that are put before somebody else.</summary>
internal sealed class RegisterDesk(ProposalDesk desk)
{
    /// <summary>Who approves it, in Chinese; null: it is entered at once.</summary>
    public static string? ApproverOf(CurrentUser me, RegisterChange change) => change.CarriesPower(me.Register)
        ? ProposalDesk.ApproverOf(me, UnitOf(me), new RegisterProposal(change, ""))
        : null;

    /// <param name="me">Who keeps the register there, which has been asked.</param>
    public Task<(ProblemResult? No, SubmittedCase? Sent)> Submit(
        CurrentUser me, Guid? move, RegisterChange change, string reason, CancellationToken cancellation) =>
        desk.Submit(me, move ?? Guid.NewGuid(), UnitOf(me), new RegisterProposal(change, reason), cancellation);

    private static string UnitOf(CurrentUser me) => ProposalDesk.UnitOf(me, Scope.KeepsRegister)!;
}
