using Workflows.Proofs;

namespace Workflows.Storage.Checkpoints;

/// <summary>Finds the leaves that signed roots cover, in the database or beside the checkpoints, and says which of the two was tampered
/// with.</summary>
/// <param name="stored">The leaves in the database, in their order.</param>
/// <param name="kept">Every checkpoint at hand with a good signature, oldest first, with the lines that lay beside it.</param>
internal sealed class SealedLogReader(IReadOnlyList<LogLeaf> stored, IReadOnlyList<(Checkpoint Checkpoint, KeptCheckpoint Kept)> kept)
{
    private readonly Roots ofStored = new(stored, kept.Select(k => k.Checkpoint));

    private readonly LogLeaf[] beside = Beside(kept);

    /// <param name="asked">The checkpoint to compare with.</param>
    /// <param name="says">What is wrong, as it is found.</param>
    public SealedLog? Read(Checkpoint asked, ICollection<string> says)
    {
        var ofBeside = new Roots(beside, kept.Select(k => k.Checkpoint));
        if (!ofStored.Has(asked))
        {
            says.Add(WhatHappened(asked, ofBeside.Has(asked)));
            if (!ofBeside.Has(asked))
                return null;
        }

        var (leaves, roots) = ofStored.Has(asked) ? ((IReadOnlyList<LogLeaf>)stored, ofStored) : (beside, ofBeside);
        var moments = new List<Checkpoint>();
        foreach (var (one, _) in kept)
        {
            if (roots.Has(one))
                moments.Add(one);
            else if (one != asked)
                says.Add($"第 {one.Number} 号检查点与第 {asked.Number} 号检查点接不上：两者之间检查点清单被改写过。");
        }

        for (var i = 1; i < moments.Count; i++)
        {
            for (var missing = moments[i - 1].Number + 1; missing < moments[i].Number; missing++)
                says.Add($"第 {missing} 号检查点的文件不在目录里。");
        }

        var most = (int)moments[^1].Size;
        return new SealedLog([.. leaves.Take(most)], moments);
    }

    private string WhatHappened(Checkpoint asked, bool isProvedBeside)
    {
        if (stored.Count < asked.Size)
            return $"数据库里的检查点清单只有 {stored.Count} 行，第 {asked.Number} 号检查点有 {asked.Size} 行：清单被截短，或者数据库被换成了较早的副本。";
        if (!isProvedBeside)
            return $"数据库里的检查点清单与第 {asked.Number} 号检查点不符，而检查点旁边没有可用的清单：不能逐个事项比对。请把整个检查点目录一并交来。";

        var at = Enumerable.Range(0, (int)asked.Size).First(i => stored[i] != beside[i]);
        var leaf = beside[at];
        return $"数据库里的检查点清单第 {at + 1} 行被改写过（{(leaf.Number.Length > 0 ? leaf.Number : CheckpointVerifier.Ledger)}，第 {leaf.Seq} 条）。";
    }

    /// <summary>The lines beside the checkpoints, as long as each continues the one before.</summary>
    private static LogLeaf[] Beside(IReadOnlyList<(Checkpoint Checkpoint, KeptCheckpoint Kept)> kept)
    {
        var leaves = new List<LogLeaf>();
        foreach (var (checkpoint, file) in kept)
        {
            if (leaves.Count + file.Leaves.Length != checkpoint.Size)
                break;
            leaves.AddRange(file.Leaves);
        }

        return [.. leaves];
    }

    /// <summary>The roots that leaves have at the sizes of checkpoints.</summary>
    private sealed class Roots
    {
        private readonly Dictionary<long, byte[]> bySize = [];

        public Roots(IReadOnlyList<LogLeaf> leaves, IEnumerable<Checkpoint> checkpoints)
        {
            var sizes = checkpoints.Select(c => c.Size).ToHashSet();
            var tree = new GrowingTree();
            for (var i = 0; i <= leaves.Count; i++)
            {
                if (sizes.Contains(i))
                    bySize[i] = tree.Root();
                if (i < leaves.Count)
                    tree.Add(leaves[i].Hash());
            }
        }

        public bool Has(Checkpoint checkpoint) =>
            bySize.TryGetValue(checkpoint.Size, out var root) && root.AsSpan().SequenceEqual(checkpoint.Root);
    }
}
