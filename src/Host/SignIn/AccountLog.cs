using Workflows.Host.Storage;

namespace Workflows.Host.SignIn;

/// <summary>What may be done to an account.</summary>
internal enum AccountAction
{
    SetUp,
    Created,

    /// <summary>Its owner chose a password by the one-time link.</summary>
    Activated,
    PasswordReset,
    PasswordChanged,
    Disabled,
    Enabled,
    TokenCreated,
    TokenRevoked,

    /// <summary>Somebody ended a session, their own elsewhere or another person's.</summary>
    SessionEnded,

    /// <summary>Whoever approved an account took the code for its owner.</summary>
    CodeGiven,

    FactorBegun,
    FactorEnded,
    CodesRenewed,

    /// <summary>Somebody took a list that names people away as a file.</summary>
    ListExported,
}

/// <summary>That somebody did something to an account; added in the transaction that does it, never changed.</summary>
internal sealed class AccountLogEntry
{
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Person id; null when the program itself did it, at its start.</summary>
    public string? ByPerson { get; init; }

    public required AccountAction Action { get; init; }

    public required string UserName { get; init; }

    /// <summary>Whose account it is.</summary>
    public required string PersonId { get; init; }

    /// <summary>The token's name, or the list that was exported, where it is about one.</summary>
    public string? Detail { get; init; }
}

/// <summary>Remembers what is done to accounts, for administrators and auditors.</summary>
internal static class AccountLog
{
    /// <summary>Adds an entry; the caller saves it together with what was done.</summary>
    public static void Note(this HostDb db, TimeProvider clock, AccountAction action, string? by, string userName, string personId, string? detail = null)
    {
        var now = clock.GetUtcNow();
        db.AccountLog.Add(new AccountLogEntry
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            At = now,
            ByPerson = by,
            Action = action,
            UserName = userName,
            PersonId = personId,
            Detail = detail,
        });
    }

    public static string Title(AccountAction action) => action switch
    {
        AccountAction.SetUp => "用一次性链接完成首次设置",
        AccountAction.Created => "开通账号",
        AccountAction.Activated => "用一次性链接设置密码",
        AccountAction.SessionEnded => "结束登录",
        AccountAction.PasswordReset => "重置密码",
        AccountAction.PasswordChanged => "修改自己的密码",
        AccountAction.Disabled => "停用账号",
        AccountAction.Enabled => "恢复账号",
        AccountAction.TokenCreated => "新建程序访问凭证",
        AccountAction.TokenRevoked => "吊销程序访问凭证",
        AccountAction.CodeGiven => "取核准码",
        AccountAction.FactorBegun => "启用两步验证",
        AccountAction.FactorEnded => "停用两步验证",
        AccountAction.CodesRenewed => "换备用码",
        AccountAction.ListExported => "导出名单",
        _ => throw new InvalidOperationException($"Action {action}."),
    };
}
