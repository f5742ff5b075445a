using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class AppraisalTests
{
    [Theory]
    [InlineData("2026-10-31", "2025-11-30", false, true)]
    [InlineData("2026-11-01", "2025-11-30", true, true)]
    [InlineData("2026-12-31", "2025-11-30", true, true)]
    [InlineData("2026-11-30", "2024-12-31", false, false)]
    public void AS_01_secretaries_are_assessed_yearly_and_usually_at_the_end_of_it(string held, string last, bool holds, bool soft)
    {
        var answer = Ask("AS-01", $$"""{"held-on":"{{held}}","last-held-on":"{{last}}","grade":"fairly-good"}""");

        Assert.Equal((holds, soft, "fairly-good"), (answer.Holds, answer.Soft, answer.Value.Text()));
    }

    [Theory]
    [InlineData("""{"grade":"fairly-good"}""", true)]
    [InlineData("""{"grade":"average"}""", false)]
    [InlineData("""{"grade":"average","talked-on":"2026-12-20"}""", false)]
    [InlineData("""{"grade":"average","talked-on":"2026-12-20","correct-by":"2027-06-30"}""", true)]
    [InlineData("""{"grade":"poor","talked-on":"2026-12-20","correct-by":"2027-06-30","excellent":true}""", false)]
    [InlineData("""{"grade":"poor","talked-on":"2026-12-20","correct-by":"2027-06-30","excellent":true,"low-grade-bars-excellent":false}""", true)]
    [InlineData("""{"grade":"average","low-grades":"poor-only"}""", true)]
    [InlineData("""{"grade":"poor","low-grades":"poor-only"}""", false)]
    public void AS_02_a_low_grade_means_a_talk_a_deadline_and_no_excellence(string given, bool holds) =>
        Assert.Equal(holds, Ask("AS-02", given).Holds);

    [Theory]
    [InlineData("AS-03 20", 20, 6)]
    [InlineData("AS-03 21", 21, 7)]
    [InlineData("AS-03 22", 22, 7)]
    [InlineData("AS-03 50", 50, 16)]
    [InlineData("AS-03 20 full and 4 probationary", 24, 8)]
    public void A_third_of_all_members_at_most_is_usually_graded_excellent(string vector, int members, int most)
    {
        var answer = Ask("AS-03", $$"""{"graded":20,"members":{{members}},"excellent":{{most}}}""");
        var more = Ask("AS-03", $$"""{"graded":20,"members":{{members}},"excellent":{{most + 1}}}""");

        Assert.True(answer.Holds, $"{vector}: {answer.Because}");
        Assert.Equal((most, false, true), ((int)answer.Value!, more.Holds, more.Soft));
    }

    [Fact]
    public void AS_03_that_only_the_graded_are_counted_is_a_setting()
    {
        var settings = Settings.Standard.With("excellent-base", "graded");

        Assert.True(Ask("AS-03", """{"graded":20,"excellent":8,"members":24}""").Holds);
        Assert.False(Ask("AS-03", """{"graded":20,"excellent":8,"members":24}""", settings: settings).Holds);
        Assert.True(Ask("AS-03", """{"graded":20,"excellent":6}""", settings: settings).Holds);
        Assert.True(Ask("AS-03", """{"graded":20,"excellent":6}""").Impossible);
    }

    [Theory]
    [InlineData(true, false, true, true)]
    [InlineData(true, true, true, false)]
    [InlineData(true, false, false, false)]
    [InlineData(false, true, true, true)]
    [InlineData(false, false, true, false)]
    public void AS_04_probationary_members_take_part_and_are_not_graded(bool probationary, bool graded, bool tookPart, bool holds) =>
        Assert.Equal(holds, Ask("AS-04", $$"""{"probationary":{{Json(probationary)}},"graded":{{Json(graded)}},"took-part":{{Json(tookPart)}}}""").Holds);

    [Theory]
    [InlineData("40", "87.00")]
    [InlineData("100", "90.00")]
    [InlineData("0", "85.00")]
    public void AS_05_the_weight_of_party_building_is_configuration(string weight, string total) =>
        Assert.Equal(total, Ask("AS-05", """{"party-score":90,"other-score":"85"}""", settings: Settings.Standard.With("party-building-weight", weight)).Value.Text());

    [Theory]
    [InlineData("ML-01 7", 7, 5)]
    [InlineData("ML-01 9", 9, 6)]
    [InlineData("ML-01 10", 10, 7)]
    public void A_life_meeting_needs_two_thirds(string vector, int expected, int least)
    {
        var answer = Ask("ML-01", $$"""{"expected":{{expected}},"present":{{least}}}""");

        Assert.True(answer.Holds, $"{vector}: {answer.Because}");
        Assert.Equal(least, (int)answer.Value!);
        Assert.False(Ask("ML-01", $$"""{"expected":{{expected}},"present":{{least - 1}}}""").Holds);
    }

    [Theory]
    [InlineData("""{"held-on":"2026-12-31","last-held-on":"2025-01-01"}""", true)]
    [InlineData("""{"held-on":"2027-01-01","last-held-on":"2025-12-31"}""", false)]
    [InlineData("""{"held-on":"2027-01-01","last-held-on":"2025-12-31","superior-agreed":true}""", true)]
    [InlineData("""{"held-on":"2026-12-31","shift":"later"}""", false)]
    [InlineData("""{"held-on":"2026-12-31","shift":"earlier","superior-agreed":true}""", true)]
    public void ML_02_it_is_yearly_and_moved_only_with_the_superiors_consent(string given, bool holds) =>
        Assert.Equal(holds, Ask("ML-02", given).Holds);

    [Theory]
    [InlineData("2026-12-16", "15", true)]
    [InlineData("2026-12-17", "15", false)]
    [InlineData("2026-12-17", "16", true)]
    public void ML_03_the_report_goes_up_within_the_days_that_are_set(string reported, string days, bool holds) =>
        Assert.Equal(holds, Ask("ML-03", $$"""{"held-on":"2026-12-01","reported-on":"{{reported}}"}""", settings: Settings.Standard.With("life-meeting-report-days", days)).Holds);
}
