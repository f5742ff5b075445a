using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Engine;

/// <summary>流程: a published definition, compiled. It never changes after publication.</summary>
public sealed record Procedure
{
    public required string Key { get; init; }

    public required int Version { get; init; }

    public required string Title { get; init; }

    public string Summary { get; init; } = "";

    /// <summary>Who may open a case.</summary>
    public required ImmutableArray<Who> OpenBy { get; init; }

    /// <summary>Which kinds of units it is for; empty: any.</summary>
    public ImmutableArray<string> UnitKinds { get; init; } = [];

    /// <summary>May a case of it be about this kind of unit?</summary>
    public bool IsFor(Organisation.UnitKind kind) =>
        UnitKinds.IsEmpty || UnitKinds.Contains(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString()));

    /// <summary>True when a unit may have only one open case of it.</summary>
    public bool OnePerUnit { get; init; }

    /// <summary>What a person may be at the beginning whom a case of it is about, such as <c>applicant</c>, or <c>none</c>; empty: it is about the unit alone.</summary>
    public ImmutableArray<string> About { get; init; } = [];

    /// <summary>A case is about a person, and nobody has two open ones.</summary>
    public bool IsAboutPerson => !About.IsEmpty;

    /// <summary>SHA-256 over its text and the texts of what it calls, hex: what a case ran under can be proved.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Names that a caller may give it.</summary>
    public ImmutableArray<string> Inputs { get; init; } = [];

    /// <summary>True when it is only called by others and never opened itself.</summary>
    public bool IsPart { get; init; }

    /// <summary>The clock opens it when this date fact, moved by this period, is reached; null: people open it.</summary>
    public Recurrence? Recurs { get; init; }

    /// <summary>The reports that it takes; null: none.</summary>
    public Acceptance? Accepts { get; init; }

    /// <summary>Deadlines of the case as a whole, such as the end of the term that an election must not miss.</summary>
    public ImmutableArray<DeadlineUse> Deadlines { get; init; } = [];

    /// <summary>The stations of its way, in order, for a person's path and for lists of who is where; empty for most.</summary>
    public ImmutableArray<Milestone> Milestones { get; init; } = [];

    /// <summary>Ends that the superior may give a case besides cancelling it.</summary>
    public ImmutableArray<string> SuperiorEnds { get; init; } = [];

    public required Block Root { get; init; }

    /// <summary>End state → Chinese title.</summary>
    public required ImmutableSortedDictionary<string, string> Ends { get; init; }

    /// <summary>The step at a path such as <c>countersign/money/vote</c>; null when there is none.</summary>
    public Step? Find(string path)
    {
        var parts = path.Split('/');
        var block = Root;
        for (var i = 0; ; i += 2)
        {
            if (!block.Steps.TryGetValue(parts[i], out var step))
                return null;
            if (i == parts.Length - 1)
                return step;
            if (i + 2 >= parts.Length || !step.Branches.TryGetValue(parts[i + 1], out block))
                return null;
        }
    }

    /// <summary>Every step with its path, outermost first.</summary>
    public IEnumerable<(string Path, Step Step)> AllSteps() => Walk("", Root);

    private static IEnumerable<(string Path, Step Step)> Walk(string prefix, Block block) =>
        block.Steps.Values.SelectMany(step => step.Branches
            .SelectMany(b => Walk($"{prefix}{step.Name}/{b.Key}/", b.Value))
            .Prepend((prefix + step.Name, step)));
}

/// <summary>Steps that lead to one another; the whole procedure or one branch of a step.</summary>
/// <param name="Steps">In the order in which they are written.</param>
public sealed record Block(string Start, IReadOnlyDictionary<string, Step> Steps);

/// <summary>步骤: a place in a procedure.</summary>
public sealed record Step
{
    /// <summary>Where an aside leads that leaves the case where it stands.</summary>
    public const string Stay = "stay";

    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>What the person should know before answering.</summary>
    public string Hint { get; init; } = "";

    /// <summary>Number in the catalogue, such as <c>E11</c>; for tracing, not shown.</summary>
    public string Number { get; init; } = "";

