namespace Workflows.Rules;

/// <summary>Where a rule's text was read, and thereby how far it binds.</summary>
public enum RuleStatus
{
    /// <summary>Full text read: law.</summary>
    V1,

    /// <summary>Article or number read in an official answer: law.</summary>
    V2,

    /// <summary>General knowledge, not looked up: a setting.</summary>
    GK,

    /// <summary>A local rule: a setting.</summary>
    LOC,

    /// <summary>Convention of this product where the rule is silent: a setting.</summary>
    D,
}

/// <summary>Marks a pure static function that returns a <see cref="Verdict"/> as a rule; scanning finds it.</summary>
/// <param name="id">The rule's id in the rule book, such as <c>EL-04</c>; several functions may share it with different <see cref="From"/> days.</param>
/// <param name="article">The instrument and article as cited to a person.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RuleAttribute(string id, string article) : Attribute
{
    public string Id { get; } = id;

    public string Article { get; } = article;

    /// <summary>Short Chinese name of the rule.</summary>
    public required string Title { get; init; }

    /// <summary>The rule in our own words, Chinese, for the rules page.</summary>
    public required string Text { get; init; }

    /// <summary>First day on which this version judges a step, <c>yyyy-MM-dd</c>; empty: always.</summary>
    public string From { get; init; } = "";

    public required RuleStatus Status { get; init; }

    /// <summary>
    /// Why no procedure asks the rule, one Chinese sentence: which coming procedure will, or where else it is applied. Empty: one asks it.
    /// A test holds every rule to one of the two.
    /// </summary>
    public string WhyNotAsked { get; init; } = "";

    /// <summary>True where it only says which of two cases it is: neither is a fault.</summary>
    public bool IsQuestion { get; init; }

    /// <summary>True where the text says 一般: may be departed from with a recorded reason and approver (CV-10).</summary>
    public bool Soft { get; init; }
}

/// <summary>Says what the value of a rule's verdict is called in Chinese, where a case keeps it and people read it.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class GivesAttribute(string label) : Attribute
{
    public string Label { get; } = label;

    /// <summary>Stands behind a number.</summary>
    public string? Unit { get; init; }

    /// <summary>The part of the value that is called so, in kebab case; empty: the value itself.</summary>
    public string Of { get; init; } = "";
}

/// <summary>Says how a rule's parameter is called in Chinese and in what unit it is given.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class GivenAttribute(string label, string unit = "") : Attribute
{
    public string Label { get; } = label;

    public string Unit { get; } = unit;

    /// <summary>Smallest number accepted; numbers below are refused before the rule is asked.</summary>
    public int Min { get; init; }

    /// <summary>Largest number accepted; a million unless said otherwise.</summary>
    public int Max { get; init; } = 1_000_000;
}

/// <summary>A parameter that comes from the settings unless the caller gives it: the rule is silent or sources conflict.</summary>
/// <param name="key">The setting's key, such as <c>election-majority-base</c>; a file of <c>Rules/Settings</c> says everything else.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class SettingAttribute(string key) : Attribute
{
    public string Key { get; } = key;
}
