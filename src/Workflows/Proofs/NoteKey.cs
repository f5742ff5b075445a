using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Workflows.Proofs;

/// <summary>How notes are signed.</summary>
public enum NoteAlgorithm
{
    Ed25519,

    /// <summary>SM2 with SM3 (GB/T 32918), where an office is bound to it.</summary>
    Sm2,
}

/// <summary>A public key that signed notes are checked with, named after whoever signs (C2SP signed-note).</summary>
/// <param name="Name">Whoever signs; no blank and no plus sign.</param>
/// <param name="Public">32 bytes of Ed25519, 65 of SM2 (uncompressed).</param>
public sealed record NoteKey(string Name, NoteAlgorithm Algorithm, byte[] Public)
{
    /// <summary>The type byte of Ed25519; SM2 has none of its own, so it stands behind 0xff with a name.</summary>
    internal const byte Ed25519Type = 1;

    internal static readonly byte[] Sm2Type = [0xff, .. "sm2-sm3"u8];

    /// <summary>Told in front of every signature, so that whoever knows several keys finds the right one.</summary>
    public uint Id { get; } = BinaryPrimitives.ReadUInt32BigEndian(
        SHA256.HashData([.. Encoding.UTF8.GetBytes(Name), (byte)'\n', .. TypeOf(Algorithm), .. Public]));

    /// <summary>The key as one line: name, id and what it is.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}+{Id:x8}+{Convert.ToBase64String([.. TypeOf(Algorithm), .. Public])}");

    /// <summary>Null when the line is no key, or its id another key's.</summary>
    public static NoteKey? Parse(string line)
    {
        if (line.Trim().Split('+', 3) is not [{ Length: > 0 } name, { Length: 8 } id, var encoded] || Bytes(encoded) is not { } bytes)
            return null;

        var key = bytes switch
        {
            [Ed25519Type, ..] when bytes.Length == 1 + Ed25519.PublicKeySize => new NoteKey(name, NoteAlgorithm.Ed25519, bytes[1..]),
            _ when bytes.AsSpan().StartsWith(Sm2Type) && bytes.Length == Sm2Type.Length + Sm2.PublicLength =>
                new NoteKey(name, NoteAlgorithm.Sm2, bytes[Sm2Type.Length..]),
            _ => null,
        };
        return key is not null && key.Id.ToString("x8", CultureInfo.InvariantCulture) == id ? key : null;
    }

    /// <summary>Was the text signed with this key?</summary>
    public bool Verifies(byte[] text, byte[] signature) => Algorithm switch
    {
        NoteAlgorithm.Ed25519 => signature.Length == Ed25519.SignatureSize && Ed25519.Verify(signature, 0, Public, 0, text, 0, text.Length),
        NoteAlgorithm.Sm2 => Sm2.Verify(Public, text, signature),
        _ => throw new InvalidOperationException($"No way of signing: {Algorithm}"),
    };

    public bool Equals(NoteKey? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    internal static byte[] TypeOf(NoteAlgorithm algorithm) => algorithm switch
    {
        NoteAlgorithm.Ed25519 => [Ed25519Type],
        NoteAlgorithm.Sm2 => Sm2Type,
        _ => throw new InvalidOperationException($"No way of signing: {algorithm}"),
    };

    internal static byte[]? Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }
}
