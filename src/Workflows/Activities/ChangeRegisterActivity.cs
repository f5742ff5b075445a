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

    public override ImmutableArray<string> Outcomes => ["done", Outdated];

    public override string TitleOf(Step step, string outcome) => outcome == Outdated ? "名册已有变化，没有登记" : "已登记";

    public override bool IsFailure(string outcome) => outcome == Outdated;

    public override void Enter(Run run, string path)
    {
        if (run.Case.Proposed is not { } change)
            throw new InvalidOperationException($"{run.Case.Id}: nothing was proposed.");

        // Whatever a definition says: it takes a second person, and none whom it is about.
        if (run.Actor.IsClock || run.Actor.Person == run.Case.StartedBy || change.People.Contains(run.Actor.Person))
            throw new MoveRefusedException(Problem.Forbidden("takes-another", "名册的变更须由提交人和涉及人以外的同志同意，才能登记。", "请转办给有审批权限的其他同志。"));

        var now = run.World.Register;
        if (!change.StillHolds(now))
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
