using System.Text.Json.Serialization;

namespace Workflows.Engine;

/// <summary>What a person or post is to do with a work item.</summary>
public enum ItemKind
{
    /// <summary>办理: the step asks it, and goes on by the answer.</summary>
    Asked,

    /// <summary>督办: to see that something late below is done; it never moves the case.</summary>
    Urged,

    /// <summary>会签: to agree to what another one answers.</summary>
    CoSign,

    /// <summary>阅知: to read something.</summary>
    Read,
}

/// <summary>May a work item be answered yet?</summary>
public enum ItemState
{
    Open,

    /// <summary>Others come first; it lies in nobody's inbox yet.</summary>
    Waiting,
}

/// <summary>待办: what one person or post is asked to do.</summary>
/// <param name="Part">Which of the activity's items this is, such as <c>teller</c>; empty for its only one.</param>
/// <param name="To">The owner: who has it now.</param>
/// <param name="Asked">Whom the procedure asked: a handing over does not change whose work it is.</param>
/// <param name="Limit">By when, where it has a day of its own; null: the deadlines of its step hold.</param>
public sealed record WorkItem(
    string Id, string Path, string Part, Assignee To, string Asked, string Title, DateOnly Since, ItemLimit? Limit = null)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ItemKind Kind { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ItemState State { get; init; }

    /// <summary>For whom the owner answers, when it is not in their own right; null: it is.</summary>
    public Assignee? OnBehalfOf { get; init; }

    /// <summary>How many votes the answer has.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>True when the step asks it: whoever urges stands beside the step.</summary>
    [JsonIgnore]
    public bool IsOfStep => Kind != ItemKind.Urged;

    /// <summary>What it is called among the items of its step: by its part, or by what is to be done with it.</summary>
    [JsonIgnore]
    public string Name => Part.Length > 0 || Kind == ItemKind.Asked ? Part : Rules.RuleBook.KebabCase(Kind.ToString());

    public static WorkItem Of(ItemOffered offered)
    {
        var (kind, part) = Read(offered.As, offered.Part);
        return new(offered.Item, offered.Path, part, offered.To, offered.To.Key, offered.Title, offered.On, offered.Limit)
        {
            Kind = kind,
            State = offered.Waits ? ItemState.Waiting : ItemState.Open,
            OnBehalfOf = offered.OnBehalfOf,
            Weight = offered.Weight ?? 1,
        };
    }

    /// <summary>Before items had kinds the history knew those of urging by their part.</summary>
    public static (ItemKind Kind, string Part) Read(ItemKind? said, string part) => (said, part) switch
    {
        ({ } kind, _) => (kind, part),
        (null, "overdue") => (ItemKind.Urged, ""),
        _ => (ItemKind.Asked, part),
    };
}
