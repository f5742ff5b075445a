using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Workflows.Engine;
using Workflows.Tests.Scenarios;

namespace Workflows.Tests.Storage;

/// <summary>The state of a case is kept as a cache of its history.</summary>
public sealed class StateShapeTests
{
    /// <summary>When this fails, files out there hold states of another shape: accept it together with a schema script that forgets
    /// them, as 0010 does; not where something new is merely absent in an older state and means nothing there.</summary>
    [Fact]
    public void A_kept_state_has_the_shape_that_the_newest_schema_script_knows()
    {
        var options = new JsonSerializerOptions(Json.Options) { WriteIndented = true, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        Golden.Matches("storage", "state-of-a-case", options.GetJsonSchemaAsNode(typeof(Case)).ToJsonString(options) + "\n");
    }

    /// <summary>A converter of ours does not show in the shape above: here is what it writes.</summary>
    [Fact]
    public void What_steps_set_is_kept_by_step_and_read_again_as_it_was()
    {
        CaseEvent[] happened =
        [
            new ValueSet("held-on", "meeting/in/vote", Json.Of(new DateOnly(2028, 2, 29))),
            new ValueSet("note", "meeting/in/vote", null),
            new ValueSet("people", "roll", new JsonArray(new JsonObject { ["person"] = "甲", ["present"] = true }, null)),
            new ValueSet("Ratio", "meeting/in/vote", JsonNode.Parse("1.50")),
        ];
        var state = Case.Fold(happened);
        var kept = JsonSerializer.SerializeToUtf8Bytes(state, Json.Options);
        var again = JsonSerializer.Deserialize<Case>(kept, Json.Options)!;

        Assert.Equal(["Ratio", "held-on", "note", "people"], again.Data.Keys);
        Assert.All(state.Data, d => Assert.Equal((d.Value.Path, d.Value.Value?.ToJsonString()), (again.Data[d.Key].Path, again.Data[d.Key].Value?.ToJsonString())));
        Assert.Equal(kept, JsonSerializer.SerializeToUtf8Bytes(again, Json.Options));
        Golden.Matches("storage", "data-of-a-case", Encoding.UTF8.GetString(kept) + "\n");
    }
}
