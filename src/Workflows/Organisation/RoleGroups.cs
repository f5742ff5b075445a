using System.Collections.Immutable;

namespace Workflows.Organisation;

/// <summary>
/// Posts any one of which may do a piece of office work: the definition asks the group, whoever comes first does it. Rights rest upon them,
/// so they hold built-in roles alone.
/// </summary>
public static class RoleGroups
{
    /// <summary>书记、副书记或组织委员: the people who carry a branch's paperwork.</summary>
    public const string Officers = "officers";

    /// <summary>组织科（部）: head or staff.</summary>
    public const string Section = "section";

    /// <summary>副书记, a full-time one included.</summary>
    public const string Deputies = "deputies";

    /// <summary>党组（党委）: its secretary or a member, whoever records what it decided.</summary>
    public const string LeadingGroup = "leading-group";

    /// <summary>Who approves what the organisation section proposes to change in the register.</summary>
    public const string RegisterApprovers = "register-approvers";

    /// <summary>The groups a role belongs to.</summary>
    public static IEnumerable<string> GroupsOf(string role) => RoleBook.BuiltIn.Find(role)?.Groups ?? [];

    /// <summary>The roles behind a group; a single role stands for itself.</summary>
    public static ImmutableArray<string> RolesOf(string key) => RoleBook.BuiltIn.IsGroup(key)
        ? [.. RoleBook.BuiltIn.All.Where(r => r.Groups.Contains(key)).Select(r => r.Key)]
        : [key];
}
