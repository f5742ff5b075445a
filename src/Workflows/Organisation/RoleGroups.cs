using System.Collections.Immutable;

namespace Workflows.Organisation;

/// <summary>Posts any one of which may do a piece of office work: the definition asks the group, whoever comes first does it.</summary>
public static class RoleGroups
{
    /// <summary>书记、副书记或组织委员: the people who carry a branch's paperwork.</summary>
    public const string Officers = "officers";

    /// <summary>组织科（部）: head or staff.</summary>
    public const string Section = "section";

    /// <summary>副书记, a full-time one included.</summary>
    public const string Deputies = "deputies";

    private static readonly ImmutableSortedDictionary<string, (string Title, ImmutableArray<string> Roles)> groups =
        ImmutableSortedDictionary<string, (string, ImmutableArray<string>)>.Empty
            .Add(Officers, ("书记、副书记或组织委员", [Roles.Secretary, Roles.DeputySecretary, "executive-deputy-secretary", Roles.Organiser]))
            .Add(Deputies, ("副书记", [Roles.DeputySecretary, "executive-deputy-secretary"]))
            .Add(Section, ("组织科（部）", [Roles.SectionHead, Roles.OrganisationSection]));

    public static bool Has(string key) => groups.ContainsKey(key);

    /// <summary>Chinese title of a group or of a single role.</summary>
    public static string TitleOf(string key) => groups.TryGetValue(key, out var group) ? group.Title : Roles.Title(key);

    /// <summary>The groups a role belongs to.</summary>
    public static IEnumerable<string> GroupsOf(string role) => groups.Where(g => g.Value.Roles.Contains(role)).Select(g => g.Key);

    /// <summary>The roles behind a group; a single role stands for itself.</summary>
    public static ImmutableArray<string> RolesOf(string key) => groups.TryGetValue(key, out var group) ? group.Roles : [key];
}
