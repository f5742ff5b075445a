using Workflows.Procedures;
using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class CalendarFileTests
{
    private const string Good = """
        year: 2027
        document: 测试通知
        number: 测试〔2026〕1号
        issued: 2026-11-04
        version: 1
        days:
          - { date: 2027-01-01, kind: off, festival: 元旦 }
          - { date: 2027-01-02, kind: makeup-work, festival: 元旦 }
        """;

    [Fact]
    public void The_shipped_calendars_have_no_mistakes()
    {
        var (calendar, mistakes) = CalendarFile.ReadFolder(CalendarFolder);

        Assert.Empty(mistakes);
        Assert.Equal("2025:1 2026:1", calendar.Edition);
        Assert.Equal([33, 39], calendar.Years.Select(y => y.Days.Length));
    }

    [Fact]
    public void A_good_file_is_a_year_of_the_calendar()
    {
        var reading = CalendarFile.Read("2027.yaml", Good);

        Assert.Empty(reading.Mistakes);
        Assert.Equal((2027, "测试〔2026〕1号", 1, 2), (reading.Year!.Year, reading.Year.Number, reading.Year.Version, reading.Year.Days.Length));
        Assert.Equal(DayKind.MakeupWork, reading.Year.Days[1].Kind);
    }

    [Theory]
    [InlineData("year: 2027", "year: 1066", 1, "year 应为 1990 至 2199 的整数，不能是“1066”。")]
    [InlineData("issued: 2026-11-04", "issued: 2026-02-29", 4, "issued 应为历法上存在的日期，写作 2026-10-01，不能是“2026-02-29”。")]
    [InlineData("number: 测试〔2026〕1号", "nummer: 1", 3, "未知的键“nummer”；是否要写“number”？")]
    [InlineData("number: 测试〔2026〕1号", "number:", 3, "number 应为一段文字，不能为空。")]
    [InlineData("version: 1", "version: 0", 5, "version 应为 1 至 99 的整数，不能是“0”。")]
    [InlineData("kind: off", "kind: holiday", 7, "kind 只能是 off（放假）或 makeup-work（调休上班），不能是“holiday”。")]
    [InlineData("2027-01-01", "2026-12-31", 7, "2026-12-31 不在 2027 年内；请写进它那一年的文件。")]
    [InlineData("2027-01-02", "2027-01-04", 8, "2027-01-04 是工作日，不能列为调休上班日；调休上班日只能是周六或周日。")]
    [InlineData("2027-01-02, kind: makeup-work", "2027-01-01, kind: off", 8, "2027-01-01 列了两次，请只留一次。")]
    [InlineData("kind: off, festival: 元旦", "kind: off", 7, "缺少必须写的键：festival")]
    [InlineData("- { date: 2027-01-01, kind: off, festival: 元旦 }", "- 2027-01-01", 7, "值的类型不对，或不在允许的取值之中")]
    public void A_mistake_is_reported_with_its_line(string right, string wrong, int line, string message)
    {
        var reading = CalendarFile.Read("2027.yaml", Good.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Null(reading.Year);
        Assert.Contains(new Mistake("2027.yaml", line, "", message), reading.Mistakes);
    }

    [Theory]
    [InlineData("", 0, "文件是空的")]
    [InlineData("- 1", 1, "文件应为一份放假安排")]
    [InlineData("year: 2027\nyear: 2028", 2, "不是有效的 YAML")]
    [InlineData("year: [2027\n", 2, "不是有效的 YAML")]
    [InlineData("year: [2027\ndocument: 测试", 0, "不是有效的 YAML")]
    [InlineData("year: 2027\ndays: 3", 2, "值的类型不对")]
    public void A_torn_file_says_where_it_is_torn(string text, int line, string message)
    {
        var mistakes = CalendarFile.Read("2027.yaml", text).Mistakes;

        Assert.Contains(mistakes, m => m.Line == line && m.Says.StartsWith(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_mistake_of_a_file_is_reported_at_once() =>
        Assert.Equal(3, CalendarFile.Read("x.yaml", Good.Replace("off", "holiday", StringComparison.Ordinal).Replace("version: 1", "version: x", StringComparison.Ordinal).Replace("2027-01-02", "2027-13-02", StringComparison.Ordinal)).Mistakes.Length);

    [Fact]
    public void A_folder_gives_the_good_years_and_the_mistakes_of_the_others()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "1.yaml"), Good);
            File.WriteAllText(Path.Combine(folder.FullName, "2.yaml"), Good);
            File.WriteAllText(Path.Combine(folder.FullName, "3.yaml"), "year: x");
            var (calendar, mistakes) = CalendarFile.ReadFolder(folder.FullName);

            Assert.True(calendar.HasYear(2027));
            Assert.Contains(mistakes, m => m.File.EndsWith("2.yaml", StringComparison.Ordinal) && m.Says.StartsWith("2027 年已由另一个文件给出", StringComparison.Ordinal));
            Assert.Contains(mistakes, m => m.File.EndsWith("3.yaml", StringComparison.Ordinal) && m.Line == 1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_missing_folder_is_a_mistake_not_a_crash() =>
        Assert.Contains("没有这个日历目录", Assert.Single(CalendarFile.ReadFolder("/no/such/folder").Mistakes).Says, StringComparison.Ordinal);
}
