using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Start;
using Workflows.Host.Storage;
using Workflows.Organisation;
using Workflows.Storage;

namespace Workflows.Host.SignIn;

/// <summary>A one-time link that lets whoever holds it make the first holder of a duty; kept only as a hash, for a day.</summary>
internal sealed class SetupLink
{
    public required string Hash { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>A role of <see cref="SetupLinks.Founding"/>.</summary>
    public required string Duty { get; init; }
}

/// <summary>A founding act by two people: one link makes the first administrator, the other the first auditor, and neither acts
/// alone.</summary>
internal sealed class SetupLinks(HostDb db, IDbContextFactory<WorkflowDb> workflows, RegisterStore registers, Accounts accounts, TimeProvider clock)
{
    /// <summary>The duties that somebody must be able to sign in with before anybody administers.</summary>
    public static readonly IReadOnlyList<string> Founding = [Roles.Administrator, Roles.Auditor];

    private static readonly TimeSpan ValidFor = TimeSpan.FromHours(24);

    /// <summary>The duties with which nobody could sign in yet.</summary>
    public async Task<IReadOnlyList<string>> Missing(CancellationToken cancellation)
    {
        var register = await registers.Current(cancellation);
        var today = clock.Today();
        var people = await db.Accounts.Where(a => !a.IsDisabled).Select(a => a.PersonId).ToListAsync(cancellation);
        return [.. Founding.Where(duty => !people.Exists(p => Holds(register, p, duty, today)))];
    }

    /// <summary>New links' secrets, one for each missing duty; older links stop working.</summary>
    public async Task<IReadOnlyList<(string Duty, string Secret)>> Renew(IReadOnlyList<string> missing, CancellationToken cancellation)
    {
        var made = missing.Select(duty => (duty, Secret: Secret.New())).ToArray();
        await db.SetupLinks.ExecuteDeleteAsync(cancellation);
        db.SetupLinks.AddRange(made.Select(m => new SetupLink { Hash = Secret.HashOf(m.Secret), ExpiresAt = clock.GetUtcNow() + ValidFor, Duty = m.duty }));
        await db.SaveChangesAsync(cancellation);
        return made;
    }

    /// <summary>What a link's secret makes of whoever uses it; null when it is dead.</summary>
    public async Task<string?> DutyOf(string secret, CancellationToken cancellation)
    {
        var (hash, now) = (Secret.HashOf(secret), clock.GetUtcNow());
        var duty = await db.SetupLinks.Where(l => l.Hash == hash && l.ExpiresAt > now).Select(l => l.Duty)
            .SingleOrDefaultAsync(cancellation);
        return duty is not null && (await Missing(cancellation)).Contains(duty) ? duty : null;
    }

    /// <summary>Uses a link up and makes the first holder of its duty; null when done, else why not.</summary>
    public async Task<ProblemResult?> Use(SetupRequest request, CancellationToken cancellation)
    {
        if (await DutyOf(request.Token, cancellation) is not { } duty)
            return Say.Refused("setup-link", "这个设置链接无效、已经用过或已过期。", "请重新启动服务，使用新打印出来的链接；已经设置过的，请直接登录。");

        var hash = Secret.HashOf(request.Token);
        var register = await registers.Current(cancellation);
        var top = register.Units.Children(null, clock.Today()).FirstOrDefault();
        if (await Wrong(request, top) is { } wrong)
            return wrong;
        if (IsFounder(register, top, request.PersonName.Trim()))
            return Say.Field("personName", $"{request.PersonName.Trim()}已经设置了另一项职责；系统管理员和安全审计员须是两个人。");

        // Whoever deletes the link may go on: of two at the same time one gets through.
        if (await db.SetupLinks.Where(l => l.Hash == hash).ExecuteDeleteAsync(cancellation) == 0)
            return Say.Refused("setup-link", "这个设置链接刚刚被用过。", "请直接登录。");

        var personId = await SaveFounder(request, top, duty, cancellation);
        return await accounts.Create(request.User, personId, request.Password, mustChange: false);
    }

    private async Task<ProblemResult?> Wrong(SetupRequest request, Unit? top)
    {
        if (AccountRules.WrongWithName(request.User.Trim()) is { } name)
            return Say.Field("user", name);
        if (AccountRules.WrongWithPassword(request.User.Trim(), request.Password, request.PersonName.Trim(), request.UnitName?.Trim()
            ?? "") is { } password)
            return Say.Field("password", password);
        if (string.IsNullOrWhiteSpace(request.PersonName) || request.PersonName.Trim().Length > 50)
            return Say.Field("personName", "请填写姓名，不超过 50 个字。");
        if (top is null && (string.IsNullOrWhiteSpace(request.UnitName) || request.UnitName.Trim().Length > 80))
            return Say.Field("unitName", "请填写工委的名称，不超过 80 个字。");
        return await accounts.Find(request.User) is not null ? Say.Field("user", "这个用户名已有人使用，请换一个。") : null;
    }

    private async Task<string> SaveFounder(SetupRequest request, Unit? top, string duty, CancellationToken cancellation)
    {
        var today = clock.Today();
        var person = new Person(Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"), request.PersonName.Trim(), null, request.Sex);
        ImmutableArray<Unit> created = top is null
            ? [new Unit("work-committee", request.UnitName!.Trim(), UnitKind.WorkCommittee, null, today)]
            : [];
        await using var workflow = await workflows.CreateDbContextAsync(cancellation);
        await RegisterStore.Save(workflow, new RegisterRows
        {
            Units = created,
            People = [person],
            Posts = [new Post(person.Id, top?.Id ?? created[0].Id, duty, today)],
        }, new(clock.GetUtcNow(), person.Id, RecordWays.SetUp), cancellation);
        return person.Id;
    }

    private static bool Holds(Register register, string person, string duty, DateOnly today)
    {
        var posts = register.PostsOf(person, today).ToArray();
        return !Duties.Clashes(posts, today).Any()
            && posts.Any(p => p.Role == duty && register.Unit(p.UnitId, today) is { ParentId: null });
    }

    /// <summary>Has somebody of this name made the first half already?</summary>
    private bool IsFounder(Register register, Unit? top, string name) =>
        top is not null && register.PostsIn(top.Id, clock.Today())
            .Any(p => Founding.Contains(p.Role) && register.Person(p.PersonId)?.Name == name);
}
