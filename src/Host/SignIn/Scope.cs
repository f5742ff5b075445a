using Workflows.Organisation;

namespace Workflows.Host.SignIn;

/// <summary>
/// Which units a person may see today: those of their posts with everything below, their own branch, and the names of what stands above.
/// Who runs and who guards the system sees whom there is, and nothing of what is decided about them.
/// </summary>
internal sealed class Scope
{
    private static readonly string[] RegisterKeepers = [Roles.Administrator, Roles.OrganisationSection, Roles.SectionHead];

    /// <summary>Whose work needs it: those who carry the paperwork, the organisation and discipline sections, and whoever audits.</summary>
    private static readonly string[] entrusted =
    [
        .. RoleGroups.RolesOf(RoleGroups.Officers), .. RoleGroups.RolesOf(RoleGroups.Section),
        Roles.Discipline, Roles.DisciplineSecretary, Roles.DisciplineMember, Roles.Auditor,
    ];

    private readonly Register register;
    private readonly DateOnly today;
    private readonly IReadOnlyList<Post> posts;
    private readonly HashSet<string> governed;
    private readonly HashSet<string> named;
    private readonly HashSet<string> trusted;
    private readonly HashSet<string> visible;
    private readonly Lazy<HashSet<string>> recorded;

    public Scope(Register register, string personId, DateOnly today)
    {
        (this.register, this.today) = (register, today);
        posts = [.. register.PostsOf(personId, today)];
        governed = Below(posts.Where(p => p.Role is not (Roles.Administrator or Roles.SecurityOfficer)));
        named = Below(posts);
        trusted = Below(posts.Where(p => entrusted.Contains(p.Role)));
        OwnUnit = register.MembershipOf(personId, today)?.UnitId;
        recorded = new(() => [.. governed, .. DissolvedBelow()]);
        visible = [.. named];
        foreach (var unit in posts.Select(p => p.UnitId).Append(OwnUnit).OfType<string>())
        {
            visible.Add(unit);
            visible.UnionWith(register.Ancestors(unit, today).Select(a => a.Id));
        }
    }

    /// <summary>The branch that the person belongs to; null for none.</summary>
    public string? OwnUnit { get; }

    /// <summary>Units of the person's posts and all below.</summary>
    public IReadOnlyCollection<string> GovernedUnits => governed;

    /// <summary>Everything in the unit may be seen: cases, and what the register tells of its people.</summary>
    public bool Governs(string unitId) => governed.Contains(unitId);

    /// <summary>Governed units, and those below them that have been dissolved: their cases may be traced years later.</summary>
    public IReadOnlyCollection<string> RecordedUnits => recorded.Value;

    /// <summary>May the cases of the unit be seen, a dissolved one included?</summary>
    public bool SeesCasesOf(string unitId) => governed.Contains(unitId) || recorded.Value.Contains(unitId);

    /// <summary>May 处分, birth and the reasons for absence of the unit's people be seen?</summary>
    public bool SeesSensitive(string unitId) => trusted.Contains(unitId);

    /// <summary>May the unit's cases that tell of such things be seen? A dissolved one's by whoever is trusted above it.</summary>
    public bool SeesSensitiveCasesOf(string unitId) => trusted.Contains(unitId)
        || (SeesCasesOf(unitId) && register.Ancestors(unitId).Any(a => trusted.Contains(a.Id)));

    /// <summary>May the members' names be seen? In the units of the own posts and below, and the own branch.</summary>
    public bool SeesMembers(string unitId) => named.Contains(unitId) || unitId == OwnUnit;

    /// <summary>May the unit and its posts be seen? Superiors included.</summary>
    public bool Sees(string unitId) => visible.Contains(unitId);

    /// <summary>May the unit's register be changed? By the administrator and the organisation section of the unit or one above it.</summary>
    public bool MayKeepRegister(string unitId) =>
        posts.Any(p => KeepsRegister(p.Role) && register.Units.IsWithin(unitId, p.UnitId, today));

    /// <summary>Does whoever holds the post keep the register below?</summary>
    public static bool KeepsRegister(string role) => RegisterKeepers.Contains(role);

    private HashSet<string> Below(IEnumerable<Post> held) => [.. held.SelectMany(p => register.Subtree(p.UnitId, today)).Select(u => u.Id)];

    private IEnumerable<string> DissolvedBelow() =>
        from unit in register.Rows.Units.Select(u => u.Id).Distinct()
        where register.Unit(unit, today) is null && register.Ancestors(unit).Any(a => governed.Contains(a.Id))
        select unit;
}
