using Workflows.Engine;
using Workflows.Host.Start;
using Workflows.Organisation;
using Workflows.Storage;

namespace Workflows.Host.SignIn;

/// <summary>Who is asking, as of today: the account, the person and what their posts let them see and do.</summary>
/// <param name="AccountId">The account's id.</param>
/// <param name="UserName">The name signed in with.</param>
/// <param name="Person">The person in the register.</param>
/// <param name="Register">The register as of this request.</param>
/// <param name="Today">The Beijing civil day of this request.</param>
internal sealed record CurrentUser(string AccountId, string UserName, Person Person, Register Register, DateOnly Today)
{
    /// <summary>True until a password given by somebody else has been replaced; nothing else is allowed until then.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>True for a program's token: it may not manage accounts, passwords or tokens.</summary>
    public bool IsProgram { get; init; }

    /// <summary>The procedures there are: some are not for everybody who governs a unit.</summary>
    public required Library Library { get; init; }

    public IReadOnlyList<Post> Posts { get; } = [.. Register.PostsOf(Person.Id, Today)];

    public Scope Scope { get; } = new(Register, Person.Id, Today);

    /// <summary>The keys under which work for this person may lie.</summary>
    public IReadOnlyList<string> Keys { get; } = Assignee.KeysOf(Actor.Of(Register, Person.Id, Today));

    /// <summary>An administrator manages accounts and settings: the post at the top of the tree.</summary>
    public bool IsAdministrator => Holds(Roles.Administrator) && AtTop(Roles.Administrator);

    /// <summary>May this person see where others are signed in, and end it?</summary>
    public bool LooksAfterSecurity => IsSecurityOfficer || IsAdministrator;

    /// <summary>Does a post demand a second factor? Programs have their token's scopes instead.</summary>
    public bool MustHaveFactor(StartOptions options) =>
        !IsProgram && options.SecondFactorPosts.Length > 0 && Posts.Any(p => options.SecondFactorPosts.Contains(p.Role));

    /// <summary>安全保密管理员: guards sessions, tokens and who holds what; the post at the top of the tree.</summary>
    public bool IsSecurityOfficer => Holds(Roles.SecurityOfficer) && AtTop(Roles.SecurityOfficer);

    public bool MayAudit => Holds(Roles.Auditor);

    /// <summary>Audits the whole tree.</summary>
    public bool AuditsAll => Holds(Roles.Auditor) && AtTop(Roles.Auditor);

    /// <summary>Does anybody guard the system today?</summary>
    public bool HasSecurityOfficer => HasAtTop(Roles.SecurityOfficer);

    /// <summary>Does anybody audit the whole tree today? Until then nobody administers: the founding takes two people.</summary>
    public bool IsAudited => HasAtTop(Roles.Auditor);

    /// <summary>Runs or guards the system, and so sees what was done to accounts and definitions.</summary>
    public bool MaySeeManagement => MayAudit || IsAdministrator || IsSecurityOfficer;

    /// <summary>Posts that must not be held together: while they are, none of the three duties carries its powers. Null: there are
    /// none.</summary>
    public DutyClash? Clash { get; } = Duties.Clashes([.. Register.PostsOf(Person.Id, Today)], Today).FirstOrDefault();

    /// <summary>May they see the unit's cases of this procedure by virtue of a post, whatever part they have in one?</summary>
    public bool SeesCasesOf(string unitId, string procedure) => Scope.SeesCasesOf(unitId)
        && (!Library.Procedures.Sensitive.Contains(procedure) || Scope.SeesSensitiveCasesOf(unitId));

    /// <summary>Does this person audit the unit, and so may change nothing in it?</summary>
    public bool IsAuditorOf(string unitId) =>
        Posts.Any(p => p.Role == Roles.Auditor && Register.Units.IsWithin(unitId, p.UnitId, Today));

    /// <summary>Auditors and administrators as such start nothing: starter and auditor are never the same.</summary>
    public bool MayOpen => Posts.Any(p => !Duties.Is(p.Role));

    /// <summary>Holds a post in a unit that has others below it, other than those who run and guard the system.</summary>
    public bool HasUnitsBelow => Posts.Any(p => p.Role is not (Roles.Administrator or Roles.SecurityOfficer) && Register.Units.Children(p.UnitId, Today).Any());

    private bool Holds(string duty) => Clash is null && Posts.Any(p => p.Role == duty);

    private bool HasAtTop(string role) =>
        Register.Units.Children(null, Today).Any(top => Register.PostsIn(top.Id, Today).Any(p => p.Role == role));

    private bool AtTop(string duty) => Posts.Any(p => p.Role == duty && Register.Unit(p.UnitId, Today) is { ParentId: null });

    /// <summary>Binds the current user to an endpoint's parameter; the endpoint has required a signed-in user.</summary>
    public static ValueTask<CurrentUser?> BindAsync(HttpContext http) => ValueTask.FromResult(http.Features.Get<CurrentUser>());
}
