using Workflows.Host.Problems;

namespace Workflows.Host.SignIn;

/// <summary>Marks what carries so much power that whoever has a second factor must just have used it.</summary>
internal sealed class FreshSignIn
{
    /// <summary>How long a proof holds.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromMinutes(10);

    /// <summary>Null when the session may go on; a program has its token's scopes instead.</summary>
    public static ProblemResult? Refuse(Account account, Session? session, DateTimeOffset now) =>
        session is null || account.AuthenticatorKey is null || now - session.ConfirmedAt < Holds
            ? null
            : new(new("这件事要紧，请再次输入验证码。", StatusCodes.Status428PreconditionRequired, "fresh-sign-in-needed")
            {
                Instead = "输入验证器上的 6 位数字，十分钟内不再询问。",
            });
}
