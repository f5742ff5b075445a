using System.Text.RegularExpressions;
using Workflows.Documents;
using Workflows.Procedures;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Procedures;

/// <summary>A value that somebody has not written yet, wherever it stands: lint answers, whatever it finds.</summary>
public sealed partial class EmptyValueTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("empty-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("development-plan/procedure.yaml")]
    [InlineData("lagging-review/procedure.yaml")]
    [InlineData("lagging-review/stories/whole.yaml")]
    [InlineData("lagging-interview/stories/shared.yaml")]
    [InlineData("lagging-interview/papers.yaml")]
    [InlineData("election-postponement/procedure.yaml")]
    [InlineData("shared/deadlines.yaml")]
    [InlineData("templates/approval.yaml")]
    [InlineData("calendar/2026.yaml")]
    public void A_value_that_is_missing_ends_nothing(string name)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Definitions, name));
        var file = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var failed = new List<string>();
        foreach (var beside in Directory.EnumerateFiles(Path.GetDirectoryName(Path.Combine(Repository.Definitions, name))!, "*.yaml"))
            File.Copy(beside, Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileName(beside)));
        foreach (Match value in Values().Matches(text))
        {
            File.WriteAllText(file, text.Remove(value.Groups["value"].Index, value.Groups["value"].Length));
            try
            {
                Assert.NotNull(ProcedureBook.LintFolder(folder.FullName).Concat(DocumentFile.Lint(folder.FullName)).ToArray());
            }
            catch (Exception trouble) when (trouble is not OutOfMemoryException)
            {
                failed.Add($"{value.Value}: {trouble.GetType().Name} {trouble.StackTrace?.Split('\n')[0]}");
            }
        }

        Assert.Empty(failed.Distinct());
    }

    [Fact]
    public void It_is_told_where_it_stands_and_what_was_published_with_it_is_read_as_before()
    {
        var text = Flow.Of("""
            s:
              title: 起草
              hint:
              activity: form
              with: { by: officers }
              next: { submitted: "end:done" }
            """);
        var mistakes = new List<Mistake>();
        ProcedureFile.Read(text, "f", mistakes, Shared.None);
        Assert.Equal(["f:11 步骤 s：没有内容"], mistakes.Select(m => m.ToString()));
        Assert.NotNull(ProcedureFile.Read(text, "f", [])?.Procedure.Find("s"));
    }

    [GeneratedRegex(@"(?<=[a-z-]: )(?<value>[^\s,{}\[\]]+|\{[^{}]*\}|\[[^\[\]]*\])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Values();
}
