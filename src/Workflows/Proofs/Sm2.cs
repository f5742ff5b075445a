using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace Workflows.Proofs;

/// <summary>SM2 with SM3 and the usual id 1234567812345678 (GB/T 32918, GM/T 0009); signatures are r and s, 32 bytes each.</summary>
internal static class Sm2
{
    /// <summary>A point, uncompressed. Bytes.</summary>
    public const int PublicLength = 65;

    private static readonly ECDomainParameters curve = new(GMNamedCurves.GetByName("sm2p256v1"));

    public static byte[] PublicOf(byte[] secret) => curve.G.Multiply(new BigInteger(1, secret)).Normalize().GetEncoded(compressed: false);

    /// <summary>Is this a number that SM2 can sign with?</summary>
    public static bool IsSecret(byte[] secret) =>
        new BigInteger(1, secret) is var number && number.SignValue > 0 && number.CompareTo(curve.N.Subtract(BigInteger.One)) < 0;

    public static byte[] Sign(byte[] secret, byte[] text)
    {
        var signer = new SM2Signer(PlainDsaEncoding.Instance);
        signer.Init(forSigning: true, new ECPrivateKeyParameters(new BigInteger(1, secret), curve));
        signer.BlockUpdate(text, 0, text.Length);
        return signer.GenerateSignature();
    }

    public static bool Verify(byte[] key, byte[] text, byte[] signature)
    {
        try
        {
            var signer = new SM2Signer(PlainDsaEncoding.Instance);
            signer.Init(forSigning: false, new ECPublicKeyParameters(curve.Curve.DecodePoint(key), curve));
            signer.BlockUpdate(text, 0, text.Length);
            return signer.VerifySignature(signature);
        }
        catch (Exception unfit) when (unfit is ArgumentException or FormatException or CryptoException)
        {
            return false;
        }
    }
}
