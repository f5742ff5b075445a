using Workflows.Organisation;
using Workflows.Organisation.Import;
using Workflows.Rules;
using static Workflows.Tests.Organisation.ImportFiles;

namespace Workflows.Tests.Organisation;

/// <summary>Who is meant, where a roster gives names for numbers; and units, posts and 公民身份号码 in such rosters.</summary>
public sealed class RosterPeopleTests
{
    private const string Header = "姓名,性别,出生年月,公民身份号码,人员类别,入党日期,转正日期,所在党支部\n";

    /// <summary>Valid as to form; nobody's: the district 110100 gives none.</summary>
    private const string Number = "11010019850307005X";

    private static readonly Register known = new(Read(
        File(UnitHeader + "wc,云岭市直机关工委,工委,,2000-01-01,\nac,示例局机关党委,机关党委,wc,2000-01-01,\nb1,示例局第一支部,党支部,ac,2000-01-01,\nb2,示例局第二支部,党支部,ac,2000-01-01,\n"),
        People("p1,示例甲,男,1985-03-07,,,,b1,正式党员,2006-06-30,\np2,示例乙,女,1990.05,,,,b1,预备党员,2025-06-01,\np3,示例丙,男,1990.05,,,,b1,正式党员,2012-06-01,\np4,示例丙,男,1991.05,,,,b1,正式党员,2012-06-01,\n")).Rows);

    [Theory]
    [InlineData("示例甲,男,1985.03,,正式党员,2005.06,2006.06,示例局第一支部", "p1")]
    [InlineData("示例甲,男,,,正式党员,2005.06,2006.06,示例局第一支部", "p1")]
    [InlineData("示例丙,男,1991.05,,正式党员,2011.06,2012.06,示例局第一支部", "p4")]
    [InlineData("示例丁,男,1991.05,,正式党员,2011.06,2012.06,示例局第一支部", null)]
    [InlineData("示例甲,男,1986.03,,正式党员,2005.06,2006.06,示例局第二支部", null)]
    [InlineData("示例甲,女,1985.03,,正式党员,2005.06,2006.06,示例局第一支部", null)]
    public void Somebody_is_known_again_by_name_unit_sex_and_birth_and_what_is_registered_stays_as_exact(string row, string? id)
    {
        var import = RegisterFiles.Read([File(Header + row + "\n")], known, Today);

        Assert.Empty(import.Mistakes);
        var person = Assert.Single(import.Rows.People);
        Assert.Equal(id is null, known.Person(person.Id) is null);
        if (id is not null)
            Assert.Equal(new Membership(id, "b1", MembershipStage.Full, known.MembershipOf(id, Today)!.From), Assert.Single(import.Rows.Memberships));
    }

    [Theory]
    [InlineData("示例丙,男,,,正式党员,2011.06,2012.06,示例局第一支部", "有 2 位“示例丙”")]
    [InlineData("示例甲,男,1985.03,,正式党员,2005.06,2006.06,示例局第二支部", "是同一个人，请写其人员编号；不是，请另编一个人员编号")]
    [InlineData("示例甲,男,,,正式党员,2005.06,2006.06,示例局第二支部", "请写明出生日期，或者另编一个人员编号")]
    public void Where_it_could_be_two_people_nobody_is_taken(string row, string reason)
    {
        var mistake = Assert.Single(RegisterFiles.Read([File(Header + row + "\n")], known, Today).Mistakes);

        Assert.Equal(("姓名", 2), (mistake.Column, mistake.Line));
        Assert.Contains(reason, mistake.Reason);
    }

    [Fact]
    public void A_birth_known_to_the_day_is_not_lost_to_a_roster_with_months() =>
        Assert.Equal(new DayOrMonth(1985, 3, 7), Assert.Single(RegisterFiles.Read([File(Header + "示例甲,男,1985.03,,正式党员,2005.06,2006.06,示例局第一支部\n")], known, Today).Rows.People).Born);

    [Fact]
    public void A_confirmed_member_ends_probation_on_that_day()
    {
        var import = RegisterFiles.Read([File(Header + "示例乙,女,1990.05,,正式党员,2025-06-01,2026-06-01,示例局第一支部\n")], known, Today);

        Assert.Empty(import.Mistakes);
        Assert.Equal([new("p2", "b1", MembershipStage.Probationary, new(2025, 6, 1), new(2026, 6, 1)), new("p2", "b1", MembershipStage.Full, new(2026, 6, 1))], import.Rows.Memberships.AsEnumerable());
    }

