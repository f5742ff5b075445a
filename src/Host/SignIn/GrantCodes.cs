using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Start;
using Workflows.Host.Storage;

namespace Workflows.Host.SignIn;

/// <summary>核准码: the half of an activation that whoever approved it gives to the person, so that the link alone opens nothing.</summary>
internal sealed class GrantCodes(HostDb db, TimeProvider clock)
{
    /// <summary>Decimal digits; five tries among a hundred million.</summary>
    private const int Digits = 8;

    /// <summary>How long after the approval link and code are handed out; days.</summary>
    private const int ValidDays = 7;

    /// <summary>A new code of the case; an earlier one is dead.</summary>
    /// <param name="by">Person id of whoever approved it.</param>
    /// <returns>The code, to be shown once; or why not.</returns>
    public async Task<(string? Code, ProblemResult? Refused)> Renew(
        string caseId, DateOnly approvedOn, string by, string user, string person, CancellationToken cancellation)
    {
        var grant = await Of(caseId, cancellation);
        if (WhyNot(grant, approvedOn) is { } dead)
            return (null, dead);

        var code = RandomNumberGenerator.GetString("0123456789", Digits);
        (grant.CodeHash, grant.CodeBy, grant.CodeAt) = (HashOf(caseId, code), by, clock.GetUtcNow());
        db.Note(clock, AccountAction.CodeGiven, by, user, person);
        await db.SaveChangesAsync(cancellation);
        return (code, null);
    }

    /// <summary>The grant of the case, new where nothing has come of it yet; the caller saves.</summary>
    public async Task<AccountGrant> Of(string caseId, CancellationToken cancellation)
    {
        if (await db.AccountGrants.FindAsync([caseId], cancellation) is { } known)
            return known;

        db.AccountGrants.Add(new AccountGrant { CaseId = caseId });
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Somebody else has begun it at the same moment.
            db.ChangeTracker.Clear();
        }

        return await db.AccountGrants.SingleAsync(g => g.CaseId == caseId, cancellation);
    }

    /// <summary>Why neither half is handed out any more; null when it may be.</summary>
    public ProblemResult? WhyNot(AccountGrant grant, DateOnly approvedOn) =>
        grant.UsedAt is not null ? Used()
        : grant.Wrong >= AccountGrant.MostWrong ? Say.Refused("grant-dead", "核准码错得太多，这次核准已经作废。", "请系统管理员重新提请。")
        : clock.Today() > approvedOn.AddDays(ValidDays) ? Say.Refused("grant-old", $"核准已过 {ValidDays} 天，不再有效。", "仍有需要的，请系统管理员重新提请。")
        : null;

    /// <summary>Null when the link may be used with this code.</summary>
    public async Task<ProblemResult?> Refuse(ActivationLink link, string? code, CancellationToken cancellation)
    {
        if (link.GrantCase is not { } caseId)
            return null;

        var grant = await db.AccountGrants.AsNoTracking().SingleAsync(g => g.CaseId == caseId, cancellation);
        if (grant.CodeHash is null)
            return Say.Field("code", "核准码还没有给出，请向审批人索取。");
        // Counted before it is looked at, and never past the last one: of many at once no more are looked at.
        if (await db.AccountGrants.Where(g => g.CaseId == caseId && g.Wrong < AccountGrant.MostWrong)
            .ExecuteUpdateAsync(g => g.SetProperty(x => x.Wrong, x => x.Wrong + 1), cancellation) == 0)
            return Say.Refused("grant-dead", "核准码错得太多，这个链接已经作废。", "请系统管理员重新提请。");
        var given = HashOf(caseId, code?.Trim() ?? "");
        if (!CryptographicOperations.FixedTimeEquals(Convert.FromHexString(grant.CodeHash), Convert.FromHexString(given)))
            return Say.Field("code", $"核准码不对，请核对审批人给您的 {Digits.ToString(CultureInfo.InvariantCulture)} 位数字。");

        await db.AccountGrants.Where(g => g.CaseId == caseId)
            .ExecuteUpdateAsync(g => g.SetProperty(x => x.Wrong, grant.Wrong), cancellation);
        return null;
    }

    /// <summary>It has been used; neither its link nor its code is made again.</summary>
    public async Task Use(string caseId, CancellationToken cancellation)
    {
        (await db.AccountGrants.SingleAsync(g => g.CaseId == caseId, cancellation)).UsedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellation);
    }

    public static ProblemResult Used() => Say.Refused("grant-used", "这次核准已经用过：本人已经设置了密码。", "需要重新设置密码的，请系统管理员重新提请。");

    private static string HashOf(string caseId, string code) => Secret.HashOf($"{caseId} {code}");
}
