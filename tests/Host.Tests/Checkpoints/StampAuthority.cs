using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tsp;
using Org.BouncyCastle.Utilities.Collections;
using Org.BouncyCastle.X509;

namespace Workflows.Host.Tests.Checkpoints;

/// <summary>A small time stamping authority on loopback, with a certificate of its own.</summary>
internal sealed class StampAuthority : IAsyncDisposable
{
    private const string Policy = "1.2.3.4.1";

    private readonly WebApplication app;
    private readonly AsymmetricCipherKeyPair keys;
    private int serial;

    private StampAuthority(WebApplication app, AsymmetricCipherKeyPair keys, X509Certificate certificate)
    {
        (this.app, this.keys, Certificate) = (app, keys, certificate);
        app.MapPost("/tsa", async (HttpRequest asked) =>
        {
            using var body = new MemoryStream();
            await asked.Body.CopyToAsync(body);
            return IsOut ? Results.StatusCode(503) : Results.Bytes(Answer(body.ToArray()), "application/timestamp-reply");
        });
    }

    public X509Certificate Certificate { get; }

    public string Address => app.Urls.First() + "/tsa";

    /// <summary>True: it does not answer.</summary>
    public bool IsOut { get; set; }

    public static async Task<StampAuthority> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        var host = builder.Build();
        host.Urls.Add("http://127.0.0.1:0");
        var generator = GeneratorUtilities.GetKeyPairGenerator("RSA");
        generator.Init(new KeyGenerationParameters(new SecureRandom(), 2048));
        var pair = generator.GenerateKeyPair();
        var authority = new StampAuthority(host, pair, Issue(pair));
        await host.StartAsync();
        return authority;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static X509Certificate Issue(AsymmetricCipherKeyPair pair)
    {
        var maker = new X509V3CertificateGenerator();
        maker.SetSerialNumber(BigInteger.One);
        maker.SetIssuerDN(new X509Name("CN=Test TSA"));
        maker.SetSubjectDN(new X509Name("CN=Test TSA"));
        maker.SetNotBefore(new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        maker.SetNotAfter(new DateTime(2090, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        maker.SetPublicKey(pair.Public);
        maker.AddExtension(X509Extensions.ExtendedKeyUsage, critical: true, new ExtendedKeyUsage(KeyPurposeID.id_kp_timeStamping));
        return maker.Generate(new Asn1SignatureFactory("SHA256WITHRSA", pair.Private));
    }

    private byte[] Answer(byte[] question)
    {
        var tokens = new TimeStampTokenGenerator(keys.Private, Certificate, TspAlgorithms.Sha256, Policy);
        tokens.SetCertificates(CollectionUtilities.CreateStore([Certificate]));
        var answers = new TimeStampResponseGenerator(tokens, TspAlgorithms.Allowed);
        return answers.Generate(new TimeStampRequest(question), BigInteger.ValueOf(Interlocked.Increment(ref serial)),
            new DateTime(2026, 11, 21, 1, 0, 0, DateTimeKind.Utc)).GetEncoded();
    }
}
