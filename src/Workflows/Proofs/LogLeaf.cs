using System.Globalization;
using System.Text;

namespace Workflows.Proofs;

/// <summary>One line of the log that checkpoints are made over: how far a chain had come, a case's history or the ledger of everything
/// else.</summary>
/// <param name="Kind"><see cref="Case"/> or <see cref="Records"/>.</param>
/// <param name="Id">Of the case; of the ledger its kind again.</param>
/// <param name="Seq">The last row of the chain.</param>
/// <param name="Head">The hash of that row; 32 bytes.</param>
/// <param name="Number">The case's number as people know it; empty for a ledger.</param>
public sealed record LogLeaf(string Kind, string Id, long Seq, byte[] Head, string Number)
{
    public const string Case = "case";

    public const string Records = "records";

    /// <summary>The line as it is hashed, in UTF-8 without its end.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Kind} {Id} {Seq} {Convert.ToHexStringLower(Head)} {Number}");

    public byte[] Hash() => MerkleTree.LeafHash(Encoding.UTF8.GetBytes(ToString()));

    /// <summary>Null when the line is none of these.</summary>
    public static LogLeaf? Parse(string line)
    {
        if (line.Split(' ', 5) is not [var kind and (Case or Records), var id, var seq, { Length: 64 } head, var number]
            || !long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || !head.All(char.IsAsciiHexDigitLower))
            return null;

        return new LogLeaf(kind, id, at, Convert.FromHexString(head), number);
    }

    public bool Equals(LogLeaf? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
