using System.Net;
using System.Text.Json.Nodes;

namespace Workflows.Host.Tests;

/// <summary>What people do with cases over HTTP, in the words of the tests.</summary>
internal static class Doing
{
    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    /// <summary>A plan that every rule of 主题党日 lets through.</summary>
    public static JsonObject Plan(int present = 12) =>
        Json($$"""{"topic":"参观旧址","held-on":"2026-12-01","present":{{present}},"writer":"p-member"}""");

    public static Task<Answer> AskToOpen(this Visitor visitor, string procedure, string unit, Guid? move = null) =>
        visitor.Post("/api/cases", new JsonObject { ["move"] = (move ?? Guid.NewGuid()).ToString(), ["procedure"] = procedure, ["unit"] = unit });

    /// <summary>Opens a case and returns it as its page shows it.</summary>
    public static async Task<JsonNode> Open(this Visitor visitor, string procedure = "theme-day", string unit = "branch-1")
    {
        var answer = await visitor.AskToOpen(procedure, unit);
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        return await visitor.AsRead(answer.Json!);
    }

    /// <summary>The case as this person sees it now.</summary>
    public static async Task<JsonNode> See(this Visitor visitor, JsonNode view)
    {
        var answer = await visitor.Get("/api/cases/" + Id(view));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json!;
    }

    /// <summary>What happened in the case, move by move, as this person is told it.</summary>
    public static async Task<JsonArray> Story(this Visitor visitor, JsonNode view)
    {
        var answer = await visitor.Get($"/api/cases/{Id(view)}/history");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json!["rows"]!.AsArray();
    }

    /// <summary>Answers this person's item of the case as the page in hand shows it.</summary>
    public static Task<Answer> Reply(this Visitor visitor, JsonNode view, string outcome, JsonObject? data = null, string? reason = null, JsonArray? departures = null, Guid? move = null, string? item = null) =>
        visitor.Post($"/api/cases/{Id(view)}/items/{item ?? Item(view)}/reply", Body(view, outcome, data, reason, departures, move ?? Guid.NewGuid()));

    /// <summary>Answers and expects it to be done.</summary>
    public static async Task<JsonNode> Done(this Visitor visitor, JsonNode view, string outcome, JsonObject? data = null, string? reason = null)
    {
        var answer = await visitor.Reply(await visitor.See(view), outcome, data, reason);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return await visitor.AsRead(answer.Json!);
    }

    /// <summary>A move is answered from what was decided, a page is read from what was stored: both say the same.</summary>
    private static async Task<JsonNode> AsRead(this Visitor visitor, JsonNode answered)
    {
        Assert.Equal((await visitor.See(answered)).ToJsonString(), answered.ToJsonString());
        return answered;
    }

    public static Task<Answer> Check(this Visitor visitor, JsonNode view, string outcome, JsonObject? data = null, JsonArray? departures = null) =>
        visitor.Post($"/api/cases/{Id(view)}/items/{Item(view)}/check", Body(view, outcome, data, null, departures, null));

    public static Task<Answer> Move(this Visitor visitor, JsonNode view, string kind, string fields, Guid? move = null)
    {
        var body = Json(fields);
        body["move"] = (move ?? Guid.NewGuid()).ToString();
        body["seq"] = view["seq"]!.DeepClone();
        return visitor.Post($"/api/cases/{Id(view)}/moves/{kind}", body);
    }

    public static string Id(JsonNode view) => (string)view["id"]!;

    /// <summary>The id of the first item; a person's own items come first.</summary>
    public static string Item(JsonNode view) => (string)view["items"]![0]!["item"]!;

    public static int Seq(JsonNode view) => (int)view["seq"]!;

    public static IEnumerable<string> Texts(JsonNode? list, string name) => list!.AsArray().Select(n => (string)n![name]!);

    private static JsonObject Body(JsonNode view, string outcome, JsonObject? data, string? reason, JsonArray? departures, Guid? move)
    {
        var body = new JsonObject { ["seq"] = view["seq"]!.DeepClone(), ["outcome"] = outcome, ["data"] = data?.DeepClone(), ["departures"] = departures?.DeepClone(), ["reason"] = reason };
        if (move is { } id)
            body["move"] = id.ToString();
        return body;
    }
}
