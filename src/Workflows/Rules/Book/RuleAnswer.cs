using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Workflows.Rules;

/// <summary>A rule's answer together with the rule that gave it, as it goes into the history; it reads back from JSON equal to what was written.</summary>
/// <param name="Soft">May be departed from with a recorded reason and approver (CV-10).</param>
public sealed record RuleAnswer(string Rule, string Title, string Article, bool Soft, bool Holds, string Because)
{
    /// <summary>What the rule computed: a date, a number, a list or a record with kebab-case fields; null when it only judges.</summary>
    public JsonNode? Value { get; init; }

    public string? Instead { get; init; }

    public bool Provisional { get; init; }

    /// <summary>True when what was given cannot be true together: nothing was judged, and nothing may rest on it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Impossible { get; init; }

    /// <summary>True where it only says which of two cases it is; for whoever shows it, never written down.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Question { get; init; }

    /// <summary>First day of the version that judged (CV-08); null for a rule with one version for all days.</summary>
    public DateOnly? InForceFrom { get; init; }

    /// <summary>The settings that this answer rests on, key to value; null when none did.</summary>
    public JsonObject? Settings { get; init; }

    public bool Equals(RuleAnswer? other) =>
        other is not null
        && (Rule, Title, Article, Soft, Holds, Because, Instead, Provisional, Impossible, InForceFrom)
            == (other.Rule, other.Title, other.Article, other.Soft, other.Holds, other.Because, other.Instead, other.Provisional, other.Impossible, other.InForceFrom)
        && JsonNode.DeepEquals(Value, other.Value)
        && JsonNode.DeepEquals(Settings, other.Settings);

    public override int GetHashCode() => HashCode.Combine(Rule, Holds, Because);
}
