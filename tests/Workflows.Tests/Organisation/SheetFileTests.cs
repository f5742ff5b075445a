using System.Text;
using Workflows.Organisation;
using Workflows.Organisation.Import;
using Workflows.Organisation.Import.Sheets;
using static Workflows.Tests.Organisation.ImportFiles;

namespace Workflows.Tests.Organisation;

/// <summary>Files as people save them: workbooks, text, and what is called .xls and is something else.</summary>
public sealed class SheetFileTests
{
    private static readonly string[] header = ["人员编号", "姓名", "性别", "出生日期", "单位编号", "发展阶段", "起始日期"];

    [Theory]
    [InlineData("roster.xlsx")]
    [InlineData("roster-html.xls")]
    [InlineData("roster-2003.xls")]
    public void A_roster_saved_by_LibreOffice_is_read_whatever_it_is_called(string name)
    {
        var import = Read(Units, Workbooks.Written(name));

        Assert.Empty(import.Mistakes);
        Assert.Equal(
            [new Person("p1", "示例甲", new(1980, 2, 29), Sex.Male) { Ethnicity = "汉族", Education = "研究生", Position = "科长" }, new Person("p2", "阿依古丽·示例", new(1991, 12, 5), Sex.Female) { Ethnicity = "维吾尔族", Education = "大学本科", Position = "一级科员" }],
            import.Rows.People.AsEnumerable());
        Assert.Equal([new("p1", "b1", MembershipStage.Full, new(2010, 6, 1)), new("p2", "b1", MembershipStage.Probationary, new(2026, 3, 2))], import.Rows.Memberships.AsEnumerable());
        Assert.Contains("第 5 行：是合计", Assert.Single(import.Remarks));
    }

    [Theory]
    [InlineData("roster-97.xls", "这是旧版的二进制表格文件（xls 或 et），请用表格软件打开它，另存为“Excel 工作簿（.xlsx）”后再导入")]
    [InlineData("roster.ods", "这是 OpenDocument 表格（ods），请在表格软件里另存为“Excel 工作簿（.xlsx）”后再导入")]
    public void A_file_that_cannot_be_read_is_named_for_what_it_is_and_how_to_mend_it(string name, string said) =>
        Assert.Equal($"{name}:0 : {said}", TheMistake(Read(Workbooks.Written(name))));

    [Fact]
    public void Each_sheet_is_its_own_table_and_one_without_a_table_is_only_remarked()
    {
        var book = Workbooks.File(
            ("说明", Workbooks.Row(1, "请按规定填写")),
            ("人员", Workbooks.Row(1, header) + Workbooks.Row(3, "p1", "示例甲", "男", "=29280~1", "b1", "正式党员", "=40330~1")),
            ("职务", Workbooks.Row(1, "人员编号", "单位编号", "职务", "任职日期") + Workbooks.Row(2, "p1", "b1", "书记", "=45250~1") + Workbooks.Row(3, "p9", "b1", "委员", "=45250~1")),
            ("!旧表", Workbooks.Row(1, header) + Workbooks.Row(2, "p8", "示例丙", "男", "", "b1", "正式党员", "=40330~1")));

        var import = Read(Units, book);

        Assert.Equal(new ImportMistake("花名册.xlsx", "职务", 3, "人员编号", "没有编号为“p9”的人员，或其所在的行有误"), Assert.Single(import.Mistakes));
        Assert.Equal(new DateOnly(1980, 2, 29), Assert.Single(import.Rows.People).Born);
        Assert.Equal(Roles.Secretary, Assert.Single(import.Rows.Posts).Role);
        Assert.Equal(["花名册.xlsx 的工作表“说明”认不出表头，没有导入。", "花名册.xlsx 的工作表“旧表”是隐藏的，没有导入。"], import.Remarks.AsEnumerable());
    }

    [Fact]
    public void A_branch_written_once_over_merged_cells_is_the_branch_of_all_beside_it()
    {
        var rows = Workbooks.Row(1, header) + Workbooks.Row(2, "p1", "示例甲", "男", "", "b1", "正式党员", "=40330~1") + Workbooks.Row(3, "p2", "示例乙", "女", "", "", "", "=40331~1");
        var import = Read(Units, Workbooks.File(("表", $"<sheetData>{rows}</sheetData><mergeCells><mergeCell ref=\"E2:E4\"/><mergeCell ref=\"F2:F3\"/></mergeCells>")));

        Assert.Empty(import.Mistakes);
        Assert.Equal([("p1", "b1"), ("p2", "b1")], import.Rows.Memberships.Select(m => (m.PersonId, m.UnitId)));
    }

