using System.Text.Json;
using MediatR;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>操作: anything a person or the clock does to a case. Validated for shape by its validator, decided by <see cref="Make"/>, pure.</summary>
public abstract record Move : IRequest<MoveResult>
{
    /// <summary>Chosen by the sender; the same id twice is done once and answered the same.</summary>
    public required Guid Id { get; init; }

    public required string Case { get; init; }

    /// <summary>The person's id; <c>clock</c> for the clock.</summary>
    public required string By { get; init; }

    /// <summary>The version of the case that the sender saw; null when it does not matter.</summary>
    public int? Seq { get; init; }

    /// <summary>补录: the day on which it was done on paper; null: it is done now.</summary>
    public virtual DateOnly? PerformedOn => null;

    /// <summary>Name of the kind of move, kebab-case, as the history keeps it.</summary>
    public string Kind => JsonNamingPolicy.KebabCaseLower.ConvertName(GetType().Name);

    /// <summary>Makes the move, or says why not. Nothing has happened when it says why not.</summary>
    protected abstract Problem? Make(Run run);

    /// <summary>Makes the move; a refusal from deep inside a chain of automatic steps comes back as a value, too.</summary>
    public Problem? Try(Run run)
    {
        try
        {
            return Guards.MayAct(run) ?? Recordings.WhyNot(run) ?? Make(run);
        }
        catch (MoveRefusedException refused)
        {
            return refused.Problem;
        }
    }
}

/// <summary>What a move came to.</summary>
public abstract record MoveResult
{
    private MoveResult()
    {
    }

    /// <summary>Done. <paramref name="Again"/>: it had been done before and nothing happened now.</summary>
    public sealed record Done(Case Case, int Seq, bool Again) : MoveResult;

    public sealed record Refused(Problem Problem) : MoveResult;
}
