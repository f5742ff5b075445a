using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class MeetingTests
{
    [Theory]
    [InlineData("MT-01 (20,10,10)", 20, 10, 10, true, false)]
    [InlineData("MT-01 (20,11,11)", 20, 11, 11, true, true)]
    [InlineData("MT-01 (20,9,9)", 20, 9, 9, false, false)]
    [InlineData("MT-01 (21,11,11)", 21, 11, 11, true, true)]
    [InlineData("MT-01 (21,10,10)", 21, 10, 10, false, false)]
    [InlineData("MT-01 (20,18,10)", 20, 18, 10, true, false)]
    public void A_resolution_needs_half_present_and_more_than_half_of_those_expected(string vector, int expected, int present, int yes, bool quorum, bool carried)
    {
        var answer = Ask("MT-01", $$"""{"expected":{{expected}},"present":{{present}},"yes":{{yes}}}""");

        Assert.True(carried == answer.Holds, $"{vector}: {answer.Because}");
        Assert.Equal(quorum, (bool)answer.Value!["quorum"]!);
        Assert.Equal(carried, (bool)answer.Value["carried"]!);
    }

    [Fact]
    public void MT_01_tells_that_even_a_unanimous_half_cannot_carry() =>
        Assert.Equal("到会人数少于 11 人，全体赞成也不能通过；请改期召集更多党员到会再表决。", Ask("MT-01", """{"expected":20,"present":10,"yes":10}""").Instead);

    [Theory]
    [InlineData(20, 21, 0, "到会 21 人多于应到会有表决权的党员 20 人。")]
    [InlineData(20, 15, 16, "赞成 16 人多于到会 15 人。")]
    public void MT_01_numbers_that_cannot_be_true_are_said_so(int expected, int present, int yes, string because) =>
        Assert.Equal(because, Ask("MT-01", $$"""{"expected":{{expected}},"present":{{present}},"yes":{{yes}}}""").Because);

    [Fact]
    public void Nobody_expected_is_no_quorum() => Assert.False(Ask("MT-01", """{"expected":0,"present":0}""").Holds);

    [Theory]
    [InlineData("admission", true, 7)]
    [InlineData("conversion", true, 7)]
    [InlineData("ordinary", false, 5)]
    [InlineData("election", false, 5)]
    public void MT_02_written_opinions_count_for_admission_and_conversion_only(string matter, bool holds, int counted)
    {
        var answer = Ask("MT-02", $$"""{"matter":"{{matter}}","yes":5,"written-yes":2}""");

        Assert.Equal((holds, counted), (answer.Holds, (int)answer.Value!));
    }

    [Fact]
    public void MT_02_a_setting_may_count_them_elsewhere_but_never_in_elections()
    {
        var settings = Settings.Standard.With("written-opinions-count-elsewhere", "true");

        Assert.Equal(7, (int)Ask("MT-02", """{"matter":"ordinary","yes":5,"written-yes":2}""", settings: settings).Value!);
        Assert.Equal(5, (int)Ask("MT-02", """{"matter":"election","yes":5,"written-yes":2}""", settings: settings).Value!);
        Assert.Equal(5, (int)Ask("MT-02", """{"matter":"admission","yes":5,"written-yes":2,"before-the-meeting":false}""").Value!);
    }

    [Theory]
    [InlineData("MT-03 3", 3, 2)]
    [InlineData("MT-03 4", 4, 2)]
    [InlineData("MT-03 5", 5, 3)]
    [InlineData("MT-03 7", 7, 4)]
    public void A_committee_opens_with_half_of_its_members(string vector, int members, int least)
    {
        var enough = Ask("MT-03", $$"""{"members":{{members}},"present":{{least}}}""");

        Assert.True(enough.Holds, $"{vector}: {enough.Because}");
        Assert.Equal(least, (int)enough.Value!["least-present"]!);
        Assert.False(Ask("MT-03", $$"""{"members":{{members}},"present":{{least - 1}}}""").Holds);
    }

    [Theory]
    [InlineData("members", 3, false)]
    [InlineData("members", 4, true)]
    [InlineData("present", 3, true)]
    [InlineData("present", 2, false)]
    public void MT_03_whose_half_decides_is_a_setting(string @base, int yes, bool carried) =>
        Assert.Equal(carried, Ask("MT-03", $$"""{"members":7,"present":4,"yes":{{yes}},"committee-decision-base":"{{@base}}"}""").Holds);

    [Theory]
    [InlineData("entitled", true)]
    [InlineData("probationary", false)]
    [InlineData("party-probation", false)]
    [InlineData("rights-suspended", false)]
    [InlineData("membership-stopped", false)]
    public void MT_04_only_full_members_with_their_rights_vote(string standing, bool votes) =>
        Assert.Equal(votes, Ask("MT-04", $$"""{"standing":"{{standing}}"}""").Holds);

    [Theory]
    [InlineData("member-meeting", "2026-10-01", true)]
    [InlineData("member-meeting", "2026-09-30", false)]
    [InlineData("committee-meeting", "2026-11-01", true)]
    [InlineData("committee-meeting", "2026-10-31", false)]
    [InlineData("party-lecture", "2026-12-31", true)]
    [InlineData("democratic-appraisal", "2026-01-01", true)]
    [InlineData("democratic-appraisal", "2025-12-31", false)]
    public void MT_05_meetings_recur_by_calendar_month_quarter_or_year(string meeting, string held, bool enough)
    {
        var answer = Ask("MT-05", $$"""{"meeting":"{{meeting}}","held-on":["{{held}}"]}""");

        Assert.Equal((enough, true), (answer.Holds, answer.Soft));
    }

    [Theory]
    [InlineData("secretary", false, true)]
    [InlineData("deputy-secretary", false, false)]
    [InlineData("committee-member", true, true)]
    [InlineData("other", true, false)]
    public void MT_06_the_secretary_chairs_or_delegates(string host, bool delegated, bool holds) =>
        Assert.Equal(holds, Ask("MT-06", $$"""{"host":"{{host}}","delegated":{{(delegated ? "true" : "false")}}}""").Holds);

    [Theory]
    [InlineData("""{"meeting-on":"2026-11-21","committee-on":"2026-11-21"}""", true)]
    [InlineData("""{"meeting-on":"2026-11-21","committee-on":"2026-11-22"}""", false)]
    [InlineData("""{"meeting-on":"2026-11-21"}""", false)]
    [InlineData("""{"meeting-on":"2026-11-21","has-committee":false}""", true)]
    public void MT_07_important_matters_usually_pass_the_committee_first(string given, bool holds) =>
        Assert.Equal(holds, Ask("MT-07", given).Holds);
}
