using System.Text.RegularExpressions;
using Workflows.Moves;
using Workflows.Procedures;

namespace Workflows.Tests.Architecture;

/// <summary>The shape of the house, read from its sources: what breaks it is named by file.</summary>
public sealed partial class ArchitectureTests
{
    private const int MostLines = 300;

    /// <summary>Each folder of the library uses only those before it.</summary>
    private static readonly string[] order = ["Language", "Rules", "Organisation", "Engine", "Activities", "Moves", "Procedures",
        "Documents", "Proofs", "Storage", "Clock", "Scenarios"];

    private static readonly string[] pure = ["Language", "Rules", "Organisation", "Engine", "Activities", "Moves", "Proofs"];

    private static readonly string[] outside = ["src/Workflows", "src/Host"];

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

    /// <summary>Definitions, what lies beside them, their papers and their stories; those of templates and of the manual, too.</summary>
    [Fact]
    public void No_line_of_a_definition_or_a_story_is_longer_than_a_hundred_and_forty_characters() =>
        Assert.Empty(
            from file in Sources("workflow-definitions", "*.yaml").Concat(Sources("src", "*.yaml")).Concat(Sources("tests/Workflows.Tests/Scenarios", "*.yaml"))
                .Concat(Sources("docs/zh", "流程定义手册.md")).Append((Path: "README.md", Text: File.ReadAllText(Path.Combine(Repository.Root, "README.md"))))
            from line in file.Text.Split('\n').Select((text, i) => (Text: text, Number: i + 1))
            where line.Text.Length > 140 && !line.Text.StartsWith('|') && !(file.Path.EndsWith(".md", StringComparison.Ordinal) && !line.Text.StartsWith(' '))
            select $"{file.Path}:{line.Number}");

    [Fact]
    public void No_file_of_a_definition_has_more_than_twelve_steps() =>
        Assert.Empty(
            from file in DefinitionLayout.Definitions(Repository.Definitions).Concat(DefinitionLayout.Beside(Repository.Definitions))
            let steps = File.ReadLines(file).Count(l => Activities().IsMatch(l))
            where steps > 12
            select $"{Path.GetRelativePath(Repository.Definitions, file)}: {steps}");

    /// <summary>What is told is told a key a line; in braces stands what fits into one line.</summary>
    [Fact]
    public void A_pair_of_braces_in_a_definition_or_a_story_is_closed_where_it_is_opened() =>
        Assert.Empty(
            from file in Sources("workflow-definitions", "*.yaml").Concat(Sources("src", "*.yaml"))
            from line in file.Text.Split('\n').Select((text, i) => (Text: Quoted().Replace(text, ""), Number: i + 1))
            where line.Text.Count(c => c is '{' or '[') != line.Text.Count(c => c is '}' or ']') && !line.Text.TrimStart().StartsWith('#')
            select $"{file.Path}:{line.Number}");

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

    /// <summary>An activity says all about itself: whoever else names one has to be changed with the next.</summary>
    [Fact]
    public void Nothing_outside_its_folder_names_a_concrete_activity() =>
        Assert.Empty(
            from folder in outside
            from file in Sources(folder, "*.cs")
            where !file.Path.StartsWith("src/Workflows/Activities/", StringComparison.Ordinal)
            where file.Text.Contains("Workflows.Activities", StringComparison.Ordinal)
            select file.Path);

    /// <summary>A move says all about itself: whoever else names one has to be changed with the next.</summary>
    [Fact]
    public void Nothing_outside_its_folder_names_a_concrete_move()
    {
        // Names such as Open and Note are also what methods are called: a type stands where a type is written.
        var any = $"(?:{string.Join('|', MoveTypes.All.Select(t => t.Type.Name))})";
        string[] asTypes =
        [
            $@"\bMoves\.{any}\b",
            $@"\b(?:private|public|internal|static|override)\s+{any}\s+[a-zA-Z]",
            $@"\b(?:new|is|is not|as|or|case)\s+{any}\b",
            $@"[<(,]\s*{any}(?:\s+[a-z]\w*\s*[,)=]|>|\?)",
            $@"(?<![\w.""]){any}\s+[a-z]\w*\s*(?:=>|when)",
            $@"(?<![\w.""]){any}\.[A-Z]\w*",
        ];
        var asType = new Regex(string.Join('|', asTypes), RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        Assert.Matches(asType, "is Withdraw withdrawal");
        Assert.Matches(asType, "static Task<string?> CaseOf(WorkflowDb db, Report report, CancellationToken cancellation)");
        Assert.Matches(asType, "mediator.Send(new Open { Id = id })");
        Assert.Matches(asType, "Open.WhyNot(procedure)");
        Assert.Matches(asType, "Reply reply => 1");
        Assert.Empty(
            from folder in outside
            from file in Sources(folder, "*.cs")
            where !file.Path.StartsWith("src/Workflows/Moves/", StringComparison.Ordinal)
            where Regex.IsMatch(file.Text, @"\bMoves\b", RegexOptions.None, TimeSpan.FromSeconds(5))
            from Match found in asType.Matches(file.Text)
            select $"{file.Path}: {found.Value}");
    }

    [Fact]
    public void The_architecture_names_every_activity()
    {
        var told = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));
        Assert.All(Workflows.Procedures.ActivityTypes.All.Keys, name => Assert.Contains($"`{name}`", told, StringComparison.Ordinal));
    }

    [Fact]
    public void The_architecture_names_every_move()
    {
        var told = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));
        Assert.All(MoveTypes.All, type => Assert.Contains(type.Name, told, StringComparison.Ordinal));
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

    [GeneratedRegex(@"(^|\{|,) *activity: ", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Activities();

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.None, 5000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\binterface (?<name>I\w+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Interfaces();
}
