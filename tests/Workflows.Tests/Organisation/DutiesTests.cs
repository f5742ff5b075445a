using Workflows.Organisation;

namespace Workflows.Tests.Organisation;

/// <summary>三员: three people, and none of them holds a post that decides.</summary>
public sealed class DutiesTests
{
    private static readonly DateOnly today = new(2026, 11, 30);

    [Theory]
    [InlineData(Roles.Administrator, Roles.Auditor, true)]
    [InlineData(Roles.SecurityOfficer, Roles.Administrator, true)]
    [InlineData(Roles.Auditor, Roles.SecurityOfficer, true)]
    [InlineData(Roles.Auditor, Roles.Secretary, true)]
    [InlineData(Roles.Administrator, Roles.OrganisationSection, true)]
    [InlineData(Roles.Secretary, Roles.Organiser, false)]
    [InlineData(Roles.Auditor, Roles.Auditor, false)]
    public void Two_posts_may_or_may_not_be_held_together(string one, string other, bool clash)
    {
        var posts = new[] { new Post("p", "a", one, new(2020, 1, 1)), new Post("p", "b", other, new(2021, 1, 1)) };

        Assert.Equal(clash ? 1 : 0, Duties.Clashes(posts, today).Count());
        Assert.Equal(clash ? 1 : 0, Duties.Clashes([posts[1], posts[0]], today).Count());
    }

    [Theory]
    [InlineData("2026-11-30", "2026-11-30", false)]
    [InlineData("2026-12-01", "2026-11-30", true)]
    [InlineData("2026-12-01", "2026-12-01", false)]
    [InlineData(null, "2030-01-01", true)]
    public void What_is_past_and_what_follows_one_after_the_other_is_no_clash(string? until, string from, bool clash)
    {
        var posts = new[]
        {
            new Post("p", "a", Roles.Administrator, new(2020, 1, 1), until is null ? null
                : DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture)),
            new Post("p", "a", Roles.Secretary, DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture)),
        };

        Assert.Equal(clash, Duties.Clashes(posts, today).Any());
    }

    [Fact]
    public void The_sentence_names_the_person_and_both_posts()
    {
        var posts = new[] { new Post("p", "a", Roles.Auditor, new(2020, 1, 1)), new Post("p", "a", Roles.Secretary, new(2020, 1, 1)) };
        var register = new Register(new() { People = [new("p", "示例甲", null, Sex.Male)], Units = [new("a", "甲支部", UnitKind.Branch, null, new(2020, 1, 1))], Posts = [.. posts] });

        var (says, instead) = Duties.InWords(register, Duties.FirstClash(register, ["p"], today)!);

        Assert.StartsWith("示例甲任安全审计员，不能同时任书记", says, StringComparison.Ordinal);
        Assert.Contains("免去", instead, StringComparison.Ordinal);
    }
}
