using System.Text.Json.Nodes;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;
using Workflows.Engine;

namespace Workflows.Designer.Tests;

/// <summary>The page of a case, of each of the great procedures and of one that has ended: named after the case, without anything that axe finds, as wide as the screen.</summary>
public sealed class CasePageTests(Town town) : IClassFixture<Town>
{
    private const string Unit = "云岭市发展规划局第一党支部";

    [ChromiumFact]
    public async Task Every_sort_of_case_can_be_read_at_a_desk_and_on_a_phone()
    {
        (string Id, string Title, bool Open)[] cases = [await Election("第一党支部"), await Development(), await Interview(), await Ended()];
        Assert.Equal(4, cases.Select(c => c.Id).Distinct().Count());

        foreach (var width in new[] { 1440, 390 })
        {
            await using var section = await Person.SitDown(town, "zuzhike-s", town.Password("zuzhike-s"), width, 844);
            foreach (var one in cases)
                await IsReadable(section, one.Id, one.Title, one.Open, width);
        }

        town.Watchman.SawNothing();
    }

    [ChromiumFact]
    public async Task A_deadline_that_does_not_run_says_since_when_and_why()
    {
        var (id, _, _) = await Election("第三党支部");
        using var section = await SignedIn("zuzhike-s");
        var deadline = (await section.Get($"/api/cases/{id}")).Json!["deadlines"]![0]!;
        await town.Host.Happens(id, town.IdOf("zuzhike-s"), new DeadlinePaused((string)deadline["key"]!, town.Today, "等上级答复"));

        var person = await town.As("zuzhike-s");
        await person.GoTo($"/cases/{id}");
        var told = person.Page.GetByRole(AriaRole.Region, new() { Name = "时限" }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = (string)deadline["title"]! });
        await Assertions.Expect(told).ToContainTextAsync("已暂停");
        await Assertions.Expect(told).ToContainTextAsync("自 2026年5月11日 起暂停计算：等上级答复");
        await Tour.Show(person.Page, "deadline-paused");
        town.Watchman.SawNothing();
    }

    private static async Task IsReadable(Person person, string id, string title, bool open, int width)
    {
        var page = person.Page;
        await person.GoTo($"/cases/{id}");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
        await Assertions.Expect(page).ToHaveTitleAsync($"{title} · 机关党建流程");
        await person.Reads(open ? "办理人：" : "本事项已结束");
        await EveryPageTests.IsUsable(page, title);
        if (width < 600)
            await person.FitsThePhone();
        await Tour.Show(page, $"case-{title}-{width}");

        await PlainWords.AreAllThatCanBeUnfolded(page);
        await Seen(person, title, width);
    }

    private static async Task Seen(Person person, string title, int width)
    {
        var found = await person.Page.RunAxe();
        Assert.Empty(found.Violations.Select(v => $"{title}, {width}: {v.Id}, {v.Help}\n  {string.Join("\n  ", v.Nodes.Take(3).Select(n => n.Html))}"));
        if (width < 600)
            await person.FitsThePhone();
    }

    private async Task<(string Id, string Title, bool Open)> Election(string unit)
    {
        using var section = await SignedIn("zuzhike-s");
        var rows = (await section.Get("/api/cases?state=open&procedure=branch-election&size=100")).Json!["items"]!.AsArray();
        var row = Assert.Single(rows, r => ((string)r!["unitName"]!).EndsWith("发展规划局" + unit, StringComparison.Ordinal))!;
        return ((string)row["id"]!, (string)row["title"]!, true);
    }

    private async Task<(string Id, string Title, bool Open)> Development()
    {
        using var organiser = await SignedIn("zuzhi-a");
        var opened = await organiser.Post("/api/cases", new JsonObject
        {
            ["move"] = Guid.NewGuid(), ["procedure"] = "party-member-development", ["unit"] = "jg01-01",
            ["newcomer"] = new JsonObject { ["name"] = "林示例", ["born"] = "1998-04-12", ["sex"] = "female" },
        });
        Assert.True((int)opened.Status == 201, opened.Text);
        return ((string)opened.Json!["id"]!, (string)opened.Json["title"]!, true);
    }

    private async Task<(string Id, string Title, bool Open)> Interview()
    {
        using var section = await SignedIn("zuzhike-s");
        var sent = await section.Post("/api/reports", new JsonObject
        {
            ["procedure"] = "lagging-interview", ["unit"] = "jg01-01", ["trigger"] = "T9", ["source"] = "一月督查通报", ["on"] = $"{town.Today:yyyy-MM-dd}",
            ["facts"] = new JsonObject { ["fact"] = "连续三个月没有按要求开展组织生活。" },
        });
        Assert.True((int)sent.Status == 200, sent.Text);
        var rows = (await section.Get("/api/cases?state=open&procedure=lagging-interview&size=100")).Json!["items"]!.AsArray();
        var row = Assert.Single(rows, r => (string)r!["unitName"]! == Unit)!;
        return ((string)row["id"]!, (string)row["title"]!, true);
    }

    /// <summary>What the superior does not want to go on.</summary>
    private async Task<(string Id, string Title, bool Open)> Ended()
    {
        var (id, title, _) = await Election("第二党支部");
        await new Desk(town, "云岭市发展规划局第二党支部").Reply("zuzhike-s", "届满提醒", "submitted", new() { ["reminded-on"] = $"{town.Today:yyyy-MM-dd}", ["means"] = "letter", ["reached"] = "书记" });
        using var section = await SignedIn("zuzhike-s");
        var ended = await section.Post($"/api/cases/{id}/moves/cancel", new JsonObject { ["move"] = Guid.NewGuid(), ["reason"] = "支部撤并，不再换届。" });
        Assert.True((int)ended.Status == 200, ended.Text);
        return (id, title, false);
    }

    private async Task<Visitor> SignedIn(string account)
    {
        var visitor = town.Host.Visit();
        await visitor.SignIn(account, town.Password(account));
        return visitor;
    }
}
