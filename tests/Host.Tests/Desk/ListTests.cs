using System.Net;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Desk;

public sealed class ListTests : IAsyncLifetime
{
    private readonly CaseTown town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task The_inbox_shows_page_by_page_what_is_due_first()
    {
        var secretary = await town.As("secretary");
        var late = await secretary.Open();
        await town.PassDays(4);
        var later = await secretary.Open();
        var whenever = await secretary.Open("diary");
        await town.PassDays(7);

        var first = (await secretary.Get("/api/inbox?page=1&size=2")).Json!;
        var second = (await secretary.Get("/api/inbox?page=2&size=2")).Json!;

        Assert.Equal((3, 1), ((int)first["total"]!, (int)first["overdue"]!));
        Assert.Equal([Id(late), Id(later)], Texts(first["items"], "case"));
        Assert.Equal([Id(whenever)], Texts(second["items"], "case"));
        Assert.Equal([true, false], first["items"]!.AsArray().Select(i => (bool)i!["overdue"]!));
        Assert.Equal(("2026-12-01", "填报计划", "写明主题、日期和人数。", "form"), ((string)first["items"]![0]!["due"]!, (string)first["items"]![0]!["title"]!, (string)first["items"]![0]!["hint"]!, (string)first["items"]![0]!["kind"]!));
        Assert.Null(second["items"]![0]!["due"]);
        Assert.Empty((await secretary.Get("/api/inbox?page=3&size=2")).Json!["items"]!.AsArray());
    }

    [Fact]
    public async Task The_inbox_is_narrowed_by_procedure_unit_and_words()
    {
        var (secretary, other, section) = (await town.As("secretary"), await town.As("other"), await town.As("section"));
        var plan = await secretary.Open();
        var diary = await secretary.Open("diary");
        var below = await other.Open(unit: "branch-2");
        await town.PassDays(11);

        async Task<string[]> Found(Visitor who, string query) => [.. Texts((await who.Get("/api/inbox?" + query)).Json!["items"], "case")];

        Assert.Equal([Id(diary)], await Found(secretary, "procedure=diary"));
        Assert.Equal([Id(plan)], await Found(secretary, "q=" + Uri.EscapeDataString(" 填报 ")));
        Assert.Equal([Id(diary)], await Found(secretary, "q=" + Uri.EscapeDataString("工作日志")));
        Assert.Empty(await Found(secretary, "q=%25"));
        Assert.Equal([Id(below)], await Found(section, "unit=branch-2"));
        Assert.Equal(2, (await Found(section, "unit=agency-1")).Length);
        Assert.Empty(await Found(section, "unit=branch-9"));
        var narrowed = (await secretary.Get("/api/inbox?procedure=diary&size=1")).Json!;
        Assert.Equal((1, 0, 2), ((int)narrowed["total"]!, (int)narrowed["overdue"]!, (int)narrowed["all"]!));
    }

    [Fact]
    public async Task What_is_overdue_below_comes_before_the_superior()
    {
        var view = await (await town.As("secretary")).Open();
        await town.PassDays(11);
        var section = await town.As("section");

        var item = (await section.Get("/api/inbox")).Json!["items"]![0]!;
        var watch = (await section.Get("/api/watch")).Json!;

        Assert.Equal(("督办：报送计划已逾期", "下级事项逾期，请督办", "attention"), ((string)item["title"]!, (string)item["hint"]!, (string)item["kind"]!));
        Assert.Equal(("2026-12-07", false, null), ((string)item["due"]!, (bool)item["overdue"]!, (string?)item["dueFor"]));
        Assert.Equal(0, (int)(await section.Get("/api/inbox")).Json!["overdue"]!);
        Assert.Equal((1, 1, 0), ((int)watch["open"]!, (int)watch["overdue"]!, (int)watch["unread"]!));
        Assert.Equal("报送计划", (string)watch["recent"]![0]!["dueFor"]!);
        var seen = await section.See(view);
        Assert.Equal(["note"], Texts(seen["items"]![0]!["form"]!["fields"], "name"));
        await section.Done(view, "urged", Json("""{"note":"已电话了解，三日内报送。"}"""));
        Assert.Equal(0, (int)(await section.Get("/api/inbox")).Json!["total"]!);
        Assert.True((bool)(await section.See(view))["open"]!);
    }

    [Fact]
    public async Task Two_things_to_do_in_one_overdue_case_are_one_overdue_case_as_everywhere_else()
    {
        var secretary = await town.As("secretary");
        await secretary.Open("twice");
        await town.PassDays(11);

        var inbox = (await secretary.Get("/api/inbox")).Json!;
        var watch = (await secretary.Get("/api/watch")).Json!;

        Assert.Equal(2, (int)inbox["total"]!);
        Assert.All(inbox["items"]!.AsArray(), i => Assert.Equal((true, "全部办结"), ((bool)i!["overdue"]!, (string)i["dueFor"]!)));
        Assert.Equal(((int)watch["overdue"]!, 1), ((int)inbox["overdue"]!, (int)watch["overdue"]!));
    }

