using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;

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

    public required DateOnly On { get; init; }

    public required string Unit { get; init; }

    public required string OpenBy { get; init; }

    /// <summary>Whom the case is about, where the register knows them.</summary>
    public string? For { get; init; }

    /// <summary>Whom the case is about, where the register does not know them yet.</summary>
    public Moves.Newcomer? Newcomer { get; init; }

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
    public DateOnly? On { get; init; }

    public string? By { get; init; }

    public string Step { get; init; } = "";

    public string Part { get; init; } = "";

    public string? Reply { get; init; }

    public string? SendBack { get; init; }

    public string? HandOver { get; init; }

    public bool Withdraw { get; init; }

    /// <summary>True, or the end state that the superior gives.</summary>
    public JsonNode? Cancel { get; init; }

    public string? Correct { get; init; }

    public string? Note { get; init; }

    /// <summary>Name of the aside that is begun.</summary>
    public string? Begin { get; init; }

    /// <summary>The trigger of a report about the unit; its facts are the values.</summary>
    public string? Report { get; init; }

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

    /// <summary>The act and what it is about; several or none when the line is not well formed.</summary>
    public IEnumerable<(ScenarioAct Act, string What)> Acts()
    {
        if (Reply is not null)
            yield return (ScenarioAct.Reply, Reply);
        if (SendBack is not null)
            yield return (ScenarioAct.SendBack, SendBack);
        if (HandOver is not null)
            yield return (ScenarioAct.HandOver, HandOver);
        if (Withdraw)
            yield return (ScenarioAct.Withdraw, "");
        if (Cancel is not null)
            yield return (ScenarioAct.Cancel, Json.String(Cancel) ?? "");
        if (Correct is not null)
            yield return (ScenarioAct.Correct, Correct);
        if (Note is not null)
            yield return (ScenarioAct.Note, Note);
        if (Begin is not null)
            yield return (ScenarioAct.Begin, Begin);
        if (Report is not null)
            yield return (ScenarioAct.Report, Report);
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
