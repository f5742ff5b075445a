using Workflows.Organisation;
using Workflows.Organisation.Import;
using Workflows.Organisation.Import.Preview;
using Workflows.Organisation.Sample;

namespace Workflows.Tests.Organisation;

public sealed class RegisterPreviewTests
{
    private static readonly DateOnly since = new(2010, 6, 1);
    private static readonly Person first = new("p1", "示例甲", new DateOnly(1980, 5, 6), Sex.Male) { Ethnicity = "汉族", Education = "大学" };
    private static readonly Person second = new("p2", "示例乙", null, Sex.Female);

    private static readonly RegisterRows stored = new()
    {
        Units = [new("ac", "示例局机关党委", UnitKind.AgencyCommittee, null, new(2000, 1, 1)),
            new("b1", "示例局第一支部", UnitKind.Branch, "ac", new(2000, 1, 1))],
        People = [first, second],
        Memberships = [new("p1", "b1", MembershipStage.Full, since), new("p2", "b1", MembershipStage.Full, since)],
        Posts = [new("p1", "b1", Roles.Secretary, new(2024, 1, 1)), new("p2", "b1", Roles.Organiser, new(2020, 1, 1), new(2024, 1, 1))],
        Terms = [new("b1", new(2024, 1, 1), 3, "case-1")],
        Shifts = [new("b1", new(2024, 1, 1), new(2026, 10, 1), 6, "case-2")],
    };

    [Fact]
    public void What_is_added_changed_ended_and_the_same_is_told_row_by_row()
    {
        var preview = Preview(new()
        {
            Units = [stored.Units[1]],
            People = [first with { Education = "研究生" }, new("p3", "示例丙", null, Sex.Male)],
            Memberships = [stored.Memberships[0], new("p3", "b1", MembershipStage.Activist, new(2026, 3, 1))],
            Posts = [stored.Posts[0] with { Until = new(2026, 11, 1) }],
        });

        Assert.Equal(
            ["单位 same 1", "人员 same 0", "党员经历 same 1", "职务 same 0"],
            preview.Tables.Select(t => $"{t.Title} same {t.Same}"));
        Assert.Equal(
            [
                "Changed 示例甲（示例局第一支部）: 学历 大学 → 研究生",
                "Added 示例丙（示例局第一支部）: 姓名  → 示例丙; 性别  → 男",
                "Added 示例丙（示例局第一支部） · 入党积极分子: 党组织  → 示例局第一支部; 发展阶段  → 入党积极分子; 起始日期  → 2026-03-01",
                "Ended 示例甲（示例局第一支部） · 书记: 免职日期  → 2026-11-01",
            ],
            preview.Tables.SelectMany(t => t.Rows)
                .Select(r => $"{r.Kind} {r.Subject}: {string.Join("; ", r.Fields.Select(f => $"{f.Field} {f.Before} → {f.After}"))}"));
        Assert.Equal(4, preview.Changes.Count);
        Assert.Equal(0, preview.Conflicts);
    }

    [Fact]
    public void What_a_file_does_not_say_stays_as_the_register_has_it()
    {
        var preview = Preview(new()
        {
            People = [new("p1", "示例甲", null, Sex.Male)],
            Terms = [new("b1", new(2024, 1, 1), 3)],
            Shifts = [new("b1", new(2024, 1, 1), new(2026, 10, 1), 6)],
        });

        Assert.Equal(0, preview.Changes.Count);
        Assert.Equal([1, 1, 1], preview.Tables.Select(t => t.Same));
    }

    [Theory]
    [InlineData(null, "名册已登记自 2024-01-01 起终止，文件里没有终止，导入后将恢复；如果文件较旧，请删去这一行。")]
    [InlineData("2023-12-31", "名册已登记自 2024-01-01 起终止，文件写的是 2023-12-31；请核对哪个为准。")]
    [InlineData("2024-01-01", null)]
    public void An_old_file_does_not_bring_back_unsaid_what_has_ended(string? until, string? said)
    {
        var preview = Preview(new() { Posts = [stored.Posts[1] with { Until = until is null ? null : DateOnly.Parse(until) }] });

        Assert.Equal(said is null ? [] : [said], Conflicts(preview));
    }

    [Theory]
    [InlineData("示例甲", "1980-05-06", Sex.Male, 1)]
    [InlineData("示例甲", "1980-05-07", Sex.Male, 0)]
    [InlineData("示例甲", "1980-05-06", Sex.Female, 0)]
    public void Somebody_entered_again_under_another_number_is_noticed(string name, string born, Sex sex, int conflicts)
    {
        var preview = Preview(new() { People = [new("p9", name, DateOnly.Parse(born), sex)] });

        Assert.Equal(conflicts, preview.Conflicts);
        Assert.All(Conflicts(preview), c => Assert.Equal("名册中已有姓名、性别、出生日期都相同的人（示例局第一支部），编号不同；如果是同一个人，请改用原来的编号。", c));
    }