    [Theory]
    [InlineData("yyyy&quot;年&quot;m&quot;月&quot;", "DateTime", "1985-03-01T00:00:00.000", "1985-03")]
    [InlineData("yyyy\\.mm", "DateTime", "1985-10-01T00:00:00.000", "1985-10")]
    [InlineData("yyyy\\-mm\\-dd", "DateTime", "1985-03-07T00:00:00.000", "1985-03-07")]
    [InlineData("Short Date", "DateTime", "1985-03-01T00:00:00.000", "1985-03-01")]
    [InlineData("General", "Number", "31113", "1989-03-08")]
    public void A_cell_of_a_2003_workbook_is_the_day_or_the_month_that_it_shows(string format, string type, string value, string kept)
    {
        const string Ss = "urn:schemas-microsoft-com:office:spreadsheet";
        string[] cells = ["p1", "示例甲", "男", "", "b1", "正式党员", "2010-06-01"];
        var row = string.Concat(cells.Select(c => c.Length > 0 ? Cell("String", c) : Cell(type, value, " ss:StyleID=\"s9\"")));
        var book = $"""
            <?xml version="1.0"?><Workbook xmlns="{Ss}" xmlns:ss="{Ss}" xmlns:x="urn:schemas-microsoft-com:office:excel">
            <x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>
            <Styles><Style ss:ID="s8"><NumberFormat ss:Format="{format}"/></Style><Style ss:ID="s9" ss:Parent="s8"/></Styles>
            <Worksheet ss:Name="人员"><Table><Row>{string.Concat(header.Select(h => Cell("String", h)))}</Row><Row>{row}</Row></Table></Worksheet></Workbook>
            """;

        var import = Read(Units, File(book, "人员.xls"));

        Assert.Empty(import.Mistakes);
        Assert.Equal(kept, $"{Assert.Single(import.Rows.People).Born}");

        static string Cell(string type, string text, string style = "") => $"<Cell{style}><Data ss:Type=\"{type}\">{text}</Data></Cell>";
    }

    [Fact]
    public void Strings_that_are_shared_and_spoken_are_read_without_how_they_are_spoken()
    {
        var parts = new[]
        {
            ("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"表\" r:id=\"a\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", "<r><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/></r>"),
            ("xl/sharedStrings.xml", "<sst><si><t>单位编号</t></si><si><r><t>选举</t></r><rPh><t>xuan</t></rPh><r><t>日_x000D_\n期</t></r></si><si><t>届期</t></si></sst>"),
            ("xl/worksheets/sheet1.xml", Workbooks.Sheet("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row><row><c t=\"str\"><f>A</f><v>b1</v></c><c t=\"d\"><v>2024-02-29T00:00:00</v></c><c><v>3</v></c></row>")),
        };

        var import = Read(Units, new ImportFile("任期.xlsx", Workbooks.Zip(parts)));

        Assert.Empty(import.Mistakes);
        Assert.Equal(new Term("b1", new(2024, 2, 29), 3), Assert.Single(import.Rows.Terms));
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('，')]
    public void Columns_may_be_divided_by_any_usual_sign(char separator)
    {
        var import = Read(Units, File("党员名册\n" + (PeopleHeader + "p1,示例甲,男,1980-01-01,汉族,,,b1,正式党员,2010-06-01,\n").Replace(',', separator)));

        Assert.Empty(import.Mistakes);
        Assert.Equal("示例甲", Assert.Single(import.Rows.People).Name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Unicode_text_and_a_line_that_says_the_separator_are_read(bool unicode)
    {
        const string text = "sep=;\r\n单位编号;选举日期;届期\r\nb1;2024-02-29;3\r\n";

        var import = Read(Units, new ImportFile("任期.csv", unicode ? [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)] : Encoding.UTF8.GetBytes(text)));

        Assert.Empty(import.Mistakes);
        Assert.Equal(new Term("b1", new(2024, 2, 29), 3), Assert.Single(import.Rows.Terms));
    }

    [Theory]
    [InlineData("word/document.xml", "文字处理文件（docx）")]
    [InlineData("xl/workbook.bin", "二进制工作簿（xlsb）")]
    [InlineData("a.csv", "压缩文件")]
    public void A_zip_without_a_workbook_is_named(string part, string said) => Assert.Contains(said, TheMistake(Read(new ImportFile("表.xlsx", Workbooks.Zip((part, "x"))))));

    [Theory]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("MIME-Version: 1.0\r\n", "网页归档文件（mht）")]
    [InlineData("<html><body>没有表格</body></html>", "认不出表头")]
    public void Text_that_is_no_table_is_named(string text, string said) => Assert.Contains(said, TheMistake(Read(File(text, "表.xls"))));

