using Microsoft.EntityFrameworkCore;
using Workflows.Host.Start;
using Workflows.Host.Storage;
using Workflows.Organisation;
using Workflows.Storage;

namespace Workflows.Host.SignIn;

/// <summary>Something about an account that a person has to know; shown until they have read it.</summary>
internal sealed class AccountNotice
{
    public required string Id { get; init; }

    /// <summary>Who is told.</summary>
    public required string PersonId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>One or two sentences, Chinese.</summary>
    public required string Text { get; init; }

    public DateTimeOffset? ReadAt { get; set; }
}

/// <summary>Tells people what was done to their account, and the auditors what was done to whose; the caller saves.</summary>
internal sealed class AccountNotices(HostDb db, RegisterStore registers, TimeProvider clock)
{
    /// <summary>An administrator gave somebody a link.</summary>
    public async Task LinkMade(Account account, ActivationPurpose purpose, string? by)
    {
        var register = await registers.Current();
        var what = purpose == ActivationPurpose.New ? "开通了账号" : "重置了密码";
        var whose = $"{register.NameOf(account.PersonId)}（用户名 {account.UserName}）";
        Tell(Auditors(register, account.PersonId), $"{Who(register, by)}给 {whose} {what}，并生成了一次性链接。");
        if (purpose == ActivationPurpose.Recovery)
            Tell([account.PersonId], $"{Who(register, by)}重置了您的密码。如果不是您要求的，请立即告诉安全管理人员或审计员。");
    }

    /// <summary>Somebody opened the link and chose a password.</summary>
    public async Task Activated(Account account, ActivationLink link, Place place, CancellationToken cancellation)
    {
        var register = await registers.Current(cancellation);
        var made = link.Purpose == ActivationPurpose.New ? "开通账号" : "重置密码";
        Tell([account.PersonId], $"您的密码由打开一次性链接的人设置（{place.InWords}）；链接由 {Who(register, link.MadeBy)} {made}时生成。如果不是您本人打开的，请立即修改密码，并告诉安全管理人员或审计员。");
        Tell(Auditors(register, account.PersonId),
            $"{register.NameOf(account.PersonId)}（用户名 {account.UserName}）已用一次性链接设置密码，{place.InWords}。");
    }

    /// <summary>An administrator ended somebody's second factor.</summary>
    public async Task FactorEnded(Account account, string by)
    {
        var register = await registers.Current();
        Tell([account.PersonId], $"{Who(register, by)}停用了您的两步验证。如果不是您要求的，请立即告诉安全管理人员或审计员。");
        Tell(Auditors(register, account.PersonId),
            $"{Who(register, by)}停用了 {register.NameOf(account.PersonId)}（用户名 {account.UserName}） 的两步验证。");
    }

    /// <summary>Adds a notice to each of these people.</summary>
    public void Tell(IEnumerable<string> people, string text)
    {
        var now = clock.GetUtcNow();
        foreach (var person in people.Distinct(StringComparer.Ordinal))
            db.AccountNotices.Add(new AccountNotice { Id = Guid.CreateVersion7(now).ToString("N"), PersonId = person, At = now, Text = text });
    }

    /// <summary>Who audits the units of the person today; the person themselves is no witness of it.</summary>
    private IEnumerable<string> Auditors(Register register, string personId)
    {
        var today = clock.Today();
        var units = register.PostsOf(personId, today).Select(p => p.UnitId).Append(register.MembershipOf(personId, today)?.UnitId)
            .OfType<string>().ToArray();
        return register.Rows.Posts
            .Where(p => p.Role == Roles.Auditor && p.IsInForce(today) && p.PersonId != personId)
            .Where(p => register.Unit(p.UnitId, today) is { ParentId: null }
            || Array.Exists(units, u => register.Units.IsWithin(u, p.UnitId, today)))
            .Select(p => p.PersonId);
    }

    private static string Who(Register register, string? by) => by is null ? "系统" : $"管理员 {register.NameOf(by)} ";
}
