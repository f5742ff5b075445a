using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests.Elections;

/// <summary>一并办理 of 换届请示: one meeting decides on several, and each has a 文号 and seats of its own.</summary>
public sealed class TogetherElectionTests(Town town) : IClassFixture<Town>
{
    private const string Step = "上级批复换届请示：集体研究批复";

    private static readonly (char Letter, string Name, int Seats, int Number)[] units =
        [('a', "云岭市发展规划局第一党支部", 5, 21), ('b', "云岭市发展规划局第二党支部", 1, 22), ('c', "云岭市规划设计院党总支", 5, 23)];

    [ChromiumFact]
    public async Task Each_case_gets_a_number_of_its_own_and_a_line_cut_in_the_middle_does_nothing_twice()
    {
        foreach (var (letter, name, seats, _) in units)
            await Requested(letter, name, seats);
        var head = await town.As("kezhang-s");
        await head.GoTo("/");
        await head.Page.GetByRole(AriaRole.Link, new() { Name = $"「{Step}」有 3 件" }).ClickAsync();
        await WhatIsWrongIsSaidAtItsOwnLine(head);
        await WhatWasTypedIsStillThere(head);
        await TheLineIsCut(head);
        await EachIsDoneOnce();
        town.Watchman.SawNothingButALineCut();
    }

