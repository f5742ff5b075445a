using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>Everything outside the case that a decision may look at, frozen for the length of one move.</summary>
public sealed record World(Register Register, RuleBook Rules, Settings Settings, WorkCalendar Calendar)
{
    /// <summary>The people who can sign in; null: nothing is known of that, and everybody is taken to be able to.</summary>
    public IReadOnlySet<string>? SignIns { get; init; }
}
