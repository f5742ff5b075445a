using Microsoft.AspNetCore.Identity;
using Workflows.Host.Start;
using Workflows.Storage;
using Zxcvbn;

namespace Workflows.Host.SignIn;

/// <summary>What a user name and a password must be like, in sentences.</summary>
internal sealed class AccountRules(RegisterStore registers, TimeProvider clock) : IUserValidator<Account>, IPasswordValidator<Account>
{
    public const int PasswordLength = 10;
    private const int PasswordMost = 128;

    /// <summary>What is longer than this is not guessed by patterns, and looking at it takes long.</summary>
    private const int Looked = 64;

    /// <summary>Of 0 to 4: below it a machine that has the hash needs minutes.</summary>
    private const int LeastScore = 2;

    /// <summary>What everybody here thinks of first, besides the 30,000 common passwords of the package.</summary>
    private static readonly string[] ourWords =
    [
        "dangjian", "dangwu", "dangyuan", "dangzhibu", "dangzong", "dangwei", "zhibu", "shuji", "zuzhi", "zuzhibu", "zuzhike", "jiguan", "gongwei",
        "jiwei", "xuanju", "huanjie", "shenji", "guanliyuan", "danggong", "zhongguo", "beijing", "gongchandang", "woaizhongguo",
        "bangongshi", "mima",
    ];

    /// <summary>Null when the user name may be used.</summary>
    public static string? WrongWithName(string name) => name switch
    {
        { Length: < 2 or > Account.NameLength } => $"用户名须为 2 至 {Account.NameLength} 个字。",
        _ when !name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') => "用户名只能用汉字、字母、数字和 - _ .。",
        _ => null,
    };

    /// <summary>Null when the password may be used.</summary>
    /// <param name="user">The account's name.</param>
    /// <param name="password">What was chosen.</param>
    /// <param name="about">Names of the person and of the units they belong to.</param>
    public static string? WrongWithPassword(string user, string password, params IReadOnlyList<string> about) => password switch
    {
        { Length: < PasswordLength } => $"密码至少 {PasswordLength} 个字符。",
        { Length: > PasswordMost } => $"密码至多 {PasswordMost} 个字符。",
        _ when password.Contains(user, StringComparison.OrdinalIgnoreCase) => "密码中不能含有用户名。",
        _ when about.Any(a => a.Length > 1 && password.Contains(a, StringComparison.OrdinalIgnoreCase)) => "密码中不能含有姓名或单位名称。",
        _ when password.Distinct().Count() < 5 => "密码过于简单，请用更多不同的字符。",
        _ => Guessed(user, password),
    };

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user) =>
        Task.FromResult(Result(WrongWithName(user.UserName!)));

    public async Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var register = await registers.Current();
        var today = clock.Today();
        var units = register.PostsOf(user.PersonId, today).Select(p => p.UnitId).Append(register.MembershipOf(user.PersonId, today)?.UnitId)
            .OfType<string>().Select(u => register.Unit(u, today)?.Name).OfType<string>();
        return Result(WrongWithPassword(user.UserName!, password ?? "", [.. units, register.Person(user.PersonId)?.Name ?? ""]));
    }

    /// <summary>How it would be guessed, when that is quick.</summary>
    private static string? Guessed(string user, string password)
    {
        var looked = password.Length > Looked ? password[..Looked] : password;
        var result = Zxcvbn.Zxcvbn.MatchPassword(looked, [user, .. ourWords]);
        if (result.Score >= LeastScore)
            return null;

        var pattern = result.MatchSequence.MaxBy(m => m.Token.Length)?.Pattern;
        return pattern switch
        {
            "spatial" => "密码是键盘上挨着的一串键，容易被猜中，请换一个。",
            "sequence" or "repeat" => "密码是连续或重复的字符，容易被猜中，请换一个。",
            "date" or "year" => "密码主要是日期或年份，容易被猜中，请换一个。",
            _ => "密码太常见，容易被猜中，请换一个。",
        };
    }

    private static IdentityResult Result(string? wrong) =>
        wrong is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = "not-allowed", Description = wrong });
}
