using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace Workflows.Rules;

/// <summary>One rule function as the book holds it: the attribute's facts plus its parameters.</summary>
public sealed record Rule(RuleAttribute About, DateOnly From, ImmutableArray<RuleParameter> Parameters, MethodInfo Method)
{
    public string Id => About.Id;
}

/// <summary>One parameter of a rule.</summary>
/// <param name="Name">The name it is bound by, in kebab case: <c>entitled</c>, <c>held-on</c>.</param>
public sealed record RuleParameter(string Name, Type Type, GivenAttribute? Given, SettingAttribute? Setting, object? Default, bool IsOptional)
{
    public string Label => Given?.Label ?? Setting?.Label ?? Name;
}

/// <summary>A rule's answer together with the rule that gave it, as it goes into the history.</summary>
public sealed record RuleAnswer(string Rule, string Title, string Article, bool Soft, bool Holds, string Because)
{
    public object? Value { get; init; }

    public string? Instead { get; init; }

    public bool Provisional { get; init; }
}

/// <summary>Every rule of the product, found by scanning, looked up by id and day (CV-08: the day of the step picks the version).</summary>
public sealed class RuleBook
{
    private readonly Dictionary<string, ImmutableArray<Rule>> rules;

    private RuleBook(Dictionary<string, ImmutableArray<Rule>> rules) => this.rules = rules;

    /// <summary>The rules of this library.</summary>
    public static RuleBook Standard { get; } = Of(typeof(RuleBook).Assembly);

    /// <summary>All versions of all rules, by id, newest version first.</summary>
    public IEnumerable<Rule> All => rules.OrderBy(r => r.Key, StringComparer.Ordinal).SelectMany(r => r.Value);

    public static RuleBook Of(Assembly assembly)
    {
        var found =
            from type in assembly.GetTypes()
            from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public)
            let about = method.GetCustomAttribute<RuleAttribute>()
            where about is not null
            select Describe(method, about);
        return new RuleBook(found.GroupBy(r => r.Id).ToDictionary(
            g => g.Key,
            g => g.OrderByDescending(r => r.From).ToImmutableArray(),
            StringComparer.Ordinal));
    }

    /// <summary>The version of a rule that judges a step performed <paramref name="on"/> that day; null when there is none.</summary>
    public Rule? Find(string id, DateOnly on) =>
        rules.TryGetValue(id, out var versions) ? versions.FirstOrDefault(r => r.From <= on) : null;

    public bool Has(string id) => rules.ContainsKey(id);

    private static Rule Describe(MethodInfo method, RuleAttribute about)
    {
        if (method.ReturnType != typeof(Verdict))
            throw new InvalidOperationException($"Rule {about.Id} ({method.Name}) must return a Verdict.");

        var from = about.From.Length == 0 ? DateOnly.MinValue : DateOnly.ParseExact(about.From, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var parameters = method.GetParameters().Select(p => new RuleParameter(
            KebabCase(p.Name!),
            p.ParameterType,
            p.GetCustomAttribute<GivenAttribute>(),
            p.GetCustomAttribute<SettingAttribute>(),
            p.HasDefaultValue ? p.DefaultValue : null,
            p.HasDefaultValue)).ToImmutableArray();
        return new Rule(about, from, parameters, method);
    }

    /// <summary><c>heldOn</c> → <c>held-on</c>.</summary>
    public static string KebabCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
