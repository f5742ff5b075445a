using System.Text.RegularExpressions;

namespace Workflows.Tests.Architecture;

/// <summary>The shape of the house, read from its sources: what breaks it is named by file.</summary>
public sealed partial class ArchitectureTests
{
    private const int MostLines = 300;

    /// <summary>Each folder of the library uses only those before it.</summary>
    private static readonly string[] order = ["Rules", "Organisation", "Engine", "Activities", "Moves", "Procedures", "Documents", "Storage", "Clock", "Scenarios"];

    private static readonly string[] pure = ["Rules", "Organisation", "Engine", "Activities", "Moves"];

    private static readonly string[] written = ["*.cs", "*.vue", "*.ts", "*.css", "*.yaml"];

    [Fact]
    public void A_folder_of_the_library_uses_only_those_before_it() =>
        Assert.Empty(
            from folder in order
            from file in Sources($"src/Workflows/{folder}", "*.cs")
            from later in order.SkipWhile(f => f != folder).Skip(1)
            where Regex.IsMatch(file.Text, $@"\bWorkflows\.{later}\b|(?<![\w.""]){later}\.[A-Z]\w+[.(]", RegexOptions.None, TimeSpan.FromSeconds(5))
            select $"{file.Path} uses {later}");

    [Fact]
    public void What_decides_knows_no_clock_makes_up_no_ids_and_waits_for_nobody() =>
        Assert.Empty(
            from folder in pure
            from file in Sources($"src/Workflows/{folder}", "*.cs")
            where Impure().IsMatch(file.Text)
            select $"{file.Path}: {Impure().Match(file.Text).Value}");

    [Fact]
    public void Nobody_reads_the_computers_clock_past_the_time_provider() =>
        Assert.Empty(
            from file in Sources("src", "*.cs")
            where ComputersClock().IsMatch(file.Text)
            select file.Path);

    [Fact]
    public void No_file_is_longer_than_three_hundred_lines() =>
        Assert.Empty(
            from ending in written
            from file in Sources("src", ending).Concat(Sources("tests", ending)).Concat(Sources("workflow-definitions", ending))
            let lines = file.Text.AsSpan().TrimEnd().Count('\n') + 1
            where lines > MostLines && !file.Path.EndsWith("src/api/schema.ts", StringComparison.Ordinal)
            select $"{file.Path}: {lines}");

    [Fact]
    public void An_interface_has_two_implementations_or_is_none()
    {
        var code = Sources("src", "*.cs").ToArray();
        Assert.Empty(
            from file in code
            from Match found in Interfaces().Matches(file.Text)
            let name = found.Groups["name"].Value
            let many = code.Sum(f => Regex.Count(f.Text, $@"\b(?:class|record|struct)\b[^{{;]*:[^{{;]*\b{name}\b", RegexOptions.None, TimeSpan.FromSeconds(5)))
            where many < 2
            select $"{file.Path}: {name} has {many}");
    }

    /// <summary>What people wrote, generated and restored files left out.</summary>
    private static IEnumerable<(string Path, string Text)> Sources(string folder, string pattern) =>
        from path in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')
        where !name.Split('/').Any(part => part is "obj" or "bin" or "node_modules" or "wwwroot")
        select (name, File.ReadAllText(path));

    [GeneratedRegex(@"\basync\b|\bTimeProvider\b|Guid\.NewGuid|new Random\b|Random\.Shared|\bFile\.|\bDirectory\.|\bHttpClient\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Impure();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex ComputersClock();

    [GeneratedRegex(@"\binterface (?<name>I\w+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Interfaces();
}
