using System.Net;
using System.Text.Json.Nodes;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Cases;

public sealed class ReplyTests(CaseTown town) : IClassFixture<CaseTown>
{
    [Fact]
    public async Task A_dry_run_says_what_would_be_said_and_changes_nothing()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();

        var fine = await secretary.Check(view, "submitted", Plan());
        var refused = await secretary.Check(view, "submitted", Plan(present: 2));
        var torn = await secretary.Check(view, "submitted", Json("""{"topic":""}"""));

        Assert.Equal((HttpStatusCode.OK, null, 2), (fine.Status, (string?)fine.Json!["problem"]?["code"], fine.Json!["verdicts"]!.AsArray().Count));
        Assert.Equal("rule-refused", (string)refused.Json!["problem"]!["code"]!);
        Assert.Equal("请填写“主题”。", (string)torn.Json!["errors"]!["topic"]!);
        Assert.Equal("malformed", (string)torn.Json!["problem"]!["code"]!);
        var after = await secretary.See(view);
        Assert.Equal(Seq(view), Seq(after));
        Assert.Single(await secretary.Story(view));
        Assert.Empty(after["data"]!.AsArray());
    }

    [Fact]
    public async Task What_is_filled_in_again_and_again_shows_every_time_and_the_last_one_field_by_field()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open("reviews");
        JsonNode?[] Fields() => [.. view["data"]!.AsArray().Single()!["fields"]!.AsArray()];

        view = await secretary.Done(view, "more", Json("""{"on":"2026-05-20","finding":"学习认真。"}"""));
        Assert.Equal(["2026年5月20日", "学习认真。"], Fields().Select(f => (string?)f!["text"]));

        view = await secretary.Done(view, "more", Json("""{"on":"2026-08-20","finding":"工作踏实。"}"""));
        view = await secretary.Done(view, "more", Json("""{"on":"2026-11-20","finding":"群众反映好。"}"""));
        view = await secretary.Done(view, "closed");
        Assert.Equal(["考察日期", "考察意见", "以前 2 次"], Fields().Select(f => (string?)f!["label"]));
        Assert.Equal(["2026年11月20日", "群众反映好。", "2026年5月20日，考察意见 学习认真。\n2026年8月20日，考察意见 工作踏实。"], Fields().Select(f => (string?)f!["text"]));
        Assert.DoesNotContain((await secretary.Story(view)).SelectMany(h => h!["details"]!.AsArray()), d => ((string)d!["label"]!).StartsWith("以前", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stale_page_is_told_and_its_draft_is_kept()
    {
        var (secretary, organiser) = (await town.As("secretary"), await town.As("organiser"));
        var view = await secretary.Open();
        var draft = $"/api/cases/{Id(view)}/items/{Item(view)}/draft";
        await secretary.Put(draft, Json("""{"data":{"topic":"写了一半"}}"""));
        await organiser.Move(view, "note", """{"text":"请尽快报送。"}""");

        var refused = await secretary.Reply(view, "submitted", Plan());

        Assert.Equal((HttpStatusCode.Conflict, "changed-meanwhile"), (refused.Status, refused.Code));
        Assert.Equal("您打开页面之后，这一事项又有新的办理，可能是他人，也可能是您在另一窗口办理的。", refused.Title);
        Assert.Equal("写了一半", (string)(await secretary.Get(draft)).Json!["data"]!["topic"]!);
        Assert.Equal(HttpStatusCode.OK, (await secretary.Reply(await secretary.See(view), "submitted", Plan())).Status);
        Assert.Null((await secretary.Get(draft)).Json!["data"]);
    }

    [Fact]
    public async Task What_a_member_thinks_what_somebody_objects_and_what_came_of_it_is_read_in_the_history()
    {
        var (secretary, organiser) = (await town.As("secretary"), await town.As("organiser"));
        var view = await secretary.Open("poll");
        view = await organiser.Done(view, "approved", Json("""{"opinion":"同意，请抓紧。"}"""));
        Assert.Equal(["意见：同意，请抓紧。"], Told(await secretary.Story(view), "委员传签"));

        view = await secretary.Done(view, "posted", Json("""{"posted-on":"2026-11-21","place":"宣传栏","text":"公示"}"""));
        view = await secretary.Done(view, "objection", Json("""{"from-whom":"某甲","what":"值班缺岗。","confidential":true}"""));
        Assert.Equal(["反映的问题：值班缺岗。", "反映人要求保密：是"], Told(await secretary.Story(view), "张榜"));
        view = await secretary.Done(view, "objection", Json("""{"from-whom":"某乙","what":"迟到。","confidential":false}"""));
        Assert.Equal(["反映人：某乙", "反映的问题：迟到。", "反映人要求保密：否"], Told(await secretary.Story(view), "张榜"));

        var verifying = view["items"]!.AsArray().Where(i => (string)i!["title"]! == "核实公示异议").ToArray();
        Assert.Equal(["值班缺岗。", "迟到。"], verifying.Select(i => (string)i!["facts"]!.AsArray().Single(f => (string)f!["label"]! == "反映的问题")!["text"]!));
        var answer = await secretary.Reply(view, "unfounded", Json("""{"conclusion":"当日已请假。"}"""), item: (string)verifying[0]!["item"]!);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["核实情况和结论：当日已请假。"], Told(await secretary.Story(view), "张榜"));

        static IEnumerable<string> Told(JsonArray story, string step) =>
            from detail in story.Last(h => (string?)h!["stepTitle"] == step)!["details"]!.AsArray()
            where (string)detail!["label"]! is not ("交办" or "进入" or "")
            select $"{detail["label"]}：{detail["text"]}";
    }

    [Theory]
    [InlineData("""{"colour":"红"}""", "colour", "表单中没有名为“colour”的项目；请刷新页面后重新填写。")]
    [InlineData("""{"topic":""}""", "topic", "请填写“主题”。")]
    [InlineData("""{"topic":7}""", "topic", "“主题”应为文字。")]
    [InlineData("""{"topic":"一二三四五六七八九十一二三四五六七八九十一"}""", "topic", "“主题”最多 20 字，现有 21 字。")]
    [InlineData("""{"held-on":"2027-02-29"}""", "held-on", "“活动日期”不是有效日期，应如 2026-11-21；请注意该月是否有这一天。")]
    [InlineData("""{"held-on":"0001-01-01"}""", "held-on", "“活动日期”的年份应在 1900 至 2200 之间。")]
    [InlineData("""{"held-on":"9999-12-31"}""", "held-on", "“活动日期”的年份应在 1900 至 2200 之间。")]
    [InlineData("""{"present":0}""", "present", "“到会人数”不能小于 1，填写的是 0。")]
    [InlineData("""{"present":501}""", "present", "“到会人数”不能大于 500，填写的是 501。")]
    [InlineData("""{"present":"十"}""", "present", "“到会人数”应为整数。")]
    [InlineData("""{"present":12.5}""", "present", "“到会人数”应为整数。")]
    [InlineData("""{"writer":"p-far"}""", "writer", "远丑不在“小结执笔人”可选的人员之中。")]
    [InlineData("""{"writer":"../p-member"}""", "writer", "“小结执笔人”请从名册中选择。")]
    [InlineData("""{"paper":[{"hash":"x","name":"a.pdf"}]}""", "paper", "附件“a.pdf”没有上传成功，请重新上传。")]
    public async Task A_wrong_value_is_told_at_its_field(string wrong, string field, string sentence)
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();
        var data = Plan();
        foreach (var (name, value) in Json(wrong))
            data[name] = value?.DeepClone();

        var refused = await secretary.Reply(view, "submitted", data);

        Assert.Equal((HttpStatusCode.BadRequest, sentence), (refused.Status, refused.Error(field)));
        Assert.Equal(Seq(view), Seq(await secretary.See(view)));
    }

    [Fact]
    public async Task A_rule_that_says_no_is_told_with_article_numbers_and_what_to_do_instead()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();

        var refused = await secretary.Reply(view, "submitted", Plan(present: 2));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "rule-refused"), (refused.Status, refused.Code));
        Assert.StartsWith("正式党员 2 人，成立支部须至少 3 人", refused.Title, StringComparison.Ordinal);
        Assert.Contains("联合支部", refused.Instead, StringComparison.Ordinal);
        Assert.Contains("《中国共产党支部工作条例（试行）》", (string)refused.Json!["article"]!, StringComparison.Ordinal);
        Assert.Equal([("OR-01", false, false), ("OR-06", true, true)], refused.Json!["verdicts"]!.AsArray().Select(v => ((string)v!["rule"]!, (bool)v["holds"]!, (bool)v["soft"]!)));
    }

    [Fact]
    public async Task A_soft_rule_is_departed_from_with_a_reason_and_an_approver()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();

        var refused = await secretary.Reply(view, "submitted", Plan(present: 51));
        var blank = await secretary.Reply(view, "submitted", Plan(present: 51), departures: [Json("""{"rule":"OR-06","reason":" ","approver":""}""")]);
        var done = await secretary.Reply(view, "submitted", Plan(present: 51), departures: [Json("""{"rule":"OR-06","reason":"联合活动","approver":"科长"}""")]);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "departure-needed"), (refused.Status, refused.Code));
        Assert.Equal("该规定为“一般”要求：确需突破的，请写明理由和批准人。", refused.Instead);
        Assert.Equal((HttpStatusCode.BadRequest, "突破“一般”要求须写明批准人。"), (blank.Status, blank.Error("departures[0].approver")));
        Assert.Equal(HttpStatusCode.OK, done.Status);
        var departure = (await secretary.Story(view))[1]!["departures"]![0]!;
        Assert.Equal(("支部党员一般不超过 50 人", "联合活动", "科长"), ((string)departure["title"]!, (string)departure["reason"]!, (string)departure["approver"]!));
    }

    [Fact]
    public async Task Somebody_elses_item_a_closed_one_and_one_that_never_was_are_refused()
    {
        var (secretary, section) = (await town.As("secretary"), await town.As("section"));
        var view = await secretary.Open();

        var notYours = await section.Reply(view, "submitted", Plan());
        var after = await secretary.Done(view, "submitted", Plan());
        var closed = await secretary.Reply(after, "submitted", Plan(), item: Item(view));
        var never = await secretary.Reply(after, "submitted", Plan(), item: "i99");
        var odd = await section.Reply(await section.See(view), "maybe");

        Assert.Equal((HttpStatusCode.Forbidden, "not-yours"), (notYours.Status, notYours.Code));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "item-closed"), (closed.Status, closed.Code));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "item-closed"), (never.Status, never.Code));
        Assert.Equal(HttpStatusCode.BadRequest, odd.Status);
        var dropped = await section.Done(view, "rejected", reason: "重复。");
        var late = await section.Reply(dropped, "approved", item: Item(await section.Open()));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "case-closed"), (late.Status, late.Code));
    }

    [Fact]
    public async Task An_outcome_that_needs_a_reason_gets_one()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();

        var refused = await secretary.Reply(view, "dropped");
        var done = await secretary.Reply(view, "dropped", reason: "与其他活动合并。");

        Assert.Equal((HttpStatusCode.BadRequest, "请写明理由。"), (refused.Status, refused.Error("reason")));
        Assert.Equal("不再开展", (string)done.Json!["endTitle"]!);
        Assert.Contains("与其他活动合并", (string)(await secretary.Story(view))[1]!["what"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_to_do_a_step_again_reads_there_who_returned_it_when_and_why()
    {
        var (secretary, section, member) = (await town.As("secretary"), await town.As("section"), await town.As("member"));
        var view = await secretary.Done(await secretary.Open(), "submitted", Plan());
        Assert.Empty(Notices(await section.See(view)));

        await section.Done(view, "returned", reason: "请补充活动地点");
        var again = await secretary.See(view);
        var day = town.Host.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("M月d日", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal([$"示例一局机关党委组织科（部）工作人员 科丁 {day}退回补正：请补充活动地点"], Notices(again));
        Assert.DoesNotContain("方案", Texts((await secretary.Story(view))[1]!["details"], "label"));

        await secretary.Done(again, "submitted", Plan());
        Assert.Empty(Notices(await section.See(view)));
        await section.Done(view, "approved");
        var summary = await member.See(view);
        Assert.Empty(Notices(summary));
        Assert.Equal(HttpStatusCode.OK, (await member.Move(summary, "send-back", $$"""{"item":"{{Item(summary)}}","to":"plan","reason":"日期有误"}""")).Status);
        Assert.Equal([$"员癸 {day}退回：日期有误"], Notices(await secretary.See(view)));
    }

    [Fact]
    public async Task The_same_move_sent_twice_is_done_once_and_answered_the_same()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();
        var move = Guid.NewGuid();

        var first = await secretary.Reply(view, "submitted", Plan(), move: move);
        var second = await secretary.Reply(view, "submitted", Plan(), move: move);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(2, Seq(await secretary.See(view)));
    }

    [Fact]
    public async Task A_program_without_a_version_answers_what_is_open_now()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();
        await secretary.Move(view, "note", """{"text":"备注"}""");

        var done = await secretary.Post($"/api/cases/{Id(view)}/items/{Item(view)}/reply", new JsonObject { ["move"] = Guid.NewGuid().ToString(), ["outcome"] = "submitted", ["data"] = Plan() });

        Assert.Equal(HttpStatusCode.OK, done.Status);
    }

    private static IEnumerable<string> Notices(JsonNode view) => view["items"]![0]!["notices"]!.AsArray().Select(n => (string)n!);
}
