using System.Text.Json.Nodes;
using Workflows.Engine;

namespace Workflows.Tests.Engine;

/// <summary>When a condition holds. The pages' tests read the same vectors: both weigh alike.</summary>
public sealed class ConditionTests
{
    [Fact]
    public void A_condition_holds_as_the_vectors_say()
    {
        var vectors = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "vectors", "conditions.json")))!.AsArray();
        var otherwise =
            from vector in vectors
            let when = (JsonObject)vector!["when"]!
            let condition = new Condition
            {
                Field = new Source.Named("x"),
                Is = when["is"],
                IsNot = when["isNot"],
                Known = when["known"]?.GetValue<bool>(),
                AtLeast = Json.Number(when["atLeast"]),
                Below = Json.Number(when["below"]),
                Since = Json.Day(when["since"]),
            }
            where condition.Holds(vector["value"]) != vector["holds"]!.GetValue<bool>()
            select vector.ToJsonString();

        Assert.NotEmpty(vectors);
        Assert.Empty(otherwise);
    }

    [Theory, InlineData(0, false), InlineData(1, true), InlineData(2, true)]
    public void A_number_that_the_engine_counted_is_compared_like_one_that_was_typed(int number, bool holds)
    {
        var some = new Condition { Field = Source.Read("count:rows"), AtLeast = 1 };
        Assert.Equal(holds, some.Holds(JsonValue.Create(number)));
        Assert.Equal(holds, some.Holds(JsonNode.Parse($"{number}")));
        Assert.Equal(!holds, new Condition { Field = Source.Read("count:rows"), Below = 1 }.Holds(JsonValue.Create(number)));
    }
}
