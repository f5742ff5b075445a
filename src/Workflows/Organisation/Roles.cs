namespace Workflows.Organisation;

/// <summary>The roles that rules and permissions name themselves; <c>roles.yaml</c> says what they are.</summary>
public static class Roles
{
    public const string Secretary = "secretary";
    public const string DeputySecretary = "deputy-secretary";
    public const string ExecutiveDeputySecretary = "executive-deputy-secretary";
    public const string Organiser = "organiser";
    public const string Publicity = "publicity";
    public const string Discipline = "discipline";
    public const string CommitteeMember = "committee-member";
    public const string GroupLeader = "group-leader";
    public const string SectionHead = "section-head";
    public const string OrganisationSection = "organisation-section";
    public const string DisciplineSecretary = "discipline-secretary";
    public const string DisciplineMember = "discipline-member";
    public const string LeadingGroupSecretary = "leading-group-secretary";
    public const string LeadingGroupMember = "leading-group-member";
    public const string Auditor = "auditor";
    public const string SecurityOfficer = "security-officer";
    public const string Administrator = "administrator";
    public const string Committee = "committee";
    public const string Member = "member";
    public const string Probationary = "probationary";

    /// <summary>Does it make its holder a member of the unit's committee? No role of an office's own does.</summary>
    public static bool IsCommittee(string key) => RoleBook.BuiltIn.Find(key)?.Nature == RoleNature.Committee;
}
