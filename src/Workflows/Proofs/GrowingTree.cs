namespace Workflows.Proofs;

/// <summary>A <see cref="MerkleTree"/> that grows leaf by leaf and keeps no more than the roots of its full parts: a million leaves need
/// twenty of them.</summary>
public sealed class GrowingTree
{
    /// <summary>Of ever smaller parts, each twice as large as what follows or more; how many leaves each has stands beside it.</summary>
    private readonly Stack<(long Leaves, byte[] Root)> parts = new();

    public long Size { get; private set; }

    /// <param name="hash">The leaf's hash.</param>
    public void Add(byte[] hash)
    {
        var (leaves, root) = (1L, hash);
        while (parts.TryPeek(out var last) && last.Leaves == leaves)
        {
            parts.Pop();
            (leaves, root) = (leaves * 2, MerkleTree.NodeHash(last.Root, root));
        }

        parts.Push((leaves, root));
        Size++;
    }

    /// <summary>The root over all leaves so far.</summary>
    public byte[] Root() => parts.Count == 0
        ? MerkleTree.Empty
        : parts.Select(p => p.Root).Aggregate((right, left) => MerkleTree.NodeHash(left, right));
}
