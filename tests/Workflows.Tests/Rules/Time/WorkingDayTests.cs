using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class WorkingDayTests
{
    [Theory]
    [InlineData("WD-a", "2026-11-23", "2026-11-30", "2026-12-01", "2026-11-27")]
    [InlineData("WD-b", "2026-09-28", "2026-10-10", "2026-10-11", "2026-10-09")]
    [InlineData("WD-c", "2026-02-11", "2026-02-25", "2026-02-26", "2026-02-24")]
    [InlineData("WD-d", "2026-04-30", "2026-05-11", "2026-05-12", "2026-05-09")]
    [InlineData("WD-e", "2026-10-01", "2026-10-13", "2026-10-14", "2026-10-13")]
    [InlineData("WD-f", "2025-09-29", "2025-10-13", "2025-10-14", "2025-10-11")]
    [InlineData("WD-g", "2026-09-18", "2026-09-24", "2026-09-25", "2026-09-23")]
    public void Five_working_days_run_on_the_real_calendar(string vector, string posted, string last, string earliest, string lastWhenPostingDayCounts)
    {
        var answer = Ask("WD-02", $$"""{"posted-on":"{{posted}}"}""");
        var counting = Ask("WD-02", $$"""{"posted-on":"{{posted}}","count-posting-day":true}""");

        Assert.True(last == answer.Value!["last-day"].Text(), $"{vector}: {answer.Because}");
        Assert.Equal(earliest, answer.Value["earliest-decision"].Text());
        Assert.Equal(lastWhenPostingDayCounts, counting.Value!["last-day"].Text());
        Assert.True(answer.Holds);
        Assert.False(answer.Provisional);
    }

    [Theory]
    [InlineData("2026-11-30", false)]
    [InlineData("2026-12-01", true)]
    public void A_decision_waits_for_the_day_after_the_last(string decided, bool holds) =>
        Assert.Equal(holds, Ask("WD-02", $$"""{"posted-on":"2026-11-23","decided-on":"{{decided}}"}""").Holds);

    [Fact]
    public void WD_h_a_span_into_a_year_without_a_calendar_is_provisional_and_blocks()
    {
        var answer = Ask("WD-02", """{"posted-on":"2026-12-28"}""");

        Assert.True(answer.Provisional);
        Assert.False(answer.Holds);
        Assert.Contains("2027 年放假安排尚未录入", answer.Because, StringComparison.Ordinal);
        Assert.Equal("2027-01-01", Ask("WD-02", """{"posted-on":"2026-12-28","count-posting-day":true}""").Value!["last-day"].Text());
    }

    [Fact]
    public void WD_03_a_correction_restarts_the_count_and_an_open_objection_blocks_the_outcome()
    {
        var corrected = Ask("WD-03", """{"posted-on":"2026-11-23","reposted-on":["2026-11-25"]}""");
        var objected = Ask("WD-03", """{"posted-on":"2026-11-23","open-objections":1,"decided-on":"2026-12-01"}""");

        Assert.Equal("2026-12-02", corrected.Value!["last-day"].Text());
        Assert.Equal("2026-11-30", objected.Value!["last-day"].Text());
        Assert.False(objected.Holds);
        Assert.True(Ask("WD-03", """{"posted-on":"2026-11-23","decided-on":"2026-12-01"}""").Holds);
        Assert.Contains("早于首次张贴日", Ask("WD-03", """{"posted-on":"2026-11-23","reposted-on":["2026-11-22"]}""").Because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-23", true)]
    [InlineData("2026-11-22", false)]
    [InlineData("2026-02-14", true)]
    [InlineData("2026-10-01", false)]
    public void WD_01_listed_days_depart_from_the_week(string date, bool works) =>
        Assert.Equal(works, Ask("WD-01", $$"""{"date":"{{date}}"}""").Holds);

    [Theory]
    [InlineData(2025, "国办发明电〔2024〕12号")]
    [InlineData(2026, "国办发明电〔2025〕7号")]
    public void WD_04_each_shipped_year_names_its_notice_and_has_248_working_days(int year, string number)
    {
        var answer = Ask("WD-04", $$"""{"year":{{year}}}""");

        Assert.Equal(248, (int)answer.Value!);
        Assert.Contains(number, answer.Because, StringComparison.Ordinal);
        Assert.False(Ask("WD-04", """{"year":2027}""").Holds);
    }

    [Theory]
    [InlineData("2026-12-31", true)]
    [InlineData("2027-01-01", false)]
    public void WD_05_one_day_in_an_unloaded_year_makes_a_span_provisional(string last, bool covered)
    {
        var answer = Ask("WD-05", $$"""{"first":"2026-12-01","last":"{{last}}"}""");

        Assert.Equal((covered, !covered), (answer.Holds, answer.Provisional));
    }

    [Fact]
    public void WD_06_an_amended_notice_moves_a_due_day_and_the_old_one_is_named()
    {
        var answer = Ask("WD-06", """{"anchor":"2026-09-28","period":"P5WD","former-due":"2026-10-09"}""");

        Assert.Equal("2026-10-10", answer.Value.Text());
        Assert.Contains("由 2026年10月9日改为 2026年10月10日", answer.Because, StringComparison.Ordinal);
        Assert.True(Ask("WD-06", """{"anchor":"2026-09-28","period":"P5WD","former-due":"2026-10-10"}""").Holds);
    }

    [Fact]
    public void WD_07_a_holiday_wins_over_a_half_day_and_a_region_adds_its_own_days()
    {
        var guangxi = Calendar.WithOverlay("广西", [new CalendarDay(new(2026, 4, 20), DayKind.Off, "三月三")]);

        Assert.False(Ask("WD-07", """{"date":"2026-05-04"}""").Holds);
        Assert.True(Calendar.IsWorkingDay(new(2026, 4, 20)));
        Assert.False(guangxi.IsWorkingDay(new(2026, 4, 20)));
        Assert.NotEqual(Calendar.Edition, guangxi.Edition);
    }

    [Fact]
    public void WD_07_the_youth_day_that_falls_on_a_weekday_counts()
    {
        var ordinary = WorkCalendar.Empty.With(new CalendarYear(2027, "通知", "文号", new(2026, 11, 1), 1, []));

        Assert.True(WorkingDays.CountsDespiteHalfDay(new(2027, 5, 4), ordinary).Holds);
        Assert.Contains("青年节半天假不影响计日", WorkingDays.CountsDespiteHalfDay(new(2027, 5, 4), ordinary).Because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_version_of_a_years_notice_takes_the_place_of_the_earlier_one()
    {
        var first = new CalendarYear(2027, "通知", "一号", new(2026, 11, 1), 1, [new(new(2027, 2, 8), DayKind.Off, "春节")]);
        var amended = first with { Version = 2, Days = [new(new(2027, 2, 9), DayKind.Off, "春节")] };
        var calendar = WorkCalendar.Empty.With(first).With(amended);

        Assert.True(calendar.IsWorkingDay(new(2027, 2, 8)));
        Assert.False(calendar.IsWorkingDay(new(2027, 2, 9)));
        Assert.Equal("2027:2", calendar.Edition);
    }

    [Theory]
    [InlineData("2026-10-31", null)]
    [InlineData("2026-11-01", 2027)]
    [InlineData("2026-12-31", 2027)]
    [InlineData("2027-03-01", 2027)]
    [InlineData("2025-12-01", null)]
    public void The_next_years_days_off_are_asked_for_from_the_first_of_November(string today, int? year) =>
        Assert.Equal(year, Calendar.YearToLoad(Day(today)));
}
