using System.Text.Json.Nodes;
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
    public string Kind => MoveTypes.Of(this).Name;

    /// <summary>May its sender see the case at all? Asked of the case as found, before anything else; null: nobody need ask.</summary>
    public Func<Case, ValueTask<bool>>? MaySee { get; init; }

    /// <summary>What was found of what it needs.</summary>
    public Known Known { get; init; } = Known.Nothing;

    /// <summary>What it has to know besides the case as it is.</summary>
    public virtual IEnumerable<MoveNeed> Needs(Run run) => [];

    /// <summary>Where files are handed in with it: place → value that may hold some. A file anywhere else opens to nobody.</summary>
    public virtual IEnumerable<KeyValuePair<string, JsonNode?>> HandsIn => [];

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

    /// <summary>Done.</summary>
    /// <param name="Case">The case as it is now.</param>
    /// <param name="Number">What people call it.</param>
    /// <param name="Seq">Its version.</param>
    /// <param name="Again">It had been done before and nothing happened now.</param>
    public sealed record Done(Case Case, string Number, int Seq, bool Again) : MoveResult;

    public sealed record Refused(Problem Problem) : MoveResult;
}
