using System.Text.RegularExpressions;

namespace Workflows.Organisation;

/// <summary>How a post of a unit is said in Chinese: 第一党支部书记; of a 机关党委 also 局党组书记 and 机关纪委书记, who belong to the office and not to the 党委.</summary>
public static partial class PostNames
{
    private static readonly string[] leadingGroup = [RoleGroups.LeadingGroup, Roles.LeadingGroupSecretary, Roles.LeadingGroupMember];
    private static readonly string[] disciplineCommittee = [Roles.DisciplineSecretary, Roles.DisciplineMember];

    /// <param name="unit">Where the post is; null when the register does not know it.</param>
    /// <param name="role">A role, or a group of them.</param>
    /// <param name="roles">What roles are called.</param>
    public static string Of(Unit? unit, string role, RoleBook roles)
    {
        var title = roles.TitleOf(role);
        if (unit is null)
            return title;
        if (leadingGroup.Contains(role))
            return OfficeOf(unit.Name) + title;
        if (unit.Kind != UnitKind.AgencyCommittee)
            return unit.Name + title;
        if (disciplineCommittee.Contains(role) && OfficeOf(unit.Name) is var office && office != unit.Name)
            return $"{office}机关{title}";
        return unit.Name + (role == Roles.Committee ? roles.TitleOf(Roles.CommitteeMember) : title);
    }

    /// <summary>The office to which a party organisation belongs, told by its name; the name itself when it does not say.</summary>
    private static string OfficeOf(string unitName) => Office().Match(unitName) is { Success: true } match ? match.Groups["office"].Value : unitName;

    [GeneratedRegex(
        @"^(?:中共|中国共产党)?(?<office>(?!机关|直属机关).{2,}?)(?:直属)?(?:机关)?(?:第[一二三四五六七八九十\d]+)?(?:基层)?(?:党委|党总支|总支|党支部|支部|(?:机关|总支部|支部)委员会)(?:（[^）]*）)?$",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Office();
}
