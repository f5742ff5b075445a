using System.Net;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Publishing;

public sealed class ProcedureTests(CaseTown town) : IClassFixture<CaseTown>
{
    [Fact]
    public async Task Procedures_say_for_which_units_one_may_open_them()
    {
        var (secretary, section) = (await town.As("secretary"), await town.As("section"));

        async Task<string[]> Units(Visitor visitor, string procedure) =>
            [.. Texts((await visitor.Get("/api/procedures")).Json!.AsArray().Single(p => (string)p!["key"]! == procedure)!["mayOpenFor"], "unit")];

        Assert.Equal(["branch-1"], await Units(secretary, "theme-day"));
        Assert.Equal(["branch-1", "branch-2"], (await Units(section, "theme-day")).Order(StringComparer.Ordinal));
        Assert.Empty(await Units(section, "diary"));
        Assert.Empty(await Units(await town.As("auditor"), "theme-day"));
    }

    [Fact]
    public async Task A_procedure_is_shown_with_steps_rules_deadlines_and_its_text()
    {
        var shown = (await (await town.As("member")).Get("/api/procedures/theme-day")).Json!;

        Assert.Equal(("主题党日", 1), ((string)shown["title"]!, (int)shown["version"]!));
        Assert.Equal(["plan", "check", "summary"], Texts(shown["steps"], "path"));
        var plan = shown["steps"]![0]!;
        Assert.Equal(("填报", "本党组织书记、副书记或组织委员"), ((string)plan["activityTitle"]!, (string)plan["who"]!));
        Assert.Equal(["OR-01", "OR-06"], plan["rules"]!.AsArray().Select(r => (string)r!));
        Assert.Equal(["报送计划：10 日，本支部约定，逾期报承办单位的上级党组织组织科（部）督办"], plan["deadlines"]!.AsArray().Select(d => (string)d!));
        Assert.Equal([("submitted", "报上级", "check", "审核计划"), ("dropped", "不再开展", null, "结束：不再开展")], plan["next"]!.AsArray().Select(n => ((string)n!["outcome"]!, (string)n["outcomeTitle"]!, (string?)n["to"], (string)n["toTitle"]!)).OrderByDescending(n => n.Item1));
        Assert.Equal(["LC-24", "OR-01", "OR-06"], Texts(shown["rules"], "id"));
        Assert.Equal(Definitions.ThemeDay, (string)shown["text"]!);
        Assert.Contains("check", Texts(shown["diagram"]!["nodes"], "id"));
    }

    [Theory]
    [InlineData("/api/procedures/none")]
    [InlineData("/api/procedures/theme-day?version=2")]
    [InlineData("/api/procedures/..%2Ftheme-day")]
    public async Task A_procedure_that_is_not_there_is_told(string path)
    {
        var missing = await (await town.As("secretary")).Get(path);

        Assert.Equal((HttpStatusCode.NotFound, "没有这一流程。"), (missing.Status, missing.Title));
    }
}
