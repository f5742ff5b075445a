using System.Collections.Immutable;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>改变设置: what was proposed of a setting is decided so, in the transaction of the approval; nothing when it has another value since.</summary>
[Activity("decide-setting", "改变设置")]
public sealed record DecideSettingActivity : Activity
{
    private const string Outdated = "outdated";

    public override bool IsAutomatic => true;

    public override ImmutableArray<string> Outcomes => ["done", Outdated];

    public override string TitleOf(Step step, string outcome) => outcome == Outdated ? "设置已有变化，没有改变" : "已改变";

    public override bool IsFailure(string outcome) => outcome == Outdated;

    public override void Enter(Run run, string path)
    {
        if (run.Case.ProposedSetting is not { } change)
            throw new InvalidOperationException($"{run.Case.Id}: nothing was proposed.");
        // Whatever a definition says: it takes a second person.
        if (run.Actor.IsClock || run.Actor.Person == run.Case.StartedBy)
            throw new MoveRefusedException(Problem.Forbidden("takes-another", "设置须由提请人以外的同志同意，才能改变。", "请转办给有审批权限的其他同志。"));

        if (change.WhyNot(run.World.Settings) is not null)
        {
            run.Leave(path, Outdated);
            return;
        }

        run.Emit(new SettingDecided());
        run.Leave(path, "done");
    }
}
