using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Host.Problems;
using Workflows.Host.Proposals;
using Workflows.Host.Sheets;
using Workflows.Host.Storage;
using Workflows.Organisation;

namespace Workflows.Host.SignIn;

/// <param name="Reason">Why, where somebody else approves it; 1–500 characters.</param>
/// <param name="Move">Chosen by the sender: the same one twice begins one case.</param>
internal sealed record NewUserRequest(string User, string Person, string? Reason = null, Guid? Move = null);

internal sealed record DisabledRequest(bool Disabled);

/// <param name="Activated">False until its owner has chosen a password.</param>
internal sealed record UserRow(
    string User,
    NamedPerson Person,
    IReadOnlyList<HeldPost> Posts,
    bool Disabled,
    bool MustChangePassword,
    bool Activated,
    bool SecondFactor,
    DateTimeOffset? LockedUntil,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSignedInAt);

/// <summary>Accounts, managed by an administrator in person.</summary>
internal static class UserEndpoints
{
    private static readonly Sheet<UserRow> sheet = new("账号")
    {
        { "用户名", 16, u => u.User }, { "姓名", 12, u => u.Person.Name },
        { "职务", 40, u => string.Join("、", u.Posts.Select(p => $"{p.UnitName}{p.RoleTitle}")) },
        { "已停用", 8, u => u.Disabled }, { "已设置密码", 10, u => u.Activated }, { "两步验证", 10, u => u.SecondFactor },
        { "尚未改初始密码", 14, u => u.MustChangePassword }, { "锁定至", 17, u => u.LockedUntil },
        { "开通时间", 17, u => u.CreatedAt }, { "上次登录", 17, u => u.LastSignedInAt },
    };

    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("账号").AddEndpointFilter(AdministratorsOnly);
        var watched = api.MapGroup("/users").WithTags("账号").AddEndpointFilter(SessionEndpoints.SecurityOnly);
        watched.MapGet("", List).WithName("listUsers").WithSummary("全部账号").OffersSheet((List<UserRow> users) => users, sheet);
        users.MapPost("", Create).WithMetadata(new FreshSignIn()).WithName("createUser").WithSummary("给名册中的人开账号：由另一职务的人审批，答复审批事项；无人能审批时答复一次性链接，本人打开后自己设置密码");
        users.MapPost("/{user}/reset", Reset).WithMetadata(new FreshSignIn()).WithName("resetPassword")
            .WithSummary("重置密码并解除锁定，结束全部登录和程序访问凭证：由另一职务的人审批，答复审批事项；无人能审批时答复一次性链接");
        watched.MapPost("/{user}/second-factor/end", EndFactor).WithMetadata(new FreshSignIn()).WithName("endUserSecondFactor")
            .WithSummary("停用别人的两步验证：手机和备用码都丢了时");
        users.MapPut("/{user}/disabled", Disable).WithMetadata(new FreshSignIn()).WithName("disableUser").WithSummary("停用或恢复账号");
    }

    private static async Task<Ok<List<UserRow>>> List(CurrentUser me, HostDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var accounts = await db.Accounts.AsNoTracking().OrderBy(a => a.UserName).ToListAsync(cancellation);
        var locks = (await db.GuessCounts.AsNoTracking().Where(c => c.Subject != null && c.LockedUntil > now).ToListAsync(cancellation))
            .ToLookup(c => c.Subject);
        return TypedResults.Ok(accounts.ConvertAll(a => new UserRow(
            a.UserName!,
            new(a.PersonId, me.Register.NameOf(a.PersonId)),
            Posts(me.Register, a.PersonId, me.Today),
            a.IsDisabled,
            a.MustChangePassword,
            a.PasswordHash != "",
            a.AuthenticatorKey is not null,
            locks[GuessLimits.SubjectOf(a.NormalizedUserName!)].Max(c => c.LockedUntil),
            a.CreatedAt,
            a.LastSignedInAt)));
    }

    private static async Task<Results<Created<ActivationSlip>, Accepted<SubmittedCase>, ProblemResult>> Create(
        NewUserRequest request, CurrentUser me, Accounts accounts, ProposalDesk desk, HttpContext http)
    {
        if (AccountRules.WrongWithName(request.User.Trim()) is { } wrong)
            return Say.Field("user", wrong);
        if (me.Register.Person(request.Person) is null)
            return Say.Field("person", "名册中没有这个人，请先导入人员。");

        var proposal = new AccountProposal(request.Person, NameOf(me, request.Person), request.User.Trim(), IsNew: true, request.Reason?.Trim() ?? "");
        if (TakesAnother(me, proposal) is { } unit)
        {
            if (await accounts.WhyNotMade(proposal.User, proposal.Person) is { } taken)
                return taken;
            var (no, sent) = await desk.Submit(me, request.Move ?? Guid.NewGuid(), unit, proposal, http.RequestAborted);
            return no is not null ? no : TypedResults.Accepted((string?)null, sent);
        }

        var (made, refused) = await accounts.Invite(request.User, request.Person, me.Person.Id);
        return made is null ? refused! : TypedResults.Created((string?)null, Slip(http, me, made));
    }

    private static async Task<Results<Ok<ActivationSlip>, Accepted<SubmittedCase>, ProblemResult>> Reset(
        string user, CurrentUser me, Accounts accounts, ProposalDesk desk, HttpContext http, string? reason = null, Guid? move = null)
    {
        if (await accounts.Find(user) is not { } account)
            return NoSuchUser(user);
        if (account.Id == me.AccountId)
            return Say.Refused("own-account", "不能重置自己的密码。", "请在“修改密码”中修改。");

        var proposal = new AccountProposal(account.PersonId, NameOf(me, account.PersonId), account.UserName!, IsNew: false, reason?.Trim() ?? "");
        if (TakesAnother(me, proposal) is { } unit)
        {
            var (no, sent) = await desk.Submit(me, move ?? Guid.NewGuid(), unit, proposal, http.RequestAborted);
            return no is not null ? no : TypedResults.Accepted((string?)null, sent);
        }

        var (made, refused) = await accounts.Reset(account, me.Person.Id);
        return made is null ? refused! : TypedResults.Ok(Slip(http, me, made));
    }

    /// <summary>With what they hold, so that nobody is taken for somebody else of the name.</summary>
    private static string NameOf(CurrentUser me, string person) =>
        Posts(me.Register, person, me.Today) is [var post, ..] ? $"{me.Register.NameOf(person)}（{post.Title}）" : me.Register.NameOf(person);

    /// <summary>For which unit the administrator acts, where somebody else approves it; null: nobody could.</summary>
    private static string? TakesAnother(CurrentUser me, AccountProposal proposal) =>
        ProposalDesk.UnitOf(me, role => role == Roles.Administrator) is { } unit && ProposalDesk.ApproverOf(me, unit, proposal) is not null ? unit : null;

    public static ActivationSlip Slip(HttpContext http, CurrentUser me, LinkedAccount made) =>
        ActivationSlip.Of(http, made.Account, me.Register.NameOf(made.Account.PersonId), made.Purpose, made.Secret, made.ExpiresAt);

    private static async Task<Results<NoContent, ProblemResult>> EndFactor(
        string user, CurrentUser me, Accounts accounts, SecondFactor factor)
    {
        if (await accounts.Find(user) is not { } account)
            return NoSuchUser(user);
        // Who makes the link by which a password is chosen does not take the second step away as well, where somebody else can.
        if (!me.IsSecurityOfficer && me.HasSecurityOfficer)
            return Say.Forbidden("两步验证由安全保密管理员停用。", "请把情况告诉安全保密管理员。");
        if (account.Id == me.AccountId)
            return Say.Refused("own-account", "不能这样停用自己的两步验证。", "请在“个人设置”中停用。");

        return await accounts.EndFactor(account, factor, me.Person.Id) is { } refused ? refused : TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemResult>> Disable(string user, DisabledRequest request, CurrentUser me, Accounts accounts)
    {
        if (await accounts.Find(user) is not { } account)
            return NoSuchUser(user);
        if (account.Id == me.AccountId)
            return Say.Refused("own-account", "不能停用自己的账号。", "请由另一位管理员办理。");

        return await accounts.Disable(account, request.Disabled, me.Person.Id) is { } refused ? refused : TypedResults.NoContent();
    }

    public static IReadOnlyList<HeldPost> Posts(Register register, string personId, DateOnly today) =>
    [
        .. from post in register.PostsOf(personId, today)
           let unit = register.Unit(post.UnitId, today)
           select new HeldPost(post.Role, register.RoleBook.TitleOf(post.Role), post.UnitId, unit?.Name ?? post.UnitId, PostNames.Of(unit, post.Role, register.RoleBook)),
    ];

    public static ProblemResult NoSuchUser(string user) => Say.NotFound($"没有用户名为“{user}”的账号。");

    public static async ValueTask<object?> AdministratorsOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Features.Get<CurrentUser>() switch
        {
            { IsAdministrator: true } => await next(context),
            _ => Say.Forbidden("只有管理员可以管理账号。", "如需开通账号或重置密码，请联系管理员。"),
        };
}
