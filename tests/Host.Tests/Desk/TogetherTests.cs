using System.Net;
using System.Text.Json.Nodes;
using Workflows.Organisation;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Desk;

/// <summary>一并办理: several like approvals with one decision, each for itself.</summary>
public sealed class TogetherTests : IAsyncLifetime
{
    private const string Group = "/api/inbox/together/items?step=study@1/agree";

    private static readonly JsonObject approved = Json("""{"agreed-on":"2026-11-21","opinion":"同意。"}""");

    private readonly CaseTown town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Like_approvals_are_offered_together_with_what_is_asked_once_for_all()
    {
        var section = await town.As("section");
        await Waiting(5);
        Assert.Empty((await section.Get("/api/inbox/together")).Json!.AsArray());
        await Waiting(6, "other", "branch-2");

        var group = Assert.Single((await section.Get("/api/inbox/together")).Json!.AsArray())!;
        var view = (await section.Get(Group)).Json!;

        Assert.Equal(("study@1/agree", "审批学习安排", "学习安排", 2), ((string)group["step"]!, (string)group["title"]!, (string)group["procedureTitle"]!, (int)group["count"]!));
        Assert.Equal((2, 50), ((int)view["total"]!, (int)view["most"]!));
        Assert.Equal(["示例一局第一支部", "示例一局第二支部"], Texts(view["items"], "unitName").Order(StringComparer.Ordinal));
        Assert.Equal(["agreed-on", "opinion"], Texts(view["form"]!["fields"], "name"));
        Assert.Equal(["同意", "不同意"], Texts(view["form"]!["outcomes"], "title"));
    }

    [Fact]
    public async Task Of_those_due_on_one_day_the_smaller_number_stands_first_as_people_read_it()
    {
        for (var i = 0; i < 11; i++)
            await Waiting(5);

        var numbers = Texts((await (await town.As("section")).Get(Group)).Json!["items"], "number");

        Assert.Equal(Enumerable.Range(1, 11).Select(n => $"学习安排〔2026〕{n}号"), numbers);
    }

    [Fact]
    public async Task Of_three_the_stale_one_and_the_refused_one_say_why_and_the_third_is_done()
    {
        var section = await town.As("section");
        JsonNode[] cases = [await Waiting(5), await Waiting(6), await Waiting(2)];
        var items = (await section.Get(Group)).Json!["items"]!.AsArray();
        var (stale, fine, refused) = (Of(items, cases[0]), Of(items, cases[1]), Of(items, cases[2]));
        await (await town.As("organiser")).Move(cases[0], "note", """{"text":"人数还要再核。"}""");

        var tried = await section.Post(Path(refused, "check"), Body(refused, null));
        Answer[] answers = [await Reply(section, stale), await Reply(section, refused), await Reply(section, fine)];

        Assert.Equal("rule-refused", (string)tried.Json!["problem"]!["code"]!);
        Assert.Contains("正式党员 2 人", (string)tried.Json["verdicts"]![0]!["because"]!, StringComparison.Ordinal);
        Assert.Contains("支部工作条例", (string)tried.Json["problem"]!["article"]!, StringComparison.Ordinal);
        Assert.Equal([HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK], answers.Select(a => a.Status));
        Assert.All(answers[..2], a => Assert.NotNull(a.Instead));
        var now = new[] { await section.See(cases[0]), await section.See(cases[1]), await section.See(cases[2]) };
        Assert.Equal([true, false, true], now.Select(c => (bool)c["open"]!));
        Assert.Equal([Seq(cases[0]) + 1, Seq(cases[2])], [Seq(now[0]), Seq(now[2])]);
        Assert.Equal("同意。", (string)now[1]["data"]!.AsArray().SelectMany(s => s!["fields"]!.AsArray()).Single(f => (string)f!["name"]! == "opinion")!["text"]!);
    }

