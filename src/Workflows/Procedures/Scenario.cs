using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;

namespace Workflows.Procedures;

/// <summary>情景: one story of a procedure that must come true, with who is who, what is done on which day, and how it ends.</summary>
/// <param name="Register">Everybody in the story.</param>
/// <param name="Settings">Decided before it begins; setting → value.</param>
/// <param name="OpenBy">A person's id, or <c>clock</c>.</param>
/// <param name="Ends">The end state; null when the case must still be open.</param>
/// <param name="OpenAt">Name of a step where the case must still stand; null when it must have ended.</param>
public sealed record Scenario(
    string Procedure, string Name, string File, int Line, DateOnly On, string Unit, string OpenBy,
    RegisterRows Register, ImmutableSortedDictionary<string, string> Settings, ImmutableArray<ScenarioMove> Moves, string? Ends, string? OpenAt)
{
    /// <summary>Whom the case is about, where the register knows them.</summary>
    public string? For { get; init; }

    public Newcomer? Newcomer { get; init; }

    /// <summary>补录: when the case began on paper.</summary>
    public DateOnly? BeganOn { get; init; }

    /// <summary>The report that begins the case; null: it is opened.</summary>
    public ScenarioReport? Reported { get; init; }

    /// <summary>For a case that the clock opens: the day from which it has been running; null: the day of the story.</summary>
    public DateOnly? ClockFrom { get; init; }
}

/// <summary>线索 as a story tells it.</summary>
/// <param name="Facts">What the trigger's rule is asked with.</param>
public sealed record ScenarioReport(
    [property: Key("哪一类线索", "接收线索的流程在 accepts.rules 中写的名称。", Example = "late")] string Trigger,
    [property: Key("线索编号", "同一条线索只收一次。", Example = "2026-1")] string Source,
    [property: Key("事实", "这一类线索的规则要问的数据: 值。", Example = "{ late: 2 }")] JsonObject Facts);

/// <summary>One line of a story.</summary>
/// <param name="On">The day; the clock passes day by day until it comes. Null: the same day as before.</param>
public abstract record ScenarioMove(int Line, DateOnly? On)
{
    /// <summary>The file that says it; null: the story's own.</summary>
    public string? File { get; init; }
}

/// <summary>A person acts, and it is done or refused.</summary>
/// <param name="What">By act: the outcome, the step to go back to, the person who takes over, the datum to correct, the note, the aside, the trigger.</param>
/// <param name="Step">Name of the step whose item is meant; empty for acts on the case as a whole.</param>
public sealed record PersonActs(int Line, DateOnly? On, string By, MoveType Act, string What, string Step) : ScenarioMove(Line, On)
{
    /// <summary>Which of the step's items, such as <c>teller</c>; empty: whichever this person may answer.</summary>
    public string Part { get; init; } = "";

    /// <summary>What is filled in; of a move that takes no values, whatever else it takes.</summary>
    public JsonObject Values { get; init; } = [];

    /// <summary>补录: the day on which it was done on paper.</summary>
    public DateOnly? DoneOn { get; init; }

    /// <summary>The corrected value.</summary>
    public JsonNode? Value { get; init; }

    /// <summary>What a report is known by.</summary>
    public string Source { get; init; } = "";

    public string? Reason { get; init; }

    public ImmutableArray<Departure> Departures { get; init; } = [];

    /// <summary>The rule or the problem code that must refuse it; null when it must be done.</summary>
    public string? Refused { get; init; }

    /// <summary>A piece of what must be said; null when anything will do.</summary>
    public string? Says { get; init; }

    /// <summary>A piece of the article that must be cited; null when any will do.</summary>
    public string? Article { get; init; }
}

/// <summary>Nobody acts: time passes to <see cref="ScenarioMove.On"/>.</summary>
public sealed record TimePasses(int Line, DateOnly To) : ScenarioMove(Line, To);

/// <summary>What must be so now; what is null or empty is not looked at.</summary>
public sealed record MustBe(int Line, DateOnly? On) : ScenarioMove(Line, On)
{
    /// <summary>Where the case stands, in Chinese, as lists show it.</summary>
    public string? Place { get; init; }

    public bool? Overdue { get; init; }

    /// <summary>The earliest day on which something is due.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>People who must have an open item.</summary>
    public ImmutableArray<string> Item { get; init; } = [];

    /// <summary>Datum → value.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Data { get; init; } = ImmutableDictionary<string, JsonNode?>.Empty;

    /// <summary>Fact of the register → value, such as <c>term-expires-on</c>.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Facts { get; init; } = ImmutableDictionary<string, JsonNode?>.Empty;
}
