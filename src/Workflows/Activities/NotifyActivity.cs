using System.Collections.Immutable;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>通知: people are told something; the case goes on at once.</summary>
[Activity("notify", "通知")]
public sealed record NotifyActivity : Activity
{
    /// <summary>Stands for the name of the case's unit.</summary>
    private static readonly Source unit = new Source.Named("unit");

    [Key("告知谁", "一个或几个职务；可以是所属各党组织的职务。", Example = "secretary of all-units")]
    public required ImmutableArray<Who> To { get; init; }

    /// <summary>What they are told; blanks such as <c>{talk-on}</c> are filled in from the case.</summary>
    [Key("内容", "花括号中写来源，如 {talk-on}、{unit}。", Example = "请于{talk-on}到{place}参加约谈。")]
    public required string Text { get; init; }

    public override ImmutableArray<Who> Tells => To;

    public override bool IsAutomatic => true;

    public override ImmutableArray<string> Outcomes => ["done"];

    public override IEnumerable<Source> Reads => Blanks.SourcesOf(Text).Where(s => s != unit);

    public override void Enter(Run run, string path)
    {
        Tell(run, path, "");
        run.Leave(path, "done");
    }

    /// <summary>Who was told the old text is told the right one.</summary>
    public override Problem? Reconsider(Run run, string path, Reconsidering again)
    {
        Tell(run, path, "更正此前的通知：");
        return null;
    }

    private void Tell(Run run, string path, string before)
    {
        // A post that nobody holds hears nothing, and the history does not say that it did.
        var held = To.Where(w => !run.Members(w, path).IsEmpty);
        run.Tell(held.SelectMany(w => run.Resolve(w, path)).DistinctBy(a => a.Key), before + Blanks.Fill(Text, Word));

        // A sentence within a sentence does not end it.
        string Word(Source source) => source == unit
            ? run.World.Register.Unit(run.Case.Unit)?.Name ?? run.Case.Unit
            : Sources.InWords(run.Value(path, source)).TrimEnd('。');
    }
}