    [Fact]
    public void A_workbook_with_a_password_is_named()
    {
        byte[] bytes = [0xD0, 0xCF, 0x11, 0xE0, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage")];

        Assert.Contains("打开密码", TheMistake(Read(new ImportFile("表.xlsx", bytes))));
    }

    [Fact]
    public void A_workbook_torn_anywhere_is_refused_in_words()
    {
        var whole = Workbooks.Written("roster.xlsx").Content;
        for (var length = 4; length < whole.Length; length += 97)
        {
            var import = Read(new ImportFile("表.xlsx", whole[..length]));
            Assert.Contains("文件不完整或者已经损坏", TheMistake(import));
            Assert.Equal(0, import.GoodRows);
        }
    }

    [Fact]
    public void A_sheet_torn_within_says_from_which_line_it_cannot_be_read_and_keeps_what_came_before()
    {
        var sheet = Workbooks.Sheet(Workbooks.Row(1, header) + Workbooks.Row(2, "p1", "示例甲", "男", "", "b1", "正式党员", "=40330~1") + Workbooks.Row(3, "p2"));
        var book = Workbooks.Zip(
            ("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"表\" r:id=\"a\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", "<r><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/></r>"),
            ("xl/worksheets/sheet1.xml", sheet[..^40]));

        Assert.Contains("读不出来", TheMistake(Read(Units, new ImportFile("表.xlsx", book))));
    }

    [Fact]
    public void A_sheet_that_claims_a_million_rows_and_every_column_is_read_for_what_it_holds()
    {
        var rows = Workbooks.Row(1, "单位编号", "选举日期", "届期") + Workbooks.Row(2, "b1", "=45351~1", "=3")
            + string.Concat(Enumerable.Range(3, 200_000).Select(i => $"<row r=\"{i}\"/>")) + "<row r=\"1048576\"><c r=\"XFD1048576\" s=\"1\"/></row>";

        var import = Read(Units, Workbooks.File(("表", $"<dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData>")));

        Assert.Empty(import.Mistakes);
        Assert.Equal((4, new DateOnly(2024, 2, 29)), (import.GoodRows, Assert.Single(import.Rows.Terms).ElectedOn));
    }

    [Fact]
    public void A_zip_that_unfolds_to_gigabytes_is_refused_in_little_memory()
    {
        var bomb = Workbooks.Bomb(SheetLimits.MostBytes + 1);
        Assert.True(bomb.Content.Length < 4_000_000);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        Assert.Contains("解开后超过 256 MB", TheMistake(Read(bomb)));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 64 * 1024 * 1024);
    }

    [Fact]
    public void A_roster_of_fifty_thousand_lines_is_read_and_each_bad_line_told()
    {
        var rows = new StringBuilder(Workbooks.Row(1, "姓名", "性别", "出生年月", "党员类别", "入党时间", "转正时间", "所在支部"));
        for (var i = 2; i <= 50_001; i++)
            rows.Append(Workbooks.Row(i, Name(i), "男", i % 1000 == 0 ? "1985.13" : "1985.03", "正式党员", "=38533~1", "=38898~1", "示例局第一支部"));

        var import = Read(Units, Workbooks.File(("表", rows.ToString())));

        Assert.Equal((50_003, 50_003 - 50), (import.RowsRead, import.GoodRows));
        Assert.Equal(Enumerable.Range(1, 50).Select(i => i * 1000), import.Mistakes.Select(m => m.Line));

        static string Name(int i) => $"示{(char)('一' + (i / 200))}{(char)('一' + (i % 200))}";
    }

    [Theory]
    [InlineData(SheetLimits.MostRows - 3, true)]
    [InlineData(SheetLimits.MostRows - 2, false)]
    public void A_table_may_have_a_hundred_thousand_rows_and_no_more(int count, bool isRead)
    {
        var text = new StringBuilder("单位编号,选举日期,届期\n");
        for (var i = 0; i < count; i++)
            text.Append("b1,2024-02-29,3\n");

        var import = Read(Units, File(text.ToString()));

        Assert.InRange(import.Mistakes.Length, 2000, 2000);
        Assert.Contains("只列出前 2000 处", import.Remarks[0]);
        Assert.Equal(isRead, !import.Mistakes.Any(m => m.Line == 0 && m.Reason.StartsWith("一次最多导入 100000 行", StringComparison.Ordinal)));
    }
}
