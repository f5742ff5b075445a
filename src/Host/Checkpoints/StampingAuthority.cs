using System.Net.Http.Headers;
using System.Security.Cryptography;
using Org.BouncyCastle.X509;
using Workflows.Proofs;

namespace Workflows.Host.Checkpoints;

/// <summary>The time stamping authority that is asked to confirm when a checkpoint was there.</summary>
/// <param name="Address">Where it answers; null: none is asked.</param>
/// <param name="Trusted">Its certificate, or that of whoever issued it; null: any authority's word is taken.</param>
internal sealed record StampingAuthority(Uri? Address, X509Certificate? Trusted)
{
    private const int MostAnswer = 64 * 1024;

    private static readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = MostAnswer };

    /// <summary>The token over the text; null when there is no authority, or it does not answer now.</summary>
    public async Task<byte[]?> Stamp(string text, CancellationToken cancellation)
    {
        if (Address is null)
            return null;

        var nonce = RandomNumberGenerator.GetBytes(8);
        using var question = new ByteArrayContent(TimeStamp.Ask(text, nonce));
        question.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
        try
        {
            using var answer = await http.PostAsync(Address, question, cancellation);
            var token = answer.IsSuccessStatusCode ? TimeStamp.Token(text, nonce, await answer.Content.ReadAsByteArrayAsync(cancellation))
                : null;
            return token is not null && TimeStamp.Read(text, token, Trusted) is not null ? token : null;
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException
            || (unreachable is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }
}