    /// <summary>One line is left empty, another has too many seats; the keyboard comes to the first of them.</summary>
    private async Task WhatIsWrongIsSaidAtItsOwnLine(Person head)
    {
        var page = head.Page;
        await page.GetByRole(AriaRole.Radio, new() { Name = "同意", Exact = true }).PressAsync("Space");
        await head.Reads("“批复文件”不是必填，这里不填");
        await head.Reads("先在上面勾选事项");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "全选（3 件）" }).PressAsync("Space");
        await page.GetByLabel(Words.Label("研究会议")).FillAsync("机关党委会 2026 年第 6 次会议");
        await page.GetByLabel(Words.Label("批复日期")).FillAsync(Day);
        await page.GetByLabel(Words.Label("批复日期")).PressAsync("Enter");
        foreach (var (_, name, seats, _) in units)
            await Assertions.Expect(Cell(page, "批准的名额", name)).ToHaveValueAsync($"{seats}");
        await Cell(page, "批复文号", units[0].Name).FillAsync("云发党〔2026〕21号");
        await Cell(page, "批复文号", units[2].Name).FillAsync("云发党〔2026〕23号");
        await Cell(page, "批准的名额", units[2].Name).FillAsync("31");
        await page.GetByRole(AriaRole.Button, new() { Name = "逐件核对这 3 件" }).ClickAsync();
        await Assertions.Expect(Row(page, units[1].Name)).ToContainTextAsync("请填写“批复文号”");
        await Assertions.Expect(Row(page, units[2].Name)).ToContainTextAsync("30");
        await Assertions.Expect(Row(page, units[0].Name)).Not.ToContainTextAsync("请填写");
        await Assertions.Expect(page.Locator("[aria-invalid=true]").First).ToBeFocusedAsync();
        await PlainWords.AreAllThatIsRead(page);
        await Tour.Show(page, "together-own-mistakes", page.GetByRole(AriaRole.Heading, new() { Name = "每件分别填写" }));
        await page.SetViewportSizeAsync(390, 844);
        await head.FitsThePhone();
        await Tour.Show(page, "phone-together-own", page.GetByRole(AriaRole.Heading, new() { Name = "每件分别填写" }));
        await page.SetViewportSizeAsync(1440, 900);
        await Cell(page, "批复文号", units[1].Name).FillAsync("云发党〔2026〕22号");
        await Cell(page, "批准的名额", units[2].Name).FillAsync("5");
        await page.GetByRole(AriaRole.Button, new() { Name = "逐件核对这 3 件" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "请核对：同意 3 件" })).ToBeFocusedAsync();
    }

    private static async Task WhatWasTypedIsStillThere(Person head)
    {
        var page = head.Page;
        foreach (var (_, name, seats, number) in units)
            await Assertions.Expect(Line(page, name)).ToContainTextAsync(new System.Text.RegularExpressions.Regex($"批复文号\\s*云发党〔2026〕{number}号\\s*批准的名额\\s*{seats}", default, TimeSpan.FromSeconds(1)));
        await page.GetByRole(AriaRole.Button, new() { Name = "返回修改" }).ClickAsync();
        await Assertions.Expect(Cell(page, "批复文号", units[1].Name)).ToHaveValueAsync("云发党〔2026〕22号");
        await Assertions.Expect(page.GetByLabel(Words.Label("研究会议"))).ToHaveValueAsync("机关党委会 2026 年第 6 次会议");
        await page.GetByRole(AriaRole.Button, new() { Name = "逐件核对这 3 件" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "请核对：同意 3 件" })).ToBeVisibleAsync();
        await Tour.Show(page, "together-own-confirm");
        await page.SetViewportSizeAsync(390, 844);
        await head.FitsThePhone();
        await Tour.Show(page, "phone-together-own-confirm");
        await page.SetViewportSizeAsync(1440, 900);
    }

    /// <summary>The first answer arrives and is heard of; the second arrives and its answer is lost; the third never leaves.</summary>
    private static async Task TheLineIsCut(Person head)
    {
        var page = head.Page;
        var sent = new ConcurrentQueue<string>();
        var cut = true;
        await page.RouteAsync("**/reply", async route =>
        {
            sent.Enqueue((string)JsonNode.Parse(route.Request.PostData!)!["move"]!);
            if (cut && sent.Count == 2)
                await route.FetchAsync();
            await (cut && sent.Count > 1 ? route.AbortAsync("internetdisconnected") : route.ContinueAsync());
        });
        await page.RouteAsync("**/health/live", route => cut ? route.AbortAsync("internetdisconnected") : route.ContinueAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "确认同意（3 件）" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已办 1 件，未办 2 件" })).ToBeVisibleAsync();
        await head.Reads("已办的 1 件不受影响，还有 2 件没有办。连接恢复后自动接着办，不会重复办理。");
        await PlainWords.AreAllThatIsRead(page);
        await page.SetViewportSizeAsync(390, 844);
        await head.FitsThePhone();
        await page.SetViewportSizeAsync(1440, 900);

        cut = false;
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已办 3 件", Exact = true })).ToBeVisibleAsync(new() { Timeout = 20_000 });
        foreach (var (_, name, _, number) in units)
            await Assertions.Expect(Line(page, name)).ToContainTextAsync($"云发党〔2026〕{number}号");
        Assert.Equal(4, sent.Count);
        Assert.Equal(3, sent.Distinct().Count());
        await Tour.Show(page, "together-own-done");
    }

    /// <summary>The history of each tells one reply, with its own number.</summary>
    private async Task EachIsDoneOnce()
    {
        using var section = town.Host.Visit();
        await section.SignIn("zuzhike-s", town.Password("zuzhike-s"));
        var cases = (await section.Get("/api/cases?state=open&procedure=branch-election&size=100")).Json!["items"]!.AsArray();
        foreach (var (_, name, _, number) in units)
        {
            var row = cases.Single(c => (string)c!["unitName"]! == name)!;
            var view = (await section.Get($"/api/cases/{row["id"]}")).Json!;
            var story = (await section.Get($"/api/cases/{row["id"]}/history")).Json!["rows"]!.AsArray();
            Assert.Single(story, h => h!.ToJsonString(plain).Contains($"云发党〔2026〕{number}号", StringComparison.Ordinal));
            Assert.Equal("roll", ((string)view["items"]![0]!["path"]!).Split('/')[0]);
        }
    }

    private static readonly System.Text.Json.JsonSerializerOptions plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private async Task Requested(char letter, string name, int seats)
    {
        var (desk, secretary) = (new Desk(town, name), $"shuji-{letter}");
        if (letter == 'b')
        {
            await desk.Reply("zuzhike-s", "届满提醒", "submitted", new() { ["reminded-on"] = Day, ["means"] = "letter", ["reached"] = "书记" });
            await desk.Reply(secretary, "按期换届，还是申请延期或提前", "hold");
            await desk.Reply(secretary, "研究决定换届事项", "submitted", new()
            {
                ["held-on"] = Day, ["present"] = 5, ["yes"] = 5, ["no"] = 0, ["abstained"] = 0, ["planned-on"] = "2026-10-20", ["seats"] = seats, ["deputy-seats"] = 0,
            });
            await desk.Reply(secretary, "请示召开选举大会", "submitted", new() { ["request-number"] = "云规二〔2026〕3号", ["requested-on"] = Day, ["agenda"] = "选举书记。" });
        }
        else
        {
            await desk.UpToTheRequest(letter);
        }

        await desk.Reply("zuzhike-s", "形式审查", "accepted");
    }

    private string Day => town.Today.ToString("O", CultureInfo.InvariantCulture);

    private static ILocator Row(IPage page, string unit) => page.GetByRole(AriaRole.Row).Filter(new() { HasText = unit });

    private static ILocator Cell(IPage page, string label, string unit) => Row(page, unit).GetByLabel(label);

    private static ILocator Line(IPage page, string unit) => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).Filter(new() { HasText = unit });
}