    [Fact]
    public void The_same_roster_read_twice_changes_nothing_the_second_time()
    {
        var roster = File(Header + "示例丁,男,1991.05,,正式党员,2011.06,2012.06,示例局第一支部\n示例戊,女,,,预备党员,2026-03-02,,示例局第二支部\n");

        var first = known.With(RegisterFiles.Read([roster], known, Today).Rows);
        var second = first.With(RegisterFiles.Read([roster], first, Today).Rows);

        Assert.Equal(6, first.People.Count);
        Assert.Equal(first.Rows.People.AsEnumerable(), second.Rows.People.AsEnumerable());
        Assert.Equal(first.Rows.Memberships.AsEnumerable(), second.Rows.Memberships.AsEnumerable());
    }

    [Theory]
    [InlineData("1985.03", "男", Number, null, null)]
    [InlineData("1985.03", "男", "11010019850307005x", null, null)]
    [InlineData("", "男", Number, null, null)]
    [InlineData("1985.04", "男", Number, "出生年月", "1985年4月与公民身份号码中的出生日期不同")]
    [InlineData("1985.03", "女", Number, "性别", "与公民身份号码不符")]
    [InlineData("1985.03", "男", "110100198503070011", "公民身份号码", "校验码不对")]
    [InlineData("1985.03", "男", "11010019850307005", "公民身份号码", "应为 18 位")]
    [InlineData("1985.03", "男", "1.10101E+17", "公民身份号码", "末尾几位已经丢失")]
    [InlineData("1985.03", "男", "'11010019850307005X", "公民身份号码", "撇号")]
    public void A_citizen_number_checks_birth_and_sex_and_is_not_kept(string born, string sex, string number, string? column, string? reason)
    {
        var import = Read(Units, File(Header + $"示例甲,{sex},{born},{number},正式党员,2005.06,2006.06,示例局第一支部\n"));

        if (column is null)
        {
            Assert.Equal(new DayOrMonth(1985, 3, 7), Assert.Single(import.Rows.People).Born);
            Assert.DoesNotContain("11010019850307005", string.Concat(import.Rows.People) + string.Concat(import.Remarks), StringComparison.OrdinalIgnoreCase);
            return;
        }

        var mistake = Assert.Single(import.Mistakes);
        Assert.Equal(column, mistake.Column);
        Assert.Contains(reason!, mistake.Reason);
        Assert.DoesNotContain("110100198503070", mistake.Reason);
    }

    [Fact]
    public void The_rosters_of_the_national_system_need_no_sex_and_no_birth_beside_the_number()
    {
        const string Roster = "姓名,公民身份号码,民族,学历,人员类别,所在党支部,加入党组织日期,转为正式党员日期,手机号码\n";

        var import = Read(Units, File(Roster + $"示例甲,{Number},汉族,大学,正式党员,中共示例局第一支部委员会,2005-06,2006-06,无\n"));

        Assert.Empty(import.Mistakes);
        Assert.Equal((Sex.Male, new DayOrMonth(1985, 3, 7)), (import.Rows.People[0].Sex, import.Rows.People[0].Born));
        Assert.Equal("b1", import.Rows.Memberships[^1].UnitId);
    }

    [Fact]
    public void Two_of_one_name_and_birth_with_different_numbers_are_not_made_one()
    {
        var import = Read(Units, File(Header + $"示例甲,男,,{Number},正式党员,2005.06,2006.06,示例局第一支部\n示例甲,男,,110100198503070033,正式党员,2005.06,2006.06,示例局第一支部\n"));

        Assert.Contains("公民身份号码不同的人，请给他们各写人员编号", TheMistake(import));
    }

    [Theory]
    [InlineData("第一支部", "没有名为“第一支部”的党组织")]
    [InlineData("同名支部", "有 2 个党组织叫“同名支部”，请改写单位编号")]
    public void A_unit_is_taken_by_name_only_where_one_has_it(string unit, string reason)
    {
        var two = File(UnitHeader + "b8,同名支部,党支部,示例局机关党委,2000-01-01,\nb9,同名支部,党支部,ac,2000-01-01,\n");

        Assert.Contains(reason, TheMistake(Read(Units, two, File(Header + $"示例甲,男,1985.03,,正式党员,2005.06,2006.06,{unit}\n"))));
    }

