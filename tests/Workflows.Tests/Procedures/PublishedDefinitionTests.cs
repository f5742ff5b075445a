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
}