    [Fact]
    public async Task Cases_are_found_by_unit_procedure_state_and_words()
    {
        var (secretary, other, section) = (await town.As("secretary"), await town.As("other"), await town.As("section"));
        var open = Id(await secretary.Open());
        var ended = Id(await secretary.Done(await secretary.Open(), "dropped", reason: "重复"));
        var diary = Id(await other.Open("diary", "branch-2"));
        await town.PassDays(11);
        var fresh = Id(await other.Open(unit: "branch-2"));

        async Task<string[]> Found(string query) => [.. Texts((await section.Get("/api/cases?" + query)).Json!["items"], "id")];

        string[] newestFirst = [fresh, .. new[] { open, ended, diary }.Order(StringComparer.Ordinal)];
        Assert.Equal(newestFirst, await Found(""));
        Assert.Equal(new[] { open, ended }.Order(StringComparer.Ordinal), await Found("unit=branch-1"));
        Assert.Equal(4, (await Found("unit=agency-1")).Length);
        Assert.Empty(await Found("unit=branch-9"));
        Assert.Empty(await Found("unit=none"));
        Assert.Equal([diary], await Found("procedure=diary"));
        Assert.Equal([ended], await Found("state=ended"));
        Assert.Equal(3, (await Found("state=open")).Length);
        Assert.Equal([open], await Found("state=overdue"));
        Assert.Equal([fresh, diary], await Found("q=" + Uri.EscapeDataString("第二支部")));
        Assert.Equal([ended], await Found("state=ended&q=" + Uri.EscapeDataString("主题党日〔2026〕2号")));
        Assert.Equal([diary], await Found("q=" + Uri.EscapeDataString(" 工作日志 ")));
        Assert.Empty(await Found("q=%25"));
        Assert.Equal(newestFirst, (await Found("size=2&page=1")).Concat(await Found("size=2&page=2")));
        var row = (await section.Get("/api/cases?state=ended")).Json!["items"]![0]!;
        Assert.Equal(("不再开展", "2026-11-21", false), ((string)row["endTitle"]!, (string)row["closedOn"]!, (bool)row["overdue"]!));
        Assert.Equal("填报计划", (string)(await section.Get("/api/cases?state=overdue")).Json!["items"]![0]!["place"]!);
    }

    [Theory]
    [InlineData("/api/inbox?page=0", "page", "page 应在 1 至 100000 之间。")]
    [InlineData("/api/inbox?page=-1", "page", "page 应在 1 至 100000 之间。")]
    [InlineData("/api/inbox?size=101", "size", "size 应在 1 至 100 之间。")]
    [InlineData("/api/cases?page=2147483647", "page", "page 应在 1 至 100000 之间。")]
    [InlineData("/api/cases?page=99999999999", "page", "“99999999999”不是整数。")]
    [InlineData("/api/cases?size=0", "size", "size 应在 1 至 100 之间。")]
    [InlineData("/api/cases?state=closed", "state", "state 只能是 open、ended 或 overdue。")]
    [InlineData("/api/messages?page=-5", "page", "page 应在 1 至 100000 之间。")]
    public async Task A_page_that_is_none_is_told(string path, string field, string sentence)
    {
        var refused = await (await town.As("secretary")).Get(path);

        Assert.Equal((HttpStatusCode.BadRequest, sentence), (refused.Status, refused.Error(field)));
    }

    [Fact]
    public async Task Whoever_holds_no_post_has_empty_lists()
    {
        await (await town.As("secretary")).Open();
        var nobody = await town.As("nobody");

        Assert.Equal(0, (int)(await nobody.Get("/api/inbox")).Json!["total"]!);
        Assert.Equal(0, (int)(await nobody.Get("/api/cases")).Json!["total"]!);
        Assert.Equal(0, (int)(await nobody.Get("/api/messages")).Json!["total"]!);
        Assert.Equal(0, (int)(await nobody.Get("/api/watch")).Json!["open"]!);
        Assert.All((await nobody.Get("/api/procedures")).Json!.AsArray(), p => Assert.Empty(p!["mayOpenFor"]!.AsArray()));
        Assert.False((bool)(await nobody.Get("/api/me")).Json!["may"]!["open"]!);
    }

    [Fact]
    public async Task Units_people_and_terms_show_their_cases_and_work()
    {
        var (secretary, section, far) = (await town.As("secretary"), await town.As("section"), await town.As("far"));
        var ended = Id(await secretary.Done(await secretary.Open(), "dropped", reason: "重复"));
        var view = await secretary.Open();

        Assert.Equal([Id(view), ended], Texts((await section.Get("/api/organisation/units/branch-1")).Json!["cases"], "id"));
        Assert.Empty((await (await town.As("member")).Get("/api/organisation/units/branch-1")).Json!["cases"]!.AsArray());
        var work = (await section.Get("/api/organisation/people/p-organiser")).Json!["work"]!.AsArray();
        Assert.Equal((Id(view), "填报计划"), ((string)work[0]!["case"]!, (string)work[0]!["title"]!));
        Assert.Empty((await (await town.As("member")).Get("/api/organisation/people/p-organiser")).Json!["work"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await far.Get("/api/organisation/people/p-organiser")).Status);
        Assert.Single((await secretary.Get("/api/organisation/people/p-secretary")).Json!["work"]!.AsArray());
    }
}
