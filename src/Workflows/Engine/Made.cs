using System.Collections.Immutable;
using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>A datum that a step puts into the case by itself, and how a person is told of it.</summary>
/// <param name="Name">Its name in the step's own scope; of a part of it, <c>name.part</c>.</param>
/// <param name="Label">In Chinese; null where nobody need read it.</param>
/// <param name="Unit">Stands behind a number.</param>
public sealed record Made(string Name, string? Label = null, string? Unit = null)
{
    /// <summary>Name of the list that tells the same as long as it holds the same; null: it is always told.</summary>
    public string? ToldBy { get; init; }

    /// <summary>Where it is a list with a row for every answer: the fields of a row; otherwise empty.</summary>
    public ImmutableArray<Field> Row { get; init; } = [];

    /// <summary>What a rule's answer becomes: it says itself what its value is, unless the definition calls it otherwise.</summary>
    public static IEnumerable<Made> By(RuleUse use)
    {
        if (use.Into is not { } into)
            return [];

        var said = RuleBook.Standard.GivenBy(use.Rule)
            .Select(g => new Made(g.Of.Length == 0 ? into.Name : $"{into.Name}.{g.Of}", g.Label, g.Unit)).ToArray();
        var whole = said.FirstOrDefault(m => m.Name == into.Name);
        return said.Where(m => m != whole).Prepend(into.As(whole?.Label, whole?.Unit));
    }
}

/// <summary>Where a computed value goes, and what it is called there; a bare name has the usual words.</summary>
public sealed record Naming
{
    [Key("数据名", "后面的步骤用这个名称引用它。", Example = "expected")]
    public required string Name { get; init; }

    [Key("名称", "页面上的叫法；不写就用通常的叫法。", Example = "应到会人数")]
    public string? Label { get; init; }

    [Key("单位", "写在数字后面。", Example = "人")]
    public string? Unit { get; init; }

    /// <summary>The datum, called as here or, where nothing is said here, as usual.</summary>
    public Made As(string? label = null, string? unit = null) => new(Name, Label ?? label, Unit ?? unit);

    public override string ToString() => Name;
}
