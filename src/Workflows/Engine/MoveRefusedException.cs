namespace Workflows.Engine;

/// <summary>
/// Carries a <see cref="Problem"/> out of a chain of automatic steps, where no method in between can answer;
/// caught in one place, where a move is tried. Not for bugs.
/// </summary>
public sealed class MoveRefusedException(Problem problem) : Exception(problem.Says)
{
    public Problem Problem { get; } = problem;
}
