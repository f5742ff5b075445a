namespace Workflows.Engine;

/// <summary>Where an outcome leads: to a step of the same block, to an end, or nowhere.</summary>
public abstract record Target
{
    private const string EndWord = "end";
    private const string StayWord = "stay";

    private Target()
    {
    }

    /// <summary>Reads <c>step-name</c>, <c>end</c> (the outcome is the end), <c>end:state</c> or <c>stay</c>.</summary>
    public static Target Read(string outcome, string? text) => text switch
    {
        EndWord => new End(outcome),
        StayWord => new Stay(),
        _ when text?.StartsWith(EndWord + ":", StringComparison.Ordinal) == true => new End(text[(EndWord.Length + 1)..]),
        _ => new ToStep(text ?? ""),
    };

    /// <summary>The name of the step that it leads to; null when it leads to none.</summary>
    public string? StepName => (this as ToStep)?.Name;

    public sealed record ToStep(string Name) : Target
    {
        public override string ToString() => Name;
    }

    /// <summary>The block ends: the procedure, or a branch of a step.</summary>
    public sealed record End(string State) : Target
    {
        public override string ToString() => $"{EndWord}:{State}";
    }

    /// <summary>For an aside: the case remains where it stands.</summary>
    public sealed record Stay : Target
    {
        public override string ToString() => StayWord;
    }
}
