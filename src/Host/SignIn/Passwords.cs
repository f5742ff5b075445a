using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Storage;

namespace Workflows.Host.SignIn;

/// <summary>A password that an account had before, as a hash.</summary>
internal sealed class FormerPassword
{
    public required string Id { get; init; }

    public required string AccountId { get; init; }

    public required string Hash { get; init; }

    public required DateTimeOffset EndedAt { get; init; }
}

/// <summary>Gives accounts new passwords that are neither easily guessed nor used before; the caller saves.</summary>
internal sealed class Passwords(HostDb db, UserManager<Account> users, TimeProvider clock)
{
    /// <summary>How many passwords before the present one may not come back.</summary>
    private const int Remembered = 5;

    /// <summary>Null when the password was replaced, else why not.</summary>
    /// <param name="field">The field that it was typed in.</param>
    public async Task<ProblemResult?> Replace(Account account, string replacement, string field)
    {
        foreach (var validator in users.PasswordValidators)
        {
            if (await validator.ValidateAsync(users, account, replacement) is { Succeeded: false } wrong)
                return Say.Field(field, wrong.Errors.First().Description);
        }

        var former = await db.FormerPasswords.Where(p => p.AccountId == account.Id).OrderByDescending(p => p.EndedAt)
            .ThenByDescending(p => p.Id).ToListAsync();
        if (former.Select(p => p.Hash).Append(account.PasswordHash!).Any(hash => Is(account, hash, replacement)))
            return Say.Field(field, "这个密码用过，请换一个没有用过的。");

        Leave(account);
        db.FormerPasswords.RemoveRange(former.Skip(Remembered - 1));
        account.PasswordHash = users.PasswordHasher.HashPassword(account, replacement);
        account.MustChangePassword = false;
        return null;
    }

    /// <summary>Takes the password away; it may not come back.</summary>
    public void TakeAway(Account account)
    {
        Leave(account);
        (account.PasswordHash, account.MustChangePassword) = ("", false);
    }

    /// <summary>Is it the account's password?</summary>
    public bool IsOf(Account account, string password) => Is(account, account.PasswordHash!, password);

    private bool Is(Account account, string hash, string password) =>
        hash.Length > 0 && users.PasswordHasher.VerifyHashedPassword(account, hash, password) != PasswordVerificationResult.Failed;

    private void Leave(Account account)
    {
        if (string.IsNullOrEmpty(account.PasswordHash))
            return;

        var now = clock.GetUtcNow();
        db.FormerPasswords.Add(new FormerPassword { Id = Guid.CreateVersion7(now).ToString("N"), AccountId = account.Id, Hash = account.PasswordHash, EndedAt = now });
    }
}
