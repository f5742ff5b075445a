using System.Text.Json.Nodes;
using Workflows.Rules;

namespace Workflows.Host.Laws;

/// <summary>One rule as the rules page shows it: the version in force today, older and later ones beside it.</summary>
/// <param name="Status">Where its text was read: V1, V2, GK, LOC or D.</param>
/// <param name="From">First day of this version; null: always.</param>
/// <param name="Group">Prefix of the id, such as EL.</param>
/// <param name="NotAsked">Why no procedure asks it: the one that will is not there yet, or it is applied elsewhere; null: one asks it.</param>
/// <param name="Versions">First days of all versions, newest first; empty when there is one for all days.</param>
internal sealed record RuleInfo(
    string Id,
    string Title,
    string Text,
    string Article,
    string Status,
    string StatusTitle,
    bool Soft,
    DateOnly? From,
    string Group,
    string GroupTitle,
    IReadOnlyList<RuleField> Parameters,
    IReadOnlyList<DateOnly> Versions,
    IReadOnlyList<RuleUse> UsedBy,
    string? NotAsked);

/// <summary>A procedure that asks the rule.</summary>
internal sealed record RuleUse(string Procedure, string Title);

/// <summary>One thing to fill in before the rule can be asked.</summary>
/// <param name="Type">number, yes-no, text, date, share, period, choice, list, rows or record.</param>
/// <param name="Unit">Unit of a number, Chinese; null for none.</param>
/// <param name="Columns">Fields of a record, or of each row; empty for plain values.</param>
internal sealed record RuleField(
    string Name,
    string Label,
    string Type,
    string? Unit,
    int? Min,
    int? Max,
    bool Required,
    RuleFieldSetting? Setting,
    IReadOnlyList<Choice> Options,
    IReadOnlyList<RuleField> Columns);

/// <summary>The setting that a parameter is taken from unless it is given.</summary>
internal sealed record RuleFieldSetting(string Key, string Value, string Standard, IReadOnlyList<Choice> Choices);

/// <param name="On">The day of the step that is judged; today when left out.</param>
/// <param name="Given">The parameters by name.</param>
internal sealed record EvaluateRequest(JsonObject Given, DateOnly? On = null);

/// <summary>What a rule answers.</summary>
/// <param name="Value">A date, a number or a list where the rule computes one.</param>
/// <param name="From">First day of the version that judged; null for a rule with one version.</param>
/// <param name="Settings">The settings that the answer rests on.</param>
internal sealed record Evaluation(
    string Rule,
    string Title,
    bool Holds,
    JsonNode? Value,
    string Because,
    string Article,
    string? Instead,
    bool Soft,
    bool Provisional,
    DateOnly? From,
    JsonObject? Settings);
