using Workflows.Activities;
using Workflows.Engine;
using Workflows.Rules;

namespace Workflows.Procedures;

/// <summary>Which data names a definition's steps can know, for checking sources.</summary>
internal sealed class LintNames
{
    private readonly HashSet<string> known;

    public LintNames(IEnumerable<string> inputs, Procedure resolved) => known = [.. inputs, .. Of(resolved.Root)];

    /// <summary>What is wrong with a source; null when it can be known.</summary>
    public string? Mistake(string path, string source)
    {
        if (source.StartsWith('=') || source is "today" or Sources.CaseOpenedOn or Sources.StepEnteredOn || int.TryParse(source, out _))
            return null;
        if (source.StartsWith(Sources.OfSetting, StringComparison.Ordinal))
        {
            var key = source[Sources.OfSetting.Length..];
            return Settings.Standard.Has(key) ? null : $"没有“{key}”这一设置；{StrictText.Nearest(key, Settings.Standard.All.Select(s => s.Key))}";
        }

        if (source.StartsWith("count:", StringComparison.Ordinal) || source.StartsWith("names:", StringComparison.Ordinal) || source.StartsWith("known:", StringComparison.Ordinal) || source.StartsWith("minus:", StringComparison.Ordinal))
            return Mistake(path, source[6..]);
        if (!source.StartsWith("facts.", StringComparison.Ordinal))
            return known.Contains(source) || IsProperty(source) ? null : $"没有“{source}”这一数据；{StrictText.Nearest(source, known)}";

        var parts = source[6..].Split('@', 2);
        if (Facts.Find(parts[0]) is null)
            return $"名册中没有“{parts[0]}”；{StrictText.Nearest(parts[0], Facts.All.Select(f => f.Name))}";
        return parts.Length == 2 ? Mistake(path, parts[1]) : null;
    }

    /// <summary>A rule's value may be a record; which properties it has is the rule's business.</summary>
    private bool IsProperty(string source) => source.LastIndexOf('.') is > 0 and var dot && known.Contains(source[..dot]);

    private static IEnumerable<string> Of(Block block) => block.Steps.Values.SelectMany(Of);

    private static IEnumerable<string> Of(Step step)
    {
        var own = step.Activity.OwnFields.Select(f => f.Name)
            .Concat(step.Activity.OwnFields.SelectMany(f => f.Columns).Select(c => c.Name))
            .Concat(step.Activity.Gives(step.Name))
            .Concat(step.Rules.Select(r => r.Into).OfType<string>());
        var inside = step.Branches.Values.SelectMany(Of);
        return own.Concat(step.Activity is CallActivity ? inside.Select(n => $"{step.Name}.{n}") : inside);
    }
}