    public required Activity Activity { get; init; }

    /// <summary>Outcome → name of a step of the same block, or <c>end</c>, or <c>end:state</c>; for an aside also <c>stay</c>.</summary>
    public required ImmutableSortedDictionary<string, string> Next { get; init; }

    public ImmutableSortedDictionary<string, Block> Branches { get; init; } = ImmutableSortedDictionary<string, Block>.Empty;

    public ImmutableArray<RuleUse> Rules { get; init; } = [];

    public ImmutableArray<DeadlineUse> Deadlines { get; init; } = [];

    /// <summary>Steps of this or an enclosing block to which the person asked here may send the case back.</summary>
    public ImmutableArray<string> SendBackTo { get; init; } = [];
}

/// <summary>Which rule is asked, with which data: never how to compute.</summary>
public sealed record RuleUse
{
    public required string Rule { get; init; }

    /// <summary>Parameter → source: a data name, <c>facts.x</c>, <c>facts.x@date-field</c>, <c>count:list</c>, a number, true/false, or <c>=text</c>.</summary>
    public ImmutableSortedDictionary<string, JsonNode?> Given { get; init; } = ImmutableSortedDictionary<string, JsonNode?>.Empty;

    /// <summary>Where the rule's value goes in the case's data.</summary>
    public string? Into { get; init; }

    /// <summary>The data name of the day on which the step was performed (CV-08); the day of the move when absent.</summary>
    public string? On { get; init; }

    public Condition? When { get; init; }

    /// <summary>True when the answer is shown and recorded but never stops anybody.</summary>
    public bool Informs { get; init; }

    /// <summary>True when this procedure does not allow a departure, although the text says 一般.</summary>
    public bool Strict { get; init; }

    /// <summary>The outcomes on which the rule is asked; empty: on every outcome that fills in the fields.</summary>
    public ImmutableArray<string> Outcomes { get; init; } = [];

    /// <summary>The same rule, given a value where a source is named.</summary>
    public RuleUse Giving(string source, JsonNode value) =>
        this with { Given = Given.ToImmutableSortedDictionary(g => g.Key, g => Json.String(g.Value) == source ? value.DeepClone() : g.Value) };
}

/// <summary>What the clock does when a deadline passes.</summary>
public enum Overdue
{
    /// <summary>Note it and tell those who are asked.</summary>
    Urge,

    /// <summary>Also put an item before the superior.</summary>
    Escalate,

    /// <summary>Leave the step by its outcome <c>expired</c> when the last day is over: never for a statutory step.</summary>
    Expire,

    /// <summary>Leave a waiting step by its outcome <c>reached</c> when the day begins.</summary>
    Reach,
}

/// <summary>A deadline of a step as the definition says it.</summary>
public sealed record DeadlineUse
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary><c>entered</c>, a data name, or a date fact.</summary>
    public string From { get; init; } = "entered";

    /// <summary>A period such as <c>P1M</c>, <c>P5WD</c>, <c>P-6M</c>; or a setting (<see cref="StatedPeriod"/>).</summary>
    public required string Within { get; init; }

    /// <summary>Why this date: the article, or that it is a setting.</summary>
    public required string Article { get; init; }

    /// <summary>It runs only while this holds, such as until it has been prolonged.</summary>
    public Condition? When { get; init; }

    /// <summary>It does not run while this holds, such as where a setting asks for nothing.</summary>
    public Condition? Unless { get; init; }

    public ImmutableArray<string> Remind { get; init; } = [];

    /// <summary>Who else hears of it when it comes near and when it has passed.</summary>
    public ImmutableArray<Who> Tell { get; init; } = [];

    /// <summary>For a deadline of the whole case: the step at which what it asks for has been done; null: it runs to the end.</summary>
    public string? Until { get; init; }

    public Overdue Then { get; init; } = Overdue.Urge;

    public Who? EscalateTo { get; init; }

    /// <summary>The procedure that is told when it passes; null: none.</summary>
    public ReportUse? Reports { get; init; }
}
