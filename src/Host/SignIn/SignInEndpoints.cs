using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Host.Cases;
using Workflows.Host.Publishing;
using Workflows.Host.Problems;
using Workflows.Host.Reporting;
using Workflows.Host.Start;
using Workflows.Organisation;
using Workflows.Storage;

namespace Workflows.Host.SignIn;

/// <param name="Code">Of the authenticator or a recovery code; asked for when the account has a second factor.</param>
internal sealed record SignInRequest(string User, string Password, bool Remember = false, string? Code = null);

internal sealed record PasswordRequest(string Old, string New);

/// <param name="Token">The secret of the printed link.</param>
/// <param name="UnitName">Name of the 工委; needed while the register is empty.</param>
internal sealed record SetupRequest(string Token, string User, string Password, string PersonName, Sex Sex, string? UnitName = null);

/// <param name="Needed">Is somebody missing without whom nothing can be administered?</param>
/// <param name="Duty">What the link makes of whoever uses it, Chinese; null when it is dead, or none was given.</param>
internal sealed record SetupState(bool Needed, bool AskUnitName, string? Duty);

internal sealed record NamedPerson(string Id, string Name);

internal sealed record HeldPost(string Role, string RoleTitle, string Unit, string UnitName, string Title);

/// <param name="Reports">Are there units below, whose reports and 约谈 this person looks after?</param>
/// <param name="AuditAll">Audits the whole tree: everything that is recorded, of whatever unit.</param>
/// <param name="Govern">Has units whose cases and people this person looks after.</param>
/// <param name="Import">May import rows of some unit's register.</param>
/// <param name="Secure">Sees accounts, and ends sessions and tokens of others.</param>
/// <param name="Management">Sees what was done to accounts and definitions.</param>
internal sealed record Permissions(
    bool Open, bool Audit, bool AuditAll, bool Administer, bool Secure, bool Management, bool Reports, bool Govern, bool Import);

/// <summary>Who is signed in, and what the pages need to begin.</summary>
/// <param name="Csrf">To be sent as X-CSRF-TOKEN with every unsafe request; null for programs.</param>
/// <param name="Today">The Beijing civil day.</param>
/// <param name="Clash">Why a duty of this person carries no powers now: it is held beside another post. Null: it is not.</param>
/// <param name="MustBeginSecondFactor">True: a post demands a second factor, and there is none yet; nothing else is allowed until
/// then.</param>
internal sealed record Me(
    string User, NamedPerson Person, bool MustChangePassword, IReadOnlyList<HeldPost> Posts, Permissions May, string? Csrf, DateOnly Today,
    string? Clash,
    bool MustBeginSecondFactor);

/// <summary>Signing in and out, the own password, and the set-up of the first administrator.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder api)
    {
        var signIn = api.MapGroup("").WithTags("登录");
        signIn.MapPost("/sign-in", SignIn).AllowAnonymous().WithName("signIn").WithSummary("登录");
        signIn.MapPost("/sign-out", (Delegate)SignOut).WithMetadata(new BeforePasswordChange()).WithName("signOut").WithSummary("退出登录");
        signIn.MapGet("/me", GetMe).WithMetadata(new BeforePasswordChange()).WithName("getMe").WithSummary("当前用户：人员、职务、权限");
        signIn.MapPost("/me/password", ChangePassword).WithMetadata(new BeforePasswordChange()).WithName("changePassword").WithSummary("修改自己的密码");
        signIn.MapGet("/setup", GetSetup).AllowAnonymous().WithName("getSetup").WithSummary("是否需要首次设置，链接用来设置哪一项职责");
        signIn.MapPost("/setup", SetUp).AllowAnonymous().WithName("setUp").WithSummary("用一次性链接设置首位系统管理员或安全审计员");
    }

    private static async Task<Results<Ok<Me>, ProblemResult>> SignIn(
        SignInRequest request, SignInAttempts attempts, RegisterStore registers, Library library, TimeProvider clock, HttpContext http)
    {
        var (account, refusal) = await attempts.Try(request, http);
        if (account is null)
            return refusal!;

        var register = await registers.Current(http.RequestAborted);
        if (register.Person(account.PersonId) is not { } person)
            return Say.Forbidden("账号对应的人员已不在名册中。", "请联系管理员核对账号。", "no-person");

        await Sessions.Begin(http, account, request.Remember);
        var user = new CurrentUser(account.Id, account.UserName!, person, register, clock.Today())
        {
            Library = library,
            MustChangePassword = account.MustChangePassword,
        };
        return TypedResults.Ok(Describe(user, http));
    }

    private static async Task<NoContent> SignOut(HttpContext http)
    {
        await Sessions.End(http);
        return TypedResults.NoContent();
    }

    private static Ok<Me> GetMe(CurrentUser me, HttpContext http) => TypedResults.Ok(Describe(me, http));

    private static async Task<Results<Ok<Me>, ProblemResult>> ChangePassword(PasswordRequest request, CurrentUser me, Accounts accounts, HttpContext http)
    {
        if (await accounts.ChangePassword(me.AccountId, request.Old, request.New) is { } refused)
            return refused;

        // The old sessions have ended, this one among them: begin it anew.
        await Sessions.Begin(http, (await accounts.Find(me.UserName))!, remember: false);
        return TypedResults.Ok(Describe(me with { MustChangePassword = false }, http));
    }

    private static async Task<Ok<SetupState>> GetSetup(
        SetupLinks links, RegisterStore registers, TimeProvider clock, CancellationToken cancellation, string? token = null)
    {
        var needed = (await links.Missing(cancellation)).Count > 0;
        var duty = token is null ? null : await links.DutyOf(token, cancellation);
        var hasTop = (await registers.Current(cancellation)).Units.Children(null, clock.Today()).Any();
        return TypedResults.Ok(new SetupState(needed, needed && !hasTop, duty is null ? null : RoleBook.BuiltIn.TitleOf(duty)));
    }

    private static async Task<Results<NoContent, ProblemResult>> SetUp(SetupRequest request, SetupLinks links, CancellationToken cancellation) =>
        await links.Use(request, cancellation) is { } refused ? refused : TypedResults.NoContent();

    private static Me Describe(CurrentUser me, HttpContext http) => new(
        me.UserName,
        new(me.Person.Id, me.Person.Name),
        me.MustChangePassword,
        UserEndpoints.Posts(me.Register, me.Person.Id, me.Today),
        new(ProcedureEndpoints.MayOpenAny(me, http.RequestServices.GetRequiredService<Library>()), me.MayAudit, me.AuditsAll,
        me.IsAdministrator, me.LooksAfterSecurity, me.MaySeeManagement, me.HasUnitsBelow,
            me.Scope.GovernedUnits.Count > 0, me.Posts.Any(p => me.Scope.MayKeepRegister(p.UnitId))),
        Sessions.AntiforgeryToken(http),
        me.Today,
        me.Clash is { } clash ? $"{Duties.InWords(me.Register, clash).Says}在此期间，这项职责的权限停用。" : null,
        http.Features.Get<Account>()?.AuthenticatorKey is null
            && me.MustHaveFactor(http.RequestServices.GetRequiredService<StartOptions>()));
}
