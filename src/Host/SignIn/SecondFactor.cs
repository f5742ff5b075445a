using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using OtpNet;
using Workflows.Host.Storage;

namespace Workflows.Host.SignIn;

/// <summary>A code on paper that stands in once for the authenticator; kept as a hash.</summary>
internal sealed class RecoveryCode
{
    public required string Hash { get; init; }

    public required string AccountId { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>The second factor of an account: codes of an authenticator app (RFC 6238), each good once, and recovery codes.</summary>
internal sealed class SecondFactor(HostDb db, IDataProtectionProvider protection, TimeProvider clock)
{
    private const int Codes = 10;
    private const int KeyBytes = 20;

    /// <summary>A phone's clock may be half a minute wrong.</summary>
    private static readonly VerificationWindow window = new(previous: 1, future: 1);

    private readonly IDataProtector protector = protection.CreateProtector("authenticator");

    /// <summary>A new key, to be confirmed by a first code; the caller saves.</summary>
    public string Begin(Account account)
    {
        var key = KeyGeneration.GenerateRandomKey(KeyBytes);
        account.AuthenticatorPending = protector.Protect(Base32Encoding.ToString(key));
        return Base32Encoding.ToString(key).TrimEnd('=');
    }

    /// <summary>Takes the pending key into use when the code is one of it; the caller saves.</summary>
    /// <returns>The recovery codes, to be shown once; null: the code is wrong.</returns>
    public async Task<IReadOnlyList<string>?> Confirm(Account account, string code)
    {
        if (account.AuthenticatorPending is not { } pending || Step(pending, code) is not { } step)
            return null;

        (account.AuthenticatorKey, account.AuthenticatorPending, account.AuthenticatorStep) = (pending, null, step);
        return await RenewCodes(account);
    }

    /// <summary>Ends the second factor; the caller saves.</summary>
    public async Task Remove(Account account)
    {
        (account.AuthenticatorKey, account.AuthenticatorPending, account.AuthenticatorStep) = (null, null, 0);
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.AccountId == account.Id).ToListAsync());
    }

    /// <summary>New recovery codes in place of the old ones; the caller saves.</summary>
    public async Task<IReadOnlyList<string>> RenewCodes(Account account)
    {
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.AccountId == account.Id).ToListAsync());
        var codes = Enumerable.Range(0, Codes).Select(_ => Secret.NewCode()).ToArray();
        db.RecoveryCodes.AddRange(codes.Select(c => new RecoveryCode { Hash = Hash(account, c), AccountId = account.Id }));
        return codes;
    }

    /// <summary>How many recovery codes have not been used.</summary>
    public Task<int> CodesLeft(string accountId, CancellationToken cancellation) =>
        db.RecoveryCodes.CountAsync(c => c.AccountId == accountId && c.UsedAt == null, cancellation);

    /// <summary>Uses a code up: one of the app or a recovery code. Whoever comes second with the same one is refused.</summary>
    public async Task<bool> Use(Account account, string code, CancellationToken cancellation)
    {
        var typed = code.Trim();
        if (Step(account.AuthenticatorKey!, typed) is { } step)
        {
            var used = await db.Accounts.Where(a => a.Id == account.Id && a.AuthenticatorStep < step)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.AuthenticatorStep, step), cancellation);
            return used > 0;
        }

        var (hash, now) = (Hash(account, typed), clock.GetUtcNow());
        return await db.RecoveryCodes.Where(c => c.Hash == hash && c.UsedAt == null)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.UsedAt, now), cancellation) > 0;
    }

    /// <summary>The step of time that the code belongs to; null: to none near now.</summary>
    private long? Step(string kept, string code)
    {
        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        return digits.Length == 6 && digits.All(char.IsAsciiDigit)
            && new Totp(Base32Encoding.ToBytes(Key(kept))).VerifyTotp(clock.GetUtcNow().UtcDateTime, digits, out var step, window)
            ? step
            : null;
    }

    /// <exception cref="CryptographicException">The host's keys were lost: nobody can sign in with this factor any more.</exception>
    private string Key(string kept) => protector.Unprotect(kept);

    private static string Hash(Account account, string code) =>
        Secret.HashOf($"{account.Id}\n{code.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()}");
}
