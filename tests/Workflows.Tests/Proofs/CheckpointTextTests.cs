using Workflows.Proofs;

namespace Workflows.Tests.Proofs;

/// <summary>Signed notes and checkpoints as text: what others write is read, what was changed is refused.</summary>
public sealed class CheckpointTextTests
{
    /// <summary>The example of Go's package <c>note</c>.</summary>
    private const string Neumann = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private const string NeumannSecret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    private const string Said = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";

    private const string Signed = Said
        + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static readonly Checkpoint checkpoint = new(
        "workflows/0a1b2c3d", 12, MerkleTree.Empty, 3, new DateTimeOffset(2026, 11, 21, 1, 2, 3, TimeSpan.Zero).AddMicroseconds(45));

    public static TheoryData<NoteAlgorithm> Algorithms => [.. Enum.GetValues<NoteAlgorithm>()];

    [Fact]
    public void A_note_that_another_program_signed_is_read_and_signed_alike()
    {
        var note = SignedNote.Parse(Signed)!;

        Assert.Equal(Neumann, note.SignedWith([NoteKey.Parse(Neumann)!])?.ToString());
        Assert.Equal(Signed, NoteSigner.Parse(NeumannSecret)!.Sign(Said).ToString());
        Assert.Equal(NeumannSecret, NoteSigner.Parse(NeumannSecret)!.ToText());
        Assert.Null((note with { Text = Said.Replace("think", "hope", StringComparison.Ordinal) }).SignedWith([NoteKey.Parse(Neumann)!]));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_checkpoint_comes_back_from_its_text_and_from_a_clipboard(NoteAlgorithm algorithm)
    {
        var signer = Signer(algorithm, 7);
        var text = signer.Sign(checkpoint.ToString()).ToString();

        foreach (var way in new[] { text, text.Replace("\n", "\r\n", StringComparison.Ordinal), $"\n\n{text}\n", text.TrimEnd() })
        {
            var note = SignedNote.Parse(way)!;
            Assert.Equal(signer.Key, note.SignedWith([Signer(algorithm, 8).Key, signer.Key]));
            Assert.Equal(checkpoint, Checkpoint.Parse(note.Text));
        }

        Assert.Equal(signer.Key, NoteKey.Parse(signer.Key.ToString()));
        Assert.Equal(signer.Key, NoteSigner.Parse(signer.ToText())!.Key);
        Assert.Contains("\n12\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nnumber 3\nmoment 2026-11-21T01:02:03.000045Z\n", text,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Whatever_is_changed_in_a_checkpoint_its_signature_no_longer_fits(NoteAlgorithm algorithm)
    {
        var signer = Signer(algorithm, 7);
        var text = signer.Sign(checkpoint.ToString()).ToString();
        for (var i = 0; i < text.Length; i++)
        {
            // Flipping the lowest bit of the last padded base64 digit changes no byte.
            var changed = string.Concat(text.AsSpan(0, i), ((char)(text[i] ^ 2)).ToString(), text.AsSpan(i + 1));
            Assert.True(SignedNote.Parse(changed)?.SignedWith([signer.Key]) is null
                || SignedNote.Parse(changed)!.ToString() == text, $"{i}: {changed}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("workflows/0a1b2c3d\n12\n")]
    [InlineData("a\n\n— b\n")]
    [InlineData("a\n\n— b x\n")]
    [InlineData("a\n\n- b AAAAAAAA\n")]
    public void What_is_no_note_is_not_read(string text) => Assert.Null(SignedNote.Parse(text));

    [Theory]
    [InlineData("\n12\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nnumber 3\nmoment 2026-11-21T01:02:03.000045Z\n")]
    [InlineData("o\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nnumber 3\nmoment 2026-11-21T01:02:03.000045Z\n")]
    [InlineData("o\n12\n47DEQpj8HBSa\nnumber 3\nmoment 2026-11-21T01:02:03.000045Z\n")]
    [InlineData("o\n12\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nmoment 2026-11-21T01:02:03.000045Z\n")]
    [InlineData("o\n12\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nnumber 3\nmoment yesterday\n")]
    public void What_is_no_checkpoint_is_not_read(string text) => Assert.Null(Checkpoint.Parse(text));

    [Theory]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+")]
    [InlineData("PeterNeumann")]
    public void What_is_no_key_is_not_read(string line) => Assert.Null(NoteKey.Parse(line));

    [Fact]
    public void A_leaf_comes_back_from_its_line()
    {
        var leaf = new LogLeaf(LogLeaf.Case, "c1", 12, MerkleTree.Empty, "换届选举〔2026〕12号 附");

        Assert.Equal(leaf, LogLeaf.Parse(leaf.ToString()));
        Assert.Equal(new LogLeaf(LogLeaf.Records, LogLeaf.Records, 3, MerkleTree.Empty, ""),
            LogLeaf.Parse(new LogLeaf(LogLeaf.Records, LogLeaf.Records, 3, MerkleTree.Empty, "").ToString()));
        Assert.Null(LogLeaf.Parse("case c1 x e3b0 号"));
        Assert.Null(LogLeaf.Parse(leaf.ToString().Replace("case", "cast", StringComparison.Ordinal)));
    }

    private static NoteSigner Signer(NoteAlgorithm algorithm, byte seed) =>
        NoteSigner.Of("workflows/0a1b2c3d", algorithm, [.. Enumerable.Repeat(seed, NoteSigner.SecretLength)])!;
}
