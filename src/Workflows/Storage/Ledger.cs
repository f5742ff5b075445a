using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Workflows.Engine;

namespace Workflows.Storage;

/// <summary>The chain of a case's history: every row's hash covers the row and the hash of the one before.</summary>
public static class Ledger
{
    /// <summary>What the first row of a case is chained to.</summary>
    public static readonly byte[] Genesis = new byte[32];

    /// <summary>SHA-256 over the previous hash, then every column with its length in front, so that no two rows read the same.</summary>
    /// <param name="events">In UTF-8.</param>
    public static byte[] Hash(byte[] previous, string caseId, int seq, byte[] moveId, DateTimeOffset at, string person, string move, ReadOnlySpan<byte> events)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(previous);
        Append(sha, caseId);
        Append(sha, seq);
        sha.AppendData(moveId);
        Append(sha, Microseconds(at));
        Append(sha, person);
        Append(sha, move);
        Append(sha, events.Length);
        sha.AppendData(events);
        return sha.GetHashAndReset();
    }

    /// <summary>A moment as the database and the hash know it: microseconds since 1970 UTC.</summary>
    public static long Microseconds(DateTimeOffset moment) => (moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static byte[] HashOf(HistoryRow row, byte[] previous) =>
        Hash(previous, row.CaseId, row.Seq, row.MoveId, row.At, row.Person, row.Move, Encoding.UTF8.GetBytes(row.Events));

    /// <summary>The events as JSON, in UTF-8.</summary>
    public static byte[] Write(IReadOnlyList<CaseEvent> events) => JsonSerializer.SerializeToUtf8Bytes(events, Json.Options);

    public static IReadOnlyList<CaseEvent> Read(string events) =>
        JsonSerializer.Deserialize<List<CaseEvent>>(events, Json.Options) ?? throw new JsonException("No events.");

    /// <param name="events">In UTF-8.</param>
    public static IReadOnlyList<CaseEvent> Read(ReadOnlySpan<byte> events) =>
        JsonSerializer.Deserialize<List<CaseEvent>>(events, Json.Options) ?? throw new JsonException("No events.");

    internal static void Append(IncrementalHash sha, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Append(sha, bytes.Length);
        sha.AppendData(bytes);
    }

    internal static void Append(IncrementalHash sha, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        sha.AppendData(bytes);
    }
}
