using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class ElectorateTests
{
    [Theory]
    [InlineData(3, 3)]
    [InlineData(5, 4)]
    [InlineData(7, 6)]
    [InlineData(9, 8)]
    [InlineData(10, 8)]
    [InlineData(23, 19)]
    [InlineData(37, 30)]
    [InlineData(50, 40)]
    [InlineData(99, 80)]
    public void EL_04_four_fifths_of_those_expected_must_be_present(int expected, int least)
    {
        var enough = Ask("EL-04", $$"""{"expected":{{expected}},"present":{{least}}}""");

        Assert.True(enough.Holds, enough.Because);
        Assert.Equal(least, (int)enough.Value!);
        Assert.False(Ask("EL-04", $$"""{"expected":{{expected}},"present":{{least - 1}}}""").Holds);
    }

    [Fact]
    public void EL_04_exactly_four_fifths_is_valid() => Assert.True(Ask("EL-04", """{"expected":10,"present":8}""").Holds);

    [Fact]
    public void EL_04_says_what_is_lacking_and_what_to_do()
    {
        var answer = Ask("EL-04", """{"expected":23,"present":18}""");

        Assert.Equal("应到会 23 人，须不少于五分之四即 19 人，实到 18 人，差 1 人。", answer.Because);
        Assert.StartsWith("可改期开会，或", answer.Instead, StringComparison.Ordinal);
        Assert.Equal("《中国共产党基层组织选举工作条例》", answer.Article);
        Assert.Equal(new DateOnly(2020, 7, 13), answer.InForceFrom);
    }

    [Fact]
    public void EL_04_a_meeting_before_the_2020_rules_is_judged_by_the_1990_ones()
    {
        var answer = Ask("EL-04", """{"expected":10,"present":8}""", on: "2020-07-12");

        Assert.True(answer.Holds);
        Assert.Contains("1990", answer.Article, StringComparison.Ordinal);
        Assert.Null(answer.InForceFrom);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(10, 11)]
    public void EL_04_nobody_expected_or_more_present_than_expected_never_elects(int expected, int present) =>
        Assert.False(Ask("EL-04", $$"""{"expected":{{expected}},"present":{{present}}}""").Holds);

    [Fact]
    public void EL_04_probationary_members_and_those_on_probation_do_not_count_and_one_valid_exclusion_lowers_the_base()
    {
        var entitled = (int)Ask("EL-05", """{"full-members":27,"party-probation":1,"probationary":2}""").Value!;
        var excluded = Ask("EL-06", $$"""{"expected":{{entitled}},"exclusions":[{"name":"甲","class":"bedridden","superior-agreed":true,"meeting-adopted":true}]}""");
        var expected = (int)excluded.Value!["expected"]!;

        Assert.Equal((26, 25), (entitled, expected));
        Assert.True(Ask("EL-04", $$"""{"expected":{{expected}},"present":20}""").Holds);
        Assert.False(Ask("EL-04", $$"""{"expected":{{expected}},"present":19}""").Holds);
    }

    [Theory]
    [InlineData("bedridden", true, true, 25)]
    [InlineData("bedridden", true, false, 26)]
    [InlineData("bedridden", false, true, 26)]
    [InlineData("other", true, true, 26)]
    public void EL_06_an_exclusion_counts_only_with_class_superior_and_meeting(string @class, bool superior, bool meeting, int expected)
    {
        var answer = Ask("EL-06", $$"""{"expected":26,"exclusions":[{"name":"甲","class":"{{@class}}","superior-agreed":{{(superior ? "true" : "false")}},"meeting-adopted":{{(meeting ? "true" : "false")}}}]}""");

        Assert.Equal(expected, (int)answer.Value!["expected"]!);
        Assert.Equal(expected == 25, answer.Holds);
    }

    [Fact]
    public void EL_06_says_who_stays_and_why()
    {
        var answer = Ask("EL-06", """
            {"expected":26,"exclusions":[
              {"name":"甲","class":"retired-away","superior-agreed":true,"meeting-adopted":true},
              {"name":"阿卜杜拉·买买提","class":"bedridden","superior-agreed":true,"meeting-adopted":false}]}
            """);

        Assert.Equal("应到会 26 人，不计入 1 人（甲），应到会有选举权 25 人；仍计入的：阿卜杜拉·买买提，没有经党员大会通过。", answer.Because);
    }

    [Theory]
    [InlineData("2026-05-21", 25)]
    [InlineData("2026-05-22", 26)]
    public void EL_06_half_a_year_away_must_be_complete_on_the_meeting_day(string since, int expected) =>
        Assert.Equal(expected, (int)Ask("EL-06", $$"""{"expected":26,"exclusions":[{"name":"甲","class":"posted-away","superior-agreed":true,"meeting-adopted":true,"since":"{{since}}"}]}""").Value!["expected"]!);

    [Fact]
    public void EL_06_five_or_six_classes_is_a_setting()
    {
        const string given = """{"expected":26,"exclusions":[{"name":"甲","class":"retired-away","superior-agreed":true,"meeting-adopted":true}]}""";

        Assert.True(Ask("EL-06", given).Holds);
        Assert.False(Ask("EL-06", given, settings: Settings.Standard.With("exclusion-classes", "five")).Holds);
    }

    [Fact]
    public void EL_06_the_same_person_twice_is_refused() =>
        Assert.Contains("列了两次", Ask("EL-06", """
            {"expected":26,"exclusions":[
              {"name":"甲","class":"bedridden","superior-agreed":true,"meeting-adopted":true},
              {"name":"甲 ","class":"bedridden","superior-agreed":true,"meeting-adopted":true}]}
            """).Because, StringComparison.Ordinal);

    [Theory]
    [InlineData(500, false, true, true)]
    [InlineData(499, false, true, false)]
    [InlineData(499, true, true, true)]
    [InlineData(500, false, false, false)]
    public void EL_07_delegates_elect_only_in_large_or_scattered_bodies_with_approval(int members, bool scattered, bool approved, bool holds) =>
        Assert.Equal(holds, Ask("EL-07", $$"""{"members":{{members}},"scattered":{{(scattered ? "true" : "false")}},"approved":{{(approved ? "true" : "false")}}}""").Holds);

    [Theory]
    [InlineData("""{"scrutineers":["丙"],"tellers":["丁"],"candidates":["甲","乙"],"adopted":true}""", true, "都不是候选人")]
    [InlineData("""{"scrutineers":["甲"],"tellers":["丁"],"candidates":["甲","乙"],"adopted":true}""", false, "甲是候选人")]
    [InlineData("""{"scrutineers":["丙"],"tellers":["乙"],"candidates":["甲","乙"],"adopted":true}""", false, "乙是候选人")]
    [InlineData("""{"scrutineers":["丙"],"tellers":["丙"],"candidates":["甲"],"adopted":true}""", false, "同时担任")]
    [InlineData("""{"scrutineers":["丙"],"tellers":["丁"],"candidates":["甲"],"adopted":false}""", false, "尚未经党员大会通过")]
    [InlineData("""{"scrutineers":[],"tellers":["丁"],"candidates":["甲"],"adopted":true}""", false, "须至少 1 人")]
    public void EL_12_no_candidate_watches_or_counts(string given, bool holds, string said)
    {
        var answer = Ask("EL-12", given);

        Assert.Equal(holds, answer.Holds);
        Assert.Contains(said, answer.Because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"present":22,"issued":22,"printed":30,"spoiled":1,"remainder":7}""", true)]
    [InlineData("""{"present":22,"issued":22,"printed":30,"spoiled":1,"remainder":8}""", false)]
    [InlineData("""{"present":22,"issued":23}""", false)]
    [InlineData("""{"present":22,"issued":23,"arrived-late":1}""", false)]
    [InlineData("""{"present":22,"issued":23,"arrived-late":1,"late-arrivals-may-vote":true}""", true)]
    public void EL_13_as_many_ballots_as_voters_and_every_printed_one_accounted_for(string given, bool holds) =>
        Assert.Equal(holds, Ask("EL-13", given).Holds);

    [Theory]
    [InlineData("in-person", false, true)]
    [InlineData("written-by-another", false, true)]
    [InlineData("written-by-another", true, false)]
    [InlineData("proxy", false, false)]
    [InlineData("in-advance", false, false)]
    public void EL_14_nobody_votes_for_another_and_no_candidate_writes_for_one(string manner, bool candidate, bool holds) =>
        Assert.Equal(holds, Ask("EL-14", $$"""{"manner":"{{manner}}","writer-is-candidate":{{(candidate ? "true" : "false")}}}""").Holds);
}
