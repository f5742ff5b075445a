using System.Net;
using System.Text.Json.Nodes;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Reporting;

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

    [Fact]
    public async Task What_makes_a_unit_lag_is_a_setting_and_not_chosen_by_whoever_reports()
    {
        var section = await town.As("section");
        var chosen = await Send(section, "示例通报", """{"fact":"太少","leastLength":1}""");

        Assert.Equal((HttpStatusCode.BadRequest, "线索的标准由设置决定，不能随线索提交。"), (chosen.Status, chosen.Title));
        Assert.Equal("这一项是设置，请不要填写。", chosen.Error("facts.leastLength"));
        Assert.Empty((await section.Get("/api/reports")).Json!.AsArray());
    }

    [Fact]
    public async Task Whoever_reports_is_told_for_which_units_and_by_which_standard()
    {
        var kind = Assert.Single((await (await town.As("section")).Get("/api/reports/kinds")).Json!.AsArray())!;
        Assert.Equal(("follow-up", "督促整改"), ((string)kind["procedure"]!, (string)kind["title"]!));
        Assert.Contains("branch-1", Texts(kind["units"], "unit"));
        Assert.DoesNotContain("branch-9", Texts(kind["units"], "unit"));
        Assert.DoesNotContain("agency-1", Texts(kind["units"], "unit"));
        var trigger = Assert.Single(kind["triggers"]!.AsArray())!;
        Assert.Equal(("T9", "LG-T9", "上级组织科（部）提出"), ((string)trigger["trigger"]!, (string)trigger["rule"]!, (string)trigger["title"]!));
        foreach (var user in new[] { "secretary", "member", "auditor", "nobody" })
            Assert.All((await (await town.As(user)).Get("/api/reports/kinds")).Json!.AsArray(), k => Assert.Empty(k!["units"]!.AsArray()));

        foreach (var (user, looksAfterReports) in new[] { ("section", true), ("auditor", true), ("secretary", false), ("admin", false) })
            Assert.Equal((user, looksAfterReports), (user, (bool)(await (await town.As(user)).Get("/api/me")).Json!["may"]!["reports"]!));
    }

    [Fact]
    public async Task Open_cases_that_reports_began_are_listed_for_the_superior_alone()
    {
        var section = await town.As("section");
        await Send(section, "示例通报〔2026〕1号");
        await Send(section, "示例通报〔2026〕2号");

        var ladder = Assert.Single((await section.Get("/api/reports/ladders")).Json!.AsArray())!;
        Assert.Equal(("示例一局第一支部", "登记", 2), ((string)ladder["case"]!["unitName"]!, (string)ladder["case"]!["place"]!, (int)ladder["reports"]!));
        Assert.Null(ladder["level"]);
        Assert.Null(ladder["levelSince"]);
        Assert.Empty((await (await town.As("section-2")).Get("/api/reports/ladders")).Json!.AsArray());
        Assert.Empty((await (await town.As("nobody")).Get("/api/reports/ladders")).Json!.AsArray());
    }

    [Fact]
    public async Task How_far_a_ladder_has_gone_is_read_where_its_definition_says()
    {
        var section = await town.As("section");
        var view = (await Send(section, "示例通报〔2026〕1号")).Json!["case"]!;
        await section.Done(view, "submitted", Json("""{"how-far":2,"since":"2026-11-03"}"""));

        var ladder = Assert.Single((await section.Get("/api/reports/ladders")).Json!.AsArray())!;
        Assert.Equal(("整改", 2, "约谈", "2026-11-03"), ((string)ladder["case"]!["place"]!, (int)ladder["level"]!, (string)ladder["levelTitle"]!, (string)ladder["levelSince"]!));
    }

    /// <summary>Files are handed in under files: anywhere else a hash is a text like others.</summary>
    [Fact]
    public async Task A_file_among_the_facts_opens_to_nobody()
    {
        var (section, secretary) = (await town.As("section"), await town.As("secretary"));
        byte[] content = [.. Attachments.Files.Pdf, .. Guid.NewGuid().ToByteArray()];
        var hash = (string)(await secretary.Upload("机密.pdf", content)).Json!["hash"]!;

        JsonObject File() => new() { ["hash"] = hash, ["name"] = "机密.pdf" };
        Task<Answer> Report(string source, JsonNode fact) => Send(section, source, new JsonObject { ["fact"] = fact }.ToJsonString());
        var sent = await Report("示例通报〔2026〕1号", File().ToJsonString());
        var other = await Report("示例通报〔2026〕2号", File());
        var id = (string)sent.Json!["case"]!["id"]!;
        await section.Move(await section.See(sent.Json!["case"]!), "note", new JsonObject { ["text"] = File().ToJsonString() }.ToJsonString());

        Assert.NotEqual(HttpStatusCode.OK, other.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await section.Get($"/api/attachments/{hash}?case={id}")).Status);
    }

    private static Task<Answer> Send(Visitor visitor, string source, string facts = """{"fact":"连续三个月没有开展组织生活"}""") =>
        visitor.Post("/api/reports", Body(source, facts));

    private static JsonObject Body(string source, string facts, JsonArray? files = null) => new()
    {
        ["procedure"] = "follow-up", ["unit"] = "branch-1", ["trigger"] = "T9", ["source"] = source, ["on"] = "2026-11-01", ["facts"] = Json(facts), ["files"] = files,
    };
}