    [Theory]
    [InlineData("支部书记", "secretary")]
    [InlineData("党支部副书记", "deputy-secretary")]
    [InlineData("机关党委书记", "secretary")]
    [InlineData("纪律检查委员", "discipline")]
    [InlineData("书记、组织委员", "secretary organiser")]
    [InlineData("书记兼组织委员", "secretary organiser")]
    [InlineData("支委", "committee-member")]
    [InlineData("青年委员", "committee-member")]
    [InlineData("党小组组长", "group-leader")]
    [InlineData("党组（党委）书记", "leading-group-secretary")]
    public void Posts_are_understood_as_rosters_write_them(string title, string roles)
    {
        var import = RegisterFiles.Read([File($"姓名,所在支部,党内职务,任职时间\n示例甲,示例局第一支部,{title},2023-11-20\n")], known, Today);

        Assert.Empty(import.Mistakes);
        Assert.Equal(roles, string.Join(' ', import.Rows.Posts.Select(p => p.Role)));
        Assert.Equal((1, "p1"), (import.GoodRows, import.Rows.Posts[0].PersonId));
        Assert.Equal(title == "青年委员", import.Remarks.Any(r => r.Contains("“青年委员”按委员登记", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("人员编号,姓名,单位编号,职务,任职日期\np1,示例乙,b1,书记,2023-11-20\n", "编号“p1”在名册里是“示例甲”，不是“示例乙”")]
    [InlineData("人员编号,姓名,处分,生效日期\np1,示例乙,警告,2026-01-01\n", "不是“示例乙”")]
    [InlineData("人员编号,姓名,不能参会原因,开始日期\np1,示例乙,正在服刑,2026-01-01\n", "不是“示例乙”")]
    [InlineData("姓名,处分,生效日期\n示例丙,警告,2026-01-01\n", "有 2 位“示例丙”")]
    [InlineData("姓名,处分,生效日期\n示例癸,警告,2026-01-01\n", "名册里没有“示例癸”")]
    public void A_name_that_is_not_that_persons_is_a_mistake(string file, string reason)
    {
        var mistake = Assert.Single(RegisterFiles.Read([File(file)], known, Today).Mistakes);

        Assert.Equal("姓名", mistake.Column);
        Assert.Contains(reason, mistake.Reason);
    }

    [Fact]
    public void A_number_that_is_somebody_elses_does_not_change_who_they_are() =>
        Assert.Contains("一个编号不能先后给两个人", TheMistake(RegisterFiles.Read([People("p1,示例乙,女,1990.05,,,,b1,正式党员,2006-06-30,\n")], known, Today)));

    [Theory]
    [InlineData("1.10101E+17", "末尾几位已经丢失")]
    [InlineData("'1001", "撇号")]
    [InlineData("=1+1", "当成公式")]
    [InlineData("@1001", "当成公式")]
    public void Numbers_that_a_spreadsheet_has_spoilt_are_refused_with_the_cause(string id, string reason) =>
        Assert.Contains(reason, TheMistake(Read(Units, People($"{id},示例,男,,,,,b1,正式党员,2010-06-01,\n"))));

    [Theory]
    [InlineData("=110100198503070011", "末尾几位已经丢失")]
    [InlineData("=45000~1", "被表格软件改成了日期")]
    public void So_are_those_in_a_workbook(string cell, string reason)
    {
        var rows = Workbooks.Row(1, "人员编号", "姓名", "性别", "单位编号", "发展阶段", "起始日期") + Workbooks.Row(2, cell, "示例甲", "男", "b1", "正式党员", "2010-06-01");

        Assert.Contains(reason, TheMistake(Read(Units, Workbooks.File(("表", rows)))));
    }

    [Fact]
    public void Zeros_in_front_that_a_workbook_shows_are_kept()
    {
        var rows = Workbooks.Row(1, "人员编号", "姓名", "性别", "单位编号", "发展阶段", "起始日期") + Workbooks.Row(2, "=12~5", "示例甲", "男", "b1", "正式党员", "2010-06-01");

        Assert.Equal("000012", Assert.Single(Read(Units, Workbooks.File(("表", rows))).Rows.People).Id);
    }

    [Fact]
    public void Small_and_large_x_are_one()
    {
        var import = Read(Units, People($"{Number},示例甲,男,1985.03,,,,b1,正式党员,2010-06-01,\n"), File(PostHeader + $"{Number.ToLowerInvariant()},b1,书记,2023-11-20,\n"));

        Assert.Empty(import.Mistakes);
        Assert.Equal(import.Rows.People[0].Id, Assert.Single(import.Rows.Posts).PersonId);
        Assert.Contains("建议改用内部编号", Assert.Single(import.Remarks));
    }

    [Fact]
    public void A_last_empty_column_may_be_dropped_but_not_a_needed_one()
    {
        Assert.Empty(Read(Units, File(PeopleHeader + "p1,示例,男,1980-01-01,,,,b1,正式党员,2010-06-01\n")).Mistakes);
        Assert.Contains("只有 9 列，应有 11 列", TheMistake(Read(Units, File(PeopleHeader + "p1,示例,男,1980-01-01,,,,b1,正式党员\n"))));
    }
}
