namespace Workflows.Organisation.Sample;

/// <summary>Staffs the offices above the branches: committees of agencies, sections, discipline, audit and administration.</summary>
internal static class SampleOffices
{
    private static readonly (string Role, string Position)[] agency =
    [
        (Roles.LeadingGroupSecretary, "党组书记、局长"), (Roles.LeadingGroupMember, "党组成员、副局长"),
        (Roles.Secretary, "党组成员、副局长"), ("executive-deputy-secretary", "机关党委专职副书记"), (Roles.Organiser, "人事科科长"), (Roles.Publicity, "综合科科长"),
        (Roles.Discipline, "法规科科长"), (Roles.CommitteeMember, "财务科科长"), (Roles.CommitteeMember, "信息科科长"),
        (Roles.SectionHead, "机关党委办公室主任"), (Roles.OrganisationSection, "机关党委办公室四级主任科员"), (Roles.DisciplineSecretary, "机关纪委书记"),
    ];

    /// <summary>Without a 机关党委 the 党组 has its posts in the 总支 itself.</summary>
    private static readonly (string Role, string Position)[] leadingGroup = [(Roles.LeadingGroupSecretary, "党组书记、主任"), (Roles.LeadingGroupMember, "党组成员、副主任")];

    private static readonly (string Role, string Position)[] workCommittee =
    [
        (Roles.Secretary, "工委书记"), (Roles.DeputySecretary, "工委副书记"), (Roles.CommitteeMember, "工委委员"), (Roles.SectionHead, "组织部部长"), (Roles.OrganisationSection, "组织部四级主任科员"),
        ("publicity-section", "宣传部四级主任科员"), ("general-office", "办公室一级科员"), (Roles.Auditor, "机关纪检监察工委四级主任科员"), (Roles.Administrator, "办公室四级主任科员"),
        (Roles.SecurityOfficer, "办公室三级主任科员"),
    ];

    /// <summary>The 工委's people all belong to its own branch.</summary>
    public static void WorkCommittee(SampleCity city) => Appoint(city, SampleCity.WorkCommittee, "gw-01", workCommittee, new(2020, 3, 2));

    /// <summary>An agency's committee and section come from one of its branches.</summary>
    public static void Agency(SampleCity city, string agencyId, string branchId, SampleTerm term)
    {
        city.Add(term.RowsFor(agencyId));
        Appoint(city, agencyId, branchId, agency, term.ElectedOn);
    }

    /// <summary>The 党组 of an office without a 机关党委: two members of a branch, behind those who sit in committees.</summary>
    public static void LeadingGroup(SampleCity city, string unitId, string branchId, DateOnly from) => Appoint(city, unitId, branchId, leadingGroup, from, behind: 7);

    /// <summary>Nobody holds two offices: the branch's own committee are its first five members.</summary>
    private static void Appoint(SampleCity city, string unitId, string branchId, (string Role, string Position)[] offices, DateOnly from, int behind = 5)
    {
        var people = city.Rows.People.ToDictionary(p => p.Id);
        var since = city.Rows.Memberships.Where(m => m.Stage == MembershipStage.Full).ToDictionary(m => m.PersonId, m => m.From);
        foreach (var (office, id) in offices.Zip(city.FullMembersOf(branchId).Skip(behind)))
        {
            city.Add(new()
            {
                People = [people[id] with { Position = office.Position }],
                Posts = [new(id, unitId, office.Role, since[id] > from ? since[id] : from)],
            });
        }
    }
}
