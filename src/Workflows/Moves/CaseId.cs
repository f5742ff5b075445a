using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Workflows.Moves;

/// <summary>
/// Ids of cases follow from the id of the move that opens them. Where people send a UUID of version 7, as pages do, the case's
/// id begins with its moment: every table is keyed by the case, and cases of one time, which move at one time, then lie
/// together in the file.
/// </summary>
public static class CaseId
{
    private const int Length = 16;

    /// <summary>Nine digits of five bits count 8 ms each since 1970: enough for eight thousand years.</summary>
    private const int DigitsOfTime = 9;

    /// <summary>In the order of their codes, so that text sorts as time does.</summary>
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>The case that somebody's move opens.</summary>
    public static string For(Guid move)
    {
        if (move.Version != 7)
            return Undated(move);

        Span<byte> bytes = stackalloc byte[16];
        move.TryWriteBytes(bytes, bigEndian: true, out _);
        var time = BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16 >> 3;
        var rest = ulong.Parse(HashOf(move).AsSpan(0, Length), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
        return Write(time, DigitsOfTime) + Write(rest, Length - DigitsOfTime);
    }

    /// <summary>The case that a derived move id opens: a hash may look like any version, and has no moment.</summary>
    public static string Undated(Guid move) => HashOf(move)[..Length];

    /// <summary>64 hexadecimal digits.</summary>
    public static string HashOf(Guid move) => Convert.ToHexStringLower(SHA256.HashData(move.ToByteArray()));

    private static string Write(ulong number, int length) => string.Create(length, number, (text, left) =>
    {
        for (var i = text.Length - 1; i >= 0; i--, left >>= 5)
            text[i] = Digits[(int)(left & 31)];
    });
}
