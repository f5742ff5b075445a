using System.Net;
using System.Text.Json.Nodes;

namespace Workflows.Host.Tests.Laws;

public sealed class CalendarTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_year_tells_its_days_off_and_the_weekend_days_that_are_worked()
    {
        var year = await Year(2025);
        Assert.Null((string?)year["notice"]);
        Assert.Equal((false, "国庆节、中秋节放假"), Day(year, "2025-10-01"));
        Assert.Equal((true, "国庆节、中秋节调休上班"), Day(year, "2025-09-28"));
        Assert.Null(Entry(year, "2025-09-29"));
    }

    [Theory]
    [InlineData(2199, true)]
    [InlineData(1985, false)] // a year of birth: nobody waits for its notice
    public async Task A_year_whose_notice_is_not_out_yet_says_so(int number, bool says)
    {
        var year = await Year(number);
        Assert.Equal(says ? $"{number} 年的放假和调休安排尚未公布，日历按平常的周末显示。" : null, (string?)year["notice"]);
        Assert.Empty(year["days"]!.AsArray());
    }

    [Theory]
    [InlineData("1899")]
    [InlineData("99999")]
    [InlineData("今年")]
    public async Task A_year_that_is_none_is_refused_in_words(string year)
    {
        using var somebody = await town.SignedIn("secretary");
        var answer = await somebody.Get($"/api/calendar/{year}");
        Assert.InRange((int)answer.Status, 400, 404);
        Assert.NotNull(answer.Title);
    }

    private async Task<JsonNode> Year(int year)
    {
        using var somebody = await town.SignedIn("secretary");
        var answer = await somebody.Get($"/api/calendar/{year}");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Json!;
    }

    private static JsonNode? Entry(JsonNode year, string date) => year["days"]!.AsArray().SingleOrDefault(d => (string)d!["date"]! == date);

    private static (bool Worked, string Title) Day(JsonNode year, string date) => ((bool)Entry(year, date)!["worked"]!, (string)Entry(year, date)!["title"]!);
}
