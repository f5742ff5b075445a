namespace Workflows.Moves;

/// <summary>Registers a move under the name that the history, the API and the stories use; scanning finds it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MoveAttribute(string name, string title) : Attribute
{
    public string Name { get; } = name;

    /// <summary>In Chinese: 转办.</summary>
    public string Title { get; } = title;

    /// <summary>Where it stands among the others, wherever they are listed.</summary>
    public int Place { get; init; }

    /// <summary>What stories call it; empty: they do not make it.</summary>
    public string InStories { get; init; } = "";

    /// <summary>What a story writes after that, in Chinese, for whoever writes one.</summary>
    public string StoryHelp { get; init; } = "";

    /// <summary>When the clock makes it.</summary>
    public Occasion Occasion { get; init; }
}

/// <summary>Says of a property that whoever makes the move gives it: the API, the stories and the clock read it from here.</summary>
/// <param name="help">What belongs there, for the description of the API.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MemberAttribute(string help) : Attribute
{
    public string Help { get; } = help;

    /// <summary>A story writes it right after the move's name.</summary>
    public bool IsMain { get; init; }

    /// <summary>It is a person's id.</summary>
    public bool IsPerson { get; init; }
}

/// <summary>What the clock notices about a case.</summary>
public enum Occasion
{
    /// <summary>Nothing: people make the move.</summary>
    None,

    /// <summary>The day of a deadline has come; its key is given as <c>deadline</c>.</summary>
    DeadlineDue,

    /// <summary>A calendar or a setting that deadlines are counted with was decided otherwise.</summary>
    BasisChanged,

    /// <summary>Posts have changed hands.</summary>
    PostsChanged,
}
