using Microsoft.AspNetCore.Identity;

namespace Workflows.Host.SignIn;

/// <summary>What a user name and a password must be like, in sentences.</summary>
internal sealed class AccountRules : IUserValidator<Account>, IPasswordValidator<Account>
{
    public const int PasswordLength = 10;
    private const int PasswordMost = 128;

    private static readonly string[] TooCommon =
        ["1234567890", "0123456789", "0987654321", "qwertyuiop", "password", "passw0rd", "iloveyou", "woaini1314", "5201314", "a123456789", "asdfghjkl", "zxcvbnm", "1q2w3e4r", "admin123", "abc123"];

    /// <summary>Null when the user name may be used.</summary>
    public static string? WrongWithName(string name) => name switch
    {
        { Length: < 2 or > Account.NameLength } => $"用户名须为 2 至 {Account.NameLength} 个字。",
        _ when !name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') => "用户名只能用汉字、字母、数字和 - _ .。",
        _ => null,
    };

    /// <summary>Null when the password may be used.</summary>
    public static string? WrongWithPassword(string user, string password) => password switch
    {
        { Length: < PasswordLength } => $"密码至少 {PasswordLength} 个字符。",
        { Length: > PasswordMost } => $"密码至多 {PasswordMost} 个字符。",
        _ when password.Contains(user, StringComparison.OrdinalIgnoreCase) => "密码中不能含有用户名。",
        _ when password.Distinct().Count() < 5 => "密码过于简单，请用更多不同的字符。",
        _ when Array.Exists(TooCommon, c => IsMostly(password, c)) => "密码太常见，容易被猜中，请换一个。",
        _ => null,
    };

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user) =>
        Task.FromResult(Result(WrongWithName(user.UserName!)));

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(Result(WrongWithPassword(user.UserName!, password ?? "")));

    /// <summary>A common word stays common with a few characters more.</summary>
    private static bool IsMostly(string password, string common) =>
        password.Contains(common, StringComparison.OrdinalIgnoreCase) && password.Length - common.Length < 5;

    private static IdentityResult Result(string? wrong) =>
        wrong is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = "not-allowed", Description = wrong });
}