    [Theory]
    [InlineData("示例甲", "b1", Sex.Male, 1)]
    [InlineData("示例甲", "ac", Sex.Male, 0)]
    [InlineData("示例甲", "b1", Sex.Female, 0)]
    [InlineData("示例丙", "b1", Sex.Male, 0)]
    public void Somebody_of_one_name_and_unit_with_another_day_of_birth_may_be_the_same(string name, string unit, Sex sex, int conflicts)
    {
        var preview = Preview(new()
        {
            People = [new("p9", name, new DateOnly(1980, 6, 5), sex)],
            Memberships = [new("p9", unit, MembershipStage.Probationary, since), new("p9", unit, MembershipStage.Full, since.AddYears(1))],
        });

        Assert.Equal(conflicts, preview.Conflicts);
        Assert.All(Conflicts(preview), c => Assert.Equal("这个党组织已有“示例甲”（男，1980年5月6日），编号不同；是同一个人的，请改用原来的编号。", c));
    }

    [Fact]
    public void Another_name_under_a_known_number_is_noticed() =>
        Assert.Equal(["同一个编号，姓名不同；如果不是改名，请核对编号。"], Conflicts(Preview(new() { People = [first with { Name = "示例丁" }] })));

    [Fact]
    public void Whoever_leaves_and_still_sits_on_a_committee_is_noticed_until_that_is_ended_too()
    {
        var left = new RegisterRows { Memberships = [stored.Memberships[0] with { Until = new(2026, 11, 1) }] };
        Assert.Equal(["此后不再属于任何党组织，但仍任示例局第一支部书记，请一并写明免职日期。"], Conflicts(Preview(left)));

        Assert.Empty(Conflicts(Preview(left with { Posts = [stored.Posts[0] with { Until = new(2026, 11, 1) }] })));
        Assert.Empty(Conflicts(Preview(left with { Memberships =
            [.. left.Memberships, new("p1", "ac", MembershipStage.Full, new(2026, 11, 1))] })));
    }

    [Fact]
    public void A_unit_that_ends_with_members_and_units_below_is_noticed()
    {
        var branch = new RegisterRows { Units = [stored.Units[1] with { Until = new(2026, 11, 1) }] };
        Assert.Equal(["撤销之日名册中还有 2 人属于这个党组织，请一并写明他们的终止日期或者新的党组织。"], Conflicts(Preview(branch)));
        Assert.Empty(Conflicts(Preview(branch with { Memberships =
            [.. stored.Memberships.Select(m => m with { Until = new DateOnly(2026, 11, 1) })], Posts =
            [stored.Posts[0] with { Until = new(2026, 11, 1) }] })));
        Assert.Equal(["撤销之日它还有 1 个下级党组织，请一并写明撤销日期或者新的上级。"],
            Conflicts(Preview(new() { Units = [stored.Units[0] with { Until = new(2026, 11, 1) }] })));
    }

    [Fact]
    public void The_fingerprint_follows_what_is_shown_and_nothing_else()
    {
        var wanted = new RegisterRows { People = [first with { Education = "研究生" }] };
        var shown = Preview(wanted).Fingerprint;

        Assert.Equal(shown, Preview(wanted).Fingerprint);
        Assert.Equal(shown, Preview(wanted, stored with { People = [first, second with { Education = "大专" }] }).Fingerprint);
        Assert.NotEqual(shown, Preview(wanted, stored with { People = [first with { Education = "大专" }, second] }).Fingerprint);
        Assert.NotEqual(shown, Preview(wanted with { People = [first with { Education = "大专" }] }).Fingerprint);
        Assert.NotEqual(shown, RegisterPreview.Of(new(stored), Read(wanted) with { Mistakes = [TheMistake()] }).Fingerprint);
    }

    [Fact]
    public void A_register_that_was_exported_and_comes_back_changes_nothing()
    {
        var city = SampleCity.Of(ImportFiles.Today).Rows;

        var preview = RegisterPreview.Of(new(city), Read(city));

        Assert.Equal(0, preview.Changes.Count);
        Assert.Equal(city.Count, preview.Tables.Sum(t => t.Same));
    }

    private static ImportPreview Preview(RegisterRows wanted, RegisterRows? existing = null) =>
        RegisterPreview.Of(new(existing ?? stored), Read(wanted));

    private static RegisterImport Read(RegisterRows rows) =>
        new() { RowsRead = rows.Count, GoodRows = rows.Count, Rows = rows, Mistakes = [], Remarks = [] };

    private static ImportMistake TheMistake() => ImportFiles.Read(ImportFiles.File("表")).Mistakes[0];

    private static IEnumerable<string> Conflicts(ImportPreview preview) =>
        preview.Tables.SelectMany(t => t.Rows).SelectMany(r => r.Conflicts);
}
