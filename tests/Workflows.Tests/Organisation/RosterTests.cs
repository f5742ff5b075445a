using Workflows.Organisation;
using Workflows.Organisation.Import;
using Workflows.Rules;
using static Workflows.Tests.Organisation.ImportFiles;

namespace Workflows.Tests.Organisation;

/// <summary>花名册 as branches keep them: other headers, titles, notes, names for units, no numbers for people.</summary>
public sealed class RosterTests
{
    private const string Header = "序号,姓名,性别,出生年月,民族,学历,党员类别,入党时间,转正时间,所在支部\n";
    private const string Row = "1,示例甲,男,1985.03,汉族,本科,中共党员,2005-06-30,2006-06-30,示例局第一支部\n";

    [Theory]
    [InlineData(Header)]
    [InlineData("示例局第一支部党员花名册（2026年11月）,,,,,,,,,\n填报单位：示例局,,,,,,,,,\n" + Header)]
    [InlineData("序号,姓 名,性　别,出生\u00A0年月,民\u200B族,学 历,党员类别,入党时间,转正时间,所在支部\n")]
    [InlineData("序号,*姓名,性别*,\"出生\n年月\",民族,学历,政治面貌,加入党组织日期,转为正式党员日期,所在党支部\n")]
    [InlineData("序号,姓名,性别,出生年月（岁）,民族,文化程度,人员类别,入党日期,转正日期,所在党组织\n")]
    [InlineData("序号,基本情况,,,,,党员情况,,,所在支部\n,姓名,性别,出生年月,民族,学历,党员类别,入党时间,转正时间,\n")]
    [InlineData("序号,姓名,性别,出生年月,民族,学历,党员类别,时间,,所在支部\n,,,,,,,入党,转正,\n")]
    public void A_header_is_found_wherever_it_stands_and_whatever_usual_names_it_has(string header)
    {
        var import = Read(Units, File(header + Row));

        Assert.Empty(import.Mistakes);
        var person = Assert.Single(import.Rows.People);
        Assert.Equal(("示例甲", DayOrMonth.OfMonth(1985, 3), "汉族", "本科"), (person.Name, person.Born, person.Ethnicity, person.Education));
        Assert.Equal(
            [new(person.Id, "b1", MembershipStage.Probationary, new(2005, 6, 30), new(2006, 6, 30)), new(person.Id, "b1", MembershipStage.Full, new(2006, 6, 30))],
            import.Rows.Memberships.AsEnumerable());
        Assert.Equal((4, 4), (import.RowsRead, import.GoodRows));
    }

    [Fact]
    public void Two_levels_of_headers_over_merged_cells_are_read_as_one()
    {
        var rows = Workbooks.Row(1, "示例局党员名册") + Workbooks.Row(2, "序号", "姓名", "性别", "党员情况", "", "", "所在支部", "处分") + Workbooks.Row(3, "", "", "", "类别", "入党时间", "转正时间", "", "")
            + Workbooks.Row(4, "=1", "示例甲", "男", "正式党员", "=38533~1", "=38898~1", "示例局第一支部", "无");
        const string Merged = "<mergeCells><mergeCell ref=\"A1:H1\"/><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:B3\"/><mergeCell ref=\"C2:C3\"/><mergeCell ref=\"D2:F2\"/><mergeCell ref=\"G2:G3\"/><mergeCell ref=\"H2:H3\"/></mergeCells>";

        var import = Read(Units, Workbooks.File(("表", $"<sheetData>{rows.Replace("类别", "党员类别", StringComparison.Ordinal)}</sheetData>{Merged}")));

        Assert.Empty(import.Mistakes);
        Assert.Equal(["花名册.xlsx 里没有导入的列：序号、处分。"], import.Remarks.AsEnumerable());
        Assert.Equal([new DateOnly(2005, 6, 30), new DateOnly(2006, 6, 30)], import.Rows.Memberships.Select(m => m.From));
    }

    [Fact]
    public void What_a_table_lacks_is_told_in_the_words_of_that_table()
    {
        var import = Read(Units, File("序号,姓名,性别,出生年月,民族,学历,党员类别,党内职务,所在支部,处分\n"));

        Assert.Equal("表.csv:1 起始日期: “人员”表缺少这一列（或者“入党日期”“转正日期”）", TheMistake(import));
    }

