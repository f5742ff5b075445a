using System.Text.Json;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Workflows.Engine;
using Workflows.Tests.Scenarios;

namespace Workflows.Tests.Storage;

/// <summary>The state of a case is kept as a cache of its history.</summary>
public sealed class StateShapeTests
{
    /// <summary>When this fails, files out there hold states of another shape: accept it together with a schema script that forgets them, as 0008 does.</summary>
    [Fact]
    public void A_kept_state_has_the_shape_that_the_newest_schema_script_knows()
    {
        var options = new JsonSerializerOptions(Json.Options) { WriteIndented = true, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        Golden.Matches("storage", "state-of-a-case", options.GetJsonSchemaAsNode(typeof(Case)).ToJsonString(options) + "\n");
    }
}
