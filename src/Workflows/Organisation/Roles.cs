using System.Collections.Immutable;

namespace Workflows.Organisation;

/// <summary>A role that a procedure may ask for.</summary>
/// <param name="Key">Kebab-case name used in definitions.</param>
/// <param name="Title">Chinese title.</param>
/// <param name="Nature">Is it held by appointment, or does it follow from the register?</param>
public sealed record Role(string Key, string Title, RoleNature Nature);

/// <summary>Where the holders of a role come from.</summary>
public enum RoleNature
{
    /// <summary>A stored post that makes its holder a member of the unit's committee.</summary>
    Committee,

    /// <summary>A stored post outside the committee.</summary>
    Office,

    /// <summary>Follows from the register; never stored as a post.</summary>
    Derived,
}

/// <summary>Every role of the product, by key.</summary>
public static class Roles
{
    public const string Secretary = "secretary";
    public const string DeputySecretary = "deputy-secretary";
    public const string Organiser = "organiser";
    public const string Publicity = "publicity";
    public const string Discipline = "discipline";
    public const string CommitteeMember = "committee-member";
    public const string SectionHead = "section-head";
    public const string OrganisationSection = "organisation-section";
    public const string Auditor = "auditor";
    public const string Administrator = "administrator";
    public const string Committee = "committee";
    public const string Member = "member";
    public const string Probationary = "probationary";

    /// <summary>All roles, in the order in which a page lists them.</summary>
    public static ImmutableArray<Role> All { get; } =
    [
        new(Secretary, "书记", RoleNature.Committee),
        new(DeputySecretary, "副书记", RoleNature.Committee),
        new("executive-deputy-secretary", "专职副书记", RoleNature.Committee),
        new(Organiser, "组织委员", RoleNature.Committee),
        new(Publicity, "宣传委员", RoleNature.Committee),
        new(Discipline, "纪检委员", RoleNature.Committee),
        new(CommitteeMember, "委员", RoleNature.Committee),
        new("group-leader", "党小组组长", RoleNature.Office),
        new(SectionHead, "组织科（部）负责人", RoleNature.Office),
        new(OrganisationSection, "组织科（部）工作人员", RoleNature.Office),
        new("publicity-section", "宣传科（部）工作人员", RoleNature.Office),
        new("general-office", "办公室工作人员", RoleNature.Office),
        new("discipline-secretary", "纪委书记", RoleNature.Office),
        new("discipline-member", "纪委委员", RoleNature.Office),
        new("development-officer", "组织员", RoleNature.Office),
        new("leading-group-secretary", "党组（党委）书记", RoleNature.Office),
        new("leading-group-member", "党组（党委）成员", RoleNature.Office),
        new("inspector", "督导员", RoleNature.Office),
        new("instructor", "党建指导员", RoleNature.Office),
        new("panel-member", "评审组成员", RoleNature.Office),
        new("room-keeper", "活动室管理员", RoleNature.Office),
        new("mass-organisation", "群团组织负责人", RoleNature.Office),
        new("community-liaison", "街道（社区）党组织联络人", RoleNature.Office),
        new(Auditor, "审计员", RoleNature.Office),
        new(Administrator, "管理员", RoleNature.Office),
        new(Committee, "委员会成员", RoleNature.Derived),
        new(Member, "正式党员", RoleNature.Derived),
        new(Probationary, "预备党员", RoleNature.Derived),
    ];

    private static readonly ImmutableDictionary<string, Role> byKey = All.ToImmutableDictionary(r => r.Key);

    public static Role? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>A role's Chinese title; the key itself when there is no such role.</summary>
    public static string Title(string key) => Find(key)?.Title ?? key;

    public static bool IsCommittee(string key) => Find(key)?.Nature == RoleNature.Committee;
}
