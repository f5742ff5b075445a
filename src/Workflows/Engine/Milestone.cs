using System.Collections.Immutable;

namespace Workflows.Engine;

/// <summary>A station of a long way, as the definition says it: when it was reached, and between which days it may be.</summary>
public sealed record Milestone
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>Data names of the day on which it was reached; the first known one counts.</summary>
    public required ImmutableArray<string> Day { get; init; }

    /// <summary>Name of a day; what was done before it was another round and has not reached this station. Null: whenever it was done.</summary>
    public string? NotBefore { get; init; }

    /// <summary>Not before this.</summary>
    public MilestoneLimit? Earliest { get; init; }

    /// <summary>Not after this; of several, the first one whose day is known.</summary>
    public ImmutableArray<MilestoneLimit> Latest { get; init; } = [];

    /// <summary>It is on the way of this case at all; null: of every one.</summary>
    public Condition? When { get; init; }
}

/// <summary>A day counted from another station, or from a datum.</summary>
/// <param name="From">Name of a station, or a data name.</param>
/// <param name="Within">A period such as <c>P1Y</c>; or a setting (<see cref="StatedPeriod"/>).</param>
/// <param name="Rule">The rule that says so.</param>
/// <param name="Since">The first day that has this limit; one before it has none. Null: every day.</param>
public sealed record MilestoneLimit(string From, string Within, string Rule, DateOnly? Since = null);

/// <summary>A station as it stands for one case.</summary>
/// <param name="Reached">The day it was reached; null: it lies ahead.</param>
/// <param name="Earliest">The first day on which it may be; null where nothing can be said yet.</param>
/// <param name="Latest">The last day in time; null where there is none, or it counts from something that lies ahead.</param>
/// <param name="LatestBy">The limit that says so; the last one where no day is known yet; null where there is none.</param>
public sealed record Station(Milestone Milestone, DateOnly? Reached, DateOnly? Earliest, DateOnly? Latest, MilestoneLimit? LatestBy)
{
    public bool IsAhead => Reached is null;
}
