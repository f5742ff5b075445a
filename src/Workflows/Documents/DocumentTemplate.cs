using System.Collections.Immutable;
using Workflows.Engine;

namespace Workflows.Documents;

/// <summary>文书模板: a paper that a case can be printed as, once a day or value is known.</summary>
/// <param name="Procedure">Key of the procedure whose cases have it.</param>
/// <param name="When">The datum that must be known before there is anything to print.</param>
public sealed record DocumentTemplate(string Procedure, string Name, string Title, Source When, ImmutableArray<DocumentBlock> Blocks);

/// <summary>A piece of a paper: exactly one of its members, and perhaps <see cref="When"/>. <c>{name}</c> in a text stands for a datum, a fact, <c>{number}</c>, <c>{unit}</c>, <c>{person}</c> or <c>{today}</c>.</summary>
public sealed record DocumentBlock
{
    /// <summary>Whom the paper addresses, at the left margin.</summary>
    public string? To { get; init; }

    /// <summary>A paragraph, its first line indented.</summary>
    public string? Text { get; init; }

    /// <summary>A line of a table: what, and its value.</summary>
    public string? Row { get; init; }

    public string? Value { get; init; }

    /// <summary>The datum without which the piece is left out; null: it always stands there.</summary>
    public Source? When { get; init; }

    /// <summary>A line to be signed by hand.</summary>
    public string? Sign { get; init; }

    /// <summary>Who issues it, and when, at the right margin.</summary>
    public string? From { get; init; }
}
