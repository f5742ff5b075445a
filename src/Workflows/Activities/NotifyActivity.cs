using System.Collections.Immutable;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>通知: people are told something; the case goes on at once.</summary>
[Activity("notify", "通知")]
public sealed record NotifyActivity : Activity
{
    /// <summary>Stands for the name of the case's unit.</summary>
    private const string Unit = "unit";

    public required ImmutableArray<Who> To { get; init; }

    /// <summary>What they are told; blanks such as <c>{talk-on}</c> are filled in from the case.</summary>
    public required string Text { get; init; }

    public override bool IsAutomatic => true;

    public override ImmutableArray<string> Outcomes => ["done"];

    public override IEnumerable<string> Reads => Blanks.SourcesOf(Text).Where(s => s != Unit);

    public override void Enter(Run run, string path)
    {
        // A post that nobody holds hears nothing, and the history does not say that it did.
        var held = To.Where(w => !run.Members(w, path).IsEmpty);
        run.Tell(held.SelectMany(w => run.Resolve(w, path)).DistinctBy(a => a.Key), Blanks.Fill(Text, Word));
        run.Leave(path, "done");

        // A sentence within a sentence does not end it.
        string Word(string source) => source == Unit
            ? run.World.Register.Unit(run.Case.Unit)?.Name ?? run.Case.Unit
            : Sources.InWords(run.Value(path, source)).TrimEnd('。');
    }
}
