using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Storage;

namespace Workflows.Host.SignIn;

/// <summary>Creates accounts and changes their passwords; every refusal is a sentence.</summary>
internal sealed partial class Accounts(HostDb db, UserManager<Account> users, TimeProvider clock, ILogger<Accounts> log)
{
    public Task<Account?> Find(string user)
    {
        var name = users.NormalizeName(user.Trim());
        return db.Accounts.SingleOrDefaultAsync(a => a.NormalizedUserName == name);
    }

    /// <summary>Creates an account; null when it was created, else why not.</summary>
    /// <param name="user">The name to sign in with.</param>
    /// <param name="personId">Who it is in the register; the caller has checked that they exist.</param>
    /// <param name="password">Their own password, or one that they must change.</param>
    /// <param name="mustChange">True when somebody else knows the password.</param>
    /// <param name="isSample">True for the accounts of <c>--demo</c>.</param>
    public async Task<ProblemResult?> Create(string user, string personId, string password, bool mustChange, bool isSample = false)
    {
        if (await Find(user) is not null)
            return Say.Field("user", $"用户名“{user}”已有人使用，请换一个。");
        if (await db.Accounts.AnyAsync(a => a.PersonId == personId))
            return Say.Field("person", "这个人已经有账号了。");

        var account = new Account
        {
            UserName = user.Trim(),
            PersonId = personId,
            MustChangePassword = mustChange,
            IsSample = isSample,
            CreatedAt = clock.GetUtcNow(),
        };
        var result = await users.CreateAsync(account, password);
        if (!result.Succeeded)
            return Refuse("password", result);

        Created(log, account.UserName!);
        return null;
    }

    /// <summary>A person replaces their own password; every other session of theirs ends.</summary>
    public async Task<ProblemResult?> ChangePassword(string accountId, string old, string replacement)
    {
        var account = await db.Accounts.SingleAsync(a => a.Id == accountId);
        if (users.PasswordHasher.VerifyHashedPassword(account, account.PasswordHash!, old) == PasswordVerificationResult.Failed)
            return Say.Field("old", "原密码不对。");
        if (old == replacement)
            return Say.Field("new", "新密码不能与原密码相同。");

        account.MustChangePassword = false;
        return await Set(account, replacement) is { Succeeded: false } refused ? Refuse("new", refused) : null;
    }

    /// <summary>Gives an account a new password that must be changed, and ends its sessions and any lock-out.</summary>
    /// <returns>The password, to be shown once.</returns>
    public async Task<string> Reset(Account account, bool mustChange = true)
    {
        var password = Secret.NewPassword();
        (account.MustChangePassword, account.LockoutEnd, account.AccessFailedCount) = (mustChange, null, 0);
        var result = await Set(account, password);
        return result.Succeeded ? password : throw new InvalidOperationException($"A generated password was refused: {result}");
    }

    /// <summary>Stops an account and every session and token of it, or lets it in again.</summary>
    public async Task Disable(Account account, bool disabled)
    {
        account.IsDisabled = disabled;
        await users.UpdateSecurityStampAsync(account);
    }

    private async Task<IdentityResult> Set(Account account, string password)
    {
        foreach (var validator in users.PasswordValidators)
        {
            if (await validator.ValidateAsync(users, account, password) is { Succeeded: false } wrong)
                return wrong;
        }

        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        PasswordSet(log, account.UserName!);
        return await users.UpdateSecurityStampAsync(account);
    }

    private static ProblemResult Refuse(string field, IdentityResult result)
    {
        var sentence = result.Errors.First().Description;
        return Say.Field(sentence.StartsWith("用户名", StringComparison.Ordinal) ? "user" : field, sentence);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Account {User} created")]
    private static partial void Created(ILogger log, string user);

    [LoggerMessage(Level = LogLevel.Information, Message = "Password of {User} set")]
    private static partial void PasswordSet(ILogger log, string user);
}
