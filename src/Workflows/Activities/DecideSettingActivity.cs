using System.Collections.Immutable;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>改变设置: what was proposed of a setting is decided so, in the transaction of the approval; nothing when it has another value since.</summary>
[Activity("decide-setting", "改变设置")]
public sealed record DecideSettingActivity : Activity
{
    private const string Outdated = "outdated";

    public override bool IsAutomatic => true;

    public override ProposalKind? Enacts => ProposalKind.Settings;

    public override ImmutableArray<string> Outcomes => ["done", Outdated];

    public override string TitleOf(Step step, string outcome) => outcome == Outdated ? "设置已有变化，没有改变" : "已改变";

    public override bool IsFailure(string outcome) => outcome == Outdated;

    public override void Enter(Run run, string path)
    {
        if (run.Case.ProposedSetting is not { } change)
            throw new MoveRefusedException(Proposal.Nothing());
        if (Proposal.WhyNotBy(run, []) is { } another)
            throw new MoveRefusedException(another);

        if (change.WhyNot(run.World.Settings) is not null)
        {
            run.Leave(path, Outdated);
            return;
        }

        run.Emit(new SettingDecided());
        run.Leave(path, "done");
    }
}
