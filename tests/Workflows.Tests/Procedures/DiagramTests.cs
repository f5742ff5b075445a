using Workflows.Procedures;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Procedures;

/// <summary>The picture of a procedure speaks in the definition's own words.</summary>
public sealed class DiagramTests
{
    [Theory]
    [InlineData("", "符合", "不符合")]
    [InlineData(", holds-title: 按期, fails-title: 逾期", "按期", "逾期")]
    [InlineData(", fails-title: 逾期", "符合", "逾期")]
    public void The_ways_out_of_a_check_are_called_as_the_definition_says(string titles, string holds, string fails)
    {
        var text = Flow.Of($$"""
            s:
              title: 是否按期
              activity: check
              with: { ask: { rule: LG-19, given: { due: =2026-11-02, completed-on: today } }{{titles}} }
              next: { holds: "end:done", fails: "end:stopped" }
            """);
        var mistakes = new List<Mistake>();
        var diagram = Diagram.Of(ProcedureFile.Read(text, "p.yaml", mistakes)!.Procedure);

        Assert.Empty(mistakes);
        Assert.Equal([("end:done", holds), ("end:stopped", fails)], diagram.Edges.Select(e => (e.To, e.Label)).Order());
    }

    [Fact]
    public void No_fork_of_the_interviews_is_called_fits_or_does_not_fit()
    {
        var folder = ProcedureBook.ReadFolder(Repository.Definitions, []).Select(d => d.Procedure).ToDictionary(p => p.Key);
        var forks = folder.Where(p => p.Key.StartsWith("lagging", StringComparison.Ordinal)).SelectMany(p => Diagram.Of(p.Value).Edges).GroupBy(e => e.From).Where(g => g.Count() > 1);
        Assert.DoesNotContain(forks.SelectMany(f => f), e => e.Label is "符合" or "不符合");
    }
}
