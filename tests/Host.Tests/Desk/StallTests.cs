using System.Text.Json.Nodes;
using Workflows.Organisation;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Desk;

/// <summary>What would stop a case is said beforehand: somebody named who cannot sign in, an item whose holder may not answer it.</summary>
public sealed class StallTests : IAsyncLifetime
{
    private readonly CaseTown town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Whoever_has_no_account_is_marked_when_chosen_and_told_of_when_asked()
    {
        await town.Host.Save(new RegisterRows
        {
            People = [new Person("p-mute", "默卯", new DateOnly(1970, 1, 1), Sex.Male)],
            Memberships = [new Membership("p-mute", "branch-1", MembershipStage.Full, new DateOnly(2020, 1, 1))],
        });
        var (secretary, organiser) = (await town.As("secretary"), await town.As("organiser"));
        var view = await secretary.Open();
        var writer = view["items"]![0]!["form"]!["fields"]!.AsArray().Single(f => (string)f!["name"]! == "writer")!;
        Assert.Equal("默卯（没有账号）", Label(writer, "p-mute"));
        Assert.Equal("员癸", Label(writer, "p-member"));
        Assert.Contains("请管理员先开通账号", (string)writer["hint"]!, StringComparison.Ordinal);

        var plan = Plan();
        plan["writer"] = "p-mute";
        await secretary.Done(view, "submitted", plan);
        await (await town.As("section")).Done(view, "approved");
        var item = (await organiser.See(view))["items"]![0]!;
        Assert.True((bool)item["mayRecord"]!);
        Assert.Contains(item["notices"]!.AsArray(), n => ((string)n!).Contains("默卯没有账号，不能登录", StringComparison.Ordinal));
        Assert.Contains(Texts((await organiser.Get("/api/messages")).Json!["items"], "text"), t => t.Contains("默卯没有账号", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_post_none_of_whose_holders_can_sign_in_is_told_of_to_whoever_could_enter_it_from_paper()
    {
        var (secretary, work, admin) = (await town.As("secretary"), await town.As("work"), await town.As("admin"));
        var view = await secretary.Open();
        await secretary.Done(view, "submitted", Plan());
        await admin.Put("/api/users/section/disabled", new JsonObject { ["disabled"] = true });
        Assert.Empty((await work.See(view))["items"]![0]!["notices"]!.AsArray());
        await admin.Put("/api/users/head/disabled", new JsonObject { ["disabled"] = true });
        var notices = (await work.See(view))["items"]![0]!["notices"]!.AsArray();
        Assert.Contains("没有账号，不能登录", (string)Assert.Single(notices)!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_that_nobody_holds_any_more_is_told_of_where_its_item_waits()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();
        await secretary.Done(view, "submitted", Plan());
        Assert.Empty((await secretary.See(view))["items"]![0]!["notices"]!.AsArray());
        DateOnly since = new(2020, 1, 1), today = new(2026, 11, 21);
        await town.Host.Save(new RegisterRows
        {
            Posts =
            [
                new("p-section", "agency-1", Roles.OrganisationSection, since) { Until = today },
                new("p-head", "agency-1", Roles.SectionHead, since) { Until = today },
            ],
        });
        var notices = (await secretary.See(view))["items"]![0]!["notices"]!.AsArray();
        Assert.Contains("空缺，没有人能办理", (string)Assert.Single(notices)!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_keeps_register_and_accounts_is_told_of_work_that_nobody_can_do()
    {
        var (secretary, admin) = (await town.As("secretary"), await town.As("admin"));
        await secretary.Done(await secretary.Open(), "submitted", Plan());
        Assert.DoesNotContain(await Reminders(admin), r => r.Contains("等着办理", StringComparison.Ordinal));
        await admin.Put("/api/users/section/disabled", new JsonObject { ["disabled"] = true });
        await admin.Put("/api/users/head/disabled", new JsonObject { ["disabled"] = true });
        Assert.Contains(await Reminders(admin), r => r.EndsWith("没有账号，有 1 件事等着办理。请先开通账号（管理）。", StringComparison.Ordinal));
        Assert.Empty(await Reminders(secretary));

        DateOnly since = new(2020, 1, 1), today = new(2026, 11, 21);
        await town.Host.Save(new RegisterRows
        {
            Posts =
            [
                new("p-section", "agency-1", Roles.OrganisationSection, since) { Until = today },
                new("p-head", "agency-1", Roles.SectionHead, since) { Until = today },
            ],
        });
        Assert.Contains(await Reminders(admin), r => r.EndsWith("空缺，有 1 件事等着办理。请在名册中登记任职（组织 → 导入）。", StringComparison.Ordinal));

        static async Task<string[]> Reminders(Visitor visitor) => [.. (await visitor.Get("/api/watch")).Json!["reminders"]!.AsArray().Select(r => (string)r!)];
    }

    [Fact]
    public async Task Whoever_may_not_answer_is_told_so_instead_of_being_asked()
    {
        var (section, head) = (await town.As("section"), await town.As("head"));
        var view = await section.Open();
        await (await town.As("secretary")).Done(view, "submitted", Plan());

        var seen = await section.See(view);
        var item = seen["items"]![0]!;
        Assert.Equal((false, "事项由您发起，不能由您审批。请转办给有审批权限的其他同志。"), ((bool)item["mine"]!, (string)item["whyNotMine"]!));
        Assert.Null(item["form"]);
        Assert.Contains("hand-over", Texts(seen["moves"], "kind"));
        Assert.True((bool)(await head.See(view))["items"]![0]!["mine"]!);
    }

    private static string Label(JsonNode field, string person) =>
        (string)field["options"]!.AsArray().Single(o => (string)o!["value"]! == person)!["label"]!;
}
