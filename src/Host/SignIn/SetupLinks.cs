using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Start;
using Workflows.Host.Storage;
using Workflows.Organisation;
using Workflows.Storage;

namespace Workflows.Host.SignIn;

/// <summary>A one-time link that lets whoever can read the console make the first administrator; kept only as a hash, for a day.</summary>
internal sealed class SetupLink
{
    public required string Hash { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Makes set-up links while there is no administrator, and the first administrator from one.</summary>
internal sealed class SetupLinks(HostDb db, IDbContextFactory<WorkflowDb> workflows, RegisterStore registers, Accounts accounts, TimeProvider clock)
{
    private static readonly TimeSpan ValidFor = TimeSpan.FromHours(24);

    /// <summary>Is there nobody yet who could sign in as administrator?</summary>
    public async Task<bool> IsNeeded(CancellationToken cancellation)
    {
        var register = await registers.Current(cancellation);
        var today = clock.Today();
        var people = await db.Accounts.Where(a => !a.IsDisabled).Select(a => a.PersonId).ToListAsync(cancellation);
        return !people.Exists(p => register.PostsOf(p, today).ToArray() is var posts && !Duties.Clashes(posts, today).Any()
            && posts.Any(post => post.Role == Roles.Administrator && register.Unit(post.UnitId, today) is { ParentId: null }));
    }

    /// <summary>A new link's secret; older links stop working.</summary>
    public async Task<string> Renew(CancellationToken cancellation)
    {
        var secret = Secret.New();
        await db.SetupLinks.ExecuteDeleteAsync(cancellation);
        db.SetupLinks.Add(new SetupLink { Hash = Secret.HashOf(secret), ExpiresAt = clock.GetUtcNow() + ValidFor });
        await db.SaveChangesAsync(cancellation);
        return secret;
    }

    /// <summary>Uses a link up and makes the first administrator; null when done, else why not.</summary>
    public async Task<ProblemResult?> Use(SetupRequest request, CancellationToken cancellation)
    {
        var hash = Secret.HashOf(request.Token);
        var now = clock.GetUtcNow();
        if (!await db.SetupLinks.AnyAsync(l => l.Hash == hash && l.ExpiresAt > now, cancellation) || !await IsNeeded(cancellation))
            return Say.Refused("setup-link", "这个设置链接无效、已经用过或已过期。", "请重新启动服务，使用新打印出来的链接；已有管理员的，请直接登录。");

        var register = await registers.Current(cancellation);
        var top = register.Units.Children(null, clock.Today()).FirstOrDefault();
        if (await Wrong(request, top) is { } wrong)
            return wrong;

        // Whoever deletes the link may go on: of two at the same time one gets through.
        if (await db.SetupLinks.Where(l => l.Hash == hash).ExecuteDeleteAsync(cancellation) == 0)
            return Say.Refused("setup-link", "这个设置链接刚刚被用过。", "请直接登录。");

        var personId = await SaveAdministrator(request, top, cancellation);
        return await accounts.Create(request.User, personId, request.Password, mustChange: false);
    }

    private async Task<ProblemResult?> Wrong(SetupRequest request, Unit? top)
    {
        if (AccountRules.WrongWithName(request.User.Trim()) is { } name)
            return Say.Field("user", name);
        if (AccountRules.WrongWithPassword(request.User.Trim(), request.Password, request.PersonName.Trim(), request.UnitName?.Trim() ?? "") is { } password)
            return Say.Field("password", password);
        if (string.IsNullOrWhiteSpace(request.PersonName) || request.PersonName.Trim().Length > 50)
            return Say.Field("personName", "请填写管理员的姓名，不超过 50 个字。");
        if (top is null && (string.IsNullOrWhiteSpace(request.UnitName) || request.UnitName.Trim().Length > 80))
            return Say.Field("unitName", "请填写工委的名称，不超过 80 个字。");
        return await accounts.Find(request.User) is not null ? Say.Field("user", "这个用户名已有人使用，请换一个。") : null;
    }

    private async Task<string> SaveAdministrator(SetupRequest request, Unit? top, CancellationToken cancellation)
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
            Posts = [new Post(person.Id, top?.Id ?? created[0].Id, Roles.Administrator, today)],
        }, new(clock.GetUtcNow(), person.Id, RecordWays.SetUp), cancellation);
        return person.Id;
    }
}
