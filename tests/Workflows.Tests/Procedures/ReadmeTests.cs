using System.Text.RegularExpressions;
using Workflows.Procedures;
using Workflows.Tests.Engine;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Procedures;

/// <summary>What the README shows is tried out: its procedure has no mistakes and its story comes true.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("readme-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory, InlineData("README.md"), InlineData("README.zh-CN.md")]
    public async Task The_readmes_procedure_has_no_mistakes_and_its_story_comes_true(string readme)
    {
        var examples = YamlBlock().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, readme))).Select(m => m.Groups["text"].Value).ToArray();
        Assert.Equal(2, examples.Length);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "example.yaml"), examples[0]);
        var calendars = folder.CreateSubdirectory("calendar").FullName;
        foreach (var year in Directory.EnumerateFiles(Path.Combine(Repository.Definitions, "calendar")))
            File.Copy(year, Path.Combine(calendars, Path.GetFileName(year)));
        Assert.Empty(ProcedureBook.LintFolder(folder.FullName));

        var mistakes = new List<Mistake>();
        var story = Assert.Single(ScenarioFile.Read(examples[1], readme, mistakes));
        Assert.Empty(mistakes);
        await using var bench = await Bench.StartOn(Database.Sqlite, "2026-01-01", new());
        await bench.Load(folder.FullName);
        var played = await bench.Player.Play(story);

        Assert.True(played.Failure is null, $"{played.Failure}\n\n{played.Timeline}");
    }

    [GeneratedRegex("^```yaml\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex YamlBlock();
}
