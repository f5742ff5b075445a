using Workflows.Engine;
using Workflows.Procedures;
using Workflows.Rules;
using Workflows.Storage;
using Workflows.Tests.Engine;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Scenarios;

/// <summary>Every written story, found by name: it comes true, its history is unbroken, and it reads as it always read.</summary>
public sealed class ScenarioTests
{
    private const string Examples = "tests/Workflows.Tests/Scenarios/Examples";

    public static TheoryData<string, string, string> Stories => Found("workflow-definitions", Examples);

    [Theory, MemberData(nameof(Stories))]
    public async Task A_story_comes_true(string definitions, string file, string name)
    {
        var folder = Path.Combine(Repository.Root, definitions);
        var mistakes = new List<Mistake>();
        var story = ScenarioFile.ReadFile(folder, Path.Combine(folder, file), mistakes).FirstOrDefault(s => s.Name == name);
        Assert.Empty(mistakes.Select(m => m.ToString()));
        Assert.NotNull(story);

        await using var bench = await Bench.StartOn(Database.Sqlite, "2026-01-01", new());
        await bench.Load(folder);
        var played = await bench.Player.Play(story);

        Assert.True(played.Failure is null, $"{played.Failure}\n\n{played.Timeline}");
        Assert.Empty(await bench.Verifier.Verify(played.Case));
        Golden.Matches(story.Procedure, name, played.Timeline);
        Assert.Empty(await UnlistedRules(bench));
    }

    /// <summary>Rules that spoke at a step, and that neither the step's list nor its procedure's knows.</summary>
    private static async Task<IReadOnlyList<string>> UnlistedRules(Bench bench)
    {
        var unlisted = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var id in await bench.Cases())
        {
            bench.Case = id;
            var row = await bench.Row();
            var procedure = bench.Library.Procedures.Find(row.Procedure, row.Version)!.Procedure;
            var whole = RulesAsked.By(procedure).ToHashSet();
            foreach (var spoke in (await bench.History()).SelectMany(h => Ledger.Read(h.Events)).OfType<RuleSpoke>())
            {
                var rule = spoke.Answer.Rule;
                // A superior may be asked to urge whoever is late at any step.
                var atStep = procedure.Find(spoke.Path) is not { } step || rule == Supervision.Id || RulesAsked.At(step).Contains(rule);
                if (!atStep || !whole.Contains(rule))
                    unlisted.Add($"{procedure.Key} {spoke.Path}: {rule}");
            }
        }

        return [.. unlisted];
    }

    private static TheoryData<string, string, string> Found(params string[] folders)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (folder, path) in folders.SelectMany(f => DefinitionLayout.Stories(Path.Combine(Repository.Root, f)).Select(p => (f, p))))
        {
            var file = Path.GetRelativePath(Path.Combine(Repository.Root, folder), path);
            var stories = ScenarioFile.ReadFile(Path.Combine(Repository.Root, folder), path, []);
            // A file that cannot be read is a test that fails with its mistakes.
            foreach (var name in stories.Select(s => s.Name).DefaultIfEmpty(""))
                data.Add(folder, file, name);
        }

        return data;
    }
}
