using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Host.Start;
using Workflows.Host.Storage;
using Workflows.Organisation.Sample;
using Workflows.Storage;

namespace Workflows.Host.SignIn;

/// <summary>Makes the demonstration: the sample city and an account for each of its people whom one wants to be, with passwords that are printed once.</summary>
internal sealed class DemoAccounts(
    HostDb db, IDbContextFactory<WorkflowDb> workflows, RegisterStore registers, ILookupNormalizer names, TimeProvider clock)
{
    /// <summary>Stretching protects what people think up; these are 79 random bits. The first sign-in hashes them as often as any other.</summary>
    private static readonly PasswordHasher<Account> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 10_000 }));

    /// <param name="reset">True: give existing sample accounts new passwords.</param>
    /// <param name="console">Where the passwords are printed.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="StartTrouble">The data folder holds a real register.</exception>
    public async Task Prepare(bool reset, TextWriter console, CancellationToken cancellation)
    {
        var city = SampleCity.Of(clock.Today());
        var accounts = await db.Accounts.Where(a => a.IsSample).OrderBy(a => a.CreatedAt).ToListAsync(cancellation);
        if (accounts.Count == 0)
        {
            await Import(city, cancellation);
            var made = city.Users.Select(u => Make(u, clock.GetUtcNow())).ToList();
            db.Accounts.AddRange(made);
            await Print(await GivePasswords(made, AccountAction.Created, cancellation), city, console);
        }
        else if (reset)
        {
            await Print(await GivePasswords(accounts, AccountAction.PasswordReset, cancellation), city, console);
        }
        else
        {
            await console.WriteLineAsync($"示例账号已经有 {accounts.Count} 个，密码不再显示；忘记时请加 --demo --reset-passwords 重新启动。");
        }
    }

    private async Task Import(SampleCity city, CancellationToken cancellation)
    {
        if ((await registers.Current(cancellation)).Rows.Count > 0)
            throw new StartTrouble("数据目录中已有名册，没有导入示例。", "请去掉 --demo，或用 --data 另指一个空目录试用示例。");

        await using var workflow = await workflows.CreateDbContextAsync(cancellation);
        await RegisterStore.Save(workflow, city.Rows, new(clock.GetUtcNow(), "", RecordWays.Sample), cancellation);
    }

    private Account Make(SampleUser user, DateTimeOffset now) => new()
    {
        UserName = user.Account,
        NormalizedUserName = names.NormalizeName(user.Account),
        PersonId = user.PersonId,
        IsSample = true,
        CreatedAt = now,
    };

    private async Task<Dictionary<string, string>> GivePasswords(List<Account> accounts, AccountAction action, CancellationToken cancellation)
    {
        var passwords = accounts.ToDictionary(a => a.Id, _ => Secret.NewPassword(), StringComparer.Ordinal);
        foreach (var account in accounts)
        {
            account.PasswordHash = hasher.HashPassword(account, passwords[account.Id]);
            account.SecurityStamp = Secret.New();
            (account.IsDisabled, account.AuthenticatorKey, account.AuthenticatorPending) = (false, null, null);
            db.Note(clock, action, null, account.UserName!, account.PersonId);
        }

        await db.SaveChangesAsync(cancellation);
        await db.GuessCounts.ExecuteDeleteAsync(cancellation);
        return accounts.ToDictionary(a => a.UserName!, a => passwords[a.Id], StringComparer.Ordinal);
    }

    private static async Task Print(Dictionary<string, string> passwords, SampleCity city, TextWriter console)
    {
        await console.WriteLineAsync("\n示例账号（密码只显示这一次）：\n  账号            密码                 身份");
        foreach (var user in city.Users.Where(u => passwords.ContainsKey(u.Account)))
            await console.WriteLineAsync($"  {user.Account,-14}  {passwords[user.Account]}  {user.Title}");
        await console.WriteLineAsync();
    }
}
