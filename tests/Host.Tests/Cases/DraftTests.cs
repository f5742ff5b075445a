using System.Net;
using System.Text.Json.Nodes;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Cases;

public sealed class DraftTests : IAsyncLifetime
{
    private readonly CaseTown town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_draft_is_its_writers_own_and_survives_a_restart()
    {
        var view = await (await town.As("secretary")).Open();
        var draft = $"/api/cases/{Id(view)}/items/{Item(view)}/draft";

        Assert.Null((await (await town.As("secretary")).Get(draft)).Json!["data"]);
        Assert.Equal(HttpStatusCode.NoContent, (await (await town.As("secretary")).Put(draft, Json("""{"data":{"topic":"写了一半","rows":[{"a":null}]}}"""))).Status);
        Assert.Null((await (await town.As("organiser")).Get(draft)).Json!["data"]);
        Assert.Equal(HttpStatusCode.NotFound, (await (await town.As("section")).Put(draft, Json("""{"data":{}}"""))).Status);

        await town.Restart();

        var kept = await (await town.As("secretary")).Get(draft);
        Assert.Equal("""{"topic":"写了一半","rows":[{"a":null}]}""", kept.Json!["data"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal("2026-11-21T01:00:00+00:00", (string)kept.Json!["savedAt"]!);
        Assert.Equal(HttpStatusCode.NoContent, (await (await town.As("secretary")).Delete(draft)).Status);
        Assert.Null((await (await town.As("secretary")).Get(draft)).Json!["data"]);
    }

    [Fact]
    public async Task A_draft_goes_with_its_answer_and_has_a_limit()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();
        var draft = $"/api/cases/{Id(view)}/items/{Item(view)}/draft";
        JsonObject Of(int length) => new() { ["data"] = new JsonObject { ["topic"] = new string('长', length) } };

        Assert.Equal(HttpStatusCode.NoContent, (await secretary.Put(draft, Of(200_000))).Status);
        var tooLong = await secretary.Put(draft, Of(300_000));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "草稿太长，没有保存。"), (tooLong.Status, tooLong.Title));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await secretary.Put(draft, Of(3_000_000))).Status);
        Assert.Equal(200_000, ((string)(await secretary.Get(draft)).Json!["data"]!["topic"]!).Length);
        await secretary.Done(view, "submitted", Plan());

        Assert.Null((await secretary.Get(draft)).Json!["data"]);
        var closed = await secretary.Put(draft, Of(1));
        Assert.Equal((HttpStatusCode.NotFound, "这一待办不在您名下，草稿没有保存。"), (closed.Status, closed.Title));
    }

    [Fact]
    public async Task Two_windows_that_save_at_once_both_succeed()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();
        var draft = $"/api/cases/{Id(view)}/items/{Item(view)}/draft";

        var saved = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => secretary.Put(draft, Json($$$"""{"data":{"topic":"第{{{i}}}稿"}}"""))));

        Assert.All(saved, s => Assert.Equal(HttpStatusCode.NoContent, s.Status));
        Assert.StartsWith("第", (string)(await secretary.Get(draft)).Json!["data"]!["topic"]!, StringComparison.Ordinal);
    }
}
