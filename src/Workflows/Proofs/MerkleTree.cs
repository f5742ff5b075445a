using System.Numerics;
using System.Security.Cryptography;

namespace Workflows.Proofs;

/// <summary>A Merkle tree over leaves that are only ever appended, hashed as RFC 6962 says: SHA-256, a leaf behind 0x00, a node behind
/// 0x01.</summary>
public static class MerkleTree
{
    /// <summary>The root over no leaves.</summary>
    public static readonly byte[] Empty = SHA256.HashData([]);

    public static byte[] LeafHash(ReadOnlySpan<byte> leaf)
    {
        byte[] text = [0, .. leaf];
        return SHA256.HashData(text);
    }

    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> text = stackalloc byte[65];
        text[0] = 1;
        left.CopyTo(text[1..]);
        right.CopyTo(text[33..]);
        return SHA256.HashData(text);
    }

    /// <summary>The root over these leaves.</summary>
    /// <param name="hashes">The leaves' hashes.</param>
    public static byte[] Root(ReadOnlySpan<byte[]> hashes)
    {
        var growing = new GrowingTree();
        foreach (var hash in hashes)
            growing.Add(hash);
        return growing.Root();
    }

    /// <summary>What proves that a leaf lies at its place: the hashes beside its way to the root, from the bottom.</summary>
    /// <param name="hashes">All leaves' hashes.</param>
    /// <param name="index">The leaf; from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public static IReadOnlyList<byte[]> Inclusion(ReadOnlySpan<byte[]> hashes, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, hashes.Length);
        var proof = new List<byte[]>();
        while (hashes.Length > 1)
        {
            var split = Split(hashes.Length);
            var isLeft = index < split;
            proof.Add(Root(isLeft ? hashes[split..] : hashes[..split]));
            hashes = isLeft ? hashes[..split] : hashes[split..];
            index -= isLeft ? 0 : split;
        }

        proof.Reverse();
        return proof;
    }

    /// <summary>What proves that the tree over the first leaves is the beginning of the tree over all of them.</summary>
    /// <param name="hashes">All leaves' hashes.</param>
    /// <param name="first">How many the earlier tree had; 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There was no such tree.</exception>
    public static IReadOnlyList<byte[]> Consistency(ReadOnlySpan<byte[]> hashes, int first)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, hashes.Length);
        var proof = new List<byte[]>();
        // Is what is left of the earlier tree still all of it, so that whoever checks knows its root?
        var isWhole = true;
        while (first < hashes.Length)
        {
            var split = Split(hashes.Length);
            if (first <= split)
            {
                proof.Add(Root(hashes[split..]));
                hashes = hashes[..split];
            }
            else
            {
                proof.Add(Root(hashes[..split]));
                hashes = hashes[split..];
                (first, isWhole) = (first - split, false);
            }
        }

        if (!isWhole)
            proof.Add(Root(hashes));
        proof.Reverse();
        return proof;
    }

    /// <summary>Does the proof show that the leaf lies at that place of the tree with this root?</summary>
    public static bool Includes(byte[] root, long size, byte[] leaf, long index, IReadOnlyList<byte[]> proof)
    {
        if (index < 0 || index >= size || proof.Any(p => p.Length != SHA256.HashSizeInBytes))
            return false;

        var (at, last, hash) = (index, size - 1, leaf);
        foreach (var beside in proof)
        {
            if (last == 0)
                return false;

            if ((at & 1) == 1 || at == last)
            {
                hash = NodeHash(beside, hash);
                for (; (at & 1) == 0 && at != 0; last >>= 1)
                    at >>= 1;
            }
            else
            {
                hash = NodeHash(hash, beside);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>Does the proof show that the tree with the second root begins with all of the tree with the first one?</summary>
    public static bool Continues(byte[] firstRoot, long first, byte[] secondRoot, long second, IReadOnlyList<byte[]> proof)
    {
        if (first < 1 || first > second || proof.Any(p => p.Length != SHA256.HashSizeInBytes))
            return false;
        if (first == second)
            return proof.Count == 0 && firstRoot.AsSpan().SequenceEqual(secondRoot);

        IReadOnlyList<byte[]> path = BitOperations.IsPow2(first) ? [firstRoot, .. proof] : proof;
        if (path.Count == 0)
            return false;

        var (at, last) = (first - 1, second - 1);
        for (; (at & 1) == 1; last >>= 1)
            at >>= 1;
        var (old, now) = (path[0], path[0]);
        foreach (var beside in path.Skip(1))
        {
            if (last == 0)
                return false;

            if ((at & 1) == 1 || at == last)
            {
                (old, now) = (NodeHash(beside, old), NodeHash(beside, now));
                for (; (at & 1) == 0 && at != 0; last >>= 1)
                    at >>= 1;
            }
            else
            {
                now = NodeHash(now, beside);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && old.AsSpan().SequenceEqual(firstRoot) && now.AsSpan().SequenceEqual(secondRoot);
    }

    /// <summary>The largest power of two below the number.</summary>
    private static int Split(int size) => 1 << BitOperations.Log2((uint)size - 1);
}
