using Workflows.Organisation;
using Workflows.Organisation.Import;
using Workflows.Organisation.Sample;

namespace Workflows.Tests.Organisation;

public sealed class SampleCityTests
{
    private static readonly DateOnly today = new(2026, 11, 21);
    private static readonly SampleCity city = SampleCity.Of(today);
    private static readonly Register register = new(city.Rows);

    [Fact]
    public void The_city_is_large_enough_to_try_everything()
    {
        Assert.Equal(12, register.Units.Children("gw", today).Count(u => u.Kind is UnitKind.AgencyCommittee or UnitKind.GeneralBranch));
        Assert.True(city.Rows.Units.Count(u => u.Kind == UnitKind.Branch) >= 60);
        Assert.True(register.People.Count >= 900, $"{register.People.Count} 人");
        Assert.All(Enum.GetValues<MembershipStage>(), s => Assert.True(register.InStage("gw", s, today).Count() >= 20, s.Title()));
        Assert.All(Enum.GetValues<DisciplineKind>(), k => Assert.Contains(city.Rows.Disciplines, d => d.Kind == k && d.IsInForce(today)));
        Assert.All(Enum.GetValues<AbsenceKind>(), k => Assert.Contains(city.Rows.Absences, a => a.Kind == k && a.IsInForce(today)));
        Assert.Contains(register.People, p => p.Name.Contains('·'));
        Assert.Contains(register.People, p => p.Name.Any(char.IsSurrogate));
    }

    [Fact]
    public void Branch_A_is_the_example_of_the_rules()
    {
        var roll = register.Roll(SampleCity.BranchA, today);

        Assert.Equal((27, 26, 2), (roll.FullMembers, roll.Entitled, roll.Probationary));
        Assert.Single(roll.Members, m => m.Standing == Standing.PartyProbation);
        Assert.Equal(AbsenceKind.Bedridden, Assert.Single(roll.Members, m => m.Away is not null && m.HasVote).Away);
        Assert.Equal(5, register.CommitteeOf(SampleCity.BranchA, today).Length);
    }

    [Fact]
    public void Branch_B_has_five_full_members_and_no_committee()
    {
        Assert.Equal(5, register.Roll(SampleCity.BranchB, today).Entitled);
        Assert.False(register.HasCommittee(SampleCity.BranchB, today));
        Assert.Single(register.Holders(Roles.Secretary, SampleCity.BranchB, today));
    }

    [Fact]
    public void General_branch_C_stands_over_three_branches_with_fifty_members_or_more()
    {
        Assert.Equal(3, register.Units.Children(SampleCity.GeneralBranchC, today).Count());
        Assert.True(register.Roll(SampleCity.GeneralBranchC, today).PartyMembers >= 50);
        Assert.Equal(5, register.CommitteeOf(SampleCity.GeneralBranchC, today).Length);
    }

    [Theory]
    [InlineData(SampleCity.BranchA)]
    [InlineData(SampleCity.BranchB)]
    [InlineData(SampleCity.GeneralBranchC)]
    public void The_reminder_of_A_B_and_C_is_due_within_days_and_not_late(string unit)
    {
        var expires = register.CurrentTerm(unit, today)!.ExpiresOn;

        Assert.InRange(expires.AddMonths(-6), today.AddDays(1), today.AddDays(14));
    }

    [Fact]
    public void Other_terms_are_overdue_due_this_year_postponed_or_far_from_due()
    {
        var terms = city.Rows.Units.Select(u => register.CurrentTerm(u.Id, today)).OfType<Term>().ToArray();

        Assert.True(terms.Count(t => t.ExpiresOn < today) >= 5);
        Assert.True(terms.Count(t => t.ExpiresOn.Year == today.Year) >= 5);
        Assert.True(terms.Count(t => t.ShiftedMonths != 0 && t.ExpiresOn > today) >= 3);
        Assert.True(terms.Count(t => t.ExpiresOn > today.AddMonths(9)) >= 20);
        Assert.Contains(terms, t => t.ExpiresOn == new DateOnly(today.Year, 12, 31) && register.Unit(t.UnitId)!.Kind == UnitKind.GeneralBranch);
    }

