using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Engine;

/// <summary>What a person is shown and asked at a work item: made by the activity, drawn by the page without further knowledge.</summary>
public sealed record AnswerForm(ImmutableArray<FormField> Fields, ImmutableArray<FormOutcome> Outcomes)
{
    /// <summary>Sentences to be shown first, such as the differences between two entries.</summary>
    public ImmutableArray<string> Notices { get; init; } = [];

    /// <summary>What is to be looked at again, such as a cell in which two entries differ: field, or field.row.column, → sentence.</summary>
    public ImmutableSortedDictionary<string, string> Marks { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What the register or the case knows that helps to answer.</summary>
    public ImmutableArray<FormFact> Facts { get; init; } = [];
}

/// <param name="Value">As data, where a page may offer to take it over.</param>
public sealed record FormFact(string Label, string Text, string Source, JsonNode? Value = null)
{
    /// <summary>Id of the unit whose roll tells more; null: no roll does.</summary>
    public string? Roll { get; init; }
}

/// <summary>One way to answer, a button.</summary>
/// <param name="Style"><c>primary</c>, <c>plain</c> or <c>danger</c>.</param>
/// <param name="Sure">What it cannot undo, said before it is given; null: nothing besides the history.</param>
public sealed record FormOutcome(string Key, string Title, string Style, bool NeedsReason = false, bool SkipsFields = false, string? Sure = null);

public sealed record FormOption(string Value, string Label);

/// <summary>A <see cref="Field"/> with everything resolved for this case, this day.</summary>
public sealed record FormField(string Name, string Label, FieldType Type)
{
    public string? Hint { get; init; }

    public bool Required { get; init; }

    public int? Min { get; init; }

    public int? Max { get; init; }

    public string? Unit { get; init; }

    public ImmutableArray<FormOption> Options { get; init; } = [];

    /// <summary>Name of the field of this form whose chosen people alone may be chosen here; null: all options may.</summary>
    public string? Among { get; init; }

    public FormFact? Register { get; init; }

    public JsonNode? Value { get; init; }

    public ImmutableArray<FormField> Columns { get; init; } = [];

    public ImmutableArray<JsonObject> FixedRows { get; init; } = [];

    public bool AddRows { get; init; }

    public bool ReadOnly { get; init; }

    public Condition? ShowWhen { get; init; }
}
