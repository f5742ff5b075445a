using System.Text.Json.Nodes;
using Workflows.Engine;

namespace Workflows.Tests.Engine;

public sealed class ConditionTests
{
    [Theory, InlineData(0, false), InlineData(1, true), InlineData(2, true)]
    public void A_number_that_the_engine_counted_is_compared_like_one_that_was_typed(int number, bool holds)
    {
        var some = new Condition { Field = "count:rows", AtLeast = 1 };
        Assert.Equal(holds, some.Holds(JsonValue.Create(number)));
        Assert.Equal(holds, some.Holds(JsonNode.Parse($"{number}")));
        Assert.Equal(!holds, new Condition { Field = "count:rows", Below = 1 }.Holds(JsonValue.Create(number)));
    }

    [Theory, InlineData("2026-05-10", false), InlineData("2026-05-11", true), InlineData("2026-05-12", true), InlineData("甲", false)]
    public void A_day_is_compared_with_the_first_day_of_a_law(string day, bool holds) =>
        Assert.Equal(holds, new Condition { Field = "x", Since = new DateOnly(2026, 5, 11) }.Holds(JsonValue.Create(day)));

    [Fact]
    public void What_the_case_does_not_know_is_neither_large_nor_small()
    {
        Assert.False(new Condition { Field = "x", AtLeast = 0 }.Holds(null));
        Assert.False(new Condition { Field = "x", Below = 100 }.Holds(null));
        Assert.False(new Condition { Field = "x", Known = true }.Holds(null));
        Assert.True(new Condition { Field = "x", Known = true }.Holds(JsonValue.Create(false)));
        Assert.True(new Condition { Field = "x", Known = false }.Holds(null));
        Assert.False(new Condition { Field = "x", Since = new DateOnly(2026, 5, 11) }.Holds(null));
    }
}