    [Fact]
    public void Accounts_have_readable_names_and_nobody_decides_in_their_own_affair()
    {
        string[] needed =
        [
            "shuji-a", "zuzhi-a", "xuanchuan-a", "jijian-a", "jianpiao-a", "jipiao-a", "shuji-b", "jianpiao-b", "jipiao-b", "shuji-c", "zuzhi-c", "jianpiao-c", "jipiao-c",
            "zuzhike-s", "kezhang-s", "shuji-s", "shuji-g", "shenji", "guanli",
        ];

        Assert.Empty(needed.Except(city.Users.Select(u => u.Account)));
        Assert.Equal(city.Users.Length, city.Users.Select(u => u.Account).Distinct().Count());
        Assert.Equal(city.Users.Length, city.Users.Select(u => u.PersonId).Distinct().Count());
        Assert.Equal("云岭市发展规划局第一党支部书记", city.Users.First(u => u.Account == "shuji-a").Title);
        Assert.Equal(city.Users.First(u => u.Account == "shuji-a").PersonId, Assert.Single(register.Holders(Roles.Secretary, SampleCity.BranchA, today)));
        Assert.Equal(SampleCity.Agency, register.NearestWith(SampleCity.BranchB, Roles.OrganisationSection, today)!.Id);
        Assert.Equal(SampleCity.WorkCommittee, register.NearestWith(SampleCity.BranchB, Roles.Auditor, today)!.Id);
    }

    [Fact]
    public void The_city_is_the_same_city_every_time()
    {
        var again = SampleCity.Of(today);

        Assert.Equal(city.Rows.People.AsEnumerable(), again.Rows.People);
        Assert.Equal(city.Rows.Posts.AsEnumerable(), again.Rows.Posts);
        Assert.Equal(city.Users.AsEnumerable(), again.Users);
    }

    [Theory]
    [InlineData("2026-11-21")]
    [InlineData("2027-01-01")]
    [InlineData("2026-12-31")]
    [InlineData("2028-02-29")]
    [InlineData("2027-08-31")]
    public void On_any_day_the_city_would_pass_its_own_import_and_come_back_the_same(string day)
    {
        var rows = SampleCity.Of(DateOnly.Parse(day)).Rows;

        var import = RegisterFiles.Read(RegisterExport.Write(rows), Register.Empty, DateOnly.Parse(day));

        Assert.Empty(import.Mistakes);
        Assert.Equal(rows.Units.AsEnumerable(), import.Rows.Units);
        Assert.Equal(rows.People.AsEnumerable(), import.Rows.People);
        Assert.Equal(rows.Memberships.OrderBy(m => m.PersonId).ThenBy(m => m.From), import.Rows.Memberships.OrderBy(m => m.PersonId).ThenBy(m => m.From));
        Assert.Equal(rows.Posts.AsEnumerable(), import.Rows.Posts);
        Assert.Equal(rows.Terms.AsEnumerable(), import.Rows.Terms);
        Assert.Equal(rows.Shifts.AsEnumerable(), import.Rows.Shifts);
        Assert.Equal(rows.Disciplines.AsEnumerable(), import.Rows.Disciplines);
        Assert.Equal(rows.Absences.AsEnumerable(), import.Rows.Absences);
    }

    [Theory]
    [InlineData(SampleCity.BranchA, "jg01", true)]
    [InlineData("jg01-z1-01", "jg01", true)]
    [InlineData("jg10-01", "jg10", true)]
    [InlineData("gw-01", "gw-01", false)]
    public void Every_office_has_its_leading_group_on_the_register_and_the_work_committee_has_none(string unit, string agency, bool has) =>
        Assert.Equal((agency, has), (register.AgencyOf(unit, today)!.Id, register.HasLeadingGroup(unit, today)));
}
