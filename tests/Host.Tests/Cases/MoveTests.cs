using System.Net;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Cases;

public sealed class MoveTests(CaseTown town) : IClassFixture<CaseTown>
{
    [Fact]
    public async Task An_item_is_handed_over_to_somebody_who_may_have_it()
    {
        var (section, head) = (await town.As("section"), await town.As("head"));
        var view = await (await town.As("secretary")).Open();
        await (await town.As("secretary")).Done(view, "submitted", Plan());
        var seen = await section.See(view);
        var offered = seen["moves"]!.AsArray().Single(m => (string)m!["kind"]! == "hand-over")!;

        Assert.Equal(["p-head"], Texts(offered["form"]!["fields"]![0]!["options"], "value"));
        var item = (string)offered["item"]!;
        var stranger = await section.Move(seen, "hand-over", $$"""{"item":"{{item}}","to":"p-member","reason":"出差"}""");
        var handed = await section.Move(seen, "hand-over", $$"""{"item":"{{item}}","to":"p-head","reason":"出差"}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "cannot-take-over"), (stranger.Status, stranger.Code));
        Assert.Equal(HttpStatusCode.OK, handed.Status);
        Assert.False((bool)handed.Json!["items"]![0]!["mine"]!);
        Assert.Equal("由长戊办理", (string)handed.Json!["items"]![0]!["whyNotMine"]!);
        Assert.True((bool)(await head.See(view))["items"]![0]!["mine"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await section.Reply(handed.Json!, "approved")).Status);
        Assert.Contains("出差", (string)(await head.Story(view))[2]!["what"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_is_sent_back_to_a_step_it_has_been_at()
    {
        var (secretary, section) = (await town.As("secretary"), await town.As("section"));
        var view = await secretary.Open();
        await secretary.Done(view, "submitted", Plan());
        var seen = await section.See(view);
        var offered = seen["moves"]!.AsArray().Single(m => (string)m!["kind"]! == "send-back")!;

        Assert.Equal(["plan"], Texts(offered["form"]!["fields"]![0]!["options"], "value"));
        var wrong = await section.Move(seen, "send-back", $$"""{"item":"{{Item(seen)}}","to":"summary","reason":"请补充"}""");
        var back = await section.Move(seen, "send-back", $$"""{"item":"{{Item(seen)}}","to":"plan","reason":"请补充"}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "cannot-send-back"), (wrong.Status, wrong.Code));
        Assert.Equal("填报计划", (string)back.Json!["items"]![0]!["title"]!);
        var again = (await secretary.See(view))["items"]![0]!;
        Assert.Equal("参观旧址", (string)again["form"]!["fields"]![0]!["value"]!);
    }

    [Fact]
    public async Task The_starter_withdraws_while_nobody_has_answered()
    {
        var (secretary, organiser) = (await town.As("secretary"), await town.As("organiser"));
        var view = await secretary.Open();

        Assert.Contains("withdraw", Texts(view["moves"], "kind"));
        Assert.DoesNotContain("withdraw", Texts((await organiser.See(view))["moves"], "kind"));
        Assert.Equal("not-starter", (await organiser.Move(view, "withdraw", """{"reason":"重复"}""")).Code);
        Assert.Equal("请写明撤回理由。", (await secretary.Move(view, "withdraw", """{"reason":""}""")).Error("reason"));
        Assert.Equal("已撤回", (string)(await secretary.Move(view, "withdraw", """{"reason":"重复"}""")).Json!["endTitle"]!);

        var own = await secretary.Open();
        Assert.Contains("withdraw", Texts((await secretary.Done(own, "submitted", Plan()))["moves"], "kind"));

        var answered = await secretary.Open();
        await organiser.Done(answered, "submitted", Plan());
        var after = await secretary.See(answered);
        Assert.DoesNotContain("withdraw", Texts(after["moves"], "kind"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "already-answered"), ((await secretary.Move(after, "withdraw", """{"reason":"重复"}""")).Status, (await secretary.Move(after, "withdraw", """{"reason":"重复"}""")).Code));
    }

    [Fact]
    public async Task A_superior_ends_a_case_in_one_of_the_ways_that_the_procedure_names()
    {
        var (secretary, section) = (await town.As("secretary"), await town.As("section"));
        var view = await secretary.Open();
        var offered = (await section.See(view))["moves"]!.AsArray().Single(m => (string)m!["kind"]! == "cancel")!;

        Assert.Equal(["cancelled", "dropped"], Texts(offered["form"]!["fields"]![0]!["options"], "value"));
        Assert.Equal("not-superior", (await secretary.Move(view, "cancel", """{"reason":"不办了"}""")).Code);
        Assert.Equal("请从列出的状态中选择。", (await section.Move(view, "cancel", """{"reason":"不办了","end":"held"}""")).Error("end"));
        Assert.Equal("不再开展", (string)(await section.Move(view, "cancel", """{"reason":"不办了","end":"dropped"}""")).Json!["endTitle"]!);
        Assert.Equal("已终止", (string)(await section.Move(await secretary.Open(), "cancel", """{"reason":"不办了"}""")).Json!["endTitle"]!);
    }

    [Fact]
    public async Task What_was_filled_in_wrongly_is_corrected_by_those_who_filled_it_in()
    {
        var (secretary, section) = (await town.As("secretary"), await town.As("section"));
        var view = await secretary.Open();
        var filled = await secretary.Done(view, "submitted", Plan());
        var offered = filled["moves"]!.AsArray().Where(m => (string)m!["kind"]! == "correct").Select(m => (string)m!["fixed"]!["name"]!);

        Assert.Equal(["held-on", "paper", "present", "topic", "writer"], offered.Order(StringComparer.Ordinal));
        var done = await secretary.Move(filled, "correct", """{"name":"topic","value":"参观新址","reason":"写错了"}""");
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Equal("更正“主题”：由“参观旧址”改为“参观新址”（写错了）", (string)(await secretary.Story(view))[2]!["what"]!);
        Assert.Contains("参观新址", Texts(done.Json!["data"]![0]!["fields"], "text"));

        var view2 = done.Json!;
        Assert.Equal("cannot-correct", (await section.Move(view2, "correct", """{"name":"topic","value":"x","reason":"试"}""")).Code);
        Assert.Equal("cannot-correct", (await secretary.Move(view2, "correct", """{"name":"expected","value":"x","reason":"试"}""")).Code);
        Assert.Equal("“到会人数”应为整数。", (await secretary.Move(view2, "correct", """{"name":"present","value":"十","reason":"试"}""")).Error("present"));
        Assert.Equal("rule-refused", (await secretary.Move(view2, "correct", """{"name":"present","value":2,"reason":"数错了"}""")).Code);
        Assert.Equal("请写明更正理由。", (await secretary.Move(view2, "correct", """{"name":"present","value":5}""")).Error("reason"));
    }

    [Fact]
    public async Task What_a_correction_comes_to_is_said_before_and_a_soft_rule_takes_a_departure()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Done(await secretary.Open(), "submitted", Plan());
        Task<Answer> Ask(string body) =>
            secretary.PostText($"/api/cases/{Id(view)}/moves/correct/check", $$"""{"move":"{{Guid.NewGuid()}}",{{body}}}""");

        var hard = (await Ask("""
            "name":"present","value":2
            """)).Json!;
        Assert.Equal("rule-refused", (string)hard["problem"]!["code"]!);
        Assert.Empty(hard["effects"]!.AsArray());
        var soft = (await Ask("""
            "name":"present","value":60
            """)).Json!;
        Assert.Equal("departure-needed", (string)soft["problem"]!["code"]!);
        var reasoned = """
            "name":"present","value":60,"reason":"写错了","departures":[{"rule":"OR-06","reason":"两个支部合办","approver":"科长戊"}]
            """;
        Assert.Null((await Ask(reasoned)).Json!["problem"]);
        Assert.Equal(Seq(view), Seq(await secretary.See(view)));

        Assert.Equal("departure-needed", (await secretary.Move(view, "correct", """{"name":"present","value":60,"reason":"写错了"}""")).Code);
        var unapproved = reasoned.Replace("科长戊", "", StringComparison.Ordinal);
        Assert.Equal("突破“一般”要求须写明批准人。", (await secretary.Move(view, "correct", $"{{{unapproved}}}")).Error("departures[0].approver"));
        var done = await secretary.Move(view, "correct", $"{{{reasoned}}}");
        Assert.Equal("两个支部合办", (string)(await secretary.Story(view))[2]!["departures"]![0]!["reason"]!);
    }

    [Fact]
    public async Task Where_it_was_decided_on_the_list_of_moves_says_so_before_anybody_types()
    {
        var (secretary, section) = (await town.As("secretary"), await town.As("section"));
        var view = await secretary.Done(await secretary.Open(), "submitted", Plan());
        await section.Reply(await section.See(view), "approved");

        var seen = await secretary.See(view);
        var form = seen["moves"]!.AsArray().Single(m => (string?)m!["fixed"]?["name"] == "topic")!["form"]!;
        Assert.Empty(form["fields"]!.AsArray());
        Assert.Empty(form["outcomes"]!.AsArray());
        Assert.Contains("已按现在的内容作出决定，“主题”不能再更正。", (string)form["notices"]![0]!, StringComparison.Ordinal);
        Assert.Contains("把事项退回到“填报计划”", (string)form["notices"]![1]!, StringComparison.Ordinal);
        Assert.Equal("decided-on", (await secretary.Move(seen, "correct", """{"name":"topic","value":"参观新址","reason":"写错了"}""")).Code);
    }

    [Fact]
    public async Task Those_who_take_part_add_remarks()
    {
        var view = await (await town.As("secretary")).Open();

        var section = await town.As("section");
        var noted = await section.Move(view, "note", """{"text":"已电话提醒。"}""");

        Assert.Equal("已电话提醒。", (string)(await section.Story(view))[1]!["what"]!);
        Assert.Equal("请填写备注。", (await section.Move(noted.Json!, "note", """{"text":" "}""")).Error("text"));
        Assert.Equal("备注最多 2000 字。", (await section.Move(noted.Json!, "note", $$"""{"text":"{{new string('长', 2001)}}"}""")).Error("text"));
        Assert.Equal("no-such-case", (await (await town.As("admin")).Move(noted.Json!, "note", """{"text":"备注"}""")).Code);
    }

    [Theory]
    [InlineData("approve", """{"reason":"x"}""", HttpStatusCode.NotFound, "没有名为“approve”的操作。")]
    [InlineData("recount", "{}", HttpStatusCode.NotFound, "没有名为“recount”的操作。")]
    [InlineData("expire", "{}", HttpStatusCode.NotFound, "没有名为“expire”的操作。")]
    [InlineData("note", """{"text":"x","colour":1}""", HttpStatusCode.BadRequest, "不认识“colour”这一项。")]
    [InlineData("note", """{"text":"x","reason":"x"}""", HttpStatusCode.BadRequest, "操作“note”没有“reason”这一项。")]
    [InlineData("note", """{"text":7}""", HttpStatusCode.BadRequest, "“text”的值不合要求，应为文字。")]
    public async Task A_move_that_is_none_is_told(string kind, string fields, HttpStatusCode status, string sentence)
    {
        var view = await (await town.As("secretary")).Open();

        var refused = await (await town.As("secretary")).Move(view, kind, fields);

        Assert.Equal((status, sentence), (refused.Status, refused.Title));
    }

    [Fact]
    public async Task A_move_on_a_stale_page_is_told_and_the_same_move_twice_is_done_once()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();
        var move = Guid.NewGuid();
        await secretary.Move(view, "note", """{"text":"一"}""", move);

        var twice = await secretary.Move(view, "note", """{"text":"一"}""", move);
        var stale = await secretary.Move(view, "note", """{"text":"二"}""");
        var torn = await secretary.PostText($"/api/cases/{Id(view)}/moves/note", $$"""{"move":"{{Guid.NewGuid()}}","seq":"2","text":"三"}""");
        var reused = await (await town.As("organiser")).Move(twice.Json!, "note", """{"text":"四"}""", move);

        Assert.Equal((HttpStatusCode.OK, 2), (twice.Status, Seq(twice.Json!)));
        Assert.Equal((HttpStatusCode.Conflict, "changed-meanwhile"), (stale.Status, stale.Code));
        Assert.Equal("“seq”的值不合要求，应为整数。", torn.Error("seq"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "move-id-used"), (reused.Status, reused.Code));
    }
}
