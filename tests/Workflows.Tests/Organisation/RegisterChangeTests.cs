using System.Text.Json;
using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Tests.Organisation;

/// <summary>名册变更: what is proposed carries the rows as they stood, and holds only while they stand so.</summary>
public sealed class RegisterChangeTests
{
    private static readonly DateOnly since = new(2020, 1, 1);

    private static readonly Register register = new(new RegisterRows
    {
        Units = [new("b", "示例支部", UnitKind.Branch, null, since)],
        People = [new("p", "示例甲", new DateOnly(1980, 2, 29), Sex.Female), new("q", "示例乙", null, Sex.Male)],
        Memberships = [new("p", "b", MembershipStage.Full, since)],
        Posts = [new("p", "b", Roles.Secretary, since)],
        Disciplines = [new("q", DisciplineKind.PartyProbation, since, null)],
        Terms = [new("b", since, 3)],
        Shifts = [new("b", since, new DateOnly(2022, 6, 1), 6), new("b", new DateOnly(2017, 1, 1), new DateOnly(2019, 6, 1), 3)],
    });

    private static readonly RegisterChange ending = RegisterChange.Of(register, new() { Posts = [new("p", "b", Roles.Secretary, since, new DateOnly(2026, 6, 1))] });

    [Fact]
    public void It_keeps_the_rows_that_it_replaces_and_no_others()
    {
        Assert.Equal(new Post("p", "b", Roles.Secretary, since), Assert.Single(ending.Before.Posts));
        Assert.Equal(1, ending.Before.Count);
        Assert.Equal(["p"], ending.People);
    }

    [Fact]
    public void It_holds_while_its_rows_stand_and_no_longer_when_one_has_changed()
    {
        Assert.True(ending.StillHolds(register));
        Assert.True(ending.StillHolds(register.With(new RegisterRows { People = [new("q", "示例丙", null, Sex.Male)] })));
        Assert.False(ending.StillHolds(register.WithPosts(new Post("p", "b", Roles.Secretary, since, new DateOnly(2026, 5, 1)))));
        Assert.False(ending.StillHolds(ending.On(register)));
    }

    [Fact]
    public void A_new_row_no_longer_holds_when_somebody_else_has_added_it()
    {
        var adding = RegisterChange.Of(register, new() { Posts = [new("q", "b", Roles.Organiser, since)] });

        Assert.Equal(0, adding.Before.Count);
        Assert.False(adding.StillHolds(register.WithPosts(new Post("q", "b", Roles.Organiser, since, new DateOnly(2021, 1, 1)))));
    }

    [Fact]
    public void A_term_that_is_taken_out_takes_the_shifts_of_its_end_along_and_no_others()
    {
        var taking = RegisterChange.Taking(register, new(RowRef.Of(register.Rows.Terms[0]), "届期录错", ""))!;

        Assert.Equal([RowKind.Term, RowKind.TermShift], taking.Taken.Select(t => t.Row.Kind));
        var then = taking.On(register);
        Assert.Null(then.CurrentTerm("b", new DateOnly(2021, 1, 1)));
        Assert.Equal(new DateOnly(2017, 1, 1), Assert.Single(then.Rows.Shifts).ElectedOn);
        Assert.False(taking.StillHolds(then));
        Assert.Null(RegisterChange.Taking(then, new(RowRef.Of(register.Rows.Terms[0]), "届期录错", "")));
    }

    [Fact]
    public void What_touches_who_decides_counts_belongs_or_is_carries_power_and_plain_data_do_not()
    {
        Assert.False(Carries(new() { Units = [new("c", "示例二支部", UnitKind.Branch, "b", since)] }));
        Assert.False(Carries(new() { Units = [new("b", "改名的支部", UnitKind.Branch, null, since)] }));
        Assert.True(Carries(new() { Units = [new("c", "另一个工委", UnitKind.WorkCommittee, null, since)] }));
        Assert.True(Carries(new() { Units = [new("b", "示例支部", UnitKind.GeneralBranch, null, since)] }));
        Assert.False(Carries(new() { People = [new("q", "示例乙", null, Sex.Male) { Education = "大学" }, new("r", "示例戊", null, Sex.Male)] }));
        Assert.True(Carries(new() { People = [new("q", "示例丁", null, Sex.Male)] }));
        Assert.True(ending.CarriesPower(register));
        Assert.True(Carries(new() { Memberships = [new("q", "b", MembershipStage.Full, since)] }));
        Assert.True(Carries(new() { Disciplines = [new("p", DisciplineKind.PartyProbation, since, null)] }));
        Assert.True(Carries(new() { Absences = [new("p", AbsenceKind.ServingSentence, since, null)] }));
        Assert.True(Carries(new() { Terms = [new("b", new DateOnly(2023, 1, 1), 3)] }));
        Assert.True(RegisterChange.Taking(register, new(RowRef.Of(register.Rows.Disciplines[0]), "录错", ""))!.CarriesPower(register));

        static bool Carries(RegisterRows rows) => Of(rows).CarriesPower(register);
    }

    [Fact]
    public void What_the_history_keeps_of_it_is_read_back_whole()
    {
        var whole = RegisterChange.Of(register, register.Rows) with { Taken = [new(RowRef.Of(register.Rows.Posts[0]), "录错", "示例函")] };

        var read = JsonSerializer.Deserialize<CaseEvent>(JsonSerializer.Serialize<CaseEvent>(new ChangeProposed(whole, "示例"), Json.Options), Json.Options);

        var change = Assert.IsType<ChangeProposed>(read).Change;
        Assert.True(change.After.IsSameAs(register.Rows));
        Assert.True(change.Before.IsSameAs(register.Rows));
        Assert.Equal(whole.Taken.AsEnumerable(), change.Taken);
    }

    [Fact]
    public void It_is_told_table_by_table()
    {
        var change = Of(new() { People = [new("r", "示例戊", null, Sex.Male)], Posts = [new("p", "b", Roles.Secretary, since, new DateOnly(2026, 6, 1)), new("q", "b", Roles.Organiser, since)] });

        Assert.Equal("人员新增 1 行；职务新增 1 行、变更 1 行", RegisterChangeText.Of(change));
        Assert.Equal("处分作废 1 行", RegisterChangeText.Of(RegisterChange.Taking(register, new(RowRef.Of(register.Rows.Disciplines[0]), "录错", ""))!));
    }

    private static RegisterChange Of(RegisterRows rows) => RegisterChange.Of(register, rows);
}
