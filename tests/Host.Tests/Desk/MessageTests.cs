using System.Net;
using System.Text.Json.Nodes;
using Workflows.Organisation;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Desk;

public sealed class MessageTests : IAsyncLifetime
{
    private readonly CaseTown town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Reminders_reach_each_holder_of_the_post_newest_first()
    {
        var view = await (await town.As("secretary")).Open();
        await town.PassDays(11);

        var told = (await (await town.As("organiser")).Get("/api/messages")).Json!;

        Assert.Equal((2, 2), ((int)told["total"]!, (int)told["unread"]!));
        Assert.Equal(
            ["“示例一局第一支部 · 主题党日”的“报送计划”已于2026年12月1日到期，尚未办结。", "“示例一局第一支部 · 主题党日”的“报送计划”将于2026年12月1日到期。"],
            Texts(told["items"], "text"));
        var newest = told["items"]![0]!;
        Assert.Equal((Id(view), "示例一局第一支部 · 主题党日", true, true), ((string)newest["case"]!, (string)newest["caseTitle"]!, (bool)newest["unread"]!, (bool)newest["mayOpen"]!));
        Assert.Equal([(string)told["items"]![1]!["id"]!], Texts((await (await town.As("organiser")).Get("/api/messages?page=2&size=1")).Json!["items"], "id"));
        foreach (var stranger in new[] { "other", "member", "section-2", "auditor" })
            Assert.Equal(0, (int)(await (await town.As(stranger)).Get("/api/messages")).Json!["total"]!);
    }

    [Fact]
    public async Task What_one_has_read_the_other_has_not()
    {
        var (secretary, organiser) = (await town.As("secretary"), await town.As("organiser"));
        await secretary.Open();
        await town.PassDays(11);
        var newest = (string)(await secretary.Get("/api/messages")).Json!["items"]![0]!["id"]!;
        JsonObject Ids(params string[] ids) => new() { ["ids"] = new JsonArray([.. ids.Select(i => (JsonNode)i)]) };

        Assert.Equal(HttpStatusCode.NoContent, (await secretary.Post("/api/messages/read", Ids(newest, "unknown"))).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await secretary.Post("/api/messages/read", Ids(newest))).Status);

        var after = (await secretary.Get("/api/messages")).Json!;
        Assert.Equal(((int)after["unread"]!, false, true), (1, (bool)after["items"]![0]!["unread"]!, (bool)after["items"]![1]!["unread"]!));
        Assert.Equal(1, (int)(await secretary.Get("/api/messages?unread=true")).Json!["total"]!);
        Assert.Equal(1, (int)(await secretary.Get("/api/watch")).Json!["unread"]!);
        Assert.Equal(2, (int)(await organiser.Get("/api/messages")).Json!["unread"]!);
        await organiser.Post("/api/messages/read", new JsonObject());
        Assert.Equal(0, (int)(await organiser.Get("/api/messages")).Json!["unread"]!);
        Assert.Equal(2, (int)(await organiser.Get("/api/messages")).Json!["total"]!);
        Assert.Equal(1, (int)(await secretary.Get("/api/messages")).Json!["unread"]!);
    }

    [Fact]
    public async Task Nobody_marks_what_was_not_sent_to_them()
    {
        await (await town.As("secretary")).Open();
        await town.PassDays(11);
        var id = (string)(await (await town.As("secretary")).Get("/api/messages")).Json!["items"]![0]!["id"]!;

        await (await town.As("other")).Post("/api/messages/read", new JsonObject { ["ids"] = new JsonArray(id) });

        Assert.Equal(2, (int)(await (await town.As("secretary")).Get("/api/messages")).Json!["unread"]!);
        var tooMany = await (await town.As("other")).Post("/api/messages/read", new JsonObject { ["ids"] = new JsonArray([.. Enumerable.Repeat(0, 501).Select(_ => (JsonNode)"x")]) });
        Assert.Equal("一次最多 500 条。", tooMany.Error("ids"));
    }

    [Fact]
    public async Task A_successor_is_told_what_comes_after_their_appointment()
    {
        await (await town.As("secretary")).Open();
        await town.PassDays(11);
        await town.Host.Save(new() { Posts = [new Post("p-member", "branch-1", Roles.Organiser, new DateOnly(2026, 12, 2))] });

        var told = (await (await town.As("member")).Get("/api/messages")).Json!;

        Assert.Equal(["“示例一局第一支部 · 主题党日”的“报送计划”已于2026年12月1日到期，尚未办结。"], Texts(told["items"], "text"));
    }
}
