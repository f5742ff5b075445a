using Workflows.Proofs;

namespace Workflows.Storage.Checkpoints;

/// <summary>What checkpoints that somebody kept prove of the log: its leaves as they were signed, and which moments are known.</summary>
/// <param name="Leaves">Every leaf that a signed root covers, in their order.</param>
/// <param name="Moments">The checkpoints that these leaves were found to be the log of, oldest first.</param>
internal sealed record SealedLog(IReadOnlyList<LogLeaf> Leaves, IReadOnlyList<Checkpoint> Moments)
{
    /// <summary>The leaves of each chain by kind and id, oldest first, each with its place in the log.</summary>
    public ILookup<(string Kind, string Id), (LogLeaf Leaf, int Position)> ByChain { get; } =
        Leaves.Select((leaf, position) => (leaf, position)).ToLookup(l => (l.leaf.Kind, l.leaf.Id));

    /// <summary>The last moment at which a leaf of this place was not in the log yet; null when there was no checkpoint before.</summary>
    /// <param name="position">Beyond the last leaf: the last moment of all.</param>
    public DateTimeOffset? LastMomentBefore(int position)
    {
        var (from, until) = (0, Moments.Count);
        while (from < until)
        {
            var middle = (from + until) / 2;
            (from, until) = Moments[middle].Size <= position ? (middle + 1, until) : (from, middle);
        }

        return from == 0 ? null : Moments[from - 1].At;
    }
}
