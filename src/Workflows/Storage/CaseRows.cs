using Workflows.Engine;

namespace Workflows.Storage;

/// <summary>A case as lists need it, plus its state as a cache of its history (null once it is closed: the history is enough).</summary>
public sealed class CaseRow
{
    public required string Id { get; init; }

    /// <summary>As told to people: 换届选举〔2026〕12号.</summary>
    public required string Number { get; set; }

    public required string Procedure { get; init; }

    public required int Version { get; init; }

    public required string UnitId { get; set; }

    /// <summary>Id of the person whom it is about; null when it is about the unit alone.</summary>
    public string? Subject { get; init; }

    public required string Title { get; init; }

    public required string StartedBy { get; init; }

    public required DateOnly OpenedOn { get; init; }

    public DateOnly? ClosedOn { get; set; }

    public string? EndState { get; set; }

    /// <summary>Where it stands now, in Chinese.</summary>
    public string Place { get; set; } = "";

    /// <summary>The earliest day on which something is due; it is overdue when that has passed.</summary>
    public DateOnly? Due { get; set; }

    /// <summary>What is due then: the title of that deadline; null when nothing is, and in rows that were written before it was noted.</summary>
    public string? DueFor { get; set; }

    /// <summary>How many moves were made; the version that pages send back.</summary>
    public int Seq { get; set; }

    /// <summary>Hash of the last history row.</summary>
    public byte[] Head { get; set; } = [];

    /// <summary>The state as JSON, <see cref="PackedText">packed</see>; null once the case is closed, and after an upgrade until the next move.</summary>
    public byte[]? PackedState { get; set; }

    /// <summary>The state as JSON in UTF-8; null when none is kept.</summary>
    public byte[]? State() => PackedState is { } packed ? PackedText.Bytes(packed) : null;

    /// <summary>procedure@unit while only one such case may be open; null otherwise.</summary>
    public string? OnlyKey { get; set; }
}

/// <summary>One move as it is remembered, chained to the one before by its hash.</summary>
public sealed class HistoryRow
{
    private string? events;
    private IReadOnlyList<CaseEvent>? told;

    public required string CaseId { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public required int Seq { get; init; }

    public required byte[] MoveId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The person's id, or <c>clock</c>.</summary>
    public required string Person { get; init; }

    /// <summary>Kind of move, kebab-case.</summary>
    public required string Move { get; init; }

    /// <summary>The events as JSON in rows that were written before they were packed; empty since then.</summary>
    public string Text { get; init; } = "";

    /// <summary>The events as JSON, <see cref="PackedText">packed</see>; null in older rows.</summary>
    public byte[]? Packed { get; init; }

    /// <summary>The events as JSON, as they were hashed. Nothing can be slipped in beside the packed text: it would count.</summary>
    public string Events => events ??= Packed is null ? Text : Text + PackedText.Unpack(Packed);

    /// <summary>The events themselves, read once.</summary>
    public IReadOnlyList<CaseEvent> Told =>
        told ??= Text.Length == 0 && Packed is not null ? Ledger.Read(PackedText.Bytes(Packed)) : Ledger.Read(Events);

    public required byte[] Hash { get; init; }
}

/// <summary>Which rule spoke where, for the auditor's search.</summary>
public sealed record HistoryRuleRow(string Rule, string CaseId, int Seq);

/// <summary>An open work item, as inboxes read it.</summary>
/// <param name="Due">yyyy-MM-dd, or <c>9999</c> when nothing is due: sorts last on every database.</param>
/// <param name="DueFor">What is due then, when it is more than the item itself; empty: the item; null: not known, in rows that were written before it was noted.</param>
public sealed record ItemRow(string CaseId, string Id, string ToKey, string Path, string Part, ItemKind Kind, string Title, DateOnly Since, string Due, bool Provisional, string? DueFor);

/// <summary>A deadline that the clock will look at on a day.</summary>
public sealed record DeadlineRow(string CaseId, string Key, DateOnly Wake);

/// <summary>The station ahead of a case, as lists read it: between which days it may be.</summary>
public sealed record MilestoneRow(string CaseId, string Name, string Title, DateOnly? Earliest, DateOnly? Latest);

/// <summary>Something that somebody is told.</summary>
public sealed record MessageRow(string Id, string ToKey, string CaseId, DateTimeOffset At, string Text);

/// <summary>That a person has read a message.</summary>
public sealed record MessageReadRow(string Person, string Message);

public sealed record AttachmentUseRow(string Hash, string CaseId);

public sealed record DraftRow(string CaseId, string Item, string Person, DateTimeOffset At, string Text);

public sealed record DefinitionRow(string Key, int Version, string Text, string Hash, string Calls, DateTimeOffset PublishedAt);

public sealed record RememberedRow(string Name, string Value);
