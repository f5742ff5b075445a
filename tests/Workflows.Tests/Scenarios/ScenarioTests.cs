using Workflows.Procedures;
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
        var story = ScenarioFile.Read(await File.ReadAllTextAsync(Path.Combine(folder, file)), file, mistakes).FirstOrDefault(s => s.Name == name);
        Assert.Empty(mistakes.Select(m => m.ToString()));
        Assert.NotNull(story);

        await using var bench = await Bench.StartOn(Database.Sqlite, "2026-01-01", new());
        await bench.Load(folder);
        var played = await bench.Player.Play(story);

        Assert.True(played.Failure is null, $"{played.Failure}\n\n{played.Timeline}");
        Assert.Empty(await bench.Verifier.Verify(played.Case));
        Golden.Matches(story.Procedure, name, played.Timeline);
    }

    private static TheoryData<string, string, string> Found(params string[] folders)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (folder, path) in folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Repository.Root, f), "*.scenarios.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(p => (f, p))))
        {
            var file = Path.GetRelativePath(Path.Combine(Repository.Root, folder), path);
            var stories = ScenarioFile.Read(File.ReadAllText(path), file, []);
            // A file that cannot be read is a test that fails with its mistakes.
            foreach (var name in stories.Select(s => s.Name).DefaultIfEmpty(""))
                data.Add(folder, file, name);
        }

        return data;
    }
}
