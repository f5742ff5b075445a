using System.Collections.Immutable;

namespace Workflows.Engine;

/// <summary>一并办理: how like items of several cases are answered together.</summary>
/// <param name="Form">What is asked once for all.</param>
/// <param name="AsksEach">Whether each is asked for something of its own.</param>
/// <param name="FieldsOfEach">What that is.</param>
/// <param name="NotAsked">Labels of what may be filled in with one case and is not asked of several.</param>
public sealed record Together(
    AnswerForm Form, bool AsksEach, Func<Run, WorkItem, ImmutableArray<FormField>> FieldsOfEach, ImmutableArray<string> NotAsked);
