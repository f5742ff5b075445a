using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Cms;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Security.Certificates;
using Org.BouncyCastle.Tsp;
using Org.BouncyCastle.X509;

namespace Workflows.Proofs;

/// <summary>What a time stamping authority confirmed of a text (RFC 3161).</summary>
/// <param name="At">The moment at which the authority saw the text.</param>
/// <param name="Authority">The name in its certificate.</param>
public sealed record TimeStamp(DateTimeOffset At, string Authority)
{
    /// <summary>The question to an authority about a text, in DER.</summary>
    /// <param name="nonce">Eight bytes that nobody can guess: the answer must have them.</param>
    public static byte[] Ask(string text, byte[] nonce) => Request(text, nonce).GetEncoded();

    /// <summary>The token in an authority's answer, in DER; null when it refuses, or answers another question.</summary>
    public static byte[]? Token(string text, byte[] nonce, byte[] answer)
    {
        try
        {
            var response = new TimeStampResponse(answer);
            response.Validate(Request(text, nonce));
            return response.TimeStampToken?.GetEncoded();
        }
        catch (Exception unfit) when (IsUnfit(unfit))
        {
            return null;
        }
    }

    /// <summary>Reads a token over a text; null when it is over another text, was changed, or comes from nobody who is trusted.</summary>
    /// <param name="trusted">The certificate of the authority, or of whoever issued its certificate; null: any authority's word is
    /// taken.</param>
    public static TimeStamp? Read(string text, byte[] token, X509Certificate? trusted)
    {
        try
        {
            var read = new TimeStampToken(new CmsSignedData(token));
            var info = read.TimeStampInfo;
            if (info.MessageImprintAlgOid != TspAlgorithms.Sha256 || !info.GetMessageImprintDigest().AsSpan().SequenceEqual(Digest(text)))
                return null;
            if ((read.GetCertificates().EnumerateMatches(read.SignerID).FirstOrDefault() ?? trusted) is not { } signer)
                return null;

            read.Validate(signer);
            if (trusted is not null && !signer.Equals(trusted))
                signer.Verify(trusted.GetPublicKey());
            return new TimeStamp(new DateTimeOffset(DateTime.SpecifyKind(info.GenTime, DateTimeKind.Utc)), signer.SubjectDN.ToString());
        }
        catch (Exception unfit) when (IsUnfit(unfit))
        {
            return null;
        }
    }

    /// <summary>Null when the text is no certificate, in PEM or DER.</summary>
    public static X509Certificate? Certificate(byte[] text)
    {
        try
        {
            return new X509CertificateParser().ReadCertificate(text);
        }
        catch (Exception unfit) when (IsUnfit(unfit))
        {
            return null;
        }
    }

    private static TimeStampRequest Request(string text, byte[] nonce)
    {
        var generator = new TimeStampRequestGenerator();
        generator.SetCertReq(true);
        return generator.Generate(TspAlgorithms.Sha256, Digest(text), new BigInteger(1, nonce));
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static bool IsUnfit(Exception unfit) =>
        unfit is TspException or CmsException or CertificateException or GeneralSecurityException or IOException or ArgumentException or InvalidOperationException
            or FormatException or InvalidCastException;
}
