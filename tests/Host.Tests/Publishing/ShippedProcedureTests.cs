using System.Net;
using System.Text.Json.Nodes;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Publishing;

/// <summary>The procedures of the product itself, as their pages show them.</summary>
public sealed class ShippedProcedureTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Every_procedure_of_the_product_can_be_looked_at_and_is_told_in_words()
    {
        using var member = await town.SignedIn("member");
        var keys = Texts((await member.Get("/api/procedures")).Json, "key").ToList();

        Assert.Contains("lagging-interview", keys);
        foreach (var key in keys)
        {
            var shown = await member.Get($"/api/procedures/{key}");

            Assert.True(shown.Status == HttpStatusCode.OK, $"{key}: {shown.Title}");
            Assert.All(Deadlines(shown.Json!), said => Assert.Matches("^[^a-z:]+$", said));
        }
    }

    [Fact]
    public async Task A_deadline_that_is_a_setting_is_told_by_the_value_in_force_and_a_wait_by_the_day_it_waits_for()
    {
        using var member = await town.SignedIn("member");

        var told = Deadlines((await member.Get("/api/procedures/lagging-interview")).Json!).ToList();

        Assert.Contains(told, said => said.StartsWith("报送整改方案：10 个工作日，", StringComparison.Ordinal));
        Assert.Contains(told, said => said.StartsWith("到“", StringComparison.Ordinal) && said.EndsWith("”之日自动继续", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Deadlines(JsonNode shown) =>
        shown["steps"]!.AsArray().SelectMany(step => step!["deadlines"]!.AsArray()).Select(said => (string)said!);
}
