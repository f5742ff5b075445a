using System.Collections.Immutable;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>通知: people are told something; the case goes on at once.</summary>
[Activity("notify", "通知")]
public sealed record NotifyActivity : Activity
{
    public required ImmutableArray<Who> To { get; init; }

    public required string Text { get; init; }

    public override bool IsAutomatic => true;

    public override ImmutableArray<string> Outcomes => ["done"];

    public override void Enter(Run run, string path)
    {
        run.Tell(To.SelectMany(w => run.Resolve(w, path)), Text);
        run.Leave(path, "done");
    }
}
