using System.Text;
using Workflows.Proofs;

namespace Workflows.Tests.Proofs;

/// <summary>The tree against the vectors of Certificate Transparency, and every proof of every small tree.</summary>
public sealed class MerkleTreeTests
{
    private const int Most = 70;

    /// <summary>The leaves and roots that implementations of RFC 6962 are compared with.</summary>
    private static readonly string[] vectors =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void The_roots_are_those_of_RFC_6962(int size, string root) => Assert.Equal(root, Hex(MerkleTree.Root(Leaves(size))));

    [Fact]
    public void The_proofs_are_those_of_RFC_6962()
    {
        Assert.Equal(
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
            MerkleTree.Inclusion(Leaves(8), 0).Select(Hex));
        Assert.Equal(
            [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
            MerkleTree.Consistency(Leaves(8), 6).Select(Hex));
    }

    [Fact]
    public void Every_leaf_of_every_tree_is_proved_at_its_place_and_at_no_other()
    {
        for (var size = 1; size <= Most; size++)
        {
            var (leaves, root) = (Numbered(size), MerkleTree.Root(Numbered(size)));
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleTree.Inclusion(leaves, index);
                Assert.True(MerkleTree.Includes(root, size, leaves[index], index, proof));
                Assert.False(MerkleTree.Includes(root, size, leaves[index], index + 1, proof));
                Assert.False(MerkleTree.Includes(root, size, MerkleTree.LeafHash("x"u8), index, proof));
                Assert.All(Torn(proof), torn => Assert.False(MerkleTree.Includes(root, size, leaves[index], index, torn)));
            }
        }
    }

    [Fact]
    public void Every_tree_is_proved_to_continue_every_earlier_one_and_none_that_began_otherwise()
    {
        for (var second = 1; second <= Most; second++)
        {
            var leaves = Numbered(second);
            var root = MerkleTree.Root(leaves);
            for (var first = 1; first <= second; first++)
            {
                var (old, proof) = (MerkleTree.Root(leaves.AsSpan(0, first)), MerkleTree.Consistency(leaves, first));
                Assert.True(MerkleTree.Continues(old, first, root, second, proof));
                Assert.All(Torn(proof), torn => Assert.False(MerkleTree.Continues(old, first, root, second, torn)));
                byte[][] other = [.. leaves[..(first - 1)], MerkleTree.LeafHash("x"u8)];
                Assert.False(MerkleTree.Continues(MerkleTree.Root(other), first, root, second, proof));
            }
        }
    }

    [Fact]
    public void A_growing_tree_has_at_every_size_the_root_of_the_whole()
    {
        var growing = new GrowingTree();
        for (var size = 0; size <= Most; size++)
        {
            Assert.Equal((size, Hex(Recursive(Numbered(size)))), ((int)growing.Size, Hex(growing.Root())));
            growing.Add(MerkleTree.LeafHash(Encoding.UTF8.GetBytes($"{size}")));
        }
    }

    /// <summary>The definition of RFC 6962, word for word.</summary>
    private static byte[] Recursive(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length < 2)
            return leaves.Length == 0 ? MerkleTree.Empty : leaves[0];

        var split = 1;
        while (split * 2 < leaves.Length)
            split *= 2;
        return MerkleTree.NodeHash(Recursive(leaves[..split]), Recursive(leaves[split..]));
    }

    /// <summary>The proof with one hash changed, one left out, one too many.</summary>
    private static IEnumerable<byte[][]> Torn(IReadOnlyList<byte[]> proof) =>
    [
        [.. proof, MerkleTree.Empty],
        .. Enumerable.Range(0, proof.Count).Select(i => (byte[][])[.. proof.Take(i), .. proof.Skip(i + 1)]),
        .. Enumerable.Range(0, proof.Count).Select(i => (byte[][])[.. proof.Take(i), MerkleTree.Empty, .. proof.Skip(i + 1)]),
    ];

    private static byte[][] Leaves(int size) => [.. vectors.Take(size).Select(v => MerkleTree.LeafHash(Convert.FromHexString(v)))];

    private static byte[][] Numbered(int size) =>
        [.. Enumerable.Range(0, size).Select(i => MerkleTree.LeafHash(Encoding.UTF8.GetBytes($"{i}")))];

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
