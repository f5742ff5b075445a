using System.Net;
using System.Text.Json.Nodes;

namespace Workflows.Host.Tests.Laws;

public sealed class RuleTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Every_rule_is_shown_with_its_article_and_what_to_fill_in()
    {
        using var visitor = await town.SignedIn("member");

        var rules = (await visitor.Get("/api/rules")).Json!.AsArray();

        var months = rules.Single(r => (string?)r!["id"] == "CV-04")!;
        Assert.Equal("计算约定", (string?)months["groupTitle"]);
        Assert.Equal("V1", (string?)months["status"]);
        Assert.Contains("民法典", (string?)months["article"], StringComparison.Ordinal);
        var parameters = months["parameters"]!.AsArray();
        Assert.Equal(["anchor", "months", "roll-to-next-workday", "acted-on"], parameters.Select(p => (string)p!["name"]!));
        Assert.Equal(["date", "number", "yes-no", "date"], parameters.Select(p => (string)p!["type"]!));
        Assert.Equal([true, true, false, false], parameters.Select(p => (bool)p!["required"]!));
        Assert.Equal("roll-to-next-workday", (string?)parameters[2]!["setting"]!["key"]);
        Assert.Equal((string?)months["title"], (string?)(await visitor.Get("/api/rules/CV-04")).Json!["title"]);
    }

    [Theory]
    [InlineData("PM-02", null)]
    [InlineData("AS-03", "民主评议党员的流程还没有提供，提供后由它询问。")]
    [InlineData("CV-04", "不由哪一步单独询问：“在若干个月内”的时限都按它算末日。")]
    public async Task A_rule_that_no_procedure_asks_says_why(string id, string? why)
    {
        using var visitor = await town.SignedIn("member");
        var rule = (await visitor.Get($"/api/rules/{id}")).Json!;

        Assert.Equal((why, why is null), ((string?)rule["notAsked"], rule["usedBy"]!.AsArray().Count > 0));
    }

    [Fact]
    public async Task The_calculator_answers_with_value_reason_and_article()
    {
        using var visitor = await town.SignedIn("member");

        var answer = await visitor.PostText("/api/rules/CV-04/evaluate", """{"on":"2026-11-21","given":{"anchor":"2026-01-31","months":1}}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.True((bool)answer.Json!["holds"]!);
        Assert.Equal("2026-02-28", (string?)answer.Json!["value"]);
        Assert.Contains("末日", (string?)answer.Json!["because"], StringComparison.Ordinal);
        Assert.Contains("民法典", (string?)answer.Json!["article"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_with_mistakes_is_told_each_of_them()
    {
        using var visitor = await town.SignedIn("member");

        var refused = await visitor.PostText("/api/rules/CV-04/evaluate", """{"given":{"anchor":"2026-02-30","montsh":1}}""");

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(["anchor", "months", "montsh"], refused.Json!["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_rule_that_does_not_exist_is_not_found()
    {
        using var visitor = await town.SignedIn("member");

        Assert.Equal("没有编号为“XX-99”的规则。", (await visitor.Get("/api/rules/XX-99")).Title);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Post("/api/rules/XX-99/evaluate", new JsonObject { ["given"] = new JsonObject() })).Status);
    }
}
