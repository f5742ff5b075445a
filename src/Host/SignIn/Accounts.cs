using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Storage;

namespace Workflows.Host.SignIn;

/// <summary>Creates accounts and changes their passwords; every refusal is a sentence, everything done is logged.</summary>
internal sealed class Accounts(HostDb db, UserManager<Account> users, TimeProvider clock)
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
    /// <param name="by">Person id of the administrator; null: the first one, by the set-up link.</param>
    public async Task<ProblemResult?> Create(string user, string personId, string password, bool mustChange, string? by = null)
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
            CreatedAt = clock.GetUtcNow(),
        };
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var result = await users.CreateAsync(account, password);
            if (!result.Succeeded)
                return Refuse("password", result);

            db.Note(clock, by is null ? AccountAction.SetUp : AccountAction.Created, by ?? personId, account.UserName, personId);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return null;
        }
        catch (DbUpdateException) when (db.Accounts.AsNoTracking().Any(a => a.PersonId == personId || a.NormalizedUserName == account.NormalizedUserName))
        {
            return Say.Field("person", "这个人或这个用户名刚刚有了账号。");
        }
    }

    /// <summary>A person replaces their own password; every other session of theirs ends.</summary>
    public async Task<ProblemResult?> ChangePassword(string accountId, string old, string replacement)
    {
        var account = await db.Accounts.SingleAsync(a => a.Id == accountId);
        if (users.PasswordHasher.VerifyHashedPassword(account, account.PasswordHash!, old) == PasswordVerificationResult.Failed)
            return Say.Field("old", "原密码不对。");
        if (old == replacement)
            return Say.Field("new", "新密码不能与原密码相同。");

        foreach (var validator in users.PasswordValidators)
        {
            if (await validator.ValidateAsync(users, account, replacement) is { Succeeded: false } wrong)
                return Refuse("new", wrong);
        }

        account.MustChangePassword = false;
        account.PasswordHash = users.PasswordHasher.HashPassword(account, replacement);
        return await Save(account, AccountAction.PasswordChanged, account.PersonId);
    }

    /// <summary>Gives an account a new password that must be changed, and ends its sessions and any lock-out.</summary>
    /// <returns>The password, to be shown once; or why not.</returns>
    public async Task<(string Password, ProblemResult? Refused)> Reset(Account account, string by)
    {
        var password = Secret.NewPassword();
        (account.MustChangePassword, account.LockoutEnd, account.AccessFailedCount) = (true, null, 0);
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        return (password, await Save(account, AccountAction.PasswordReset, by));
    }

    /// <summary>Stops an account and every session and token of it, or lets it in again.</summary>
    public Task<ProblemResult?> Disable(Account account, bool disabled, string by)
    {
        if (account.IsDisabled == disabled)
            return Task.FromResult<ProblemResult?>(null);

        account.IsDisabled = disabled;
        return Save(account, disabled ? AccountAction.Disabled : AccountAction.Enabled, by);
    }

    /// <summary>Saves with a new security stamp, which ends every session; null when it was saved.</summary>
    private async Task<ProblemResult?> Save(Account account, AccountAction action, string by)
    {
        db.Note(clock, action, by, account.UserName!, account.PersonId);
        return (await users.UpdateSecurityStampAsync(account)).Succeeded
            ? null
            : new ProblemResult(new("这个账号刚刚被别人改动过，这次没有办成。", 409, "changed-meanwhile") { Instead = "请刷新页面后再试。" });
    }

    private static ProblemResult Refuse(string field, IdentityResult result)
    {
        var sentence = result.Errors.First().Description;
        return Say.Field(sentence.StartsWith("用户名", StringComparison.Ordinal) ? "user" : field, sentence);
    }
}
