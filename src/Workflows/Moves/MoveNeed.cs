using System.Collections.Immutable;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>What a move has to know besides the case as it is; the store finds it before the move decides, whichever move asks.</summary>
public abstract record MoveNeed
{
    private MoveNeed()
    {
    }

    /// <summary>What has happened so far.</summary>
    public sealed record History : MoveNeed;

    /// <summary>Is a case open already, where only one may be?</summary>
    /// <param name="Unit">About which unit.</param>
    /// <param name="Subject">About which person; empty: none.</param>
    /// <param name="Alike">People of the unit's cases who may be the same person.</param>
    public sealed record OpenCase(string Unit, string Subject, ImmutableArray<string> Alike) : MoveNeed;

    /// <summary>Has a case taken a report of this source already?</summary>
    public sealed record Taking(string Unit, string Source) : MoveNeed;
}

/// <summary>What was found for a move that asked for it; empty where it did not ask.</summary>
public sealed record Known
{
    public static Known Nothing { get; } = new();

    /// <summary>Every event of the case, the oldest first.</summary>
    public IEnumerable<CaseEvent> History { get; init; } = [];

    /// <summary>The case that is open already, where only one may be.</summary>
    public OpenAlready? AlreadyOpen { get; init; }

    /// <summary>The number of the case that has taken the report.</summary>
    public string? TakenBy { get; init; }
}

/// <summary>The case that stands in the way of another one.</summary>
/// <param name="StartedBy">Who opened it: a person's id, or the clock.</param>
public sealed record OpenAlready(string Id, string Number, string StartedBy, DateOnly OpenedOn);
