using System.Text.Json.Serialization;
using Workflows.Procedures;
using Workflows.Rules;

namespace Workflows.Host.Problems;

/// <summary>What a person or a program is told when something was not done (RFC 9457 with our own members).</summary>
/// <param name="Title">One Chinese sentence.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">What a program reads, in kebab case.</param>
internal sealed record ProblemAnswer(string Title, int Status, string Code)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }

    /// <summary>What to do instead, Chinese.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Instead { get; init; }

    /// <summary>The article of the rule that said no.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Article { get; init; }

    /// <summary>Id of the case to go on with instead, where this person may see it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Case { get; init; }

    /// <summary>Every rule's answer about the refused act.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RuleAnswer>? Verdicts { get; init; }

    /// <summary>A sentence for each field that was not well formed, by the field's name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Errors { get; init; }

    /// <summary>Every mistake of a definition that was refused, with file and line.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyCollection<Mistake>? Mistakes { get; init; }

    /// <summary>The number under which the log has the whole story of an unexpected failure.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reference { get; init; }
}
