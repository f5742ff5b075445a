using System.Text.Json.Nodes;
using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class ElectionResultTests
{
    [Theory]
    [InlineData("EL-17 expected 25, present 22", 11, "present", false)]
    [InlineData("EL-17 expected 25, present 22", 12, "present", true)]
    [InlineData("EL-17 base 应到会", 12, "expected", false)]
    [InlineData("EL-17 base 应到会", 13, "expected", true)]
    public void More_than_half_of_the_base_elects_and_the_base_is_a_setting(string vector, int yes, string @base, bool elected)
    {
        var answer = Ask("EL-17", $$"""{"expected":25,"present":22,"yes":{{yes}}}""", settings: Settings.Standard.With("election-majority-base", @base));

        Assert.True(elected == answer.Holds, $"{vector}: {answer.Because}");
        Assert.Equal(@base, (string?)answer.Settings!["election-majority-base"]);
    }

    [Fact]
    public void EL_17_neither_returned_nor_valid_ballots_are_the_base()
    {
        var answer = Ask("EL-18", """{"seats":1,"present":22,"returned":20,"valid":18,"candidates":[{"name":"甲","votes":10}]}""");

        Assert.Empty(answer.Value!["elected"]!.AsArray());
        Assert.Contains("至少 12 票", answer.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void EL_17_the_other_base_needs_the_number_expected() =>
        Assert.Contains("没有填写应到会人数", Ask("EL-17", """{"present":22,"yes":13,"election-majority-base":"expected"}""").Because, StringComparison.Ordinal);

    [Theory]
    [InlineData("A19 B15 C12 D9", "A B C", "", 0, 0)]
    [InlineData("A19 B15 C12 D12", "A B", "C D", 1, 0)]
    [InlineData("A19 B19 C12 D9", "A B C", "", 0, 0)]
    [InlineData("A19 B12 C12 D12", "A", "B C D", 2, 0)]
    [InlineData("A19 B15 C10 D10", "A B", "", 0, 1)]
    [InlineData("A19 B15 C12 D5 E13w", "A B E", "", 0, 0)]
    [InlineData("A10 B10 C10 D10", "", "", 0, 3)]
    [InlineData("A12 B12 C12 D12", "", "A B C D", 3, 0)]
    [InlineData("A11", "A", "", 0, 2)]
    [InlineData("A19 B12 C12 D12 E11", "A", "B C D", 2, 0)]
    public void EL_18_to_21_present_20_seats_3(string votes, string elected, string tied, int seatsForTied, int missing)
    {
        var answer = Ask("EL-18", $$"""{"seats":3,"present":20,"candidates":{{Tallied(votes)}}}""");
        var outcome = answer.Value!;

        Assert.Equal(elected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), Names(outcome["elected"]).Order());
        Assert.Equal(tied.Split(' ', StringSplitOptions.RemoveEmptyEntries), Names(outcome["tied"]));
        Assert.Equal((seatsForTied, missing), ((int)outcome["seats-for-tied"]!, (int)outcome["missing"]!));
        Assert.Equal(tied.Length == 0 && missing == 0, answer.Holds);
    }

    [Fact]
    public void Every_person_is_told_in_a_sentence_why()
    {
        var people = Ask("EL-18", $$"""{"seats":3,"present":20,"candidates":{{Tallied("A19 B12 C12 D12 E11 F10")}}}""").Value!["people"]!.AsArray();

        Assert.Equal(
            [
                "A得 19 票，须至少 11 票，当选。",
                "B得 12 票，与C、D相等，余 2 个名额，须再次投票。",
                "C得 12 票，与B、D相等，余 2 个名额，须再次投票。",
                "D得 12 票，与B、C相等，余 2 个名额，须再次投票。",
                "E得 11 票，得票多的人已够 3 个名额，没有当选。",
                "F得 10 票，须至少 11 票，差 1 票，没有当选。",
            ],
            people.Select(p => (string)p!["because"]!));
        Assert.Equal(["elected", "tied", "tied", "tied", "seats-full", "below-half"], people.Select(p => (string)p!["fate"]!));
    }

    [Fact]
    public void EL_21_a_written_in_person_without_the_right_is_not_elected_and_takes_nobodys_seat()
    {
        var answer = Ask("EL-18", """
            {"seats":2,"present":20,"candidates":[{"name":"甲","votes":15},{"name":"乙","votes":11},{"name":"丙","votes":12,"write-in":true,"eligible":false}]}
            """);

        Assert.Equal(["甲", "乙"], Names(answer.Value!["elected"]));
        Assert.Contains("没有被选举权", (string?)answer.Value["people"]![1]!["because"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"name":"甲","votes":21}]""", "合计多于选票 20 张")]
    [InlineData("""[{"name":"甲","votes":5},{"name":"甲","votes":6}]""", "同名的请加注区别")]
    [InlineData("""[{"name":"甲","votes":15,"against":4,"abstained":2}]""", "合计多于选票 20 张")]
    public void A_tally_that_does_not_balance_elects_nobody(string candidates, string said)
    {
        var answer = Ask("EL-18", $$"""{"seats":3,"present":20,"candidates":{{candidates}}}""");

        Assert.False(answer.Holds);
        Assert.Null(answer.Value);
        Assert.Contains(said, answer.Because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false", 3, true)]
    [InlineData("true", 3, false)]
    [InlineData("true", 2, true)]
    public void EL_18_more_write_ins_than_votes_against_are_impossible_only_under_the_setting(string oneForOne, int writtenIn, bool counts)
    {
        var answer = Ask("EL-18", $$"""{"seats":3,"present":20,"valid":20,"one-write-in-per-against":{{oneForOne}},"candidates":[{"name":"甲","votes":15,"against":2,"abstained":3},{"name":"乙","votes":{{writtenIn}},"write-in":true}]}""");

        Assert.Equal(counts, answer.Value is not null);
    }

    [Theory]
    [InlineData(21, true)]
    [InlineData(22, false)]
    public void EL_18_marks_beyond_seats_times_valid_ballots_are_impossible(int writtenIn, bool counts)
    {
        var answer = Ask("EL-18", $$"""{"seats":2,"present":20,"returned":20,"valid":18,"candidates":[{"name":"甲","votes":15,"against":3,"abstained":0},{"name":"乙","votes":{{writtenIn - 6}},"write-in":true},{"name":"丙","votes":6,"write-in":true}]}""");

        Assert.Equal(counts, answer.Value is not null);
    }

    [Theory]
    [InlineData(15, 3, 0, true)]
    [InlineData(15, 2, 0, false)]
    public void For_against_and_abstained_add_up_to_the_valid_ballots(int votes, int against, int abstained, bool balances)
    {
        var answer = Ask("EL-18", $$"""{"seats":1,"present":20,"returned":19,"valid":18,"candidates":[{"name":"甲","votes":{{votes}},"against":{{against}},"abstained":{{abstained}}}]}""");

        Assert.Equal(balances, answer.Holds);
    }

    [Theory]
    [InlineData(18, true)]
    [InlineData(19, false)]
    public void All_votes_together_fit_on_the_valid_ballots(int last, bool fits)
    {
        var answer = Ask("EL-18", $$"""{"seats":2,"present":20,"valid":20,"candidates":[{"name":"甲","votes":11},{"name":"乙","votes":11},{"name":"丙","votes":{{last}}}]}""");

        Assert.Equal(fits, answer.Value is not null);
    }

    [Fact]
    public void More_ballots_than_voters_decide_nothing() =>
        Assert.Contains("选举无效", Ask("EL-18", """{"seats":1,"present":20,"returned":21,"candidates":[{"name":"甲","votes":15}]}""").Because, StringComparison.Ordinal);

    [Theory]
    [InlineData("C9 D8", "C", "")]
    [InlineData("C10 D10", "", "C D")]
    public void EL_19_a_second_ballot_needs_no_majority_and_is_repeated_when_tied_again(string votes, string elected, string tied)
    {
        var answer = Ask("EL-19", $$"""{"seats":1,"present":20,"tied":["C","D"],"candidates":{{Tallied(votes)}}}""");

        Assert.Equal(elected, string.Join(' ', Names(answer.Value!["elected"])));
        Assert.Equal(tied, string.Join(' ', Names(answer.Value["tied"])));
        Assert.Equal(tied.Length == 0 ? null : "请就C、D再次投票，选 1 人。", answer.Instead);
    }

    [Fact]
    public void EL_19_three_for_two_seats_may_be_settled_in_part()
    {
        var answer = Ask("EL-19", $$"""{"seats":2,"present":20,"candidates":{{Tallied("B14 C12 D12")}}}""");

        Assert.Equal(["B"], Names(answer.Value!["elected"]));
        Assert.Equal(["C", "D"], Names(answer.Value["tied"]));
    }

    [Theory]
    [InlineData("C9 E8", "E不在上一次得票相等的人之中")]
    [InlineData("C9 D8w", "D不在上一次得票相等的人之中")]
    [InlineData("C9", "不需要再次投票")]
    public void EL_19_only_the_tied_stand_in_a_second_ballot(string votes, string said) =>
        Assert.Contains(said, Ask("EL-19", $$"""{"seats":1,"present":20,"tied":["C","D"],"candidates":{{Tallied(votes)}}}""").Because, StringComparison.Ordinal);

    [Theory]
    [InlineData(5, 4, true, 10, false, true, 0, 4)]
    [InlineData(5, 4, true, 9, false, false, 1, 5)]
    [InlineData(5, 4, true, 0, true, true, 0, 4)]
    [InlineData(5, 4, false, 20, false, false, 1, 5)]
    [InlineData(3, 2, true, 20, false, false, 1, 3)]
    [InlineData(3, 3, false, 0, false, true, 0, 3)]
    public void EL_20_fewer_seats_are_a_human_decision_with_half_of_the_electors_and_never_below_the_least(
        int seats, int elected, bool close, int agreed, bool presidium, bool holds, int missing, int left)
    {
        var answer = Ask("EL-20", $$"""{"seats":{{seats}},"elected":{{elected}},"present":20,"considered-close":{{Json(close)}},"agreed":{{agreed}},"presidium-decided":{{Json(presidium)}}}""");

        Assert.True(holds == answer.Holds, answer.Because);
        Assert.Equal((missing, left), ((int)answer.Value!["missing"]!, (int)answer.Value["seats"]!));
    }

    private static string Json(bool value) => value ? "true" : "false";

    private static string[] Names(JsonNode? list) => [.. list!.AsArray().Select(n => (string)n!)];

    /// <summary><c>A19 E13w</c>: A has 19 votes, E is written in with 13.</summary>
    private static string Tallied(string votes) => new JsonArray(
    [
        .. votes.Split(' ').Select(v => (JsonNode)new JsonObject
        {
            ["name"] = v[..1],
            ["votes"] = int.Parse(v[1..].TrimEnd('w'), System.Globalization.CultureInfo.InvariantCulture),
            ["write-in"] = v.EndsWith('w'),
        }),
    ]).ToJsonString();
}
