using System.Security.Cryptography;

namespace Workflows.Storage;

/// <summary>The chain of the records: every row's hash covers the row and the hash of the one before.</summary>
public static class RecordChain
{
    /// <summary>Format 1: SHA-256 over the previous hash, then every column with its length in front; what is null has the length
    /// -1.</summary>
    public const int Format = 1;

    /// <summary>What the first record is chained to.</summary>
    public static readonly byte[] Genesis = new byte[32];

    public static byte[] Hash(byte[] previous, long seq, Authorship by, RecordChange change)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(previous);
        Ledger.Append(sha, Format);
        Ledger.Append(sha, seq);
        Ledger.Append(sha, Ledger.Microseconds(by.At));
        foreach (var text in (ReadOnlySpan<string?>)[by.Person, by.Through, by.About, by.Reason, change.Table, change.Key, change.Before, change.After])
        {
            if (text is null)
                Ledger.Append(sha, -1);
            else
                Ledger.Append(sha, text);
        }

        return sha.GetHashAndReset();
    }

    public static byte[] HashOf(RecordRow row, byte[] previous) => Hash(
        previous, row.Seq, new Authorship(row.At, row.Person, row.Through, row.About, row.Reason),
            new RecordChange(row.TableName, row.RowKey, row.BeforeText, row.AfterText));
}
