using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflows.Host.Tests.Start;

/// <summary><c>simulate</c>: a written story in a moment, on the command line.</summary>
public sealed partial class SimulateTests
{
    [Theory]
    [InlineData("branch-election", "事项办结：换届完成")]
    [InlineData("party-member-development", "事项办结：转为正式党员")]
    public async Task Years_are_told_from_the_week_that_was_asked(string procedure, string end)
    {
        using var played = await HostProcess.Start("simulate", procedure, "--from", "2026-11-21").Ended();
        Assert.Equal((0, ""), (played.ExitCode, played.ExitCode == 0 ? "" : played.Output));
        Assert.Matches("\n2026-11-2[1-7] ", played.Output);
        Assert.Contains(end, played.Output, StringComparison.Ordinal);
        Assert.EndsWith("情景如其所写地办完。", played.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("没有这个情景", "simulate", "branch-election", "--story", "没有这样的故事")]
    [InlineData("没有写好的情景", "simulate", "no-such-procedure")]
    [InlineData("不是日期", "simulate", "branch-election", "--from", "2026-02-30")]
    [InlineData("不认识“--form”", "simulate", "branch-election", "--form", "2026-02-01")]
    [InlineData("请写流程的键名", "simulate")]
    public async Task What_cannot_be_played_is_said(string says, params string[] args)
    {
        using var played = await HostProcess.Start(args).Ended();
        Assert.Equal(1, played.ExitCode);
        Assert.Contains(says, played.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_in_another_file_is_told_and_the_story_is_played()
    {
        using var folder = new TempFolder();
        CopyOf(Path.Combine(Repository.Root, "workflow-definitions"), folder.Path);
        var mine = Directory.CreateDirectory(Path.Combine(folder.Path, "mine")).FullName;
        // The same key and version once more, and what is none at all.
        File.Copy(Path.Combine(folder.Path, "development-plan", "procedure.yaml"), Path.Combine(mine, "copy.yaml"));
        await File.WriteAllTextAsync(Path.Combine(mine, "torn.yaml"), "procedure: torn\nversion: [");

        using var played = await HostProcess.Start("simulate", "development-plan", "--definitions", folder.Path).Ended();
        Assert.Equal((0, ""), (played.ExitCode, played.ExitCode == 0 ? "" : played.Output));
        Assert.Contains($"{Path.Combine("mine", "copy.yaml")}:1：流程 development-plan", played.Output, StringComparison.Ordinal);
        Assert.Contains(Path.Combine("mine", "torn.yaml"), played.Output, StringComparison.Ordinal);
        Assert.EndsWith("情景如其所写地办完。", played.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lint_says_when_a_key_is_that_of_a_shipped_procedure_with_a_higher_version()
    {
        using var folder = new TempFolder();
        var shipped = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflow-definitions", "lagging-review", "procedure.yaml"));
        var version = int.Parse(Version().Match(shipped).Groups["number"].Value, CultureInfo.InvariantCulture);
        var same = await Lint(shipped);
        Assert.DoesNotContain("提示", same, StringComparison.Ordinal);

        var higher = await Lint(Version().Replace(shipped, $"version: {version + 1}"));
        Assert.Contains($"提示：procedure.yaml:4：键名 lagging-review 是内置流程“后进党组织季度排查”第 {version} 版的；启用以后，第 {version + 1} 版取代它。", higher, StringComparison.Ordinal);

        async Task<string> Lint(string text)
        {
            await File.WriteAllTextAsync(Path.Combine(folder.Path, "procedure.yaml"), text);
            using var lint = await HostProcess.Start("lint", folder.Path).Ended();
            return lint.Output;
        }
    }

    private static void CopyOf(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    [GeneratedRegex("^version: (?<number>[0-9]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();
}
