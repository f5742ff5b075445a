namespace Workflows.Rules;

/// <summary>What a rule function answers: does the act hold, and why, in a sentence with its numbers.</summary>
/// <param name="Holds">True when the act is lawful (or, for a rule that computes, when it could compute).</param>
/// <param name="Because">One Chinese sentence with the numbers; goes into the history word for word.</param>
public sealed record Verdict(bool Holds, string Because)
{
    /// <summary>What the rule computed: a <see cref="DateOnly"/>, a number, a list … or null when it only judges.</summary>
    public object? Value { get; init; }

    /// <summary>What to do instead when it does not hold; null when there is nothing to add.</summary>
    public string? Instead { get; init; }

    /// <summary>True when it failed on a point that no reason and no approver can set aside, although the rule as a whole is soft.</summary>
    public bool Hard { get; init; }

    /// <summary>True when the answer rests on a year without a loaded calendar and must not move a case by itself (WD-05).</summary>
    public bool Provisional { get; init; }

    /// <summary>True when what was given cannot be true together, so that nothing was judged.</summary>
    public bool Impossible { get; init; }

    /// <summary>What was given cannot be true together, so the rule does not judge it.</summary>
    internal static Verdict Mistaken(string because) => new(false, because) { Hard = true, Impossible = true, Instead = "请核对后重新填写。" };
}
