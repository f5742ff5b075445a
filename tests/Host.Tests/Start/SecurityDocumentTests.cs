using System.Text.RegularExpressions;

namespace Workflows.Host.Tests.Start;

/// <summary>What <c>docs/security.md</c> and its lists name is there, and no requirement is forgotten or told twice.</summary>
public sealed partial class SecurityDocumentTests
{
    private const string Overview = "docs/security.md", Mlps = "docs/security/mlps.md";

    private static readonly string[] asvs = ["docs/security/asvs-input.md", "docs/security/asvs-people.md", "docs/security/asvs-system.md"];

    private static readonly string[] standings = ["met", "not met", "operator", "n/a"];

    /// <summary>Every file of the sources, with slashes.</summary>
    private static readonly string[] files =
    [
        .. new[] { "src", "tests", "docs", "workflow-definitions" }
            .SelectMany(folder => Walk(new DirectoryInfo(Path.Combine(Repository.Root, folder))))
            .Concat(new DirectoryInfo(Repository.Root).EnumerateFiles())
            .Select(f => "/" + Path.GetRelativePath(Repository.Root, f.FullName).Replace('\\', '/')),
    ];

    public static TheoryData<string> Texts => [Overview, Mlps, .. asvs];

    [Theory, MemberData(nameof(Texts))]
    public void Every_test_that_is_named_is_there(string text)
    {
        var named = Test().Matches(Read(text)).DistinctBy(m => m.Value).ToArray();
        Assert.NotEmpty(named);
        None(named.Select(Wrong).OfType<string>());

        static string? Wrong(Match name)
        {
            var found = Under("/tests/").Where(f => f.EndsWith($"/{name.Groups["class"].Value}.cs", StringComparison.Ordinal)).ToArray();
            if (found.Length != 1)
                return $"{name.Value} is the name of {found.Length} files.";
            return !name.Groups["method"].Success || Read(found[0]).Contains($" {name.Groups["method"].Value}(", StringComparison.Ordinal)
                ? null
                : $"{name.Value} has no such test.";
        }
    }

    [Theory, MemberData(nameof(Texts))]
    public void Every_file_that_is_named_is_there(string text)
    {
        var named = NamedFile().Matches(Read(text)).Select(m => m.Groups["file"].Value).Distinct();
        None(named.Where(name => !files.Any(f => f.EndsWith("/" + name, StringComparison.Ordinal))));
    }

    [Theory, MemberData(nameof(Texts))]
    public void Every_link_leads_somewhere(string text)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, text))!;
        None(Link().Matches(Read(text)).Select(m => m.Groups["to"].Value).Where(to => !Path.Exists(Path.Combine(folder, to))));
    }

    [Fact]
    public void Every_requirement_of_the_list_is_told_once_with_its_level()
    {
        var wanted = Read("tests/vectors/asvs-5.0.txt").Split('\n').Where(l => l is [not '#', ..]);
        var told = asvs.SelectMany(Rows).Select(r => $"{r[0]} {r[1]}").ToArray();
        Assert.Equal(wanted, told);
        Assert.Equal(told.Length, told.Distinct().Count());
        var points = Rows(Mlps).Select(r => r[0]).ToArray();
        Assert.Equal(points.Length, points.Distinct().Count());
    }

    [Fact]
    public void What_is_met_says_where_and_what_is_not_says_what_is_left()
    {
        foreach (var row in asvs.Append(Mlps).SelectMany(Rows))
        {
            var (id, standing, where) = (row[0], row[^2], row[^1]);
            Assert.Contains(standing, standings);
            Assert.True(where.Length > 0, id);
            if (standing == "met")
                Assert.True(Test().IsMatch(where) || NamedFile().IsMatch(where) || Link().IsMatch(where), $"{id}: {where}");
            if (standing == "not met")
                Assert.Contains("Left: ", where, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_counts_are_those_of_the_lists()
    {
        string Counts(IEnumerable<string[]> rows) => string.Join(" | ", standings.Select(s => rows.Count(r => r[^2] == s)));

        var all = asvs.SelectMany(Rows).ToArray();
        var text = Read(Overview);
        foreach (var chapter in all.GroupBy(r => r[0].Split('.')[0]))
            Assert.Matches($@"\| V{chapter.Key} [^|]+ \| {Regex.Escape(Counts(chapter))} \|", text);
        Assert.Contains($"| all | {Counts(all)} |", text, StringComparison.Ordinal);
        Assert.Contains($"| 等保三级 | {Counts(Rows(Mlps))} |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_host_starts_no_program_compiles_none_and_redirects_nowhere()
    {
        var sources = Under("/src/").Where(f => f.EndsWith(".cs", StringComparison.Ordinal)).ToArray();
        Assert.True(sources.Length > 100);
        None(sources.Where(f => Beyond().IsMatch(Read(f))));
    }

    /// <summary>The cells of every row that is about a requirement.</summary>
    private static IEnumerable<string[]> Rows(string file) =>
        Read(file).Split('\n').Where(l => Row().IsMatch(l)).Select(l => l.Trim('|').Split('|', StringSplitOptions.TrimEntries));

    /// <summary>Told whole: a list that the test runner cuts helps nobody.</summary>
    private static void None(IEnumerable<string> wrong)
    {
        var told = string.Join('\n', wrong);
        Assert.True(told.Length == 0, told);
    }

    private static IEnumerable<string> Under(string folder) => files.Where(f => f.StartsWith(folder, StringComparison.Ordinal));

    private static string Read(string file) =>
        File.ReadAllText(Path.Combine(Repository.Root, file.TrimStart('/'))).ReplaceLineEndings("\n");

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles()
            .Concat(folder.EnumerateDirectories().Where(d => d.Name is not ("bin" or "obj" or "node_modules")).SelectMany(Walk));

    [GeneratedRegex(@"`(?<class>([\w.]+/)*\w*Tests)(\.(?<method>\w+))?`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Test();

    [GeneratedRegex(@"`(?<file>[\w./-]+\.(cs|ts|vue|js|json|yaml|py|md|props|txt))`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedFile();

    [GeneratedRegex(@"\]\((?<to>[^)#:]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^\| (\d+\.\d+\.\d+|三员 \d) ?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"\b(Process\.Start|ProcessStartInfo|CSharpScript|DynamicMethod)\b|\.Redirect\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Beyond();
}
