using Workflows.Organisation;

namespace Workflows.Tests.Organisation;

/// <summary>Two people of one name are told apart, as briefly as possible, and only where they could be taken for each other.</summary>
public sealed class NamesakeTests
{
    private static readonly DateOnly since = new(2010, 1, 1);

    [Theory]
    [InlineData("1980-05-01 男 b1", "1981-06-02 男 b1", "李明（1980年5月生）", "李明（1981年6月生）")]
    [InlineData("1980-05-01 男 b1", "1980-05-30 女 b1", "李明（男）", "李明（女）")] // one birth month
    [InlineData("1980-05-01 男 b1", "1980-05-30 男 b2", "李明（第一支部）", "李明（第二支部）")]
    [InlineData("- 男 b1", "1980-05-30 女 b1", "李明（男）", "李明（女）")] // one birth month is not known
    [InlineData("1980-05-01 男 b1", "1980-05-30 男 b1", "李明（1）", "李明（2）")]
    [InlineData("1980-05-01 男 b1", "1981-06-02 男 c1", "李明", "李明")] // of another 机关党委
    [InlineData("1980-05-01 男 b1", "1981-06-02 男 q", "李明（1980年5月生）", "李明（1981年6月生）")] // of the top itself
    [InlineData("1980-05-01 男 b1", "1981-06-02 男 -", "李明（1980年5月生）", "李明（1981年6月生）")] // belongs nowhere yet
    public void As_little_as_tells_them_apart(string one, string other, string first, string second)
    {
        var register = Of(one, other);
        Assert.Equal((first, second), (register.NameOf("x1"), register.NameOf("x2")));
    }

    [Fact]
    public void Three_of_one_name_are_told_apart_by_two_things_where_one_does_not_do()
    {
        var register = Of("1980-05-01 男 b1", "1980-05-02 女 b1", "1981-06-03 男 b1");
        Equal(["李明（1980年5月生，男）", "李明（1980年5月生，女）", "李明（1981年6月生，男）"], ["x1", "x2", "x3"], register);
    }

    [Fact]
    public void Whoever_takes_another_name_is_confused_with_nobody_any_more()
    {
        var register = Of("1980-05-01 男 b1", "1981-06-02 男 b1");
        var renamed = register.With(new RegisterRows { People = [register.Person("x2")! with { Name = "李鸣" }] });
        Equal(["李明", "李鸣"], ["x1", "x2"], renamed);
        Equal(["李明（1980年5月生）", "李明（1981年6月生）"], ["x1", "x2"], renamed.With(new RegisterRows { People = [register.Person("x2")!] }));
    }

    private static Register Of(params string[] people) => new(new RegisterRows
    {
        Units =
        [
            new Unit("q", "工委", UnitKind.WorkCommittee, null, since), new Unit("p", "甲局机关党委", UnitKind.AgencyCommittee, "q", since), new Unit("o", "乙局机关党委", UnitKind.AgencyCommittee, "q", since),
            new Unit("b1", "第一支部", UnitKind.Branch, "p", since), new Unit("b2", "第二支部", UnitKind.Branch, "p", since), new Unit("c1", "第一支部", UnitKind.Branch, "o", since),
        ],
        People = [.. people.Select((p, i) => (p.Split(' '), i)).Select(p => new Person($"x{p.i + 1}", "李明", DateOnly.TryParse(p.Item1[0], out var born) ? born : null, p.Item1[1] == "女" ? Sex.Female : Sex.Male))],
        Memberships = [.. people.Select((p, i) => (p.Split(' ')[2], i)).Where(p => p.Item1 != "-").Select(p => new Membership($"x{p.i + 1}", p.Item1, MembershipStage.Full, since))],
    });

    private static void Equal(string[] names, string[] ids, Register register) => Assert.Equal(names, ids.Select(register.NameOf));
}
