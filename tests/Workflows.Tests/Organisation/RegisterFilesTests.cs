using System.Text;
using Workflows.Organisation;
using Workflows.Organisation.Import;
using static Workflows.Tests.Organisation.ImportFiles;

namespace Workflows.Tests.Organisation;

public sealed class RegisterFilesTests
{
    private const string Good = "p1,阿依古丽•示例,女,1980-02-29,维吾尔族,研究生,科长,b1,正式党员,2010-06-01,\n";

    [Fact]
    public void Files_are_known_by_their_headers_in_any_order()
    {
        var import = Read(
            File(TermHeader + "b1,2023-11-20,3,2027-07-20,8,2026-05-01\n"),
            File(PostHeader + "p1,b1,书记,2023-11-20,\np1,b1,组织委员,2023-11-20,2025-01-01\n"),
            People(Good),
            Units,
            File("人员编号,处分,生效日期,解除日期\np1,警告,2026-01-01,2027-01-01\n"),
            File("人员编号,不能参会原因,开始日期,结束日期\np1,自费出国半年以上,2026-01-01,\n"));

        Assert.Empty(import.Mistakes);
        Assert.Equal((9, 9), (import.RowsRead, import.GoodRows));
        var register = new Register(import.Rows);
        var person = Assert.Single(register.People);
        Assert.Equal(new Person("p1", "阿依古丽·示例", new(1980, 2, 29), Sex.Female) { Ethnicity = "维吾尔族", Education = "研究生", Position = "科长" }, person);
        Assert.Equal(["p1"], register.Holders(Roles.Secretary, "b1", Today).AsEnumerable());
        Assert.Equal(new DateOnly(2027, 7, 20), register.CurrentTerm("b1", Today)!.ExpiresOn);
        Assert.Equal(["wc", "ac", "b1"], register.Subtree("wc", Today).Select(u => u.Id));
        Assert.Equal(AbsenceKind.AbroadAtOwnCost, register.Roll("b1", Today).Find("p1")!.Away);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-8-bom")]
    [InlineData("gb18030")]
    public void Both_encodings_carry_rare_characters(string encoding)
    {
        var text = PeopleHeader + "p1,𬱖㛃·𠮷示例,男,1980-01-01,汉族,,,b1,正式党员,2010-06-01,\n";
        byte[] bytes = encoding switch
        {
            "gb18030" => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text),
            "utf-8-bom" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
            _ => Encoding.UTF8.GetBytes(text),
        };

        var import = Read(Units, new ImportFile("人员.csv", bytes));

        Assert.Empty(import.Mistakes);
        Assert.Equal("𬱖㛃·𠮷示例", Assert.Single(import.Rows.People).Name);
    }

    [Theory]
    [InlineData("2026-11-21")]
    [InlineData("2026/11/21")]
    [InlineData("2026年11月21日")]
    [InlineData("２０２６－１１－２１")]
    [InlineData(" 20261121 ")]
    public void Dates_are_read_as_people_write_them(string day)
    {
        var import = Read(Units, People($"p1,示例,男,1980/1/5,,,,b1,预备党员,{day},\n"));

        Assert.Empty(import.Mistakes);
        Assert.Equal(new DateOnly(2026, 11, 21), import.Rows.Memberships[0].From);
        Assert.Equal(new DateOnly(1980, 1, 5), import.Rows.People[0].Born);
    }

