using System.Collections.Immutable;
using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Activities;

/// <summary>登入名册: what was proposed goes into the register, in the transaction of the approval; nothing when its rows have changed since.</summary>
[Activity("change-register", "登入名册")]
public sealed record ChangeRegisterActivity : Activity
{
    private const string Outdated = "outdated";

    public override bool IsAutomatic => true;

    public override ProposalKind? Enacts => ProposalKind.Register;

    public override ImmutableArray<string> Outcomes => ["done", Outdated];

    public override string TitleOf(Step step, string outcome) => outcome == Outdated ? "名册已有变化，没有登记" : "已登记";

    public override bool IsFailure(string outcome) => outcome == Outdated;

    public override void Enter(Run run, string path)
    {
        if (run.Case.Proposed is not { } change)
            throw new MoveRefusedException(Proposal.Nothing());

        if (Proposal.WhyNotBy(run, change.People) is { } another)
            throw new MoveRefusedException(another);

        var now = run.World.Register;
        // Two that were proposed apart may contradict each other.
        if (!change.StillHolds(now) || Overlaps.In(change.On(now), change))
        {
            run.Leave(path, Outdated);
            return;
        }

        if (Duties.LosesLastAuditor(now, change.On(now), run.Now))
            throw new MoveRefusedException(Problem.Refused("last-auditor", "这样就没有安全审计员了，没有登记。", "请先任命接任的安全审计员，再审批这一事项。"));

        run.Emit(new ChangeEntered());
        run.Leave(path, "done");
    }
}
