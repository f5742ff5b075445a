using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Host.Start;

namespace Workflows.Host.Tests.Start;

/// <summary>What the README and the architecture show in blocks runs as it is written there; their YAML is tried by <c>ReadmeTests</c>.</summary>
public sealed partial class DocumentedTests(Town town) : IClassFixture<Town>
{
    private const string Yaml = "yaml", Source = "csharp", Command = "dotnet", Call = "curl", Answered = "{", Picture = "picture";

    public static TheoryData<string> Texts => ["README.md", "README.zh-CN.md", "docs/architecture.md"];

    private static IEnumerable<(string Kind, string Text)> Blocks(string file) =>
        from block in Block().Matches(Read(file))
        let text = block.Groups["text"].Value
        let kind = block.Groups["kind"].Value
        select (kind is Yaml or Source ? kind : Array.Find([Command, Call, Answered], k => text.StartsWith(k, StringComparison.Ordinal)) ?? Picture, text);

    [Fact]
    public void Every_block_is_of_a_kind_that_is_tried()
    {
        static string Kinds(string file) => string.Join(' ', Blocks(file).Select(b => b.Kind));

        Assert.Equal("dotnet dotnet yaml dotnet yaml curl {", Kinds("README.md"));
        Assert.Equal(Kinds("README.md"), Kinds("README.zh-CN.md"));
        Assert.Equal("picture picture csharp", Kinds("docs/architecture.md"));
    }

    [Theory, MemberData(nameof(Texts))]
    public async Task A_command_does_what_it_says(string file)
    {
        foreach (var line in Lines(file, Command).Select(l => l.Split('#')[0].Trim()))
        {
            var args = line.Split(' ');
            var project = args[Array.FindIndex(args, a => a is "--project" or "test") + 1];
            Assert.True(Path.Exists(Path.Combine(Repository.Root, project)), line);
            var passed = args.SkipWhile(a => a != "--").Skip(1).ToArray();
            if (passed is ["lint" or "simulate", ..])
            {
                using var ran = await HostProcess.Start([.. passed.Select(a => a == "workflow-definitions" ? Path.Combine(Repository.Root, a) : a)]).Ended();
                Assert.True(ran.ExitCode == 0, $"{line}\n{ran.Output}");
            }
            else if (passed is ["--demo"])
            {
                Assert.True(StartOptions.Read(passed).Demo);
            }
            else
            {
                Assert.Equal("dotnet test Workflows.sln", line);
            }
        }
    }

    [Theory, InlineData("README.md"), InlineData("README.zh-CN.md")]
    public async Task A_call_of_the_api_is_answered_as_shown(string file)
    {
        using var person = await town.SignedIn("secretary");
        using var program = town.Host.Visit();
        program.Token = (string)(await person.Post("/api/me/tokens", new JsonObject { ["name"] = file })).Json!["token"]!;
        var calls = string.Join('\n', Blocks(file).Where(b => b.Kind == Call).Select(b => b.Text)).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Where(l => l.Length > 0).ToArray();
        Assert.Equal(2, calls.Length);

        Answer? last = null;
        foreach (var call in calls)
        {
            Assert.Contains("-H \"Authorization: Bearer $TOKEN\"", call, StringComparison.Ordinal);
            var path = Address().Match(call).Groups["path"].Value;
            last = Body().Match(call) is { Success: true } body ? await program.PostText(path, body.Groups["json"].Value) : await program.Get(path);
            Assert.True((int)last.Status == 200, $"{call}\n{last.Text}");
        }

        var shown = Assert.Single(Blocks(file), b => b.Kind == Answered).Text;
        Assert.StartsWith(Flat(shown.Split('…')[0]).TrimEnd(','), Flat(last!.Text), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_of_the_architecture_stands_in_the_source_as_it_is_shown()
    {
        var source = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Workflows"), "*.cs", SearchOption.AllDirectories).Select(p => Flat(File.ReadAllText(p))));
        foreach (var (_, text) in Blocks("docs/architecture.md").Where(b => b.Kind == Source))
        {
            var wanted = string.Join(".*?", Flat(text).Split('…').Select(Regex.Escape));
            Assert.Matches(new Regex(wanted, RegexOptions.Singleline, TimeSpan.FromSeconds(20)), source);
        }
    }

    [Fact]
    public void What_the_pictures_of_the_architecture_name_is_there()
    {
        var text = Read("docs/architecture.md");
        var named = PathName().Matches(string.Concat(Blocks("docs/architecture.md").Where(b => b.Kind == Picture).Select(b => b.Text))).Select(m => m.Value.TrimEnd('/')).ToArray();
        Assert.Contains("src/Designer", named);
        Assert.All(named, name => Assert.True(Path.Exists(Path.Combine(Repository.Root, name)), name));
        foreach (var api in Operations().Matches(text).Select(m => m.Groups["path"].Value))
            Assert.Contains($"\"{api}\"", Read("docs/openapi.json"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Texts))]
    public void Every_link_leads_somewhere(string file)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, file))!;
        foreach (var link in Link().Matches(Read(file)).Select(m => m.Groups["to"].Value).Where(l => !l.Contains("://", StringComparison.Ordinal)))
            Assert.True(Path.Exists(Path.Combine(folder, link)), link);
    }

    private static IEnumerable<string> Lines(string file, string kind) =>
        Blocks(file).Where(b => b.Kind == kind).SelectMany(b => b.Text.Split('\n')).Where(l => l.Length > 0);

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n");

    /// <summary>Without white space: a block is broken into lines that the page can show.</summary>
    private static string Flat(string text) => text.Where(c => !char.IsWhiteSpace(c)).Aggregate(new StringBuilder(), (all, c) => all.Append(c)).ToString();

    [GeneratedRegex("^```(?<kind>\\w*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"http://127\.0\.0\.1:5080(?<path>/\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    [GeneratedRegex("-d '(?<json>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Body();

    [GeneratedRegex(@"(?:src|docs|tests|workflow-definitions)/[\w./]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathName();

    [GeneratedRegex(@"(?:GET|POST|PUT) (?<path>/api/[^\s`)]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Operations();

    [GeneratedRegex(@"\]\((?<to>[^)#]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
