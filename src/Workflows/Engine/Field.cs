using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Engine;

/// <summary>What kind of value a field takes.</summary>
public enum FieldType
{
    Text,
    LongText,
    Number,
    Date,
    Choice,
    Choices,
    Person,
    People,

    /// <summary>Another party organisation of the same tree, of a kind that may hold the case.</summary>
    Unit,
    YesNo,
    Files,
    Rows,
    Info,
}

/// <summary>One thing that a person fills in, as the definition says it.</summary>
public sealed record Field
{
    public string Name { get; init; } = "";

    public required string Label { get; init; }

    public FieldType Type { get; init; } = FieldType.Text;

    public string? Hint { get; init; }

    /// <summary>Default true: a field that may stay empty says so.</summary>
    public bool Required { get; init; } = true;

    /// <summary>Smallest and largest number; for text the longest length; for people, choices and rows how many.</summary>
    public int? Min { get; init; }

    public int? Max { get; init; }

    public string? Unit { get; init; }

    /// <summary>value → 中文, for <see cref="FieldType.Choice"/> and <see cref="FieldType.Choices"/>.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where the people to choose from come from: a list fact such as <c>facts.electors</c> or a data name.</summary>
    public string? From { get; init; }

    /// <summary>People who cannot be chosen, though they are in <see cref="From"/>: a list source.</summary>
    public string? Except { get; init; }

    /// <summary>What the register says beside a typed number: a fact.</summary>
    public string? Says { get; init; }

    /// <summary>The value the form starts with: a source.</summary>
    public string? Value { get; init; }

    /// <summary>For dates: the data name or fact which this date must not precede.</summary>
    public string? NotBefore { get; init; }

    /// <summary>For dates: true when a date after today is a mistake (something that has happened).</summary>
    public bool Past { get; init; }

    /// <summary>True when an earlier answer is not offered again: a count, a list that must be made anew.</summary>
    public bool Afresh { get; init; }

    public ImmutableArray<Field> Columns { get; init; } = [];

    /// <summary>For rows: a list source that gives one fixed row per entry.</summary>
    public string? RowPer { get; init; }

    public Condition? ShowWhen { get; init; }

    /// <summary>
    /// Where several like approvals are answered together: true, each has its own; false, one answer serves them all. Absent: a day and
    /// an opinion serve all, whatever else is asked each has its own, a document number above all.
    /// </summary>
    public bool? EachCase { get; init; }

    /// <summary>Whether each of several like approvals has its own answer to this.</summary>
    public bool IsOfEachCase => EachCase ?? (DependsOnCase || Type is not (FieldType.Date or FieldType.LongText));

    /// <summary>Whether what can be answered, or whether it is asked at all, depends on the case.</summary>
    public bool DependsOnCase => Type is FieldType.Person or FieldType.People or FieldType.Unit or FieldType.Rows or FieldType.Info
        || (From ?? Except ?? Says ?? Value ?? RowPer ?? ShowWhen?.Field) is not null;
}

/// <summary>A small closed condition that can be shown in words: a source, an operator, a literal.</summary>
public sealed record Condition
{
    public required string Field { get; init; }

    public JsonNode? Is { get; init; }

    public JsonNode? IsNot { get; init; }

    /// <summary>True: the case knows it; false: it does not (yet).</summary>
    public bool? Known { get; init; }

    public int? AtLeast { get; init; }

    public int? Below { get; init; }

    /// <summary>A day, this one or a later one: a limit that a law brought binds what began under it.</summary>
    public DateOnly? Since { get; init; }

    public bool Holds(JsonNode? value) =>
        (Is is null || JsonNode.DeepEquals(Is, value))
        && (IsNot is null || !JsonNode.DeepEquals(IsNot, value))
        && (Known is null || Known == value is not null)
        && (AtLeast is null || Json.Number(value) >= AtLeast)
        && (Below is null || Json.Number(value) < Below)
        && (Since is null || Json.Day(value) >= Since);
}
