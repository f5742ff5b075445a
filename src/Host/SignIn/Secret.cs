using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Workflows.Host.SignIn;

/// <summary>Secrets that the host hands out once and then knows only by their hash.</summary>
internal static class Secret
{
    /// <summary>Letters and digits that are not taken for one another when read from paper.</summary>
    private const string Readable = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>256 random bits, fit for a URL.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>A hash is enough without salt: the secret itself is random.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>A code to be kept on paper: two groups of five, about 49 bits; guesses at it are limited.</summary>
    public static string NewCode() => $"{RandomNumberGenerator.GetString(Readable, 5)}-{RandomNumberGenerator.GetString(Readable, 5)}";

    /// <summary>A password to be read and typed once: four groups of four, about 79 bits.</summary>
    public static string NewPassword() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Readable, 4)));
}
