using Workflows.Host.Problems;

namespace Workflows.Host.SignIn;

/// <param name="Password">For whoever has no second factor.</param>
/// <param name="Code">For whoever has one.</param>
internal sealed record ConfirmRequest(string? Password = null, string? Code = null);

/// <summary>Somebody who is signed in proves once more who they are; guesses are limited as at sign-in, whatever they are made
/// for.</summary>
internal sealed class Proofs(Passwords passwords, SecondFactor factor, GuessLimits limits, TimeProvider clock)
{
    /// <summary>Null when the proof is good: the code where there is a second factor, the password where there is none.</summary>
    public Task<ProblemResult?> Refuse(Account account, ConfirmRequest given, CancellationToken cancellation) =>
        account.AuthenticatorKey is null
        ? Refuse(account, () => Task.FromResult(passwords.IsOf(account, given.Password ?? "")), Say.Field("password", "密码不对。"), cancellation)
        : Refuse(account, () => factor.Use(account, given.Code ?? "", cancellation),
            Say.Field("code", SignInAttempts.WrongCode().Value.Title), cancellation);

    /// <summary>Null when it is the account's password.</summary>
    public Task<ProblemResult?> Refuse(Account account, string password, ProblemResult wrong) =>
        Refuse(account, () => Task.FromResult(passwords.IsOf(account, password)), wrong, CancellationToken.None);

    private async Task<ProblemResult?> Refuse(
        Account account, Func<Task<bool>> isRight, ProblemResult wrong, CancellationToken cancellation)
    {
        GuessKey[] keys = [GuessKey.Proof(account.NormalizedUserName!)];
        var (locked, until, isLast) = await limits.Begin(keys, cancellation);
        if (locked is not null)
            return SignInAttempts.Locked(until - clock.GetUtcNow());
        if (!await isRight())
            return isLast && await limits.Fail(keys, cancellation) is var (_, moment) ? SignInAttempts.Locked(moment - clock.GetUtcNow())
                : wrong;

        await limits.Succeed(keys, cancellation);
        return null;
    }
}