    [Theory]
    [InlineData("1985-03-07", "1985-03-07")]
    [InlineData("1985.03", "1985-03")]
    [InlineData("1985年3月", "1985-03")]
    [InlineData("1985 年 3 月", "1985-03")]
    [InlineData("1985/3", "1985-03")]
    [InlineData("198503", "1985-03")]
    [InlineData("1985.10", "1985-10")]
    [InlineData("1985.12", "1985-12")]
    [InlineData("31113", "1985-03-07")]
    [InlineData("1985-03-07 00:00:00", "1985-03-07")]
    [InlineData("1985/3/7 0:00", "1985-03-07")]
    [InlineData("—", "")]
    [InlineData("无", "")]
    public void A_birth_is_kept_as_it_is_known(string written, string kept)
    {
        var import = Read(Units, File(Header + Row.Replace("1985.03", written)));

        Assert.Empty(import.Mistakes);
        Assert.Equal(kept, Assert.Single(import.Rows.People).Born?.ToString() ?? "");
    }

    [Theory]
    [InlineData("=31113~1", "1985-03-07")]
    [InlineData("=31113~2", "1985-03")]
    [InlineData("=31113~3", "1985-03")]
    [InlineData("=31113~6", "1985-03")]
    [InlineData("=31113", "1985-03-07")]
    [InlineData("=1985.03", "1985-03")]
    [InlineData("=1985.1~4", "1985-10")]
    [InlineData("1985.1", "1985-01")]
    [InlineData("1985年3月", "1985-03")]
    [InlineData("=19850307", "1985-03-07")]
    public void A_birth_in_a_workbook_is_what_the_workbook_shows(string cell, string kept)
    {
        var import = Read(Units, Roster("示例甲", cell, "正式党员"));

        Assert.Empty(import.Mistakes);
        Assert.Equal(kept, $"{Assert.Single(import.Rows.People).Born}");
    }

    [Theory]
    [InlineData("=1985.1", "可能是 1985年1月，也可能是 1985年10月")]
    [InlineData("#N/A", "单元格里是公式的错误“#N/A”")]
    [InlineData("=60", "不是日期")]
    [InlineData("1985.13", "不是日期")]
    [InlineData("1985-02-30", "不是日期")]
    [InlineData("2026-12", "晚于今天")]
    public void A_birth_that_cannot_be_told_is_refused_with_the_cause(string cell, string reason)
    {
        var mistake = Assert.Single(Read(Units, Roster("示例甲", cell, "正式党员")).Mistakes);

        Assert.Equal(("出生年月", 2), (mistake.Column, mistake.Line));
        Assert.Contains(reason, mistake.Reason);
    }

    [Theory]
    [InlineData("=43889~1")]
    [InlineData("=43889")]
    public void A_workbook_that_counts_from_1904_means_the_same_days_shown_as_days_or_as_numbers(string cell)
    {
        var row = Workbooks.Row(1, "单位编号", "选举日期", "届期") + Workbooks.Row(2, "b1", cell, "=3");

        var import = Read(Units, Workbooks.File("表.xlsx", "<workbookPr date1904=\"1\"/>", ("表", row)));

        Assert.Equal(new DateOnly(2024, 2, 29), Assert.Single(import.Rows.Terms).ElectedOn);
    }

    [Theory]
    [InlineData("中共党员", MembershipStage.Full)]
    [InlineData("党员", MembershipStage.Full)]
    [InlineData("正式", MembershipStage.Full)]
    [InlineData("正 式 党 员", MembershipStage.Full)]
    [InlineData("预备党员", MembershipStage.Probationary)]
    [InlineData("预备", MembershipStage.Probationary)]
    [InlineData("中共预备党员", MembershipStage.Probationary)]
    [InlineData("积极分子", MembershipStage.Activist)]
    public void Stages_have_usual_names(string written, MembershipStage stage)
    {
        var import = Read(Units, People($"p1,示例,男,1985.03,,,,b1,{written},2020-06-01,\n"));

        Assert.Empty(import.Mistakes);
        Assert.Equal(stage, Assert.Single(import.Rows.Memberships).Stage);
    }

    [Theory]
    [InlineData("无")]
    [InlineData("—")]
    [InlineData("/")]
    [InlineData("至今")]
    [InlineData("\u00A0")]
    public void A_last_day_that_says_there_is_none_is_none(string written)
    {
        var import = Read(Units, People($"p1,示例,男,1985.03,,,,b1,正式党员,2010-06-01,{written}\n"), File(PostHeader + $"p1,b1,书记,2023-11-20,{written}\n"));

        Assert.Empty(import.Mistakes);
        Assert.Null(Assert.Single(import.Rows.Memberships).Until);
        Assert.Null(Assert.Single(import.Rows.Posts).Until);
    }

    [Fact]
    public void Blank_lines_sums_notes_and_the_header_again_are_no_people()
    {
        var import = Read(Units, File(Header + "\n ,　, \u00A0,,,,,,,\n" + Row + Header + "合计,1 人,,,,,,,,\n注：以上为 2026 年 11 月底数据,,,,,,,,,\n填表人：示例乙,,,审核人：示例丙,,,,,,\n"));

        Assert.Empty(import.Mistakes);
        Assert.Equal((4, 4), (import.RowsRead, import.GoodRows));
        Assert.Equal("表.csv 第 5、6、7、8 行：是合计、说明或者重复的表头，没有导入。", import.Remarks[^1]);
    }

