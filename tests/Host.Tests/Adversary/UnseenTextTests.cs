using System.Net;
using System.Text.Json.Nodes;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Adversary;

/// <summary>Characters that nobody sees, in every text of every request that <c>docs/openapi.json</c> describes.</summary>
public sealed class UnseenTextTests(CaseTown town) : IClassFixture<CaseTown>
{
    /// <summary>Maps and values whose members no schema knows: <see cref="A_free_map_is_refused_by_whoever_knows_its_fields"/> tries
    /// each.</summary>
    private static readonly string[] freeMaps =
    [
        "checkAnswer data", "checkAnswer evidence", "checkMove value", "evaluateRule given", "moveCase value", "replyItem data",
        "replyItem evidence", "saveDraft data", "sendReport facts",
    ];

    /// <summary>As JSON writes them.</summary>
    public static TheoryData<string> Characters =>
    [
        "\\u202e", "\\u200f", "\\u200b", "\\u200d", "\\u2066", "\\ufeff", "\\u00ad", "\\u0000", "\\u0007", "\\u001b", "\\u007f", "\\u0085",
        "\\u2028", "\\ud800",
        "\\udc00", "\\uffff", "\\u3164", "\\udb40\\udc41",
    ];

    [Theory]
    [MemberData(nameof(Characters))]
    public async Task Every_text_of_every_request_is_refused_and_the_sentence_names_it(string character)
    {
        var admin = await town.As("admin");
        var asked = 0;
        foreach (var (operation, place, body) in RequestTexts.All.Where(t => t.Format is null && !IsDefinition(t)))
        {
            var answer = await admin.Send(operation.Method, operation.At(p => p == "kind" ? "note" : "x"),
                Text(body($"\"甲{character}乙\"")));

            Speech.IsRefusal(answer, $"{place} of {operation}");
            Assert.True(answer.Status == HttpStatusCode.BadRequest
                && answer.Json!["errors"]?[place] is not null, $"{place} of {operation}: {answer.Text}");
            asked++;
        }

        Assert.True(asked > 30, $"{asked} texts were found.");
    }

    [Theory]
    [InlineData("\\t")]
    [InlineData("\\n")]
    [InlineData("𠮷")]
    [InlineData("葛\\udb40\\udd00")]
    [InlineData("·ⅷ（）—“”")]
    public async Task What_people_write_is_taken(string text)
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();

        var answer = await secretary.PostText($"/api/cases/{Id(view)}/moves/note", $$"""{"move":"{{Guid.NewGuid()}}","text":"甲{{text}}乙"}""");

        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        await secretary.Post($"/api/cases/{Id(view)}/moves/withdraw",
            new JsonObject { ["move"] = Guid.NewGuid().ToString(), ["reason"] = "试完" });
    }

    [Fact]
    public void Every_free_map_is_known() =>
        Assert.Equal(freeMaps, RequestTexts.FreeMaps.Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_free_map_is_refused_by_whoever_knows_its_fields()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();
        var item = $"/api/cases/{Id(view)}/items/{Item(view)}";
        var move = $"\"move\":\"{Guid.NewGuid()}\"";
        (string Path, string Body)[] all =
        [
            (item + "/reply", "{" + move + """,  "outcome":"submitted","data":{"topic":"甲\u202e乙"}}"""),
            (item + "/reply", "{" + move + """,  "outcome":"submitted","data":{"\u202etopic":"甲"}}"""),
            (item + "/reply", "{" + move + """,  "outcome":"submitted","data":{"topic":["甲",{"a":"\u200b"}]}}"""),
            ($"/api/cases/{Id(view)}/moves/correct", "{" + move + """,  "name":"topic","value":"甲\u202e乙","reason":"试"}"""),
            ("/api/rules/CV-04/evaluate", """{"given":{"anchor":"甲\u202e乙"}}"""),
            ("/api/reports", """{"procedure":"follow-up","unit":"branch-1","trigger":"T9","source":"示例通报","on":"2026-11-01","facts":{"fact":"甲\u202e乙"}}"""),
        ];
        foreach (var (path, body) in all)
            Speech.IsRefusal(await secretary.PostText(path, body), body);
        Speech.IsRefusal(await secretary.Send(HttpMethod.Put, item + "/draft", Text("""{"data":{"topic":"甲\u202e乙"}}""")), "draft");
        var check = await secretary.PostText(item + "/check", """{"outcome":"submitted","data":{"topic":"甲\u202e乙"}}""");
        Assert.Contains("看不见", (string)check.Json!["errors"]!["topic"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_with_such_a_character_is_refused_by_its_name()
    {
        var answer = await (await town.As("admin")).Get("/api/organisation/people?q=%E2%80%AE");

        Speech.IsRefusal(answer);
        Assert.Contains("“q”", answer.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_definition_is_told_with_the_line_even_where_a_remark_has_it()
    {
        var admin = await town.As("admin");
        var answer = await admin.PostText("/api/definitions", """{"files":[{"name":"a.yaml","text":"procedure: a\nversion: 1 # \u202e\n"}],"reason":"试"}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal((2, "文字中有看不见的字符（U+202E），请删去后重新输入。"),
            ((int)answer.Json!["mistakes"]![0]!["line"]!, (string)answer.Json!["mistakes"]![0]!["says"]!));
    }

    private static bool IsDefinition(RequestText text) => (text.Operation.Id, text.Place) == ("publishDefinitions", "files[0].text");

    private static StringContent Text(string body) => new(body, System.Text.Encoding.UTF8, "application/json");
}
