using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Storage;

namespace Workflows.Host.SignIn;

/// <summary>Makes and uses the links with which people choose their own password, so that no administrator ever knows one.</summary>
internal sealed class Activations(HostDb db, UserManager<Account> users, Passwords passwords, AccountNotices notices, GrantCodes grants, TimeProvider clock)
{
    /// <summary>A new link of the account; what was there before is dead. The caller saves.</summary>
    /// <returns>The secret, to be shown once, and when it ends.</returns>
    public async Task<(string Secret, DateTimeOffset ExpiresAt)> Renew(
        Account account, ActivationPurpose purpose, string? by, string? grant = null)
    {
        var now = clock.GetUtcNow();
        var secret = Secret.New();
        var until = now + (purpose == ActivationPurpose.New ? ActivationLink.NewFor : ActivationLink.RecoveryFor);
        if (await db.ActivationLinks.SingleOrDefaultAsync(l => l.AccountId == account.Id) is { } old)
        {
            (old.Hash, old.Purpose, old.MadeBy, old.MadeAt, old.ExpiresAt, old.GrantCase) = (Secret.HashOf(secret), purpose, by, now, until, grant);
            return (secret, until);
        }

        db.ActivationLinks.Add(new ActivationLink
        {
            AccountId = account.Id, Hash = Secret.HashOf(secret), Purpose = purpose, MadeBy = by, MadeAt = now, ExpiresAt = until, GrantCase = grant,
        });
        return (secret, until);
    }

    /// <summary>The link's account; null when it is unknown, used, replaced, out of date or of a stopped account.</summary>
    public async Task<(ActivationLink Link, Account Account)?> Find(string secret, CancellationToken cancellation)
    {
        var (hash, now) = (Secret.HashOf(secret), clock.GetUtcNow());
        var found = await db.ActivationLinks.Where(l => l.Hash == hash && l.ExpiresAt > now)
            .Join(db.Accounts.Where(a => !a.IsDisabled), l => l.AccountId, a => a.Id, (l, a) => new { Link = l, Account = a })
            .SingleOrDefaultAsync(cancellation);
        return found is null ? null : (found.Link, found.Account);
    }

    /// <summary>Uses a link up and gives the account the password that its owner has chosen; null when done, else why not.</summary>
    /// <param name="code">What whoever approved it gave the person; null where none is asked.</param>
    /// <param name="place">Where it was opened, in words; the owner and the auditors read it.</param>
    public async Task<(Account? Account, ProblemResult? Refused)> Use(
        string secret, string password, string? code, Place place, CancellationToken cancellation)
    {
        if (await Find(secret, cancellation) is not var (link, account))
            return (null, Dead());
        if (await grants.Refuse(link, code, cancellation) is { } wrong)
            return (null, wrong);
        // Whoever deletes the link may go on: of two at the same time one gets through.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.ActivationLinks.Where(l => l.Hash == link.Hash).ExecuteDeleteAsync(cancellation) == 0)
            return (null, Dead());

        db.Entry(link).State = EntityState.Detached;
        // Refused: the transaction ends without a commit, and the link is still good.
        if (await passwords.Replace(account, password, "password") is { } refused)
            return (null, refused);

        db.Note(clock, AccountAction.Activated, account.PersonId, account.UserName!, account.PersonId, place.InWords);
        await notices.Activated(account, link, place, cancellation);
        if (!(await users.UpdateSecurityStampAsync(account)).Succeeded)
            return (null, Dead());
        if (link.GrantCase is { } grant)
            await grants.Use(grant, cancellation);

        await transaction.CommitAsync(cancellation);
        return (account, null);
    }

    public static ProblemResult Dead() => Say.Refused(
        "activation-link", "这个链接无效、已经用过、已被新的链接代替，或已过期。", "请管理员在“管理 → 账号”中重新生成一个；已经设置过密码的，请直接登录。");
}