    [Theory]
    [InlineData("张\u00A0三", "张三")]
    [InlineData("张\u200B三", "张三")]
    [InlineData("阿依古丽﹒示例", "阿依古丽·示例")]
    [InlineData("阿依古丽°示例", "阿依古丽·示例")]
    [InlineData("阿依古丽 • 示例", "阿依古丽·示例")]
    public void Names_are_freed_from_what_nobody_sees_and_have_one_kind_of_dot(string written, string name) =>
        Assert.Equal(name, Assert.Single(Read(Units, File(Header + Row.Replace("示例甲", written))).Rows.People).Name);

    [Theory]
    [InlineData("1,示例甲,男,1985.03,汉族,本科,正式党员,2005-06-30,,示例局第一支部", "2005-06-30…2006-06-30 2006-06-30…", "没有转正日期")]
    [InlineData("1,示例甲,男,1985.03,汉族,本科,正式党员,2005.06,2006.06,示例局第一支部", "2005-06-30…2006-06-30 2006-06-30…", "按当月最后一天登记")]
    [InlineData("1,示例甲,男,1960.03,汉族,本科,正式党员,1990.06,1991.06,示例局第一支部", "2000-01-01…", "入党早于所在党组织成立")]
    [InlineData("1,示例甲,男,1985.03,汉族,本科,正式党员,,2026.11,示例局第一支部", "2026-11-21…", "按当月最后一天登记")]
    [InlineData("1,示例甲,男,1985.03,汉族,本科,预备党员,2026-03-02,,示例局第一支部", "2026-03-02…", null)]
    [InlineData("1,示例甲,男,1985.03,汉族,本科,预备党员,2026-12-02,,示例局第一支部", "2026-12-02…", "从今天以后的日期开始")]
    public void Joining_and_confirmation_become_the_stages_of_the_register(string row, string stages, string? remark)
    {
        var import = Read(Units, File(Header + row + "\n"));

        Assert.Empty(import.Mistakes);
        Assert.Equal(stages, string.Join(' ', import.Rows.Memberships.Select(m => $"{m.From:yyyy-MM-dd}…{m.Until:yyyy-MM-dd}")));
        Assert.Equal(remark is not null, import.Remarks.Any(r => r.Contains(remark ?? "第 2 行", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("正式党员,,", "入党时间", "不能为空")]
    [InlineData("正式党员,2026-03-02,", "转正时间", "入党还不满一年")]
    [InlineData("正式党员,2025-03-02,2026-12-02", "转正时间", "现在还不是正式党员")]
    [InlineData("正式党员,2025-03-02,2025-03-02", "转正时间", "应在入党日期之后")]
    [InlineData("预备党员,2026.03,", "入党时间", "请写到日")]
    [InlineData("预备党员,2025-03-02,2026-03-02", "转正时间", "应为正式党员")]
    [InlineData("发展对象,,", "起始日期", "请写明成为发展对象的日期")]
    [InlineData("群众,,", "党员类别", "可写：入党申请人")]
    public void Days_that_cannot_be_those_of_the_stage_are_named(string said, string column, string reason)
    {
        var mistake = Assert.Single(Read(Units, File(Header + $"1,示例甲,男,1985.03,汉族,本科,{said},示例局第一支部\n")).Mistakes);

        Assert.Equal(column, mistake.Column);
        Assert.Contains(reason, mistake.Reason);
    }

    [Theory]
    [InlineData("1985.03", "2003-03-31", null)]
    [InlineData("1985.03", "2003-03-30", "要看 1985年3月的哪一日出生")]
    [InlineData("1985.03", "2003-02-28", "未满 18 周岁")]
    [InlineData("1985-03-02", "2003-03-02", null)]
    public void Eighteen_is_reckoned_from_the_last_day_of_a_month(string born, string joined, string? reason)
    {
        var import = Read(Units, People($"p1,示例,男,{born},,,,b1,预备党员,{joined},\n"));

        Assert.Equal(reason is null ? [] : [reason], import.Mistakes.Select(m => m.Reason.Contains(reason!, StringComparison.Ordinal) ? reason : m.Reason));
    }

    /// <summary>A workbook with one line of a roster.</summary>
    private static ImportFile Roster(string name, string born, string stage) => Workbooks.File(
        ("党员名册", Workbooks.Row(1, "序号", "姓名", "性别", "出生年月", "党员类别", "入党时间", "所在支部") + Workbooks.Row(2, "=1", name, "男", born, stage, "=40330~1", "示例局第一支部")));
}