    [Theory]
    [InlineData("p1,示例,男,2023-02-29,,,,b1,正式党员,2010-06-01,", "出生日期", "不是日期")]
    [InlineData("p1,示例,男,2027-01-01,,,,b1,正式党员,2010-06-01,", "出生日期", "晚于今天")]
    [InlineData("p1,示例,男,2008-11-22,,,,b1,入党申请人,2026-11-21,", "起始日期", "未满 18 周岁")]
    [InlineData("p1,示例,男,2008-02-29,,,,b1,入党申请人,2026-02-28,", "起始日期", "未满 18 周岁")]
    [InlineData("p1,,男,1980-01-01,,,,b1,正式党员,2010-06-01,", "姓名", "不能为空")]
    [InlineData("p1,张3,男,1980-01-01,,,,b1,正式党员,2010-06-01,", "姓名", "不是文字")]
    [InlineData("p1,\uE001示例,男,1980-01-01,,,,b1,正式党员,2010-06-01,", "姓名", "自造字")]
    [InlineData("p1,·示例,男,1980-01-01,,,,b1,正式党员,2010-06-01,", "姓名", "间隔号前后")]
    [InlineData("p1,示例,?,1980-01-01,,,,b1,正式党员,2010-06-01,", "性别", "可写：男、女")]
    [InlineData("p1,示例,男,1980-01-01,,,,b1,群众,2010-06-01,", "发展阶段", "入党申请人、入党积极分子、发展对象、预备党员、正式党员")]
    [InlineData("p1,示例,男,1980-01-01,,,,b9,正式党员,2010-06-01,", "单位编号", "没有编号为“b9”的单位")]
    [InlineData("p1,示例,男,1970-01-01,,,,b1,正式党员,1999-12-31,", "单位编号", "尚未成立或已经撤销")]
    [InlineData("p1,示例,男,1980-01-01,,,,b1,正式党员,2010-06-01,2010-06-01", "终止日期", "应在起始日期 2010年6月1日 之后")]
    [InlineData("p1,示例,男,1980-01-01,,,,b1,正式党员,1800-06-01,", "起始日期", "不在 1900 年至 2200 年之间")]
    [InlineData("p 1,示例,男,1980-01-01,,,,b1,正式党员,2010-06-01,", "人员编号", "空格或标点")]
    [InlineData("p1,示例,男,1980-01-01,\"汉\n族\",,,b1,正式党员,2010-06-01,", "民族", "换行")]
    [InlineData("p1,示例,男,1980-01-01", "", "只有 4 列，应有 11 列")]
    [InlineData("p1,示例,男,1980-01-01,,,,b1,正式党员,2010-06-01,,多余", "", "有 12 列，应有 11 列")]
    [InlineData("p1,示\0例,男,1980-01-01,,,,b1,正式党员,2010-06-01,", "", "NUL")]
    [InlineData("p1,\"示例,男,1980-01-01,,,,b1,正式党员,2010-06-01,", "", "引号没有结束")]
    public void A_bad_row_is_named_with_line_column_and_reason_and_the_others_stand(string row, string column, string reason)
    {
        var import = Read(Units, People(Good.Replace("p1", "p0") + row + "\n" + Good.Replace("p1", "p2")));

        var mistake = Assert.Single(import.Mistakes);
        Assert.Equal(("人员.csv", 3, column), (mistake.File, mistake.Line, mistake.Column));
        Assert.Contains(reason, mistake.Reason);
        Assert.Equal(["p0", "p2"], import.Rows.People.Select(p => p.Id));
    }

    [Theory]
    [InlineData("p1,示例,男,2008-11-21,,,,b1,入党申请人,2026-11-21,")]
    [InlineData("p1,示例,男,2008-02-29,,,,b1,入党申请人,2026-03-01,")]
    [InlineData("p1,示例,男,,,,,b1,正式党员,2010-06-01,2010-06-02")]
    [InlineData("p1,示　例,男,,,,,b1,正式党员,2000-01-01,")]
    [InlineData("p1,技术员,男,,,,运维,,,,")]
    public void What_is_just_allowed_is_taken(string row) => Assert.Empty(Read(Units, People(row + "\n")).Mistakes);

