using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;
using Roles = Workflows.Organisation.Roles;

namespace Workflows.Designer.Tests.Lagging;

/// <summary>一并办理: the head of a section has read five like papers and approves them at once.</summary>
public sealed class TogetherTests(TownInJanuary town) : IClassFixture<TownInJanuary>
{
    private const string Step = "约谈整改：批准约谈层级";

    private static readonly (string Id, string Name, string Secretary)[] units =
    [
        ("jg01-01", "云岭市发展规划局第一党支部", "shuji-a"), ("jg01-02", "云岭市发展规划局第二党支部", "shuji-b"), ("jg01-z1", "云岭市规划设计院党总支", "shuji-c"),
        ("jg01-03", "云岭市发展规划局第三党支部", "shuji-3"), ("jg01-04", "云岭市发展规划局离退休干部党支部", "shuji-4"),
    ];

    [ChromiumFact]
    public async Task Five_are_ticked_one_is_left_out_one_was_moved_meanwhile_and_three_are_approved()
    {
        await BroughtToTheHead();
        var head = await town.As(Interview.Head);
        var page = head.Page;
        await head.GoTo("/");
        await Tour.Show(page, "together-offered");
        await page.GetByRole(AriaRole.Link, new() { Name = $"「{Step}」有 5 件" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"一并办理「{Step}」" })).ToBeVisibleAsync();

        await WhatEachIsAboutIsReadFirst(head);
        await NothingGoesWithoutBeingChosenAndDated(head);
        await Remark(units[4].Name);
        await page.GetByRole(AriaRole.Button, new() { Name = "逐件核对这 5 件" }).ClickAsync();
        await OneIsLeftOut(head);
        await Remark(units[3].Name);
        await page.GetByRole(AriaRole.Button, new() { Name = "确认批准（4 件）" }).DblClickAsync();
        await ThreeAreDone(head);

