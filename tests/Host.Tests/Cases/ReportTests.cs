using System.Net;
using System.Text.Json.Nodes;
using static Workflows.Host.Tests.Cases.Doing;

namespace Workflows.Host.Tests.Cases;

public sealed class ReportTests : IAsyncLifetime
{
    private readonly CaseTown town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task The_first_report_begins_a_case_the_next_is_merged_and_the_same_source_is_taken_once()
    {
        var section = await town.As("section");
        var first = await Send(section, "示例通报〔2026〕1号");
        town.Host.Clock.Pass(TimeSpan.FromMinutes(1));
        var second = await Send(await town.As("work"), "示例通报〔2026〕2号");
        var again = await Send(section, "示例通报〔2026〕2号");

        Assert.True(first.Status == HttpStatusCode.OK, first.Text);
        Assert.Equal([false, false, true], new[] { first, second, again }.Select(a => (bool)a.Json!["again"]!));
        var id = Assert.Single(new[] { first, second, again }.Select(a => (string)a.Json!["case"]!["id"]!).Distinct());
        var view = (await section.Get("/api/cases/" + id)).Json!;
        Assert.Equal(("follow-up", "示例一局第一支部"), ((string)view["procedure"]!["key"]!, (string)view["unitName"]!));
        Assert.Contains("示例通报〔2026〕2号", view["data"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);

        var listed = (await section.Get("/api/reports?unit=branch-1")).Json!.AsArray();
        Assert.Equal(["示例通报〔2026〕2号", "示例通报〔2026〕1号"], Texts(listed, "source"));
        Assert.All(listed, r => Assert.Equal(("taken", id), ((string)r!["state"]!, (string)r["case"]!["id"]!)));
        Assert.Equal(["工乙", "科丁"], Texts(listed, "by"));
        Assert.Empty((await (await town.As("section-2")).Get("/api/reports")).Json!.AsArray());
    }

    [Theory]
    [InlineData("secretary", HttpStatusCode.Forbidden, "may-not-report")]
    [InlineData("auditor", HttpStatusCode.Forbidden, "auditor-changes-nothing")]
    [InlineData("section-2", HttpStatusCode.NotFound, "not-found")]
    [InlineData("member", HttpStatusCode.Forbidden, "may-not-report")]
    public async Task Only_the_section_of_a_superior_reports(string user, HttpStatusCode status, string code)
    {
        var refused = await Send(await town.As(user), "示例通报〔2026〕1号");
        Assert.Equal((status, code), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_refusal_says_the_rule_the_number_and_the_field()
    {
        var section = await town.As("section");
        var unfounded = await Send(section, "示例通报", """{"fact":"太少"}""");
        var incomplete = await Send(section, "示例通报", "{}");
        var foreign = await section.Post("/api/reports", Body("示例通报", """{"fact":"连续三个月没有开展组织生活"}""", new JsonArray(new JsonObject { ["hash"] = new string('0', 64), ["name"] = "a.pdf" })));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "事实写了 2 字，至少 10 字。"), (unfounded.Status, unfounded.Title));
        Assert.Equal((HttpStatusCode.BadRequest, true), (incomplete.Status, incomplete.Json!["errors"]!["facts.fact"] is not null));
        Assert.Equal((HttpStatusCode.BadRequest, true), (foreign.Status, foreign.Json!["errors"]!["files"] is not null));
        Assert.Empty((await section.Get("/api/reports")).Json!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await section.Get("/api/reports?unit=branch-9")).Status);
    }

    private static Task<Answer> Send(Visitor visitor, string source, string facts = """{"fact":"连续三个月没有开展组织生活"}""") =>
        visitor.Post("/api/reports", Body(source, facts));

    private static JsonObject Body(string source, string facts, JsonArray? files = null) => new()
    {
        ["procedure"] = "follow-up", ["unit"] = "branch-1", ["trigger"] = "T9", ["source"] = source, ["on"] = "2026-11-01", ["facts"] = Json(facts), ["files"] = files,
    };
}
