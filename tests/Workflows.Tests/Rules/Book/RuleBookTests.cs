using System.Globalization;
using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class RuleBookTests
{
    [Theory]
    [InlineData("CV", 10)]
    [InlineData("WD", 7)]
    [InlineData("OR", 9)]
    [InlineData("MT", 7)]
    [InlineData("EL", 26)]
    [InlineData("PM", 36)]
    [InlineData("AS", 5)]
    [InlineData("ML", 3)]
    [InlineData("FE", 4)]
    [InlineData("TR", 2)]
    [InlineData("RO", 1)]
    [InlineData("DI", 4)]
    public void Every_rule_of_the_catalogue_is_in_the_book(string section, int count) =>
        Assert.All(Enumerable.Range(1, count), i => Assert.True(RuleBook.Standard.Has($"{section}-{i:00}"), $"{section}-{i:00}"));

    [Fact]
    public void Every_rule_says_in_Chinese_what_it_is_where_it_was_read_and_what_it_asks_for() =>
        Assert.All(RuleBook.Standard.All, rule =>
        {
            Assert.True(IsChinese(rule.About.Title), $"{rule.Id}: {rule.About.Title}");
            Assert.True(IsChinese(rule.About.Text) && rule.About.Text.EndsWith('。'), $"{rule.Id}: {rule.About.Text}");
            Assert.True(IsChinese(rule.About.Article), $"{rule.Id}: {rule.About.Article}");
            Assert.All(
                rule.Parameters.Concat(rule.Parameters.SelectMany(p => p.Fields)).Where(p => p.Kind != ParameterKind.Calendar),
                p => Assert.True(IsChinese(p.Label), $"{rule.Id}: {p.Name}"));
            Assert.All(rule.Parameters.SelectMany(p => p.Choices), c => Assert.True(IsChinese(c.Label), $"{rule.Id}: {c.Value}"));
        });

    [Fact]
    public void A_convention_of_the_product_is_called_one_and_law_cites_its_instrument() =>
        Assert.All(RuleBook.Standard.All, rule => Assert.True(
            rule.About.Status == RuleStatus.D ? rule.About.Article.Contains("本系统约定", StringComparison.Ordinal) : !rule.About.Article.StartsWith("本系统约定", StringComparison.Ordinal),
            $"{rule.Id}: {rule.About.Article}"));

    [Fact]
    public void The_version_in_force_on_the_day_is_found_and_none_before_the_first()
    {
        Assert.Equal(new DateOnly(2020, 7, 13), RuleBook.Standard.Find("EL-04", Day("2020-07-13"))!.From);
        Assert.Equal(DateOnly.MinValue, RuleBook.Standard.Find("EL-04", Day("2020-07-12"))!.From);
        Assert.Null(RuleBook.Standard.Find("MT-01", Day("2018-10-27")));
        Assert.Equal(new DateOnly(2018, 10, 28), RuleBook.Standard.FirstDayOf("MT-01"));
    }

    [Theory]
    [InlineData("OR-06", "人手不足", "王某", "李某", true)]
    [InlineData("OR-06", " ", "王某", "李某", false)]
    [InlineData("OR-06", "人手不足", "", "李某", false)]
    [InlineData("OR-06", "人手不足", "王某", "王某", false)]
    [InlineData("EL-04", "人手不足", "王某", "李某", false)]
    [InlineData("XX-01", "人手不足", "王某", "李某", false)]
    public void CV_10_only_a_soft_rule_is_departed_from_with_a_reason_and_somebody_elses_approval(string rule, string reason, string approver, string askedBy, bool holds) =>
        Assert.Equal(holds, Ask("CV-10", $$"""{"rule":"{{rule}}","reason":"{{reason}}","approver":"{{approver}}","asked-by":"{{askedBy}}"}""").Holds);

    [Fact]
    public void CV_08_names_the_version_that_judged() =>
        Assert.Equal("2020-07-13", Ask("CV-08", """{"rule":"EL-04"}""").Value!["in-force-from"].Text());

    private static bool IsChinese(string text) => text.Any(c => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.OtherLetter);
}
