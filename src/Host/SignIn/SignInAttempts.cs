using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Storage;

namespace Workflows.Host.SignIn;

/// <summary>Checks a user name and a password so that a guesser learns nothing: the same answer, the same work and the same lock-out whether the name exists or not.</summary>
internal sealed partial class SignInAttempts(
    HostDb db, UserManager<Account> users, GuessLimits limits, SignInTurns turns, KnownDevices devices, SecondFactor factor,
        TimeProvider clock, ILogger<SignInAttempts> log)
{
    public const int MostFailures = 5;
    public static readonly TimeSpan LockFor = TimeSpan.FromMinutes(15);

    /// <summary>The hash that a guess at an unknown name is checked against: the same work as for a known one.</summary>
    private static readonly Lazy<string> nobodys = new(() => new PasswordHasher<Account>().HashPassword(null!, Secret.New()));

    /// <summary>The account, or why not.</summary>
    public async Task<(Account? Account, ProblemResult? Refusal)> Try(SignInRequest request, HttpContext http)
    {
        var cancellation = http.RequestAborted;
        var name = users.NormalizeName(request.User.Trim())!;
        var address = Place.AddressOf(http);
        using var turn = await turns.Wait(name, cancellation);
        var keys = Keys(name, address, devices.Of(http));
        var (locked, until, isLast) = await limits.Begin(keys, cancellation);
        if (locked is not null)
            return (null, Locked(locked, until));

        var account = await db.Accounts.SingleOrDefaultAsync(a => a.NormalizedUserName == name, cancellation);
        var hash = account?.PasswordHash is { Length: > 0 } own ? own : nobodys.Value;
        var verified = users.PasswordHasher.VerifyHashedPassword(account!, hash, request.Password);
        if (account is null || verified == PasswordVerificationResult.Failed)
            return (null, await Failed(keys, account?.UserName, address, isLast, Wrong()));

        if (account.IsDisabled)
        {
            await limits.Succeed(keys, cancellation);
            return (null, Say.Forbidden("这个账号已经停用。", "需要恢复时，请联系管理员。", "account-disabled"));
        }

        if (account.AuthenticatorKey is not null)
        {
            if (string.IsNullOrWhiteSpace(request.Code))
            {
                // Half of the way is no failure, and no success that forgets failures.
                await limits.TakeBack(keys, cancellation);
                return (null, CodeNeeded());
            }

            if (!await factor.Use(account, request.Code, cancellation))
                return (null, await Failed(keys, account.UserName, address, isLast, WrongCode()));
        }

        if (verified == PasswordVerificationResult.SuccessRehashNeeded)
            account.PasswordHash = users.PasswordHasher.HashPassword(account, request.Password);
        account.LastSignedInAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellation);
        await limits.Succeed(keys, cancellation);
        devices.Remember(http, account.UserName!);
        return (account, null);
    }

    /// <summary>At a browser that its owner has used before an account is counted by itself: whoever guesses elsewhere locks them out no
    /// more.</summary>
    private static GuessKey[] Keys(string name, string address, KnownDevice? device) => device switch
    {
        { } known when known.Knows(name) => [GuessKey.Device(known.Id, name)],
        { } => [GuessKey.Pair(name, address), GuessKey.Account(name)],
        null => [GuessKey.Pair(name, address), GuessKey.Account(name), GuessKey.Address(address)],
    };

    private async Task<ProblemResult> Failed(GuessKey[] keys, string? user, string address, bool isLast, ProblemResult wrong)
    {
        FailedAttempt(log, user ?? "?", address);
        if (!isLast)
            return wrong;

        return await limits.Fail(keys, CancellationToken.None) is var (key, until) ? Locked(key, until) : wrong;
    }

    private ProblemResult Locked(GuessKey key, DateTimeOffset until) => key.Kind == "address"
        ? new ProblemResult(new("这个地址登录失败的次数太多。", 429, "too-many") { Instead = "请一分钟后再试。" })
        : Locked(until - clock.GetUtcNow());

    public static ProblemResult Locked(TimeSpan left) =>
        new(new($"连续 {MostFailures} 次输错，已锁定，还需等 {Math.Ceiling(left.TotalMinutes):0} 分钟。", 403,
            "locked-out") { Instead = "到时再试；忘记密码的，请管理员重置。" });

    public static ProblemResult WrongCode() =>
        new(new("验证码不对，或已经用过。", 401, "wrong-code") { Instead = "请输入验证器上新的 6 位数字；手机不在身边的，输入一个没有用过的备用码。" });

    private static ProblemResult Wrong() =>
        new(new("用户名或密码不对。", 401, "wrong-password") { Instead = $"请检查后重新输入；连续 {MostFailures} 次不对，将锁定 {LockFor.TotalMinutes:0} 分钟。" });

    private static ProblemResult CodeNeeded() =>
        new(new("请输入验证器上的 6 位数字。", 401, "code-needed") { Instead = "打开手机上的验证器，输入现在显示的数字；手机不在身边的，输入一个备用码。" });

    [LoggerMessage(Level = LogLevel.Warning, Message = "Failed sign-in of {User} from {Address}")]
    private static partial void FailedAttempt(ILogger log, string user, string address);
}
