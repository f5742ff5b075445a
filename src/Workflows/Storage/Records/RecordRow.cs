namespace Workflows.Storage;

/// <summary>That one row of what cases rest on became another; added in the transaction that changes it, never changed.</summary>
public sealed class RecordRow
{
    /// <summary>1, 2, 3 … without a gap.</summary>
    public required long Seq { get; init; }

    /// <summary>How the hash is made; see <see cref="RecordChain.Format"/>.</summary>
    public required int Format { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Person id; empty when the program itself did it.</summary>
    public required string Person { get; init; }

    /// <summary>What brought the change; see <see cref="RecordWays"/>.</summary>
    public required string Through { get; init; }

    /// <summary>The case and its row, the files, the token: what it came with; may be empty.</summary>
    public required string About { get; init; }

    public required string Reason { get; init; }

    /// <summary>The table.</summary>
    public required string TableName { get; init; }

    /// <summary>The row's primary key, its parts one after another.</summary>
    public required string RowKey { get; init; }

    /// <summary>The row as it was, JSON; null when it is new.</summary>
    public string? BeforeText { get; init; }

    /// <summary>The row as it became, JSON; null when it is gone.</summary>
    public string? AfterText { get; init; }

    /// <summary>SHA-256 over this row and the hash of the one before.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>The end of the records: one row.</summary>
/// <param name="Hash">Null while there is none.</param>
public sealed record RecordHead(int Id, long Seq, byte[]? Hash);
