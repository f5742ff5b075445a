using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace Workflows.Rules;

/// <summary>One rule function as the book holds it: the attribute's facts plus its parameters.</summary>
public sealed record Rule(RuleAttribute About, DateOnly From, ImmutableArray<RuleParameter> Parameters, MethodInfo Method)
{
    /// <summary>What its value, or parts of it, are called.</summary>
    public ImmutableArray<GivesAttribute> Gives { get; } = [.. Method.GetCustomAttributes<GivesAttribute>()];

    public string Id => About.Id;

    /// <summary>Asks the function itself; <paramref name="arguments"/> are of the parameters' types, in their order.</summary>
    public Verdict Judge(object?[] arguments) =>
        (Verdict)Method.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, arguments, CultureInfo.InvariantCulture)!;
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

    /// <summary>What the values of a rule are called, in its newest version.</summary>
    public ImmutableArray<GivesAttribute> GivenBy(string id) => rules.TryGetValue(id, out var versions) ? versions[0].Gives : [];

    public bool Has(string id) => rules.ContainsKey(id);

    /// <summary>Does the rule only say which of two cases it is?</summary>
    public bool IsQuestion(string id) => rules.TryGetValue(id, out var versions) && versions[0].About.IsQuestion;

    /// <summary>The first day on which any version of this rule judges.</summary>
    public DateOnly FirstDayOf(string id) => rules[id][^1].From;

    private static Rule Describe(MethodInfo method, RuleAttribute about)
    {
        if (method.ReturnType != typeof(Verdict))
            throw new InvalidOperationException($"Rule {about.Id} ({method.Name}) must return a Verdict.");

        var from = about.From.Length == 0 ? DateOnly.MinValue : DateOnly.ParseExact(about.From, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var parameters = method.GetParameters().Select(RuleParameter.Of).ToImmutableArray();
        return new Rule(about, from, parameters, method);
    }

    /// <summary><c>heldOn</c> → <c>held-on</c>.</summary>
    public static string KebabCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
