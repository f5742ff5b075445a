using System.Collections.Immutable;
using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>How a "no" is meant, and thereby which answer a program gets.</summary>
public enum ProblemKind
{
    /// <summary>The answer is not well formed.</summary>
    Malformed,

    /// <summary>This person may not do this.</summary>
    Forbidden,

    /// <summary>There is no such thing, or this person may not know of it.</summary>
    NotFound,

    /// <summary>Somebody else moved the case meanwhile.</summary>
    Changed,

    /// <summary>A rule or the state of the case says no.</summary>
    Refused,
}

/// <summary>不予办理: an expected "no", told to the person who asked, with what to do instead.</summary>
/// <param name="Code">Stable kebab-case code for programs.</param>
/// <param name="Says">One Chinese sentence: why not.</param>
/// <param name="Instead">What to do instead; null when there is nothing to add.</param>
public sealed record Problem(ProblemKind Kind, string Code, string Says, string? Instead = null)
{
    /// <summary>What the rules said, failing ones first.</summary>
    public ImmutableArray<RuleAnswer> Verdicts { get; init; } = [];

    /// <summary>What is wrong with which field.</summary>
    public ImmutableSortedDictionary<string, string> Errors { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The case to go on with instead; null where there is none.</summary>
    public string? Case { get; init; }

    /// <summary>The article that speaks: the rule's, or the one that a step gives for what it asks itself.</summary>
    public string? Article { get => field ?? Verdicts.FirstOrDefault(v => !v.Holds)?.Article; init; }

    public static Problem Malformed(string says, IEnumerable<KeyValuePair<string, string>> errors) =>
        new(ProblemKind.Malformed, "malformed", says) { Errors = errors.ToImmutableSortedDictionary() };

    public static Problem Forbidden(string code, string says, string? instead = null) => new(ProblemKind.Forbidden, code, says, instead);

    public static Problem NotFound(string code, string says, string? instead = null) => new(ProblemKind.NotFound, code, says, instead);

    public static Problem Changed() => new(
        ProblemKind.Changed,
        "changed-meanwhile",
        "您打开页面之后，这一事项又有新的办理，可能是他人，也可能是您在另一窗口办理的。",
        "请刷新页面，核对最新情况后再办理；您已填写的内容会保留。");

    /// <summary>The id of a move was used before, by somebody else or for another kind of move.</summary>
    public static Problem MoveIdUsed() => Refused("move-id-used", "这个操作编号已经用于另一次操作，这次没有办理。", "请刷新页面后重新提交；程序请为每次操作另取编号（GUID）。");

    public static Problem Refused(string code, string says, string? instead = null) => new(ProblemKind.Refused, code, says, instead);

    public static Problem Refused(IReadOnlyCollection<RuleAnswer> verdicts)
    {
        var first = verdicts.First(v => !v.Holds);
        return new Problem(ProblemKind.Refused, "rule-refused", first.Because, first.Instead)
        {
            Verdicts = [.. verdicts.OrderBy(v => v.Holds)],
        };
    }
}