        await AnsweredOnThePhone();
        town.Watchman.SawNothing();
    }

    private static async Task WhatEachIsAboutIsReadFirst(Person head)
    {
        foreach (var (_, name, _) in units)
            await head.Reads(name);
        await Assertions.Expect(head.Page.GetByRole(AriaRole.Checkbox, new() { Checked = true })).ToHaveCountAsync(0);
        await head.Page.GetByText("看内容").First.ClickAsync();
        await head.Reads("首次落后");
        await PlainWords.AreAllThatIsRead(head.Page);
        await head.Page.GetByText("看内容").First.ClickAsync();
    }

    /// <summary>By keyboard: the page says what is missing, and keeps what is there.</summary>
    private async Task NothingGoesWithoutBeingChosenAndDated(Person head)
    {
        var page = head.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "逐件核对" }).ClickAsync();
        await head.Reads("请先在上面勾选要办的事项");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "全选（5 件）" }).PressAsync("Space");
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox, new() { Checked = true })).ToHaveCountAsync(6);
        await page.GetByRole(AriaRole.Radio, new() { Name = "批准", Exact = true }).PressAsync("Space");
        await head.TabsTo(page.GetByRole(AriaRole.Button, new() { Name = "逐件核对这 5 件" }));
        await page.Keyboard.PressAsync("Enter");
        await head.Reads("请填写“批准日期”");
        await page.GetByLabel(Words.Label("批准日期")).FillAsync($"{town.Today:yyyy-MM-dd}");
        await page.Keyboard.PressAsync("Enter");
        await Tour.Show(page, "together-choose");
    }

    /// <summary>Somebody moved one case while the list was being read.</summary>
    private static async Task OneIsLeftOut(Person head)
    {
        await Assertions.Expect(head.Page.GetByRole(AriaRole.Heading, new() { Name = "请核对：批准 4 件" })).ToBeFocusedAsync();
        var left = head.Page.GetByRole(AriaRole.Region, new() { Name = "不能一并办理的 1 件" });
        foreach (var said in new[] { units[4].Name, "您打开页面之后，这一事项又有新的办理", "怎么办" })
            await Assertions.Expect(left).ToContainTextAsync(said);
        await PlainWords.AreAllThatIsRead(head.Page);
        await Tour.Show(head.Page, "together-confirm");
    }

    /// <summary>And another while what each would come to was being read: that one alone is not done.</summary>
    private static async Task ThreeAreDone(Person head)
    {
        var page = head.Page;
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已办 3 件，未办 2 件" })).ToBeVisibleAsync();
        foreach (var (_, name, _) in units[..3])
            await Assertions.Expect(Line(page, name)).ToContainTextAsync("已办");
        foreach (var (_, name, _) in units[3..])
        {
            await Assertions.Expect(Line(page, name)).ToContainTextAsync("未办");
            await Assertions.Expect(Line(page, name)).ToContainTextAsync("怎么办");
        }

        await PlainWords.AreAllThatIsRead(page);
        await Tour.Show(page, "together-done");
    }

    /// <summary>The two that are left, with a reason: what is said once stands in the history of each.</summary>
    private async Task AnsweredOnThePhone()
    {
        await using var phone = await Person.SitDown(town, Interview.Head, town.Password(Interview.Head), 390, 844);
        var page = phone.Page;
        await phone.GoTo("/");
        await phone.FitsThePhone();
        await page.GetByRole(AriaRole.Link, new() { Name = $"「{Step}」有 2 件" }).ClickAsync();
        await page.GetByText("全选（2 件）").ClickAsync();
        await page.GetByText("另定层级", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "逐件核对这 2 件" }).ClickAsync();
        await phone.Reads("请写明理由");
        await page.GetByLabel(Words.Label("「另定层级」的理由")).FillAsync("问题较重，应当提高一级。");
        await phone.FitsThePhone();
        await Tour.Show(page, "phone-together-choose");
        await page.GetByRole(AriaRole.Button, new() { Name = "逐件核对这 2 件" }).ClickAsync();
        await phone.Reads("请核对：另定层级 2 件");
        await phone.FitsThePhone();
        await Tour.Show(page, "phone-together-confirm");
        await page.GetByRole(AriaRole.Button, new() { Name = "确认另定层级（2 件）" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已办 2 件" })).ToBeVisibleAsync();
        await phone.FitsThePhone();
        await Tour.Show(page, "phone-together-done");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "回工作台" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "可以一并办理" })).ToHaveCountAsync(0);

        var section = await town.As(Interview.Section);
        foreach (var (_, name, _) in units[3..])
        {
            await section.Opens("拟定约谈层级", name);
            await section.Reads("问题较重，应当提高一级。");
        }
    }

    /// <summary>Reported, explained, verified and proposed, each by the person whose it is.</summary>
    private async Task BroughtToTheHead()
    {
        await town.Seat("shuji-3", Roles.Secretary, "jg01-03");
        await town.Seat("shuji-4", Roles.Secretary, "jg01-04");
        using var section = town.Host.Visit();
        await section.SignIn(Interview.Section, town.Password(Interview.Section));
        foreach (var (id, name, secretary) in units)
        {
            var sent = await section.Post("/api/reports", new JsonObject
            {
                ["procedure"] = "lagging-interview", ["unit"] = id, ["trigger"] = "T9", ["source"] = "一月督查通报", ["on"] = Day,
                ["facts"] = new JsonObject { ["fact"] = "连续三个月没有按要求开展组织生活。" },
            });
            Assert.True((int)sent.Status == 200, sent.Text);
            var desk = new Desk(town, name);
            var explained = await desk.Reply(secretary, "说明情况", "submitted", new() { ["statement"] = "情况属实。" });
            var asked = (await section.Get($"/api/cases/{explained["id"]}")).Json!["items"]![0]!["form"]!["fields"]!.AsArray().Single(f => (string)f!["name"]! == "findings")!;
            var findings = asked["fixedRows"]!.AsArray().Select(r => new JsonObject { ["what"] = r!["what"]!.DeepClone(), ["founded"] = "yes" });
            await desk.Reply(Interview.Section, "核实线索", "founded", new() { ["findings"] = new JsonArray([.. findings]), ["verified-on"] = Day, ["finding"] = "属实。" });
            await desk.Reply(Interview.Section, "拟定约谈层级", "submitted", new() { ["first-level"] = 1, ["level-reason"] = "首次落后。" });
        }
    }

    /// <summary>The section adds a remark to the case of a unit, so that it is not what the head has before his eyes any more.</summary>
    private async Task Remark(string unit)
    {
        using var section = town.Host.Visit();
        await section.SignIn(Interview.Section, town.Password(Interview.Section));
        var view = (await section.Get("/api/cases?state=open&procedure=lagging-interview&size=100")).Json!["items"]!.AsArray().Single(c => (string)c!["unitName"]! == unit)!;
        var noted = await section.Post($"/api/cases/{view["id"]}/moves/note", new JsonObject { ["move"] = Guid.NewGuid(), ["text"] = "还有一份说明材料未到。" });
        Assert.True((int)noted.Status == 200, noted.Text);
    }

    private string Day => town.Today.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private static ILocator Line(IPage page, string unit) => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).Filter(new() { HasText = unit });
}
