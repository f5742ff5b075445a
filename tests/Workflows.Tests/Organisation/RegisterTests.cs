using Workflows.Organisation;

namespace Workflows.Tests.Organisation;

public sealed class RegisterTests
{
    private static readonly DateOnly day = new(2026, 11, 21);

    private static readonly Register register = new(new RegisterRows
    {
        Units =
        [
            new("wc", "云岭市直机关工委", UnitKind.WorkCommittee, null, new(2000, 1, 1)),
            new("ac", "示例局机关党委", UnitKind.AgencyCommittee, "wc", new(2000, 1, 1)),
            new("gb", "示例局第一党总支", UnitKind.GeneralBranch, "ac", new(2000, 1, 1)),
            new("b1", "第一支部", UnitKind.Branch, "gb", new(2000, 1, 1)),
            new("b2", "第二支部", UnitKind.Branch, "gb", new(2000, 1, 1), new(2026, 3, 1)),
            new("b2", "第二支部（新）", UnitKind.Branch, "ac", new(2026, 3, 1)),
        ],
        People = [.. Enumerable.Range(1, 12).Select(i => new Person($"p{i:00}", $"示例{i:00}", null, Sex.Male))],
        Memberships =
        [
            .. Enumerable.Range(1, 7).Select(i => new Membership($"p{i:00}", "b1", MembershipStage.Full, new(2010, 1, 1))),
            new("p08", "b1", MembershipStage.Probationary, new(2024, 2, 29), new(2025, 3, 1)),
            new("p08", "b1", MembershipStage.Full, new(2025, 3, 1)),
            new("p09", "b1", MembershipStage.Probationary, new(2026, 6, 15)),
            new("p10", "b1", MembershipStage.Activist, new(2026, 1, 1)),
            new("p11", "b2", MembershipStage.Full, new(2010, 1, 1)),
            new("p12", "ac", MembershipStage.Full, new(2010, 1, 1)),
        ],
        Disciplines =
        [
            new("p01", DisciplineKind.SeriousWarning, new(2026, 1, 1)),
            new("p02", DisciplineKind.PartyProbation, new(2025, 11, 22), new(2026, 11, 22)),
            new("p03", DisciplineKind.RightsSuspended, new(2026, 11, 21)),
            new("p04", DisciplineKind.MembershipStopped, new(2026, 11, 1)),
        ],
        Absences = [new("p05", AbsenceKind.Bedridden, new(2025, 1, 1))],
        Posts =
        [
            new("p06", "b1", Roles.Secretary, new(2023, 11, 20)),
            new("p06", "b1", Roles.Discipline, new(2023, 11, 20)),
            new("p07", "b1", Roles.Organiser, new(2023, 11, 20), new(2026, 11, 21)),
            new("p11", "b2", Roles.Secretary, new(2023, 11, 20)),
            new("p12", "ac", Roles.OrganisationSection, new(2026, 1, 1)),
        ],
        Terms = [new("b1", new(2020, 11, 20), 3), new("b1", new(2023, 11, 20), 3, "case"), new("leap", new(2024, 2, 29), 3)],
        Shifts = [new("b1", new(2023, 11, 20), new(2026, 6, 1), 8), new("b1", new(2023, 11, 20), new(2026, 9, 1), 4), new("leap", new(2024, 2, 29), new(2026, 6, 1), 12)],
    });

    [Fact]
    public void The_roll_says_who_has_a_vote_and_why_others_have_none()
    {
        var roll = register.Roll("b1", day);

        Assert.Equal((7, 5, 1, 8), (roll.FullMembers, roll.Entitled, roll.Probationary, roll.PartyMembers));
        Assert.Equal(
            [
                ("p01", Standing.Entitled), ("p02", Standing.PartyProbation), ("p03", Standing.RightsSuspended), ("p04", Standing.MembershipStopped),
                ("p05", Standing.Entitled), ("p06", Standing.Entitled), ("p07", Standing.Entitled), ("p08", Standing.Entitled), ("p09", Standing.Probationary),
            ],
            roll.Members.Select(m => (m.Person.Id, m.Standing)));
        Assert.Null(roll.Find("p01")!.WhyNot);
        Assert.Contains("留党察看", roll.Find("p02")!.WhyNot);
        Assert.Equal(AbsenceKind.Bedridden, roll.Find("p05")!.Away);
        Assert.True(roll.Find("p05")!.HasVote);
    }

    [Fact]
    public void Rights_are_counted_on_the_day()
    {
        Assert.False(register.Roll("b1", day).Find("p02")!.HasVote);
        Assert.True(register.Roll("b1", day.AddDays(1)).Find("p02")!.HasVote);
        Assert.True(register.Roll("b1", day.AddDays(-1)).Find("p03")!.HasVote);
        Assert.Equal(Standing.Entitled, register.Roll("b1", new(2026, 10, 31)).Find("p04")!.Standing);
    }

    [Fact]
    public void Probation_that_began_on_29_February_ends_on_1_March()
    {
        Assert.Null(register.Roll("b1", new(2024, 2, 28)).Find("p08"));
        Assert.Equal(MembershipStage.Probationary, register.Roll("b1", new(2024, 2, 29)).Find("p08")!.Stage);
        Assert.Equal(MembershipStage.Probationary, register.Roll("b1", new(2025, 2, 28)).Find("p08")!.Stage);
        Assert.Equal(MembershipStage.Full, register.Roll("b1", new(2025, 3, 1)).Find("p08")!.Stage);
    }

