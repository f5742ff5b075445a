using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

/// <summary>What others than the branch and the 党委 have to do with an admission: the 党组, both homes of a floating person, the province.</summary>
public class LeadingGroupTests
{
    [Theory]
    [InlineData("""{"has-leading-group":true}""", false, "还没有讨论决定")]
    [InlineData("""{"has-leading-group":true,"has-committee":false}""", false, "机关工委审批以前须经党组（党委）审核把关")]
    [InlineData("""{"has-leading-group":true,"decided-on":"2026-09-01","approved-on":"2026-09-01"}""", true, "讨论决定")]
    [InlineData("""{"has-leading-group":true,"decided-on":"2026-09-02","approved-on":"2026-09-01"}""", false, "晚于机关党委审批")]
    [InlineData("""{"has-leading-group":true,"decided-on":"2026-08-10","meeting-on":"2026-08-10"}""", true, "可以报机关党委审批")]
    [InlineData("""{"has-leading-group":true,"decided-on":"2026-08-09","meeting-on":"2026-08-10"}""", false, "早于支部大会")]
    [InlineData("""{"has-leading-group":false}""", true, "名册中没有登记")]
    public void PM_33_a_leading_group_decides_before_the_committee_approves(string given, bool holds, string says)
    {
        var answer = Ask("PM-33", given, "2026-09-01");

        Assert.Equal((holds, false), (answer.Holds, answer.Soft));
        Assert.Contains(says, answer.Because, StringComparison.Ordinal);
        Assert.Contains("第三十七条", answer.Article, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2020-01-04", true)]
    [InlineData("2020-01-05", false)]
    public void PM_33_binds_since_the_regulations_of_2019(string on, bool holds) =>
        Assert.Equal(holds, Ask("PM-33", """{"has-leading-group":true}""", on).Holds);

    [Theory]
    [InlineData("""{"floating":false}""", true)]
    [InlineData("""{"floating":true}""", false)]
    [InlineData("""{"floating":true,"origin-asked":true}""", false)]
    [InlineData("""{"floating":true,"residence-asked":true}""", false)]
    [InlineData("""{"floating":true,"origin-asked":true,"residence-asked":true}""", true)]
    public void PM_34_both_homes_of_a_floating_person_are_asked(string given, bool holds) =>
        Assert.Equal((holds, false), (Ask("PM-34", given).Holds, Ask("PM-34", given).Soft));

    [Theory]
    [InlineData("PM-35 same day", "2026-11-23", "2026-11-23", true)]
    [InlineData("PM-35 a working day apart", "2026-11-23", "2026-11-24", true)]
    [InlineData("PM-35 over a weekend", "2026-11-20", "2026-11-23", true)]
    [InlineData("PM-35 the other way round", "2026-11-24", "2026-11-23", true)]
    [InlineData("PM-35 two apart", "2026-11-23", "2026-11-25", false)]
    [InlineData("PM-35 a worked Saturday between", "2026-10-09", "2026-10-12", false)]
    public void A_floating_person_is_published_in_both_places_at_the_same_time(string vector, string origin, string destination, bool holds)
    {
        var answer = Ask("PM-35", $$"""{"origin-on":"{{origin}}","destination-on":"{{destination}}"}""");

        Assert.True(holds == answer.Holds, $"{vector}: {answer.Because}");
    }

    [Fact]
    public void PM_35_how_far_apart_still_is_the_same_time_is_a_setting() =>
        Assert.False(Ask("PM-35", """{"origin-on":"2026-11-23","destination-on":"2026-11-24"}""", settings: Workflows.Rules.Settings.Standard.With("notice-places-apart", "0")).Holds);

    [Theory]
    [InlineData("""{"died-on":"2026-07-01","asked-in-life":false}""", false, "生前没有")]
    [InlineData("""{"died-on":"2026-07-01","asked-in-life":true,"decided-on":"2026-07-05"}""", true, "次序符合规定")]
    [InlineData("""{"died-on":"2026-07-01","asked-in-life":true,"examined-on":"2026-07-08"}""", false, "没有经所在单位党组织讨论决定")]
    [InlineData("""{"died-on":"2026-07-01","asked-in-life":true,"decided-on":"2026-07-05","approved-on":"2026-08-01"}""", false, "没有经上级党委审查")]
    [InlineData("""{"died-on":"2026-07-01","asked-in-life":true,"decided-on":"2026-07-05","examined-on":"2026-07-04"}""", false, "早于")]
    [InlineData("""{"died-on":"2026-07-01","asked-in-life":true,"decided-on":"2026-07-05","examined-on":"2026-07-05","approved-on":"2026-08-01"}""", true, "次序符合规定")]
    public void PM_36_recognition_after_death_is_a_chain(string given, bool holds, string says)
    {
        var answer = Ask("PM-36", given);

        Assert.Equal((holds, false), (answer.Holds, answer.Soft));
        Assert.Contains(says, answer.Because, StringComparison.Ordinal);
    }
}
