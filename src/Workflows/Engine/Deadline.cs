using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Workflows.Engine;

/// <summary>时限: a deadline that runs, with the days it had before.</summary>
public sealed record Deadline(
    string Key, string Path, string Title, string Anchor, DateOnly From, string Period, DateOnly Due, DateOnly? Wake, bool Provisional, string Why)
{
    public bool Passed { get; init; }

    public ImmutableArray<DateOnly> Was { get; init; } = [];

    /// <summary>暂停: since when it does not run; null: it runs.</summary>
    public DateOnly? PausedOn { get; init; }

    /// <summary>Days that do not count, because it was paused or its case suspended.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Held { get; init; }

    /// <summary>The days between do not count; of one that had passed before, nothing changes.</summary>
    internal Deadline HeldFrom(DateOnly from, DateOnly until) =>
        Passed || until <= from ? this : this with { Held = Held + until.DayNumber - from.DayNumber };
}
