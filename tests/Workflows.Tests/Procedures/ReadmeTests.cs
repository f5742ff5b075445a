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

    /// <summary>How a procedure begins by itself, as the architecture shows it: each is a head without mistakes.</summary>
    [Fact]
    public async Task Every_beginning_that_the_architecture_shows_has_no_mistakes()
    {
        var text = (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "architecture.md"))).ReplaceLineEndings(" ");
        var shown = Recurs().Matches(text).Select(m => m.Groups["text"].Value).Concat(Yearly().Matches(text).Select(m => $"recurs: {{ {m.Groups["text"].Value} }}")).ToArray();
        Assert.Equal(4, shown.Length);
        foreach (var recurs in shown)
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "p.yaml"), Flow.Of("s:\n  title: 填报\n  activity: form\n  with: { by: officers }\n  next: { submitted: \"end:done\" }", recurs));
            Assert.Empty(ProcedureBook.LintFolder(folder.FullName));
        }
    }

    [GeneratedRegex("`(?<text>recurs: [^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Recurs();

    [GeneratedRegex("`(?<text>yearly: [^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Yearly();

    [GeneratedRegex("^```yaml\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex YamlBlock();
}
