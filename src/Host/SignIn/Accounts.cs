using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Storage;

namespace Workflows.Host.SignIn;

/// <summary>Creates accounts and changes their passwords; every refusal is a sentence, everything done is logged.</summary>
internal sealed class Accounts(
    HostDb db, UserManager<Account> users, Passwords passwords, Proofs proofs, GuessLimits limits, Activations activations,
    AccountNotices notices, TimeProvider clock)
{
    public Task<Account?> Find(string user)
    {
        var name = users.NormalizeName(user.Trim());
        return db.Accounts.SingleOrDefaultAsync(a => a.NormalizedUserName == name);
    }

    /// <summary>Creates an account with a password; null when it was created, else why not.</summary>
    /// <param name="user">The name to sign in with.</param>
    /// <param name="personId">Who it is in the register; the caller has checked that they exist.</param>
    /// <param name="password">Their own password, or one that they must change.</param>
    /// <param name="mustChange">True when somebody else knows the password.</param>
    public async Task<ProblemResult?> Create(string user, string personId, string password, bool mustChange) =>
        (await Make(user, personId, mustChange, async account =>
        {
            var result = await users.CreateAsync(account, password);
            db.Note(clock, AccountAction.SetUp, personId, account.UserName!, personId);
            return result.Succeeded ? null : Refuse("password", result);
        })).Refused;

    /// <summary>Creates an account whose owner chooses the password by a one-time link.</summary>
    /// <param name="user">The name to sign in with.</param>
    /// <param name="personId">Who it is in the register; the caller has checked that they exist.</param>
    /// <param name="by">Person id of the administrator.</param>
    /// <param name="grant">The case that approved it; null: nobody had to.</param>
    /// <returns>The account with the link's secret, to be shown once; or why not.</returns>
    public async Task<(LinkedAccount? Made, ProblemResult? Refused)> Invite(string user, string personId, string by, string? grant = null)
    {
        LinkedAccount? made = null;
        var (account, refused) = await Make(user, personId, mustChange: false, async account =>
        {
            // No password has this hash.
            account.PasswordHash = "";
            if (await users.CreateAsync(account) is { Succeeded: false } result)
                return Refuse("user", result);

            made = await Link(account, ActivationPurpose.New, by, grant);
            db.Note(clock, AccountAction.Created, by, account.UserName!, personId);
            return null;
        });
        return account is null ? (null, refused) : (made, null);
    }

    /// <summary>Why there cannot be such an account; null when there can.</summary>
    public async Task<ProblemResult?> WhyNotMade(string user, string personId) =>
        await Find(user) is not null ? Say.Field("user", $"用户名“{user}”已有人使用，请换一个。")
        : await db.Accounts.AnyAsync(a => a.PersonId == personId) ? Say.Field("person", "这个人已经有账号了。")
        : null;

    private async Task<(Account? Account, ProblemResult? Refused)> Make(string user, string personId, bool mustChange, Func<Account,
        Task<ProblemResult?>> create)
    {
        if (await WhyNotMade(user, personId) is { } taken)
            return (null, taken);

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
            if (await create(account) is { } refused)
                return (null, refused);

            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return (account, null);
        }
        catch (DbUpdateException) when (db.Accounts.AsNoTracking().Any(a => a.PersonId == personId || a.NormalizedUserName == account.NormalizedUserName))
        {
            return (null, Say.Field("person", "这个人或这个用户名刚刚有了账号。"));
        }
    }

    /// <summary>A person replaces their own password; every session and token of theirs ends. Guessing at the old one is limited like
    /// signing in.</summary>
    public async Task<ProblemResult?> ChangePassword(string accountId, string old, string replacement)
    {
        var account = await db.Accounts.SingleAsync(a => a.Id == accountId);
        if (await proofs.Refuse(account, old, Say.Field("old", "原密码不对。")) is { } refused)
            return refused;
        if (old == replacement)
            return Say.Field("new", "新密码不能与原密码相同。");
        return await passwords.Replace(account, replacement, "new") ?? await Save(account, AccountAction.PasswordChanged, account.PersonId);
    }

    /// <summary>Takes an account's password away, ends its sessions, tokens and any lock-out, and makes the link by which its owner chooses
    /// a new one.</summary>
    /// <returns>The account with the link's secret, to be shown once; or why not.</returns>
    public async Task<(LinkedAccount? Made, ProblemResult? Refused)> Reset(Account account, string by, string? grant = null)
    {
        passwords.TakeAway(account);
        var made = await Link(account, ActivationPurpose.Recovery, by, grant);
        await limits.Forget(account.NormalizedUserName!);
        return await Save(account, AccountAction.PasswordReset, by) is { } refused ? (null, refused) : (made, null);
    }

    /// <summary>Another link of an account that is not activated yet, in place of one that was lost.</summary>
    public async Task<LinkedAccount> LinkAnew(Account account, string by, string grant)
    {
        var made = await Link(account, ActivationPurpose.New, by, grant);
        await db.SaveChangesAsync();
        return made;
    }

    private async Task<LinkedAccount> Link(Account account, ActivationPurpose purpose, string by, string? grant)
    {
        var (secret, expires) = await activations.Renew(account, purpose, by, grant);
        await notices.LinkMade(account, purpose, by);
        return new LinkedAccount(account, purpose, secret, expires);
    }

    /// <summary>Ends the second factor of somebody who has lost it, with every session and token.</summary>
    public async Task<ProblemResult?> EndFactor(Account account, SecondFactor factor, string by)
    {
        if (account.AuthenticatorKey is null)
            return null;

        await factor.Remove(account);
        await notices.FactorEnded(account, by);
        return await Save(account, AccountAction.FactorEnded, by);
    }

    /// <summary>Stops an account and every session and token of it, or lets it in again.</summary>
    public Task<ProblemResult?> Disable(Account account, bool disabled, string by)
    {
        if (account.IsDisabled == disabled)
            return Task.FromResult<ProblemResult?>(null);

        account.IsDisabled = disabled;
        return Save(account, disabled ? AccountAction.Disabled : AccountAction.Enabled, by);
    }

    /// <summary>Saves with a new security stamp and ends every session and token; null when it was saved.</summary>
    private async Task<ProblemResult?> Save(Account account, AccountAction action, string by)
    {
        await db.EndAll(account.Id, by == account.PersonId ? null : by, clock.GetUtcNow());
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

/// <summary>An account with the one-time link by which its owner chooses a password.</summary>
/// <param name="Secret">To be shown once.</param>
internal sealed record LinkedAccount(Account Account, ActivationPurpose Purpose, string Secret, DateTimeOffset ExpiresAt);
