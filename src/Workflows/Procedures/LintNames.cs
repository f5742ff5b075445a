using Workflows.Engine;
using Workflows.Rules;

namespace Workflows.Procedures;

/// <summary>Which data names a definition's steps can know, for checking sources.</summary>
internal sealed class LintNames
{
    private readonly Procedure resolved;
    private readonly HashSet<string> known;

    public LintNames(Procedure resolved) => (this.resolved, known) = (resolved, [.. resolved.Inputs.Select(i => i.Name), .. Of(resolved.Root)]);

    /// <summary>Every full name of a datum.</summary>
    public IEnumerable<string> All => known;

    public bool Knows(string name) => known.Contains(name) || IsProperty(name);

    /// <summary>What is wrong with a source; null when it can be known.</summary>
    public string? Mistake(Source source) =>
        source.Mistake(resolved, name => Knows(name) ? null : $"没有“{name}”这一数据；{Spelling.Nearest(name, known)}");

    /// <summary>A rule's value may be a record; which properties it has is the rule's business.</summary>
    private bool IsProperty(string source) => source.LastIndexOf('.') is > 0 and var dot && known.Contains(source[..dot]);

    private static IEnumerable<string> Of(Block block) => block.Steps.Values.SelectMany(Of);

    private static IEnumerable<string> Of(Step step)
    {
        var own = step.Activity.OwnFields.Select(f => f.Name)
            .Concat(step.Activity.OwnFields.SelectMany(f => f.Columns).Select(c => c.Name))
            .Concat(step.Activity.Gives(step.Name).Concat(step.Rules.SelectMany(Made.By)).Select(m => m.Name));
        var inside = step.Branches.Values.SelectMany(Of);
        return own.Concat(step.Activity.OpensScope ? inside.Select(n => $"{step.Name}.{n}") : inside);
    }
}
