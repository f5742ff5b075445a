using System.Collections.Immutable;

namespace Workflows.Rules;

/// <summary>One setting: a point on which the rules are silent or their sources conflict, so that a person decides it.</summary>
/// <param name="Standard">The default, as text.</param>
/// <param name="Choices">The values allowed; empty: any value of its type.</param>
/// <param name="Rules">Ids of the rules that read it.</param>
public sealed record SettingInfo(string Key, string Label, string Standard, ImmutableArray<Choice> Choices, RuleStatus Status, ImmutableArray<string> Rules)
{
    /// <summary>Why a person has to decide it, in Chinese.</summary>
    public string Why { get; init; } = "";

    /// <summary>True when a file of the office declares it, for its own procedures.</summary>
    public bool IsOwn { get; init; }

    public required SettingType Type { get; init; }

    /// <summary>What a value of it is read as.</summary>
    internal RuleParameter Parameter { get; init; } = null!;

    public ParameterKind Kind => Type == SettingType.Choice ? ParameterKind.Choice : Parameter.Kind;

    public string Unit => Parameter.Given?.Unit ?? "";

    /// <summary>What is wrong with this value, as a Chinese sentence; null when it may be set.</summary>
    public string? Validate(string value)
    {
        if (Type == SettingType.Choice && Choices.IsEmpty)
            return "choice 须写 choices。";
        if (Choices.Length > 0 && !Choices.Any(c => c.Value == value))
            return $"“{Label}”只能是 {string.Join("、", Choices.Select(c => $"{c.Value}（{c.Label}）"))}，不能是“{value}”。";

        var mistakes = new List<RuleMistake>();
        new RuleValues(mistakes).Read(RuleValues.FromText(value, Parameter.Type), Parameter.Type, Parameter, Key);
        if (mistakes is [var first, ..])
            return first.Message;
        return Kind == ParameterKind.Period && Period.Parse(value) is { Count: < 0 } period ? $"“{Label}”是一段时间，不能为负，现为负 {period.InWords()}。" : null;
    }
}

/// <summary>The values of all settings: declared defaults, with what has been decided otherwise on top; immutable.</summary>
public sealed class Settings
{
    private readonly ImmutableSortedDictionary<string, SettingInfo> known;

    private Settings(ImmutableSortedDictionary<string, SettingInfo> known, ImmutableSortedDictionary<string, string> decided) =>
        (this.known, Decided) = (known, decided);

    /// <summary>The built-in settings with their defaults.</summary>
    public static Settings Standard { get; } = Of(RuleBook.Standard, SettingFile.BuiltIn);

    /// <summary>What differs from the defaults, key to value: what has to be stored.</summary>
    public ImmutableSortedDictionary<string, string> Decided { get; }

    /// <summary>Every setting there is, by key.</summary>
    public IEnumerable<SettingInfo> All => known.Values;

    /// <summary>Those that an office declares.</summary>
    public IEnumerable<SettingInfo> Own => known.Values.Where(s => s.IsOwn);

    /// <summary>The settings that rules ask for, each as it is declared.</summary>
    /// <exception cref="InvalidOperationException">A rule asks for one that is not declared or of another kind, or nobody asks for one that is.</exception>
    public static Settings Of(RuleBook book, ImmutableSortedDictionary<string, SettingInfo> declared)
    {
        var uses = book.All.SelectMany(r => r.Parameters.Where(p => p.Setting is not null).Select(p => (Rule: r.Id, Parameter: p)))
            .ToLookup(u => u.Parameter.Setting!.Key, StringComparer.Ordinal);
        if (uses.FirstOrDefault(u => !declared.ContainsKey(u.Key)) is { } missing)
            throw new InvalidOperationException($"Rule {missing.First().Rule} asks for the setting {missing.Key}, which no file declares.");
        if (declared.Keys.FirstOrDefault(k => !uses.Contains(k)) is { } idle)
            throw new InvalidOperationException($"No rule reads the declared setting {idle}.");

        var bound = declared.Values.Select(one => Bind(one, [.. uses[one.Key]]));
        return new(bound.ToImmutableSortedDictionary(s => s.Key, s => s, StringComparer.Ordinal), ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));
    }

    public bool Has(string key) => known.ContainsKey(key);

    public SettingInfo? Find(string key) => known.GetValueOrDefault(key);

    /// <summary>The value in force.</summary>
    /// <exception cref="KeyNotFoundException">There is no such setting.</exception>
    public string Get(string key) =>
        Decided.GetValueOrDefault(key) ?? (known.TryGetValue(key, out var setting) ? setting.Standard : throw new KeyNotFoundException($"No setting {key}."));

    /// <summary>What is wrong with this value, as a Chinese sentence; null when it may be set.</summary>
    public string? Validate(string key, string value) =>
        known.TryGetValue(key, out var setting) ? setting.Validate(value) : $"没有名为“{key}”的设置。";

    /// <summary>The settings with one more decision; <see cref="Validate"/> it first.</summary>
    /// <exception cref="ArgumentException">The value is not allowed.</exception>
    public Settings With(string key, string value) =>
        Validate(key, value) is { } mistake ? throw new ArgumentException(mistake, nameof(value))
        : known[key].Standard == value ? new(known, Decided.Remove(key))
        : new(known, Decided.SetItem(key, value));

    /// <summary>The settings and those that an office declares for its own procedures; a built-in one stays as it is.</summary>
    public Settings Declaring(IEnumerable<SettingInfo> own)
    {
        var added = own.Where(one => Find(one.Key) is not { IsOwn: false }).ToArray();
        return added.Length == 0 ? this : new(known.SetItems(added.Select(one => KeyValuePair.Create(one.Key, one with { IsOwn = true }))), Decided);
    }

    private static SettingInfo Bind(SettingInfo declared, ImmutableArray<(string Rule, RuleParameter Parameter)> uses)
    {
        var type = uses[0].Parameter.Type;
        foreach (var (rule, parameter) in uses)
        {
            if (parameter.Type != type || (declared.Parameter.Type != type && !(declared.Type == SettingType.Choice && type.IsEnum)))
                throw new InvalidOperationException($"Rule {rule} takes the setting {declared.Key} as {parameter.Type.Name}, which is declared as {declared.Type}.");
        }

        var bound = declared with
        {
            Choices = type.IsEnum ? [.. uses[0].Parameter.Choices] : declared.Choices,
            Rules = [.. uses.Select(u => u.Rule).Distinct()],
            Parameter = declared.Parameter with { Type = type },
        };
        return bound.Validate(bound.Standard) is { } says ? throw new InvalidOperationException($"Setting {bound.Key}: {says}") : bound;
    }
}
