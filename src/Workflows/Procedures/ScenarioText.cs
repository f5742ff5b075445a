using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Workflows.Engine;
using Workflows.Moves;

namespace Workflows.Procedures;

/// <summary>A file of stories as written.</summary>
internal sealed record ScenarioFileText
{
    public required string Procedure { get; init; }

    public ScenarioRegister Register { get; init; } = new();

    public IReadOnlyDictionary<string, JsonNode?> Settings { get; init; } = ImmutableDictionary<string, JsonNode?>.Empty;

    /// <summary>Roads that several stories follow, by name: told once.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<ScenarioMoveText>> Roads { get; init; } = ImmutableDictionary<string, ImmutableArray<ScenarioMoveText>>.Empty;

    public required ImmutableArray<ScenarioText> Scenarios { get; init; }
}

/// <summary>One story as written; its register and settings are laid over the file's.</summary>
internal sealed record ScenarioText
{
    public required string Name { get; init; }

    /// <summary>What the story is about; for whoever reads the file.</summary>
    public string About { get; init; } = "";

    public required DateOnly Day { get; init; }

    public required string Unit { get; init; }

    public required string OpenBy { get; init; }

    /// <summary>Whom the case is about, where the register knows them.</summary>
    public string? For { get; init; }

    /// <summary>Whom the case is about, where the register does not know them yet.</summary>
    public Newcomer? Newcomer { get; init; }

    /// <summary>补录: when the case began on paper.</summary>
    public DateOnly? BeganOn { get; init; }

    /// <summary>The report that begins the case.</summary>
    public ScenarioReport? Reported { get; init; }

    /// <summary>For a case that the clock opens: the day from which it has been running.</summary>
    public DateOnly? ClockFrom { get; init; }

    public ScenarioRegister Register { get; init; } = new();

    public IReadOnlyDictionary<string, JsonNode?> Settings { get; init; } = ImmutableDictionary<string, JsonNode?>.Empty;

    public ImmutableArray<ScenarioMoveText> Moves { get; init; } = [];

    public string? Ends { get; init; }

    public string? Open { get; init; }
}

/// <summary>One line of a story as written: exactly one of the acts.</summary>
internal sealed record ScenarioMoveText
{
    public DateOnly? Day { get; init; }

    public string? By { get; init; }

    public string Step { get; init; } = "";

    public string Part { get; init; } = "";

    /// <summary>What is done, with what it is about: <c>reply: submitted</c>. The keys are those that the moves themselves say.</summary>
    [JsonIgnore]
    public ImmutableArray<(MoveType Act, JsonNode? What)> Acts { get; private set; } = [];

    /// <summary>What the report is known by.</summary>
    public string Source { get; init; } = "";

    /// <summary>补录: the day on which it was done on paper; the papers are made up.</summary>
    public DateOnly? DoneOn { get; init; }

    public JsonObject Values { get; init; } = [];

    public JsonNode? Value { get; init; }

    public string? Reason { get; init; }

    public ImmutableArray<Departure> Departures { get; init; } = [];

    public string? Refused { get; init; }

    public string? Says { get; init; }

    public string? Article { get; init; }

    public DateOnly? PassTo { get; init; }

    public ScenarioExpectText? Expect { get; init; }

    /// <summary>The road whose moves come here.</summary>
    public string? Follow { get; init; }

    /// <summary>A key for every move that stories tell of.</summary>
    public static void AddActs(JsonTypeInfo type)
    {
        if (type.Type != typeof(ScenarioMoveText))
            return;
        foreach (var act in MoveTypes.InStories)
        {
            var key = type.CreateJsonPropertyInfo(typeof(JsonNode), act.About.InStories);
            key.Set = (line, what) => ((ScenarioMoveText)line).Acts = ((ScenarioMoveText)line).Acts.Add((act, (JsonNode?)what));
            type.Properties.Add(key);
        }
    }
}

/// <summary>What must be so, as written.</summary>
internal sealed record ScenarioExpectText
{
    public string? Place { get; init; }

    public bool? Overdue { get; init; }

    public DateOnly? Due { get; init; }

    public ImmutableArray<string> Item { get; init; } = [];

    public IReadOnlyDictionary<string, JsonNode?> Data { get; init; } = ImmutableDictionary<string, JsonNode?>.Empty;

    public IReadOnlyDictionary<string, JsonNode?> Facts { get; init; } = ImmutableDictionary<string, JsonNode?>.Empty;
}
