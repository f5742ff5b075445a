using System.Collections.Immutable;

namespace Workflows.Engine;

/// <summary>Registers an activity under the name that definitions use; the designer's toolbox reads the same attribute.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActivityAttribute(string name, string title) : Attribute
{
    public string Name { get; } = name;

    /// <summary>In Chinese: 公示.</summary>
    public string Title { get; } = title;
}

/// <summary>What somebody answered at a work item, before it is accepted.</summary>
/// <param name="Values">Field → value, as sent; validated by the activity.</param>
/// <param name="Departures">Soft rules that the person departs from, with reason and approver.</param>
public sealed record Answer(string Outcome, System.Text.Json.Nodes.JsonObject Values, ImmutableArray<Departure> Departures, string? Reason)
{
    /// <summary>补录: the papers that show what was done before; null when it is done now.</summary>
    public System.Text.Json.Nodes.JsonArray? Evidence { get; init; }
}

/// <summary>A reasoned departure from a soft rule (CV-10).</summary>
public sealed record Departure(string Rule, string Reason, string Approver);

/// <summary>活动类型: what a step does. Its settings are its properties; behaviour is in the four methods.</summary>
public abstract record Activity
{
    /// <summary>Every outcome the step can be left by.</summary>
    public abstract ImmutableArray<string> Outcomes { get; }

    /// <summary>True when it waits for nobody: a circle of such steps would never end.</summary>
    public virtual bool IsAutomatic => false;

    /// <summary>True when it is begun by somebody beside what the case is doing, not come to.</summary>
    public virtual bool IsAside => false;

    /// <summary>True when data set inside its branches is kept apart under its step's name.</summary>
    public virtual bool OpensScope => false;

    /// <summary>True when the item can be answered by this one person only, such as a vote: it is not handed over.</summary>
    public virtual bool IsPersonal(WorkItem item) => false;

    /// <summary>People who must not have the item because the matter concerns them.</summary>
    public virtual IEnumerable<string> Barred(Run run, string path) => [];

    /// <summary>Why this person must not have the item; null when they may.</summary>
    public virtual Problem? MayHave(Run run, string path, string person) => null;

    /// <summary>Who is asked here, for lists of steps; empty when nobody is.</summary>
    public virtual ImmutableArray<Who> Asks => [];

    /// <summary>Fields whose values become the case's data under their own names.</summary>
    public virtual ImmutableArray<Field> OwnFields => [];

    /// <summary>Names that the activity puts into the case's data by itself.</summary>
    public virtual IEnumerable<string> Gives(string step) => [];

    /// <summary>Sources that its settings read, for lint.</summary>
    public virtual IEnumerable<string> Reads => [];

    /// <summary>Steps of its own block that its settings name, for lint.</summary>
    public virtual IEnumerable<string> Names => [];

    /// <summary>The case arrives at the step.</summary>
    public abstract void Enter(Run run, string path);

    /// <summary>Somebody answered one of the step's items.</summary>
    public virtual Problem? Resume(Run run, WorkItem item, Answer answer) =>
        throw new InvalidOperationException($"{GetType().Name} asks nobody.");

    /// <summary>The day that it waited for has begun.</summary>
    public virtual void Reached(Run run, string path) => run.Leave(path, "reached");

    /// <summary>Something that had come up beside it is over, and the case stays where it is.</summary>
    public virtual void AsideEnded(Run run, string path)
    {
    }

    /// <summary>One of its branches ended.</summary>
    public virtual void BranchEnded(Run run, string path, string branch, string end) =>
        throw new InvalidOperationException($"{GetType().Name} has no branches.");

    /// <summary>What the person who has the item is shown and asked.</summary>
    public virtual AnswerForm Form(Run run, WorkItem item) =>
        throw new InvalidOperationException($"{GetType().Name} asks nobody.");

    /// <summary>The deadlines that run while the case stands at the step: the definition's, and the activity's own.</summary>
    public virtual IEnumerable<DeadlineUse> DeadlinesOf(Step step) => step.Deadlines;

    /// <summary>Every field that can be filled in at the step, for labels and lint.</summary>
    public virtual ImmutableArray<Field> AllFields => OwnFields;

    /// <summary>Mistakes that the definition's author should hear of, in Chinese.</summary>
    public virtual IEnumerable<string> Lint(Step step) => [];
}
