using System.Net;
using System.Text.Json.Nodes;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Cases;

public sealed class VisibilityTests(CaseTown town) : IClassFixture<CaseTown>
{
    [Theory]
    [InlineData("secretary", true)]
    [InlineData("organiser", true)]
    [InlineData("section", true)]
    [InlineData("head", true)]
    [InlineData("work", true)]
    [InlineData("auditor", true)]
    [InlineData("auditor-1", true)]
    [InlineData("admin", false)]
    [InlineData("member", false)]
    [InlineData("other", false)]
    [InlineData("section-2", false)]
    [InlineData("far", false)]
    [InlineData("nobody", false)]
    public async Task A_case_is_seen_by_whoever_governs_its_unit_and_by_nobody_else(string user, bool sees)
    {
        var view = await (await town.As("secretary")).Open();
        var visitor = await town.As(user);

        var seen = await visitor.Get("/api/cases/" + Id(view));
        var listed = await visitor.Get("/api/cases?size=100");

        Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, seen.Status);
        Assert.Equal(sees, Texts(listed.Json!["items"], "id").Contains(Id(view)));
        if (sees)
            return;
        Assert.Equal("没有这一事项，或者您无权查看。", seen.Title);
        foreach (var refused in new[] { await visitor.Check(view, "submitted", Plan()), await visitor.Reply(view, "submitted", Plan()), await visitor.Move(view, "note", """{"text":"备注"}""") })
            Assert.Equal((HttpStatusCode.NotFound, "没有这一事项，或者您无权查看。"), (refused.Status, refused.Title));
    }

    [Fact]
    public async Task Whoever_may_not_see_a_case_learns_nothing_from_a_move_id_of_it_nor_from_a_file()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();
        var move = Guid.NewGuid();
        Assert.Equal(HttpStatusCode.OK, (await secretary.Reply(view, "submitted", Plan(), move: move)).Status);
        var stranger = await town.As("other");
        var answer = Plan();
        answer["topic"] = new JsonArray(new JsonObject { ["hash"] = new string('a', 64), ["name"] = "一.pdf" });

        var known = await stranger.Reply(view, "submitted", Plan(), move: move);
        var filed = await stranger.Reply(view, "submitted", answer);
        foreach (var refused in new[] { known, filed, await stranger.Check(view, "submitted", answer) })
            Assert.Equal((HttpStatusCode.NotFound, "没有这一事项，或者您无权查看。"), (refused.Status, refused.Title));
    }

    [Fact]
    public async Task Whoever_sees_a_case_about_somebody_who_belongs_nowhere_yet_sees_that_person()
    {
        var opened = await (await town.As("secretary")).Post("/api/cases", Json(
            $$"""{"move":"{{Guid.NewGuid()}}","procedure":"study-of-one","unit":"branch-1","newcomer":{"name":"申辰","born":"1995-03-01","sex":"female"} }"""));
        var address = $"/api/organisation/people/{opened.Json!["subject"]!["id"]}";

        foreach (var (user, status) in new[] { ("secretary", HttpStatusCode.OK), ("section", HttpStatusCode.OK), ("other", HttpStatusCode.NotFound), ("member", HttpStatusCode.NotFound) })
            Assert.Equal((user, status), (user, (await (await town.As(user)).Get(address)).Status));
        Assert.Equal("1995-03-01", (string)(await (await town.As("secretary")).Get(address)).Json!["born"]!);
    }

    [Fact]
    public async Task A_plain_member_sees_a_case_from_the_day_on_which_they_are_asked_and_afterwards()
    {
        var (secretary, member) = (await town.As("secretary"), await town.As("member"));
        var view = await secretary.Open();
        Assert.Equal(HttpStatusCode.NotFound, (await member.Get("/api/cases/" + Id(view))).Status);
        await secretary.Done(view, "submitted", Plan());
        Assert.Equal(HttpStatusCode.NotFound, (await member.Get("/api/cases/" + Id(view))).Status);
        await (await town.As("section")).Done(view, "approved");

        var asked = await member.See(view);

        Assert.True((bool)asked["items"]![0]!["mine"]!);
        Assert.Contains(Id(view), Texts((await member.Get("/api/inbox")).Json!["items"], "case"));
        Assert.Contains(Id(view), Texts((await member.Get("/api/cases")).Json!["items"], "id"));
        var ended = await member.Done(view, "submitted", Json("""{"summary":"活动顺利。"}"""));
        Assert.Equal(("已经开展", false), ((string)ended["endTitle"]!, (bool)ended["open"]!));
        Assert.Equal(HttpStatusCode.OK, (await member.Get("/api/cases/" + Id(view))).Status);
        Assert.Contains(Id(view), Texts((await member.Get("/api/cases")).Json!["items"], "id"));
    }

    [Fact]
    public async Task An_auditor_reads_everything_in_scope_and_every_move_is_refused()
    {
        var view = await (await town.As("secretary")).Open();
        foreach (var user in new[] { "auditor", "auditor-1" })
        {
            var auditor = await town.As(user);
            var seen = await auditor.See(view);
            var item = Item(seen);
            Answer[] refusals =
            [
                await auditor.Reply(seen, "submitted", Plan()),
                await auditor.Move(seen, "hand-over", $$"""{"item":"{{item}}","to":"p-organiser","reason":"试"}"""),
                await auditor.Move(seen, "send-back", $$"""{"item":"{{item}}","to":"plan","reason":"试"}"""),
                await auditor.Move(seen, "withdraw", """{"reason":"试"}"""),
                await auditor.Move(seen, "cancel", """{"reason":"试"}"""),
                await auditor.Move(seen, "correct", """{"name":"topic","value":"改","reason":"试"}"""),
                await auditor.Move(seen, "note", """{"text":"试"}"""),
            ];

            Assert.Empty(seen["moves"]!.AsArray());
            Assert.All(seen["items"]!.AsArray(), i => Assert.Equal((false, null), ((bool)i!["mine"]!, (string?)i["form"])));
            Assert.All(refusals, r => Assert.Equal((HttpStatusCode.Forbidden, "auditor-changes-nothing"), (r.Status, r.Code)));
            Assert.Equal(HttpStatusCode.Forbidden, (await auditor.AskToOpen("theme-day", "branch-1")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await auditor.Put($"/api/cases/{Id(view)}/items/{item}/draft", Json("""{"data":{}}"""))).Status);
            Assert.Equal(Seq(seen), Seq(await auditor.See(view)));
        }
    }

    [Fact]
    public async Task What_is_somebody_elses_is_shown_with_whose_it_is_and_may_only_be_recorded_from_paper_by_the_office_above()
    {
        var view = await (await town.As("secretary")).Open();

        var mine = (await (await town.As("organiser")).See(view))["items"]![0]!;
        var theirs = (await (await town.As("section")).See(view))["items"]![0]!;

        Assert.True((bool)mine["mine"]!);
        Assert.Equal(["topic", "held-on", "present", "writer", "paper"], Texts(mine["form"]!["fields"], "name"));
        Assert.Equal("名册：3 人", (string)mine["form"]!["fields"]![2]!["register"]!["text"]!);
        Assert.False((bool)theirs["mine"]!);
        Assert.True((bool)theirs["mayRecord"]!);
        Assert.Null((await (await town.As("auditor")).See(view))["items"]![0]!["form"]);
        Assert.StartsWith("由示例一局第一支部", (string)theirs["whyNotMine"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cases_of_a_dissolved_unit_stay_with_those_who_were_above_it()
    {
        var far = await town.As("far");
        var view = await far.Open(unit: "branch-9");
        await town.Host.Save(new() { Units = [new("branch-9", "示例二局第一支部", Organisation.UnitKind.Branch, "agency-2", new DateOnly(2020, 1, 1), new DateOnly(2026, 11, 21))] });
        try
        {
            var superior = await town.As("section-2");

            Assert.Equal("示例二局第一支部", (string)(await superior.See(view))["unitName"]!);
            Assert.Contains(Id(view), Texts((await superior.Get("/api/cases?size=100")).Json!["items"], "id"));
            Assert.Contains(Id(view), Texts((await superior.Get("/api/cases?unit=agency-2&size=100")).Json!["items"], "id"));
            Assert.Equal(HttpStatusCode.OK, (await (await town.As("auditor")).Get("/api/cases/" + Id(view))).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await (await town.As("auditor")).Move(view, "note", """{"text":"试"}""")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await (await town.As("section")).Get("/api/cases/" + Id(view))).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await superior.AskToOpen("theme-day", "branch-9")).Status);
            var cancelled = await superior.Move(await superior.See(view), "cancel", """{"reason":"支部已经撤销","end":"dropped"}""");
            Assert.Equal("不再开展", (string)cancelled.Json!["endTitle"]!);
        }
        finally
        {
            await town.Host.Save(new() { Units = [new("branch-9", "示例二局第一支部", Organisation.UnitKind.Branch, "agency-2", new DateOnly(2020, 1, 1))] });
        }
    }
}
