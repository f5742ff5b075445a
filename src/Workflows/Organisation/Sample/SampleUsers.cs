using System.Collections.Immutable;

namespace Workflows.Organisation.Sample;

/// <summary>A person of the sample city who gets an account in the demonstration.</summary>
/// <param name="Account">Readable sign-in name, such as <c>shuji-a</c>.</param>
/// <param name="Title">What the person is, in Chinese.</param>
public sealed record SampleUser(string Account, string PersonId, string Title);

/// <summary>Chooses the accounts of the demonstration: everybody whom an election of A, B or C needs, and a talk with one of them up to its last level.</summary>
internal static class SampleUsers
{
    private static readonly (string Role, string Account)[] committee =
    [
        (Roles.Secretary, "shuji"), (Roles.DeputySecretary, "fushuji"), (Roles.Organiser, "zuzhi"), (Roles.Publicity, "xuanchuan"), (Roles.Discipline, "jijian"),
    ];

    private static readonly (string UnitId, string Role, string Account)[] offices =
    [
        (SampleCity.Agency, Roles.OrganisationSection, "zuzhike-s"), (SampleCity.Agency, Roles.SectionHead, "kezhang-s"),
        (SampleCity.Agency, Roles.Secretary, "shuji-s"), (SampleCity.Agency, "executive-deputy-secretary", "fushuji-s"),
        (SampleCity.Agency, Roles.DisciplineSecretary, "jiwei-s"),
        (SampleCity.Agency, Roles.LeadingGroupSecretary, "dangzu-s"),
        (SampleCity.WorkCommittee, Roles.OrganisationSection, "zuzhibu-g"), (SampleCity.WorkCommittee, Roles.SectionHead, "buzhang-g"), (SampleCity.WorkCommittee, Roles.Secretary, "shuji-g"),
        (SampleCity.WorkCommittee, Roles.DeputySecretary, "fushuji-g"),
        (SampleCity.WorkCommittee, Roles.Auditor, "shenji"), (SampleCity.WorkCommittee, Roles.Administrator, "guanli"),
        (SampleCity.WorkCommittee, Roles.SecurityOfficer, "baomi"),
    ];

    public static ImmutableArray<SampleUser> Of(SampleCity city, DateOnly today)
    {
        var register = new Register(city.Rows);
        return
        [
            .. Branch(register, SampleCity.BranchA, "a", today),
            .. Branch(register, SampleCity.BranchB, "b", today),
            .. Branch(register, SampleCity.GeneralBranchC, "c", today),
            .. offices.Select(o => Holder(register, o.UnitId, o.Role, o.Account, today)!),
        ];
    }

    /// <summary>The committee, and of the members outside it with a vote and at hand: a scrutineer, a teller and a member.</summary>
    private static IEnumerable<SampleUser> Branch(Register register, string unitId, string letter, DateOnly today)
    {
        var name = register.Unit(unitId)!.Name;
        var leaders = committee.Select(c => Holder(register, unitId, c.Role, $"{c.Account}-{letter}", today)).OfType<SampleUser>();
        var others =
            from m in register.Roll(unitId, today).Members
            where m.HasVote && m.Away is null && !register.PostsOf(m.Person.Id, today).Any()
            orderby m.Person.Id
            select m.Person.Id;
        var rest = others.Zip([("jianpiao", "党员（监票人）"), ("jipiao", "党员（计票人）"), ("dangyuan", "党员")], (id, way) => new SampleUser($"{way.Item1}-{letter}", id, name + way.Item2));
        return leaders.Concat(rest);
    }

    private static SampleUser? Holder(Register register, string unitId, string role, string account, DateOnly today) =>
        register.Holders(role, unitId, today) is [var person, ..] ? new(account, person, PostNames.Of(register.Unit(unitId), role, register.RoleBook)) : null;
}