    [Fact]
    public async Task Sent_again_after_a_lost_connection_what_was_done_stays_done_once_and_the_rest_follows()
    {
        var section = await town.As("section");
        JsonNode[] cases = [await Waiting(5), await Waiting(6), await Waiting(7)];
        var items = (await section.Get(Group)).Json!["items"]!.AsArray();
        Guid[] moves = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        await Reply(section, items[0]!, moves[0]);
        await Reply(section, items[1]!, moves[1]);

        var again = new List<Answer>();
        for (var i = 0; i < items.Count; i++)
            again.Add(await Reply(section, items[i]!, moves[i]));

        Assert.All(again, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        foreach (var view in cases)
            Assert.Equal(Seq(view) + 1, Seq(await section.See(view)));
        Assert.Equal(0, (int)(await section.Get(Group)).Json!["total"]!);
    }

    [Fact]
    public async Task Nobody_else_is_offered_them_and_their_answers_do_nothing()
    {
        var view = await Waiting(5);
        await Waiting(6);
        var item = Of((await (await town.As("section")).Get(Group)).Json!["items"]!.AsArray(), view);

        foreach (var (user, status) in new[] { ("secretary", HttpStatusCode.Forbidden), ("work", HttpStatusCode.Forbidden), ("auditor-1", HttpStatusCode.Forbidden), ("section-2", HttpStatusCode.NotFound), ("nobody", HttpStatusCode.NotFound) })
        {
            var other = await town.As(user);
            Assert.Empty((await other.Get("/api/inbox/together")).Json!.AsArray());
            Assert.Equal(0, (int)(await other.Get(Group)).Json!["total"]!);
            Assert.Equal(status, (await Reply(other, item)).Status);
        }

        Assert.Equal(Seq(view), Seq(await (await town.As("section")).See(view)));
    }

    [Fact]
    public async Task What_the_superior_is_to_urge_is_answered_together_each_by_its_own_day()
    {
        JsonNode[] cases = [await (await town.As("secretary")).Open(), await (await town.As("other")).Open(unit: "branch-2")];
        var section = await town.As("section");
        await town.PassDays(11);

        var group = Assert.Single((await section.Get("/api/inbox/together")).Json!.AsArray())!;
        var view = (await section.Get("/api/inbox/together/items?step=attention")).Json!;
        Assert.Equal(("attention", "督办", 2), ((string)group["step"]!, (string)group["title"]!, (int)group["count"]!));
        Assert.Equal(["note"], Texts(view["form"]!["fields"], "name"));
        Assert.Equal(["已督办"], Texts(view["form"]!["outcomes"], "title"));
        Assert.All(view["items"]!.AsArray(), i => Assert.Equal(("督办：报送计划已逾期", "2026-12-07", false), ((string)i!["asked"]!, (string)i["due"]!, (bool)i["overdue"]!)));
        foreach (var item in view["items"]!.AsArray())
        {
            var body = new JsonObject { ["seq"] = item!["seq"]!.DeepClone(), ["outcome"] = "urged", ["data"] = Json("""{"note":"已电话督促，三日内报送。"}""") };
            Assert.Equal(HttpStatusCode.OK, (await section.Post(Path(item, "check"), body.DeepClone())).Status);
            body["move"] = Guid.NewGuid().ToString();
            Assert.Equal(HttpStatusCode.OK, (await section.Post(Path(item, "reply"), body)).Status);
        }

        Assert.Equal(0, (int)(await section.Get("/api/inbox")).Json!["total"]!);
        foreach (var view2 in cases)
            Assert.True((bool)(await section.See(view2))["open"]!);
        Assert.Empty((await (await town.As("secretary")).Get("/api/inbox/together")).Json!.AsArray());
    }

    [Theory]
    [InlineData("theme-day@1/plan")]
    [InlineData("study@1/nothing")]
    [InlineData("study@2/agree")]
    [InlineData("study/agree")]
    [InlineData("study@1")]
    [InlineData("@1/agree")]
    public async Task A_step_that_is_no_such_approval_is_not_offered(string step)
    {
        var answer = await (await town.As("section")).Get("/api/inbox/together/items?step=" + step);

        Assert.Equal((HttpStatusCode.NotFound, "没有这一步，或者这一步不能一并办理。", "请从工作台逐件办理。"), (answer.Status, answer.Title, answer.Instead));
    }

    [Fact]
    public async Task Whoever_started_a_case_is_not_offered_it_among_those_to_decide_together()
    {
        var (secretary, section) = (await town.As("secretary"), await town.As("section"));
        await Waiting(5);
        var own = await Waiting(6);
        await town.Host.Save(new() { Posts = [new("p-secretary", "agency-1", Roles.OrganisationSection, new(2020, 1, 1))] });
        var theirs = await Waiting(7, "other", "branch-2");

        var offered = (await secretary.Get(Group)).Json!;

        Assert.Empty((await secretary.Get("/api/inbox/together")).Json!.AsArray());
        Assert.Equal((1, Id(theirs)), ((int)offered["total"]!, (string)Assert.Single(offered["items"]!.AsArray())!["case"]!));
        Assert.Equal(3, (int)(await section.Get(Group)).Json!["total"]!);
        var ownItem = Of((await section.Get(Group)).Json!["items"]!.AsArray(), own);
        Assert.Equal("事项由您发起，不能由您审批。", (await Reply(secretary, ownItem)).Title);
    }

    [Fact]
    public async Task What_is_about_one_person_is_decided_by_itself()
    {
        var (secretary, section) = (await town.As("secretary"), await town.As("section"));
        foreach (var name in new[] { "申甲", "申乙" })
        {
            var opened = await secretary.Post("/api/cases", Json($$"""{"move":"{{Guid.NewGuid()}}","procedure":"study-of-one","unit":"branch-1","newcomer":{"name":"{{name}}","born":"1995-03-01","sex":"female"} }"""));
            Assert.True(opened.Status == HttpStatusCode.Created, opened.Text);
            await secretary.Done(opened.Json!, "submitted", Json("""{"present":5}"""));
        }

        Assert.Equal(2, (int)(await section.Get("/api/inbox?procedure=study-of-one")).Json!["total"]!);
        Assert.Empty((await section.Get("/api/inbox/together")).Json!.AsArray());
        Assert.Equal(0, (int)(await section.Get("/api/inbox/together/items?step=study-of-one@1/agree")).Json!["total"]!);
    }

    [Fact]
    public async Task What_differs_from_case_to_case_is_asked_beside_each_and_a_mistake_is_told_at_that_one()
    {
        var section = await town.As("section");
        JsonNode[] cases = [await Travelling("3", "p-secretary"), await Travelling("null", "p-organiser", "p-member")];
        var view = (await section.Get("/api/inbox/together/items?step=trip@1/agree")).Json!;
        JsonNode[] items = [.. cases.Select(c => Of(view["items"]!.AsArray(), c))];

        Assert.Equal(["decided-at", "agreed-on"], Texts(view["form"]!["fields"], "name"));
        Assert.Equal(["审批单"], view["notAsked"]!.AsArray().Select(l => (string)l!));
        Assert.Equal(["reply-number", "agreed-seats", "agreed-people"], Texts(items[0]["fields"], "name"));
        Assert.Equal(["reply-number", "agreed-people"], Texts(items[1]["fields"], "name"));
        Assert.Equal(3, (int)items[0]["fields"]![1]!["value"]!);
        Assert.Equal([1, 2], items.Select(i => i["fields"]!.AsArray()[^1]!["options"]!.AsArray().Count));

        var tried = await Try(items[0], """{"decided-at":"第 6 次会议","agreed-on":"2026-11-21","reply-number":"示发〔2026〕1 号","agreed-seats":31,"agreed-people":["p-secretary"]}""");
        Assert.Equal(["agreed-seats", "reply-number"], tried.Json!["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal));
        Assert.Empty((await Try(items[1], """{"decided-at":"第 6 次会议","agreed-on":"2026-11-21","reply-number":"示发二号","agreed-people":["p-member"]}""")).Json!["errors"]!.AsObject());

        Task<Answer> Try(JsonNode item, string data) => section.Post(Path(item, "check"), new JsonObject { ["seq"] = item["seq"]!.DeepClone(), ["outcome"] = "approved", ["data"] = Json(data) });
    }

    private async Task<JsonNode> Travelling(string seats, params string[] going)
    {
        var secretary = await town.As("secretary");
        return await secretary.Done(await secretary.Open("trip", "branch-1"), "submitted", Json($$"""{"seats":{{seats}},"going":["{{string.Join("\",\"", going)}}"]}"""));
    }

    /// <summary>A plan for so many full members that waits for its approval.</summary>
    private async Task<JsonNode> Waiting(int present, string user = "secretary", string unit = "branch-1")
    {
        var visitor = await town.As(user);
        return await visitor.Done(await visitor.Open("study", unit), "submitted", Json($$"""{"present":{{present}}}"""));
    }

    private static JsonNode Of(JsonArray items, JsonNode view) => items.Single(i => (string)i!["case"]! == Id(view))!;

    private static string Path(JsonNode item, string what) => $"/api/cases/{item["case"]}/items/{item["item"]}/{what}";

    private static JsonObject Body(JsonNode item, Guid? move)
    {
        var body = new JsonObject { ["seq"] = item["seq"]!.DeepClone(), ["outcome"] = "approved", ["data"] = approved.DeepClone() };
        if (move is { } id)
            body["move"] = id.ToString();
        return body;
    }

    private static Task<Answer> Reply(Visitor visitor, JsonNode item, Guid? move = null) => visitor.Post(Path(item, "reply"), Body(item, move ?? Guid.NewGuid()));
}
