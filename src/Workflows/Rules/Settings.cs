using System.Collections.Immutable;

namespace Workflows.Rules;

/// <summary>One setting: a point on which the rules are silent or their sources conflict, so that a person decides it.</summary>
/// <param name="Standard">The default, as text.</param>
/// <param name="Choices">The values allowed; empty: any value of its type.</param>
/// <param name="Rules">Ids of the rules that read it.</param>
public sealed record SettingInfo(string Key, string Label, string Standard, ImmutableArray<Choice> Choices, RuleStatus Status, ImmutableArray<string> Rules)
{
    internal RuleParameter Parameter { get; init; } = null!;

    public ParameterKind Kind => Parameter.Kind;

    public string Unit => Parameter.Given?.Unit ?? "";
}

/// <summary>The values of all settings: the rules' own defaults, with what has been decided otherwise on top; immutable.</summary>
public sealed class Settings
{
    private readonly ImmutableSortedDictionary<string, SettingInfo> known;

    private Settings(ImmutableSortedDictionary<string, SettingInfo> known, ImmutableSortedDictionary<string, string> decided) =>
        (this.known, Decided) = (known, decided);

    /// <summary>The defaults of the standard rule book.</summary>
    public static Settings Standard { get; } = Of(RuleBook.Standard);

    /// <summary>What differs from the defaults, key to value: what has to be stored.</summary>
    public ImmutableSortedDictionary<string, string> Decided { get; }

    /// <summary>Every setting there is, by key.</summary>
    public IEnumerable<SettingInfo> All => known.Values;

    public static Settings Of(RuleBook book)
    {
        var uses =
            from rule in book.All
            from parameter in rule.Parameters
            where parameter.Setting is not null
            group (rule.Id, parameter) by parameter.Setting!.Key into uses_
            select Describe(uses_.Key, [.. uses_]);
        return new(uses.ToImmutableSortedDictionary(s => s.Key, s => s, StringComparer.Ordinal), ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));
    }

    public bool Has(string key) => known.ContainsKey(key);

    /// <summary>The value in force.</summary>
    /// <exception cref="KeyNotFoundException">There is no such setting.</exception>
    public string Get(string key) =>
        Decided.GetValueOrDefault(key) ?? (known.TryGetValue(key, out var setting) ? setting.Standard : throw new KeyNotFoundException($"No setting {key}."));

    /// <summary>What is wrong with this value, as a Chinese sentence; null when it may be set.</summary>
    public string? Validate(string key, string value)
    {
        if (!known.TryGetValue(key, out var setting))
            return $"没有名为“{key}”的设置。";
        if (setting.Choices.Length > 0 && !setting.Choices.Any(c => c.Value == value))
            return $"“{setting.Label}”只能是 {string.Join("、", setting.Choices.Select(c => $"{c.Value}（{c.Label}）"))}，不能是“{value}”。";

        var mistakes = new List<RuleMistake>();
        new RuleValues(mistakes).Read(RuleValues.FromText(value, setting.Parameter.Type), setting.Parameter.Type, setting.Parameter, key);
        if (mistakes is [var first, ..])
            return first.Message;
        return setting.Kind == ParameterKind.Period && Period.Parse(value).Count < 0 ? $"“{setting.Label}”是一段时间，不能为负，现为“{value}”。" : null;
    }

    /// <summary>The settings with one more decision; <see cref="Validate"/> it first.</summary>
    /// <exception cref="ArgumentException">The value is not allowed.</exception>
    public Settings With(string key, string value) =>
        Validate(key, value) is { } mistake ? throw new ArgumentException(mistake, nameof(value))
        : known[key].Standard == value ? new(known, Decided.Remove(key))
        : new(known, Decided.SetItem(key, value));

    private static SettingInfo Describe(string key, ImmutableArray<(string Rule, RuleParameter Parameter)> uses)
    {
        var (rule, first) = uses[0];
        var setting = first.Setting!;
        foreach (var (other, parameter) in uses)
        {
            var same = parameter.Setting!;
            if ((same.Standard, same.Choices, same.Label, parameter.Type) != (setting.Standard, setting.Choices, setting.Label, first.Type))
                throw new InvalidOperationException($"Rules {rule} and {other} describe the setting {key} differently.");
        }

        return new(key, setting.Label, setting.Standard, ChoicesOf(first), setting.Status, [.. uses.Select(u => u.Rule).Distinct()]) { Parameter = first };
    }

    private static ImmutableArray<Choice> ChoicesOf(RuleParameter parameter) => parameter.Setting!.Choices switch
    {
        "" when parameter.Kind == ParameterKind.YesNo => [new("true", "是"), new("false", "否")],
        "" => [.. parameter.Choices],
        var listed => [.. listed.Split('|').Select(c => c.Split('=')).Select(c => new Choice(c[0], c[^1]))],
    };
}
