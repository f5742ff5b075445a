using Workflows.Procedures;

namespace Workflows.Tests.Procedures;

public sealed class PublishedDefinitionTests
{
    [Fact]
    public void The_definitions_that_the_product_ships_have_no_mistakes()
    {
        var mistakes = new List<Mistake>();
        var definitions = ProcedureBook.ReadFolder(Repository.Definitions, mistakes);
        ProcedureBook.Empty.With(definitions, mistakes);

        Assert.Empty(mistakes.Select(m => m.ToString()));
        Assert.Contains(definitions, d => d.Procedure.Key == "branch-election");
    }

    [Fact]
    public void Nothing_in_the_folder_that_the_product_ships_is_wrong_stories_calendars_and_reports_included() =>
        Assert.Empty(ProcedureBook.LintFolder(Repository.Definitions).Select(m => m.ToString()));

    [Theory]
    [InlineData("late, trigger: T3", "late", null)]
    [InlineData("late, trigger: T4", "late", "没有“T4”这一类线索")]
    [InlineData("latte, trigger: T3", "late", "没有接收线索的流程“latte”")]
    [InlineData("p, trigger: T3", "late", "没有接收线索的流程“p”")]
    [InlineData("late, trigger: T3", "latte", "reports-to：没有接收线索的流程“latte”")]
    [InlineData("late, trigger: T3", "p", "reports-to：没有接收线索的流程“p”")]
    public void A_report_that_would_never_arrive_is_a_mistake_at_its_line(string report, string byHand, string? says)
    {
        var folder = Directory.CreateTempSubdirectory("lint-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "late.yaml"), Workflows.Tests.Moves.ReportTests.Takes);
            File.WriteAllText(Path.Combine(folder.FullName, "p.yaml"), Workflows.Tests.Engine.Flow.Of(
                $$"""
                s:
                  title: 报送
                  activity: form
                  with: { by: officers }
                  deadlines: [{ name: d, title: 报送, within: P10D, article: 示例办法, reports: { procedure: {{report}} } }]
                  reports-to: {{byHand}}
                  next: { submitted: "end:done" }
                """));
            var mistakes = ProcedureBook.LintFolder(folder.FullName);

            Assert.Equal(says is null ? 0 : 1, mistakes.Count);
            Assert.All(mistakes, m => Assert.Equal(("p.yaml", true), (m.File, m.Says.Contains(says!, StringComparison.Ordinal) && m.Line > 1)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
