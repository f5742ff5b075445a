using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class AdmissionMeetingTests
{
    [Theory]
    [InlineData("PM-13 (10,6,6)", 10, 6, 6, 0, 0, true, true)]
    [InlineData("PM-13 (10,5,5,3)", 10, 5, 5, 3, 0, false, false)]
    [InlineData("PM-13 (11,6,5,1)", 11, 6, 5, 1, 0, true, true)]
    [InlineData("PM-13 (12,7,6)", 12, 7, 6, 0, 0, true, false)]
    [InlineData("PM-13 (12,7,6,1)", 12, 7, 6, 1, 0, true, true)]
    [InlineData("PM-13 12 full + 3 probationary", 12, 12, 9, 0, 3, true, false)]
    [InlineData("PM-13 7 of 12 full", 12, 12, 10, 0, 3, true, true)]
    public void More_than_half_are_present_and_more_than_half_of_those_expected_are_for(
        string vector, int expected, int present, int yes, int written, int probationary, bool quorum, bool carried)
    {
        var given = $$"""{"expected":{{expected}},"present":{{present}},"yes":{{yes}},"written-yes":{{written}},"probationary-yes":{{probationary}}}""";
        foreach (var rule in new[] { "PM-13", "PM-25" })
        {
            var answer = Ask(rule, given);

            Assert.True(carried == answer.Holds, $"{vector} {rule}: {answer.Because}");
            Assert.Equal((quorum, carried), ((bool)answer.Value!["quorum"]!, (bool)answer.Value["carried"]!));
            Assert.False(answer.Soft);
        }
    }

    [Fact]
    public void PM_13_says_the_whole_arithmetic() =>
        Assert.Equal(
            "应到会有表决权的正式党员 12 人，须超过半数即至少 7 人到会，实到 12 人，已达到；接收预备党员，赞成 9 票，其中预备党员 3 票无效，合计 6 人，须超过应到会半数即至少 7 人，差 1 人，未通过。",
            Ask("PM-13", """{"expected":12,"present":12,"yes":9,"probationary-yes":3}""").Because);

    [Theory]
    [InlineData("PM-13", "prospects")]
    [InlineData("PM-25", "people")]
    public void PM_13_two_people_on_one_ballot_or_an_open_vote_are_rejected(string rule, string people)
    {
        Assert.False(Ask(rule, $$"""{"expected":10,"present":10,"yes":10,"{{people}}":2}""").Holds);
        Assert.True(Ask(rule, $$"""{"expected":10,"present":10,"yes":10,"{{people}}":1}""").Holds);
        Assert.False(Ask(rule, """{"expected":10,"present":10,"yes":10,"secret":false}""").Holds);
    }

    [Fact]
    public void PM_13_an_opinion_handed_in_at_the_meeting_or_later_does_not_count() =>
        Assert.False(Ask("PM-13", """{"expected":12,"present":7,"yes":6,"written-yes":1,"written-before-the-meeting":false}""").Holds);

    [Theory]
    [InlineData("""{"expected":10,"present":11}""")]
    [InlineData("""{"expected":10,"present":6,"yes":7}""")]
    [InlineData("""{"expected":10,"present":6,"yes":6,"written-yes":5}""")]
    [InlineData("""{"expected":10,"present":6,"yes":1,"probationary-yes":2}""")]
    public void PM_13_numbers_that_cannot_be_true_are_said_so(string given) => Assert.True(Ask("PM-13", given).Impossible);

    [Theory]
    [InlineData("bedridden", "five", 10, true)]
    [InlineData("retired-away", "five", 11, false)]
    [InlineData("retired-away", "six", 10, true)]
    public void PM_13_five_classes_of_absence_are_left_out_unless_set_otherwise(string @class, string classes, int expected, bool quorum)
    {
        var given = $$"""{"expected":11,"present":6,"yes":6,"exclusions":[{"name":"甲","class":"{{@class}}","superior-agreed":true,"meeting-adopted":true}]}""";
        var answer = Ask("PM-13", given.Replace("\"present\":6,\"yes\":6", quorum ? "\"present\":6,\"yes\":6" : "\"present\":5,\"yes\":5", StringComparison.Ordinal), settings: Settings.Standard.With("admission-exclusion-classes", classes));

        Assert.Equal((expected, quorum), ((int)answer.Value!["expected"]!, answer.Holds));
    }

    [Theory]
    [InlineData("PM-14 2026-07-15", "2026-07-15", "2026-08-15", "2026-08-16", "2026-08-15")]
    [InlineData("PM-14 2026-10-31", "2026-10-31", "2026-11-30", "2026-12-01", "2026-11-30")]
    public void The_meeting_follows_the_pre_review_within_a_month(string vector, string reviewed, string inTime, string late, string due)
    {
        var good = Ask("PM-14", $$"""{"pre-reviewed-on":"{{reviewed}}","meeting-on":"{{inTime}}"}""", inTime);
        var bad = Ask("PM-14", $$"""{"pre-reviewed-on":"{{reviewed}}","meeting-on":"{{late}}"}""", late);

        Assert.True(good.Holds, $"{vector}: {good.Because}");
        Assert.Equal((false, false), (bad.Holds, bad.Soft));
        Assert.Equal(due, bad.Value.Text());
    }

    [Theory]
    [InlineData("2026-04-20", true)]
    [InlineData("2026-05-10", true)]
    [InlineData("2026-05-11", false)]
    public void PM_14_across_the_version_boundary_it_only_warns_and_a_person_decides(string reviewed, bool soft)
    {
        var answer = Ask("PM-14", $$"""{"pre-reviewed-on":"{{reviewed}}","meeting-on":"2026-06-30"}""", "2026-06-30");

        Assert.Equal((false, soft), (answer.Holds, answer.Soft));
    }

    [Fact]
    public void PM_14_a_meeting_before_the_revision_had_no_limit()
    {
        Assert.True(Ask("PM-14", """{"pre-reviewed-on":"2026-01-05","meeting-on":"2026-05-10"}""", "2026-05-10").Holds);
        Assert.True(Ask("PM-14", """{"pre-reviewed-on":"2026-01-05","meeting-on":"2026-01-04"}""", "2026-05-10").Impossible);
    }

    [Theory]
    [InlineData("""{"agenda":["prospect","introducers","committee","discussion"]}""", true)]
    [InlineData("""{"agenda":["prospect","introducers","committee"]}""", false)]
    [InlineData("""{"agenda":["prospect","introducers","committee","discussion"],"in-order":false}""", false)]
    [InlineData("""{"agenda":["prospect","introducers","discussion"]}""", false)]
    [InlineData("""{"agenda":["prospect","introducers","discussion"],"has-committee":false}""", true)]
    [InlineData("""{"agenda":[]}""", false)]
    public void PM_31_the_meeting_goes_through_every_part_in_order(string given, bool holds)
    {
        var answer = Ask("PM-31", given);
        Assert.Equal(holds, answer.Holds);
        Assert.Contains("第二十条", answer.Article, StringComparison.Ordinal);
        Assert.Contains("第二十一条", Ask("PM-31", given, "2026-05-10").Article, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PM-32", """{"written":true,"signed":true}""", true)]
    [InlineData("PM-32", """{"written":true,"signed":false}""", false)]
    [InlineData("PM-32", """{"signed":true}""", false)]
    [InlineData("LC-21", """{"papers":["application","activist-record","political-review","course","notice","opinions"]}""", true)]
    [InlineData("LC-21", """{"papers":["application","activist-record","political-review","course","opinions"]}""", false)]
    [InlineData("LC-21", """{"papers":["application","activist-record","political-review","course","opinions"],"published":false}""", true)]
    public void What_goes_up_with_a_resolution_is_complete(string rule, string given, bool holds) => Assert.Equal(holds, Ask(rule, given).Holds);
}
