using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Workflows.Host.Problems;
using Workflows.Host.Storage;

namespace Workflows.Host.SignIn;

/// <summary>Checks a user name and a password so that a guesser learns nothing: the same answer, the same work and the same lock-out whether the name exists or not.</summary>
internal sealed partial class SignInAttempts(
    HostDb db, UserManager<Account> users, UnknownNames unknownNames, AddressLimit addresses, TimeProvider clock, ILogger<SignInAttempts> log)
{
    public const int MostFailures = 5;
    public static readonly TimeSpan LockFor = TimeSpan.FromMinutes(15);

    /// <summary>The account, or why not.</summary>
    public async Task<(Account? Account, ProblemResult? Refusal)> Try(string user, string password, string address)
    {
        if (addresses.IsExhausted(address))
            return (null, new ProblemResult(new("这个地址登录失败的次数太多。", 429, "too-many") { Instead = "请一分钟后再试。" }));

        var now = clock.GetUtcNow();
        var name = users.NormalizeName(user.Trim());
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.NormalizedUserName == name);
        var verified = users.PasswordHasher.VerifyHashedPassword(account!, account?.PasswordHash ?? unknownNames.SomeHash, password);
        var lockedUntil = account is null ? unknownNames.LockedUntil(name, now) : account.LockoutEnd;
        if (lockedUntil > now)
            return (null, Locked(lockedUntil.Value - now));

        if (account is null || verified == PasswordVerificationResult.Failed)
        {
            addresses.CountFailure(address);
            var failures = account is null ? unknownNames.CountFailure(name, now) : await CountFailure(account, now);
            FailedAttempt(log, account?.UserName ?? "?", address, failures);
            return (null, failures >= MostFailures ? Locked(LockFor) : Wrong());
        }

        if (account.IsDisabled)
            return (null, Say.Forbidden("这个账号已经停用。", "需要恢复时，请联系管理员。", "account-disabled"));

        if (verified == PasswordVerificationResult.SuccessRehashNeeded)
            account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        (account.AccessFailedCount, account.LockoutEnd, account.LastSignedInAt) = (0, null, now);
        await db.SaveChangesAsync();
        return (account, null);
    }

    /// <summary>Counts in the database, in one statement: guesses sent side by side all count.</summary>
    private async Task<int> CountFailure(Account account, DateTimeOffset now)
    {
        await db.Accounts.Where(a => a.Id == account.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.AccessFailedCount, x => x.AccessFailedCount + 1));
        var failures = await db.Accounts.Where(a => a.Id == account.Id).Select(a => a.AccessFailedCount).SingleAsync();
        if (failures >= MostFailures)
        {
            await db.Accounts.Where(a => a.Id == account.Id).ExecuteUpdateAsync(a => a
                .SetProperty(x => x.AccessFailedCount, 0)
                .SetProperty(x => x.LockoutEnd, now + LockFor));
        }

        return failures;
    }

    private static ProblemResult Wrong() =>
        new(new("用户名或密码不对。", 401, "wrong-password") { Instead = $"请检查后重新输入；连续 {MostFailures} 次不对，将锁定 {LockFor.TotalMinutes:0} 分钟。" });

    private static ProblemResult Locked(TimeSpan left) =>
        new(new($"连续 {MostFailures} 次输错，已锁定，还需等 {Math.Ceiling(left.TotalMinutes):0} 分钟。", 403, "locked-out") { Instead = "到时再试；忘记密码的，请管理员重置。" });

    [LoggerMessage(Level = LogLevel.Warning, Message = "Failed sign-in of {User} from {Address}, {Failures} in a row")]
    private static partial void FailedAttempt(ILogger log, string user, string address, int failures);
}
