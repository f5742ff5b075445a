using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

/// <summary>LC-02 … LC-17, LC-24: time limits that no article gives, each a setting with a default.</summary>
public class HandlingTimeTests
{
    [Theory]
    [InlineData("LC-03", "received-on", "checked-on", "2026-10-30", "2026-11-04", "request-check")]
    [InlineData("LC-04", "received-on", "replied-on", "2026-10-31", "2026-11-30", "request-reply")]
    [InlineData("LC-05", "received-on", "replied-on", "2026-10-30", "2026-11-13", "exclusion-reply")]
    [InlineData("LC-06", "held-on", "reported-on", "2026-10-30", "2026-11-13", "election-report")]
    [InlineData("LC-07", "approved-on", "talked-on", "2026-10-20", "2026-11-20", "pre-appointment-talk")]
    [InlineData("LC-08", "decided-on", "filed-on", "2026-10-30", "2026-11-13", "activist-filing")]
    [InlineData("LC-09", "received-on", "replied-on", "2026-10-20", "2026-11-20", "prospect-reply")]
    [InlineData("LC-10", "received-on", "reviewed-on", "2026-10-20", "2026-11-20", "pre-review")]
    [InlineData("LC-11", "approved-on", "filed-on", "2026-10-30", "2026-11-13", "admission-filing")]
    [InlineData("LC-12", "turns-on", "discussed-on", "2026-10-20", "2026-11-20", "conversion-discussion")]
    [InlineData("LC-13", "admitted-on", "observed-on", "2026-05-11", "2026-11-11", "probation-observation")]
    [InlineData("LC-14", "approved-on", "archived-on", "2026-10-30", "2026-11-13", "development-archive")]
    [InlineData("LC-15", "handed-over-on", "accepted-on", "2026-10-20", "2026-11-20", "transfer-reply")]
    [InlineData("LC-16", "received-on", "proposed-on", "2026-10-20", "2026-11-20", "annulment-opinion")]
    [InlineData("LC-17", "decided-on", "filed-on", "2026-10-30", "2026-11-13", "plan-filing")]
    [InlineData("LC-24", "offered-on", "urged-on", "2026-10-30", "2026-11-04", "attention-reply")]
    public void The_last_day_is_in_time_the_next_is_late_and_another_period_can_be_decided(string id, string from, string acted, string anchor, string last, string key)
    {
        var late = DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture).AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        string On(string day) => $$"""{"{{from}}":"{{anchor}}","{{acted}}":"{{day}}"}""";

        Assert.True(Ask(id, On(last)).Holds);
        var told = Ask(id, On(late));
        Assert.False(told.Holds);
        Assert.Contains("逾期 1 日", told.Because, StringComparison.Ordinal);
        Assert.NotNull(told.Instead);
        Assert.True(Ask(id, On(late), settings: Settings.Standard.With(key, "P1Y")).Holds);
        Assert.False(Ask(id, On(last), settings: Settings.Standard.With(key, "P0D")).Holds);
    }

    [Theory]
    [InlineData("2026-10-20", "P1M", true)]
    [InlineData("2026-10-21", "P1M", false)]
    [InlineData("2026-10-21", "P2M", false)]
    [InlineData("2026-09-20", "P2M", true)]
    public void LC_02_the_request_comes_a_month_before_the_meeting_or_as_early_as_is_set(string requestedOn, string ahead, bool holds)
    {
        var answer = Ask("LC-02", $$"""{"planned-on":"2026-11-20","requested-on":"{{requestedOn}}"}""", settings: Settings.Standard.With("election-request", ahead));
        Assert.Equal(holds, answer.Holds);
    }

    [Theory]
    [InlineData("LC-18", "plan-month")]
    [InlineData("LC-19", "pool-analysis-month")]
    public void What_is_due_every_year_is_due_from_the_first_of_its_month(string id, string key)
    {
        Assert.False(Ask(id, """{"on":"2026-11-30"}""").Holds);
        Assert.True(Ask(id, """{"on":"2026-12-01"}""").Holds);
        Assert.False(Ask(id, """{"on":"2026-05-31"}""", settings: Settings.Standard.With(key, "6")).Holds);
        Assert.True(Ask(id, """{"on":"2026-06-01"}""", settings: Settings.Standard.With(key, "6")).Holds);
        Assert.NotNull(Settings.Standard.Validate(key, "13"));
    }

    [Theory]
    [InlineData("P0D", true)]
    [InlineData("P-1M", false)]
    [InlineData("一个月", false)]
    public void A_setting_of_a_length_of_time_is_never_negative(string value, bool may) =>
        Assert.Equal(may, Settings.Standard.Validate("election-request", value) is null);

    [Fact]
    public void Every_deadline_that_no_article_gives_can_be_set()
    {
        var texts = Directory.EnumerateFiles(Repository.Definitions, "*.yaml", SearchOption.AllDirectories).SelectMany(File.ReadAllLines);
        Assert.DoesNotContain(texts, t => t.Contains("name:", StringComparison.Ordinal) && (t.Contains("本系统约定", StringComparison.Ordinal) || t.Contains("做法", StringComparison.Ordinal)) && t.Contains("within: P", StringComparison.Ordinal));
    }
}
