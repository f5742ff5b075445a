using System.Text.RegularExpressions;

namespace Workflows.Designer.Tests;

/// <summary>One thing has one name wherever a person reads of it: in the READMEs, the manuals, the menu, the pages and what the host says.</summary>
public sealed partial class OneWordTests
{
    private const string ProgramToken = "程序访问凭证";

    private static readonly string[] told = ["README.md", "README.zh-CN.md", "UserMenu.vue", "TokensPage.vue", "用户手册.md", "openapi.json"];

    private static readonly string[] places = ["README.md", "README.zh-CN.md", "docs/zh", "docs/openapi.json", "src/Designer/src", "src/Host", "src/Workflows", "workflow-definitions"];

    [Fact]
    public void What_lets_a_program_in_is_called_the_same_everywhere()
    {
        var texts = Texts().Select(file => (File: Path.GetRelativePath(Repository.Root, file), Text: File.ReadAllText(file))).ToArray();

        Assert.Empty(texts.SelectMany(t => OtherWord().Matches(t.Text).Select(m => $"{t.File}: {Around(t.Text, m.Index)}")));
        Assert.Empty(texts.Where(t => t.File.EndsWith("README.md", StringComparison.Ordinal)).SelectMany(t => OtherEnglishWord().Matches(t.Text).Select(m => Around(t.Text, m.Index))));
        foreach (var place in told)
            Assert.Contains(texts, t => t.File.EndsWith(place, StringComparison.Ordinal) && t.Text.Contains(ProgramToken, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Texts() =>
        from place in places
        let path = Path.Combine(Repository.Root, place)
        from file in File.Exists(path) ? [path] : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".md" or ".json" or ".vue" or ".ts" or ".cs" or ".yaml" or ".html"
        where !Generated().IsMatch(file)
        select file;

    private static string Around(string text, int at) => text[Math.Max(0, at - 20)..Math.Min(text.Length, at + 20)].ReplaceLineEndings(" ");

    [GeneratedRegex("(?<!程序访问)凭证|令牌", RegexOptions.None, 1000)]
    private static partial Regex OtherWord();

    [GeneratedRegex(@"(?<!\bprogram )\btokens?\b", RegexOptions.None, 1000)]
    private static partial Regex OtherEnglishWord();

    [GeneratedRegex(@"[/\\](?:obj|bin|wwwroot|node_modules)[/\\]|[/\\]api[/\\]schema\.ts$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Generated();
}
