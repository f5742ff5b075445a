namespace Workflows.Organisation.Sample;

/// <summary>Staffs the offices above the branches: sections, committees of agencies, discipline, audit and administration.</summary>
internal static class SampleOffices
{
    private static readonly string[] agencyRoles =
    [
        Roles.Secretary, "executive-deputy-secretary", Roles.Organiser, Roles.Publicity, Roles.Discipline, Roles.CommitteeMember, Roles.CommitteeMember,
    ];

    private static readonly string[] workCommitteeRoles =
    [
        Roles.Secretary, Roles.DeputySecretary, Roles.CommitteeMember, Roles.SectionHead, Roles.OrganisationSection, "publicity-section", "general-office", Roles.Auditor, Roles.Administrator,
    ];

    /// <summary>The 工委's people all belong to its own branch.</summary>
    public static void WorkCommittee(SampleCity city) => Appoint(city, SampleCity.WorkCommittee, workCommitteeRoles, city.FullMembersOf("gw-01"), skip: 5, new(2020, 3, 2));

    /// <summary>An agency's committee and section come from one of its branches, beside that branch's own committee.</summary>
    public static void Agency(SampleCity city, string agencyId, string branchId, SampleTerm term)
    {
        city.Add(term.RowsFor(agencyId));
        var members = city.FullMembersOf(branchId);
        Appoint(city, agencyId, agencyRoles, members, skip: 5, term.ElectedOn);
        Appoint(city, agencyId, [Roles.SectionHead, Roles.OrganisationSection, "discipline-secretary"], members, skip: 12, term.ElectedOn);
    }

    private static void Appoint(SampleCity city, string unitId, string[] roles, IReadOnlyList<string> people, int skip, DateOnly from)
    {
        var since = city.Rows.Memberships.Where(m => m.Stage == MembershipStage.Full).ToDictionary(m => m.PersonId, m => m.From);
        city.Add(new() { Posts = [.. roles.Select((role, i) => new Post(people[skip + i], unitId, role, since[people[skip + i]] > from ? since[people[skip + i]] : from))] });
    }
}
