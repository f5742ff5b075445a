using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class ConventionTests
{
    [Theory]
    [InlineData("CV-01a", 10, 5, false)]
    [InlineData("CV-01a", 10, 6, true)]
    [InlineData("CV-01b", 11, 5, false)]
    [InlineData("CV-01b", 11, 6, true)]
    [InlineData("CV-01c", 1, 0, false)]
    [InlineData("CV-01c", 1, 1, true)]
    [InlineData("nobody entitled", 0, 0, false)]
    public void More_than_half_excludes_exactly_half(string vector, int @base, int yes, bool holds)
    {
        var answer = Ask("CV-01", $$"""{"base":{{@base}},"yes":{{yes}}}""");

        Assert.True(holds == answer.Holds, $"{vector}: {answer.Because}");
    }

    [Fact]
    public void More_people_than_the_base_is_a_mistake_not_a_majority() =>
        Assert.Equal("人数 7 人多于基数 6 人，数据有误。", Ask("CV-01", """{"base":6,"yes":7}""").Because);

    [Theory]
    [InlineData(10, 5, ">= 1/2", true)]
    [InlineData(10, 4, ">= 1/2", false)]
    [InlineData(10, 8, ">= 4/5", true)]
    [InlineData(10, 7, ">= 4/5", false)]
    public void CV_02_at_least_includes_the_number_itself(int @base, int count, string share, bool holds) =>
        Assert.Equal(holds, Ask("CV-02", $$"""{"base":{{@base}},"count":{{count}},"share":"{{share}}"}""").Holds);

    [Theory]
    [InlineData(10, "> 1/2", 6)]
    [InlineData(11, "> 1/2", 6)]
    [InlineData(23, ">= 4/5", 19)]
    [InlineData(11, ">= 1/5", 3)]
    public void CV_03_the_fewest_people_are_computed_in_whole_numbers(int @base, string share, int least) =>
        Assert.Equal(least, (int)Ask("CV-03", $$"""{"base":{{@base}},"share":"{{share}}"}""").Value!);

    [Theory]
    [InlineData("CV-04a", "2026-01-31", 1, false, "2026-02-28", false)]
    [InlineData("CV-04a rolled: a Saturday, yet a working day", "2026-01-31", 1, true, "2026-02-28", false)]
    [InlineData("CV-04b", "2028-01-31", 1, false, "2028-02-29", false)]
    [InlineData("CV-04c", "2026-11-30", 3, false, "2027-02-28", false)]
    [InlineData("CV-04c rolled", "2026-11-30", 3, true, "2027-03-01", true)]
    [InlineData("CV-04d", "2027-11-30", 3, false, "2028-02-29", false)]
    public void A_deadline_in_months_clamps_to_the_months_last_day(string vector, string anchor, int months, bool roll, string due, bool provisional)
    {
        var answer = Ask("CV-04", $$"""{"anchor":"{{anchor}}","months":{{months}},"rollToNextWorkday":{{(roll ? "true" : "false")}}}""");

        Assert.True(due == answer.Value.Text(), $"{vector}: {answer.Because}");
        Assert.Equal(provisional, answer.Provisional);
    }

    [Theory]
    [InlineData("2026-02-28", true)]
    [InlineData("2026-03-01", false)]
    public void CV_04_acting_on_the_due_day_is_in_time_and_a_day_later_is_not(string acted, bool inTime) =>
        Assert.Equal(inTime, Ask("CV-04", $$"""{"anchor":"2026-01-31","months":1,"acted-on":"{{acted}}"}""").Holds);

    [Theory]
    [InlineData("CV-05a", "2024-02-29", 12, "2025-03-01")]
    [InlineData("CV-05b", "2026-08-31", 6, "2027-03-01")]
    [InlineData("CV-05c", "2026-06-15", 12, "2027-06-15")]
    [InlineData("leap day to leap day", "2024-02-29", 48, "2028-02-29")]
    public void A_minimum_duration_is_never_early(string vector, string anchor, int months, string first)
    {
        var answer = Ask("CV-05", $$"""{"anchor":"{{anchor}}","months":{{months}}}""");

        Assert.True(first == answer.Value.Text(), $"{vector}: {answer.Because}");
        Assert.True(Ask("CV-05", $$"""{"anchor":"{{anchor}}","months":{{months}},"acted-on":"{{first}}"}""").Holds);
        Assert.False(Ask("CV-05", $$"""{"anchor":"{{anchor}}","months":{{months}},"acted-on":"{{Day(first).AddDays(-1):yyyy-MM-dd}}"}""").Holds);
    }

    [Theory]
    [InlineData("CV-06a", "2024-02-29", 48, 1, "2028-02-29")]
    [InlineData("CV-06a in yearly steps", "2024-02-29", 12, 4, "2028-02-29")]
    [InlineData("half-yearly from the last of August", "2026-08-31", 6, 3, "2028-02-29")]
    public void Recurring_dates_are_counted_from_the_first_anchor(string vector, string anchor, int every, int occurrence, string due)
    {
        var answer = Ask("CV-06", $$"""{"anchor":"{{anchor}}","every-months":{{every}},"occurrence":{{occurrence}}}""");

        Assert.True(due == answer.Value.Text(), $"{vector}: {answer.Because}");
    }

    [Theory]
    [InlineData("2026-10-03", false, "2026-10-03")]
    [InlineData("2026-10-03", true, "2026-10-08")]
    [InlineData("2026-10-10", true, "2026-10-10")]
    public void CV_07_a_due_day_stays_on_a_rest_day_unless_the_setting_rolls_it(string due, bool roll, string expected)
    {
        var settings = Settings.Standard.With("roll-to-next-workday", roll ? "true" : "false");

        Assert.Equal(expected, Ask("CV-07", $$"""{"due":"{{due}}"}""", settings: settings).Value.Text());
    }

    [Fact]
    public void CV_08_a_step_is_judged_by_the_version_of_its_own_day()
    {
        Assert.True(Ask("CV-08", """{"rule":"CV-01"}""").Holds);
        Assert.Contains("没有适用的", Ask("CV-08", """{"rule":"XX-99"}""").Because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-21T15:59:59Z", "2026-11-21")]
    [InlineData("2026-11-21T16:00:00Z", "2026-11-22")]
    [InlineData("2026-11-21T00:30:00+09:00", "2026-11-20")]
    public void CV_09_a_moment_falls_on_its_day_in_Beijing(string moment, string date) =>
        Assert.Equal(date, Ask("CV-09", $$"""{"moment":"{{moment}}"}""").Value.Text());

    [Theory]
    [InlineData("PT1H", 0, PeriodUnit.Day)]
    [InlineData("P1", 0, PeriodUnit.Day)]
    [InlineData("5D", 0, PeriodUnit.Day)]
    [InlineData("P201Y", 0, PeriodUnit.Day)]
    [InlineData("P5WD", 5, PeriodUnit.WorkingDay)]
    [InlineData("P-6M", -6, PeriodUnit.Month)]
    [InlineData("P3Y", 3, PeriodUnit.Year)]
    [InlineData("P10D", 10, PeriodUnit.Day)]
    public void A_period_reads_back_what_it_writes_and_refuses_anything_else(string text, int count, PeriodUnit unit)
    {
        Assert.Equal(count != 0, Period.TryParse(text, out var period));
        if (count != 0)
            Assert.Equal((count, unit, text), (period.Count, period.Unit, period.ToString()));
    }

    [Theory]
    [InlineData("P1M", "1 个月")]
    [InlineData("P5WD", "5 个工作日")]
    [InlineData("P-6M", "6 个月")]
    [InlineData("P3D", "3 日")]
    [InlineData("P3Y", "3 年")]
    public void A_period_is_said_in_Chinese(string text, string words) => Assert.Equal(words, Period.Parse(text).InWords());

    [Theory]
    [InlineData("P5WD", "2026-09-28", false, "2026-10-10", false)]
    [InlineData("P-3WD", "2026-10-09", false, "2026-09-29", false)]
    [InlineData("P5WD", "2026-12-28", false, "2027-01-04", true)]
    [InlineData("P-6M", "2026-11-20", false, "2026-05-20", false)]
    [InlineData("P-3D", "2026-10-08", true, "2026-09-30", false)]
    [InlineData("P3D", "2026-09-30", true, "2026-10-08", false)]
    [InlineData("P1Y", "2024-02-29", false, "2025-02-28", false)]
    [InlineData("P1Y", "2026-03-01", true, "2027-03-01", true)]
    [InlineData("P0D", "2026-10-01", false, "2026-10-01", false)]
    public void A_period_is_due_on_a_day_that_is_provisional_without_its_years_calendar(string text, string anchor, bool roll, string due, bool provisional) =>
        Assert.Equal((Day(due), provisional), Period.Parse(text).DueFrom(Day(anchor), Calendar, roll));
}