    [Fact]
    public void A_general_branch_and_a_committee_count_everybody_below_them_on_that_day()
    {
        Assert.Equal(8, register.Roll("gb", new(2026, 2, 28)).FullMembers - 1);
        Assert.Null(register.Roll("gb", new(2026, 3, 1)).Find("p11"));
        Assert.NotNull(register.Roll("ac", new(2026, 3, 1)).Find("p11"));
        Assert.Equal(["ac", "b2", "gb", "b1"], register.Subtree("ac", day).Select(u => u.Id));
        Assert.Equal(["ac", "gb", "b1", "b2"], register.Subtree("ac", new(2026, 2, 28)).Select(u => u.Id));
    }

    [Fact]
    public void A_renamed_and_moved_unit_reads_as_it_was_on_each_day()
    {
        Assert.Equal(("第二支部", "gb"), (register.Unit("b2", new(2026, 2, 28))!.Name, register.Superior("b2", new(2026, 2, 28))!.Id));
        Assert.Equal(("第二支部（新）", "ac"), (register.Unit("b2", new(2026, 3, 1))!.Name, register.Superior("b2", new(2026, 3, 1))!.Id));
        Assert.Equal("第二支部（新）", register.Unit("b2")!.Name);
        Assert.Null(register.Unit("b2", new(1999, 12, 31)));
        Assert.Equal(["gb", "ac", "wc"], register.Ancestors("b1", day).Select(u => u.Id));
        Assert.True(register.Units.IsWithin("b1", "wc", day));
        Assert.False(register.Units.IsWithin("wc", "b1", day));
    }

    [Fact]
    public void A_role_is_found_in_the_nearest_unit_where_somebody_holds_it_that_day()
    {
        Assert.Equal("b1", register.NearestWith("b1", Roles.Secretary, day)!.Id);
        Assert.Equal("ac", register.NearestWith("b1", Roles.OrganisationSection, day)!.Id);
        Assert.Null(register.NearestWith("b1", Roles.OrganisationSection, new(2025, 12, 31)));
        Assert.Null(register.NearestWith("b1", Roles.Auditor, day));
        Assert.Equal("b1", register.NearestWith("b1", Roles.Committee, day)!.Id);
    }

    [Fact]
    public void A_post_ends_before_the_day_written_as_until()
    {
        Assert.Equal(["p07"], register.Holders(Roles.Organiser, "b1", day.AddDays(-1)).AsEnumerable());
        Assert.Empty(register.Holders(Roles.Organiser, "b1", day));
        Assert.Equal([Roles.Secretary, Roles.Discipline], register.PostsOf("p06", day).Select(p => p.Role));
    }

    [Fact]
    public void Somebody_with_two_posts_sits_on_the_committee_once_and_a_secretary_alone_is_no_committee()
    {
        Assert.Equal(["p06", "p07"], register.CommitteeOf("b1", day.AddDays(-1)).AsEnumerable());
        Assert.Equal(["p06"], register.CommitteeOf("b1", day).AsEnumerable());
        Assert.True(register.HasCommittee("b1", day));
        Assert.False(register.HasCommittee("b2", day));
    }

    [Fact]
    public void Members_are_derived_from_the_roll_and_stopped_membership_is_left_out() =>
        Assert.Equal(["p01", "p02", "p03", "p05", "p06", "p07", "p08"], register.Holders(Roles.Member, "b1", day).AsEnumerable());

    [Fact]
    public void People_on_the_way_into_the_party_are_not_on_the_roll()
    {
        Assert.Null(register.Roll("b1", day).Find("p10"));
        Assert.Equal("p10", Assert.Single(register.InStage("gb", MembershipStage.Activist, day)).Id);
    }

    [Theory]
    [InlineData("b1", "2023-11-19", "2023-11-20")]
    [InlineData("b1", "2023-11-20", "2026-11-20")]
    [InlineData("b1", "2026-05-31", "2026-11-20")]
    [InlineData("b1", "2026-06-01", "2027-07-20")]
    [InlineData("b1", "2026-09-01", "2027-11-20")]
    [InlineData("leap", "2024-02-29", "2027-02-28")]
    [InlineData("leap", "2026-06-01", "2028-02-29")]
    public void The_current_term_ends_where_its_years_and_all_shifts_decided_so_far_put_it(string unit, string on, string expires) =>
        Assert.Equal(DateOnly.Parse(expires), register.CurrentTerm(unit, DateOnly.Parse(on))!.ExpiresOn);

    [Fact]
    public void There_is_no_term_before_the_first_election() => Assert.Null(register.CurrentTerm("b1", new(2020, 11, 19)));

    [Fact]
    public void Adding_a_row_with_a_known_key_replaces_it_and_leaves_the_old_register_as_it_was()
    {
        var closed = register.WithPosts(new Post("p06", "b1", Roles.Secretary, new(2023, 11, 20), day), new Post("p05", "b1", Roles.Secretary, day));

        Assert.Equal(["p05"], closed.Holders(Roles.Secretary, "b1", day).AsEnumerable());
        Assert.Equal(["p06"], closed.Holders(Roles.Secretary, "b1", day.AddDays(-1)).AsEnumerable());
        Assert.Equal(["p06"], register.Holders(Roles.Secretary, "b1", day).AsEnumerable());
    }

    [Fact]
    public void A_tree_that_bites_its_tail_ends_instead_of_running_for_ever()
    {
        var tree = new UnitTree([new("x", "甲", UnitKind.Branch, "y", new(2000, 1, 1)), new("y", "乙", UnitKind.Branch, "x", new(2000, 1, 1))]);

        Assert.Equal(["y"], tree.Ancestors("x", day).Select(u => u.Id));
        Assert.Equal(["x", "y"], tree.Subtree("x", day).Select(u => u.Id));
    }
}
