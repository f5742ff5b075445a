using System.Net;
using System.Text.Json.Nodes;
using Workflows.Host.Tests.Attachments;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Adversary;

public sealed class ReplyStormTests(CaseTown town) : IClassFixture<CaseTown>, IAsyncLifetime
{
    private const int Clients = 20;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Verification.IsClean(town.Host.Data);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_same_reply_sent_twenty_times_at_once_is_done_once_and_answered_the_same(bool saysWhatItSaw)
    {
        using var clients = await Crowd.SignIn(town, Clients, "secretary");
        var view = await clients[0].Open();
        var body = Body(view, saysWhatItSaw, "参观旧址", Guid.NewGuid());

        var answers = await clients.All((c, _) => c.Post(Reply(view), body.DeepClone()));

        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.OK, a.Text));
        Assert.Single(answers.Select(a => a.Text).Distinct());
        Assert.Equal(2, Seq(await clients[0].See(view)));
    }

    [Theory]
    [InlineData(true, HttpStatusCode.Conflict, "changed-meanwhile", "您打开页面之后，这一事项又有新的办理，可能是他人，也可能是您在另一窗口办理的。")]
    [InlineData(false, HttpStatusCode.UnprocessableEntity, "item-closed", null)]
    public async Task Of_twenty_different_answers_to_one_item_exactly_one_is_taken(bool saysWhatItSaw, HttpStatusCode status, string code, string? sentence)
    {
        using var clients = await Crowd.SignIn(town, Clients, "secretary", "organiser");
        var view = await clients[0].Open();

        var answers = await clients.All((c, i) => c.Post(Reply(view), Body(view, saysWhatItSaw, $"主题{i}", Guid.NewGuid())));

        var taken = Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        var others = answers.Where(a => a != taken).ToArray();
        Assert.All(others, a => Assert.Equal((status, code), (a.Status, a.Code)));
        Assert.All(others, a => Assert.True(sentence is null ? Speech.IsChinese(a.Title) : sentence == a.Title, a.Text));
        var after = await clients[0].See(view);
        Assert.Equal(2, Seq(after));
        Assert.Equal($"主题{Array.IndexOf(answers, taken)}", Texts(after["data"]![0]!["fields"], "text").First());
    }

    [Fact]
    public async Task Twenty_remarks_at_once_are_all_kept()
    {
        using var clients = await Crowd.SignIn(town, Clients, "secretary", "organiser", "section");
        var view = await clients[0].Open();

        var answers = await clients.All((c, i) => c.Post($"/api/cases/{Id(view)}/moves/note", new JsonObject { ["move"] = Guid.NewGuid().ToString(), ["text"] = $"备注{i:00}" }));

        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.OK, a.Text));
        var history = Texts(await clients[0].Story(view), "what").ToList();
        Assert.Equal(Enumerable.Range(0, Clients).Select(i => $"备注{i:00}"), history.Skip(1).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_same_opening_sent_twenty_times_at_once_opens_one_case()
    {
        using var clients = await Crowd.SignIn(town, Clients, "other");
        var move = Guid.NewGuid();

        var answers = await clients.All((c, _) => c.AskToOpen("theme-day", "branch-2", move));

        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.Created, a.Text));
        Assert.Single(answers.Select(a => a.Text).Distinct());
        Assert.Equal(1, (int)(await clients[0].Get("/api/cases?unit=branch-2&procedure=theme-day")).Json!["total"]!);
    }

    [Fact]
    public async Task Of_twenty_openings_where_a_unit_may_have_one_exactly_one_is_done()
    {
        using var clients = await Crowd.SignIn(town, Clients, "far");

        var answers = await clients.All((c, _) => c.AskToOpen("work-plan", "branch-9"));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.Equal(Clients - 1, answers.Count(a => (a.Status, a.Code) == (HttpStatusCode.UnprocessableEntity, "already-open") && Speech.IsChinese(a.Title)));
    }

    [Fact]
    public async Task The_same_file_handed_in_twenty_times_at_once_is_kept_once()
    {
        using var clients = await Crowd.SignIn(town, Clients, "secretary", "other");
        byte[] content = [.. Files.Pdf, 1, 2, 3];

        var answers = await clients.All((c, i) => c.Upload($"方案{i}.pdf", content));

        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.Created, a.Text));
        var hash = Assert.Single(answers.Select(a => (string)a.Json!["hash"]!).Distinct());
        Assert.Single(Directory.GetFiles(Path.Combine(town.Host.Data, "attachments"), hash, SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(Path.Combine(town.Host.Data, "attachments", "incoming")));
    }

    [Fact]
    public async Task Drafts_saved_at_once_all_succeed_and_one_of_them_stays()
    {
        using var clients = await Crowd.SignIn(town, Clients, "secretary");
        var view = await clients[0].Open();
        var draft = $"/api/cases/{Id(view)}/items/{Item(view)}/draft";

        var answers = await clients.All((c, i) => c.Put(draft, Json($$$"""{"data":{"topic":"稿{{{i}}}"}}""")));

        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.NoContent, a.Text));
        Assert.StartsWith("稿", (string)(await clients[0].Get(draft)).Json!["data"]!["topic"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_asked_for_twenty_times_at_once_is_opened_once()
    {
        using var clients = await Crowd.SignIn(town, Clients, "admin");
        await town.Host.Save(new() { People = [new Organisation.Person("p-new", "新卯", null, Organisation.Sex.Male)] });

        var answers = await clients.All((c, _) => c.Post("/api/users", new JsonObject { ["user"] = "same-name", ["person"] = "p-new" }));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(a => a.Status != HttpStatusCode.Created), a => Speech.IsRefusal(a));
    }

    [Fact]
    public async Task A_setting_decided_twenty_times_at_once_is_decided_and_nobody_meets_a_failure()
    {
        using var clients = await Crowd.SignIn(town, Clients, "admin");

        var answers = await clients.All((c, i) => c.Put("/api/settings/roll-to-next-workday", new JsonObject { ["value"] = i % 2 == 0 ? "true" : "false", ["reason"] = $"理由{i}" }));

        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.NoContent || (int)a.Status is >= 400 and < 500, a.Text));
        Assert.Contains(answers, a => a.Status == HttpStatusCode.NoContent);
    }

    private static string Reply(JsonNode view) => $"/api/cases/{Id(view)}/items/{Item(view)}/reply";

    private static JsonObject Body(JsonNode view, bool saysWhatItSaw, string topic, Guid move)
    {
        var data = Plan();
        data["topic"] = topic;
        var body = new JsonObject { ["move"] = move.ToString(), ["outcome"] = "submitted", ["data"] = data };
        if (saysWhatItSaw)
            body["seq"] = Seq(view);
        return body;
    }
}