    [Fact]
    public void A_file_torn_in_the_middle_of_a_character_loses_its_last_row_only()
    {
        var bytes = Encoding.UTF8.GetBytes(PeopleHeader + Good + "p2,示例");

        var import = Read(Units, new ImportFile("人员.csv", bytes.AsMemory(0, bytes.Length - 1)));

        Assert.StartsWith("人员.csv:3 : 含有无法识别的字节", TheMistake(import));
        Assert.Single(import.Rows.People);
        Assert.Contains("请确认文件是完整的", Assert.Single(import.Remarks));
    }

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04, 0x14 }, "不完整")]
    [InlineData(new byte[] { }, "空的")]
    [InlineData(new byte[] { 0x61, 0x2C, 0x62, 0x0A }, "认不出表头")]
    public void A_file_of_another_kind_is_refused_as_a_whole(byte[] bytes, string reason) =>
        Assert.Contains(reason, TheMistake(Read(new ImportFile("表.csv", bytes))));

    [Fact]
    public void A_missing_a_doubled_and_an_unknown_column_are_told_apart()
    {
        Assert.Equal("表.csv:1 届期: “任期”表缺少这一列", TheMistake(Read(File("单位编号,选举日期\n"))));
        Assert.Equal("表.csv:1 届期: 这一列出现了两次", TheMistake(Read(File("单位编号,选举日期,届期,届期（年）\n"))));
        Assert.Contains("备注", Assert.Single(Read(File("单位编号,选举日期,届期,备注\n")).Remarks));
    }

    [Theory]
    [InlineData("b2,第二支部,党支部,没有,2000-01-01,", "上级编号", "没有编号为“没有”的单位")]
    [InlineData("b2,第二支部,党支部,b2,2000-01-01,", "上级编号", "成了环：b2 → b2")]
    [InlineData("b2,第二总支,党总支,b1,2000-01-01,", "单位类别", "党总支不能设在党支部“示例局第一支部”之下")]
    [InlineData("b2,第二支部,党支部,b1,2000-01-01,", "单位类别", "党支部不能设在党支部")]
    [InlineData("b2,第二支部,党支部,ac,1999-12-31,", "上级编号", "尚未成立或已经撤销")]
    [InlineData("b1,第一支部,党支部,ac,2000-01-01,", "", "重复")]
    [InlineData("b1,第一支部（新）,党支部,ac,2020-01-01,", "成立日期", "重叠")]
    public void A_unit_that_does_not_fit_the_tree_is_named(string row, string column, string reason)
    {
        var mistake = Assert.Single(Read(Units, File(UnitHeader + row + "\n")).Mistakes);

        Assert.Equal((2, column), (mistake.Line, mistake.Column));
        Assert.Contains(reason, mistake.Reason);
    }

    [Fact]
    public void Units_that_stand_above_each_other_are_both_refused_and_so_is_what_hangs_below()
    {
        var import = Read(File(UnitHeader + "x,甲,机关党委,y,2000-01-01,\ny,乙,党总支,x,2000-01-01,\nz,丙,党支部,y,2000-01-01,\n"));

        Assert.Equal([2, 3, 4], import.Mistakes.Select(m => m.Line));
        Assert.Contains("成了环：x → y → x", import.Mistakes[0].Reason);
        Assert.Equal(0, import.GoodRows);
    }

    [Theory]
    [InlineData("2025-06-01", "2026-06-01", null)]
    [InlineData("2025-06-01", "2026-06-02", "期间与第 2 行（2025年6月1日 至 2026年6月2日 前）重叠")]
    [InlineData("2026-06-01", "", "期间与第 2 行（2026年6月1日 至今）重叠")]
    public void A_person_is_in_one_place_at_a_time(string from, string until, string? reason)
    {
        var import = Read(Units, People($"p1,示例,男,,,,,b1,预备党员,{from},{until}\np1,示例,男,,,,,b1,正式党员,2026-06-01,\n"));

        if (reason is null)
            Assert.Empty(import.Mistakes);
        else
            Assert.Equal($"人员.csv:3 起始日期: {reason}", TheMistake(import));
    }

    [Fact]
    public void One_number_cannot_be_two_people() =>
        Assert.Contains("基本信息不同", TheMistake(Read(Units, People("p1,示例甲,男,,,,,b1,预备党员,2025-06-01,2026-06-01\np1,示例乙,男,,,,,b1,正式党员,2026-06-01,\n"))));

    [Theory]
    [InlineData("p1,b1,书记,2023-11-20,\np2,b1,书记,2025-01-01,", "期间与第 2 行（阿依古丽·示例（1），2023年11月20日 至今）重叠")]
    [InlineData("p1,b1,书记,2023-11-20,\np3,b1,组织委员,2025-01-01,", "是预备党员，不能任组织委员")]
    [InlineData("p1,b1,书记,2023-11-20,\np9,b1,委员,2025-01-01,", "没有编号为“p9”的人员")]
    [InlineData("p1,b1,书记,2023-11-20,\np2,b1,正式党员,2025-01-01,", "不认识")]
    [InlineData("p1,b1,书记,2023-11-20,\np1,b1,书记,2023-11-20,2026-01-01", "与第 2 行重复")]
    [InlineData("p1,b1,书记,2023-11-20,2025-01-01\np2,b1,书记,2025-01-01,", null)]
    public void Posts_are_held_by_those_who_may_one_secretary_at_a_time(string rows, string? reason)
    {
        var people = People(Good + Good.Replace("p1", "p2") + "p3,示例,男,,,,,b1,预备党员,2024-01-01,\n");

        var import = Read(Units, people, File(PostHeader + rows + "\n"));

        if (reason is null)
            Assert.Empty(import.Mistakes);
        else
            Assert.Contains(reason, Assert.Single(import.Mistakes, m => m.Line == 3).Reason);
    }

    [Theory]
    [InlineData("b1,2024-02-29,3,2027-02-28,,", null)]
    [InlineData("b1,2024-02-29,3,2027-03-01,,", "应为 2027年2月28日")]
    [InlineData("b1,2026-11-21,3,,,", null)]
    [InlineData("b1,2026-11-22,3,,,", "晚于今天")]
    [InlineData("b1,2023-11-20,0,,,", "1 到 10 之间")]
    [InlineData("b1,2023-11-20,,,,", "不能为空")]
    [InlineData("b1,2023-11-20,3,,13,2026-01-01", "-12 到 12 之间")]
    [InlineData("b1,2023-11-20,3,,8,", "要写批准调整的日期")]
    public void Terms_are_checked_against_their_own_arithmetic(string row, string? reason)
    {
        var import = Read(Units, File(TermHeader + row + "\n"));

        if (reason is null)
            Assert.Empty(import.Mistakes);
        else
            Assert.Contains(reason, Assert.Single(import.Mistakes).Reason);
    }

    [Fact]
    public void What_is_registered_already_counts_and_can_be_closed_by_naming_it_again()
    {
        var before = new Register(Read(Units, People("p1,示例,男,,,,,b1,预备党员,2025-06-01,\n")).Rows);
        var promoted = People("p1,示例,男,,,,,b1,正式党员,2026-06-01,\n");
        var closed = People("p1,示例,男,,,,,b1,预备党员,2025-06-01,2026-06-01\np1,示例,男,,,,,b1,正式党员,2026-06-01,\n");

        Assert.Contains("已登记的记录", TheMistake(RegisterFiles.Read([promoted], before, Today)));

        var after = before.With(RegisterFiles.Read([closed], before, Today).Rows);
        Assert.Equal([MembershipStage.Probationary, MembershipStage.Full], after.MembershipsOf("p1").Select(m => m.Stage));
    }
}
