using System.Globalization;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Workflows.Proofs;

/// <summary>The secret half of a <see cref="NoteKey"/>.</summary>
public sealed class NoteSigner
{
    /// <summary>Bytes of a secret.</summary>
    public const int SecretLength = 32;

    private const string Prefix = "PRIVATE+KEY+";

    private readonly byte[] secret;

    private NoteSigner(NoteKey key, byte[] secret) => (Key, this.secret) = (key, secret);

    public NoteKey Key { get; }

    /// <param name="name">Whoever signs; no blank and no plus sign.</param>
    /// <param name="secret">32 bytes that nobody can guess.</param>
    /// <returns>Null for one secret in 2³², which SM2 cannot sign with: take another.</returns>
    public static NoteSigner? Of(string name, NoteAlgorithm algorithm, byte[] secret)
    {
        if (secret.Length != SecretLength || (algorithm == NoteAlgorithm.Sm2 && !Sm2.IsSecret(secret)))
            return null;

        return new NoteSigner(new NoteKey(name, algorithm, PublicOf(algorithm, secret)), secret);
    }

    /// <summary>Reads what <see cref="ToText"/> wrote; null when it is something else.</summary>
    public static NoteSigner? Parse(string line)
    {
        if (!line.StartsWith(Prefix, StringComparison.Ordinal)
            || line[Prefix.Length..].Trim().Split('+', 3) is not [{ Length: > 0 } name, { Length: 8 } id, var encoded]
            || NoteKey.Bytes(encoded) is not { } bytes)
            return null;

        var (algorithm, type) = bytes is [NoteKey.Ed25519Type, ..] ? (NoteAlgorithm.Ed25519, 1)
            : (NoteAlgorithm.Sm2, NoteKey.Sm2Type.Length);
        if (!bytes.AsSpan().StartsWith(NoteKey.TypeOf(algorithm)))
            return null;

        return Of(name, algorithm, bytes[type..]) is { } signer && signer.Key.Id.ToString("x8", CultureInfo.InvariantCulture) == id
            ? signer : null;
    }

    /// <summary>The secret as one line, for a file that nobody else may read.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture, $"{Prefix}{Key.Name}+{Key.Id:x8}+{Convert.ToBase64String([.. NoteKey.TypeOf(Key.Algorithm), .. secret])}");

    public SignedNote Sign(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new SignedNote(text, [new NoteSignature(Key.Name, Key.Id, Signature(bytes))]);
    }

    private byte[] Signature(byte[] text)
    {
        if (Key.Algorithm == NoteAlgorithm.Sm2)
            return Sm2.Sign(secret, text);

        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(secret, 0, text, 0, text.Length, signature, 0);
        return signature;
    }

    private static byte[] PublicOf(NoteAlgorithm algorithm, byte[] secret)
    {
        if (algorithm == NoteAlgorithm.Sm2)
            return Sm2.PublicOf(secret);

        var key = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(secret, 0, key, 0);
        return key;
    }
}
