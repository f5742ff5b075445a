using System.Globalization;
using MiniExcelLibs;
using Workflows.Host.Sheets;

namespace Workflows.Host.Tests.Sheets;

public sealed class WorkbookTests
{
    private static readonly Sheet<object?> one = new("表") { { "内容", 20, v => v } };

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("=HYPERLINK(\"http://example.invalid\",\"点这里\")")]
    [InlineData("007")]
    [InlineData("110101198001010011")]
    [InlineData("2026-11-21")]
    [InlineData("_x0041_")]
    [InlineData(" 两头有空格 ")]
    [InlineData("一行\n又一行 <&>\"'")]
    [InlineData("𠀋·示例")]
    public async Task Text_stays_text_letter_by_letter(string text)
    {
        using var file = await Write(one, text);

        Assert.Equal([text], Spreadsheet.Read(file)["内容"]);
    }

    [Fact]
    public async Task Text_is_marked_as_text_in_cell_and_style_so_that_no_program_evaluates_it_when_it_is_edited_later()
    {
        using var file = await Write(one, "=1+1");

        Assert.Contains("""<c r="A2" s="1" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>""",
            Part(file, "xl/worksheets/sheet1.xml"), StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", Part(file, "xl/worksheets/sheet1.xml"), StringComparison.Ordinal);
        Assert.Matches("""<cellXfs count="5">\s*<xf [^>]*>.*</xf>\s*<xf numFmtId="49" """, Part(file, "xl/styles.xml"));
    }

    [Fact]
    public async Task Days_are_days_moments_are_beijing_time_numbers_are_numbers()
    {
        using var file = await Write(one, new DateOnly(1900, 3, 1), new DateOnly(2026, 11, 21),
            new DateTimeOffset(2026, 11, 20, 16, 30, 0, TimeSpan.Zero), 27, true, null, "");

        Assert.Equal(
            [new DateTime(1900, 3, 1), new DateTime(2026, 11, 21), new DateTime(2026, 11, 21, 0, 30, 0), 27.0, "是", null, null],
            Spreadsheet.Read(file)["内容"].Select(v => v is DateTime moment
                ? new DateTime(moment.Year, moment.Month, moment.Day, moment.Hour, moment.Minute, 0) : v));
    }

    [Fact]
    public async Task What_no_cell_can_hold_is_left_out_and_the_rest_stays()
    {
        using var file = await Write(one, "甲\u0001乙\uD800丙\uFFFE丁", new string('长', 40_000));

        var texts = Spreadsheet.Read(file)["内容"].Cast<string>().ToList();
        Assert.Equal("甲乙丙丁", texts[0]);
        Assert.Equal((32_767, '…'), (texts[1].Length, texts[1][^1]));
    }

    [Fact]
    public async Task A_list_without_rows_still_has_its_header()
    {
        using var file = await Write(one);

        var read = Spreadsheet.Read(file);
        Assert.Equal(["内容"], read.Header);
        Assert.Empty(read.Rows);
    }

    [Fact]
    public async Task The_header_stands_still_and_columns_have_their_width()
    {
        using var file = await Write(one, "甲");

        var xml = Part(file, "xl/worksheets/sheet1.xml");
        Assert.Contains("""<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>""", xml, StringComparison.Ordinal);
        Assert.Contains("""<col min="1" max="1" width="20" customWidth="1"/>""", xml, StringComparison.Ordinal);
        Assert.Contains("""<autoFilter ref="A1:A2"/>""", xml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, new[] { "表" }, new[] { 2 })]
    [InlineData(3, new[] { "表", "表 2" }, new[] { 2, 1 })]
    public async Task What_is_over_the_rows_of_one_table_goes_on_in_the_next(int rows, string[] tables, int[] counts)
    {
        using var file = new MemoryStream();
        using (var workbook = new Workbook(file))
            Assert.Equal(rows, await workbook.Add(one, Rows([.. Enumerable.Range(0, rows).Cast<object?>()]), default, most: 3));

        Assert.Equal(tables, MiniExcel.GetSheetNames(file));
        Assert.Equal(counts, tables.Select(t => Spreadsheet.Read(file, t).Rows.Count));
    }

    [Fact]
    public async Task A_hundred_thousand_rows_are_written_as_they_come()
    {
        Sheet<int> wide = new("表") { { "编号", 20, i => $"第 {i.ToString(CultureInfo.InvariantCulture)} 件" },
            { "日期", 12, _ => new DateOnly(2026, 11, 21) }, { "数", 8, i => i } };
        using var file = new MemoryStream();
        var writtenHalfway = 0L;
        async IAsyncEnumerable<int> All()
        {
            for (var i = 0; i < 100_000; i++)
            {
                if (i == 50_000)
                    writtenHalfway = file.Length;
                yield return i;
            }

            await Task.CompletedTask;
        }

        using (var workbook = new Workbook(file))
            Assert.Equal(100_000, await workbook.Add(wide, All(), default));

        Assert.InRange(writtenHalfway, file.Length / 3, file.Length * 2 / 3);
        Assert.Equal("第 99999 件", Spreadsheet.Read(file)["编号"].Last());
    }

    private static async Task<MemoryStream> Write(Sheet<object?> sheet, params object?[] rows)
    {
        var file = new MemoryStream();
        using (var workbook = new Workbook(file))
            await workbook.Add(sheet, Rows(rows), default);
        return file;
    }

    private static IAsyncEnumerable<object?> Rows(IReadOnlyList<object?> rows) => rows.ToAsyncEnumerable();

    private static string Part(Stream file, string name)
    {
        using var zip = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Read, leaveOpen: true);
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
