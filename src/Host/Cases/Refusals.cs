using Workflows.Engine;
using Workflows.Host.Problems;

namespace Workflows.Host.Cases;

/// <summary>The engine's "no" as HTTP says it.</summary>
internal static class Refusals
{
    public static ProblemAnswer Answer(Problem problem) => new(problem.Says, StatusOf(problem.Kind), problem.Code)
    {
        Instead = problem.Instead,
        Article = problem.Article,
        Case = problem.Case,
        Verdicts = problem.Verdicts.IsEmpty ? null : problem.Verdicts,
        Errors = problem.Errors.IsEmpty ? null : problem.Errors,
    };

    public static ProblemResult Result(Problem problem) => new(Answer(problem));

    private static int StatusOf(ProblemKind kind) => kind switch
    {
        ProblemKind.Malformed => StatusCodes.Status400BadRequest,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Changed => StatusCodes.Status409Conflict,
        ProblemKind.Refused => StatusCodes.Status422UnprocessableEntity,
        _ => throw new InvalidOperationException($"Problem kind {kind}."),
    };
}
