using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>A move that people are offered beside their work items: whoever looks at a case is shown what the move says.</summary>
public interface IOffered
{
    /// <summary>The ways in which the actor may make it now; none: it is not theirs to make. Asked of open cases alone.</summary>
    /// <param name="run">The case and who looks at it.</param>
    /// <param name="known">What has happened so far.</param>
    static abstract IEnumerable<MoveOffer> Offers(Run run, Known known);
}

/// <summary>One way to make a move.</summary>
/// <param name="Title">On the button that leads to the form.</param>
/// <param name="Form">What is asked; its fields are members of the move.</param>
/// <param name="Item">The work item that it is about; null: the case.</param>
/// <param name="Fixed">Values that go with the move unasked.</param>
public sealed record MoveOffer(string Title, AnswerForm Form, string? Item = null, JsonObject? Fixed = null);

/// <summary>What the forms of moves have in common.</summary>
internal static class MoveForms
{
    /// <summary>Every reason is held to this, too.</summary>
    public const int LongestText = 2000;

    public static FormField Reason { get; } = new("reason", "理由", FieldType.LongText) { Required = true, Max = LongestText };

    /// <param name="does">On the button that makes the move.</param>
    /// <param name="fields">What is asked.</param>
    public static AnswerForm Of(string does, params ImmutableArray<FormField> fields) =>
        new(fields, [new FormOutcome("go", does, "primary")]);

    /// <summary>The form of a move that cannot be undone.</summary>
    /// <param name="does">On the button that makes the move.</param>
    /// <param name="sure">What cannot be undone, said before.</param>
    /// <param name="fields">What is asked.</param>
    public static AnswerForm Final(string does, string sure, params ImmutableArray<FormField> fields) =>
        new(fields, [new FormOutcome("go", does, "danger", Sure: sure)]);

    /// <summary>A choice that has to be made.</summary>
    public static FormField Choice(string name, string label, FieldType type, IEnumerable<FormOption> options) =>
        new(name, label, type) { Required = true, Options = [.. options] };
}
