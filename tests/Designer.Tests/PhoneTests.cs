using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests;

/// <summary>A phone, 390 pixels wide, and a keyboard without a mouse.</summary>
public sealed class PhoneTests(Town town) : IClassFixture<Town>
{
    private const string Unit = "云岭市规划设计院党总支";

    [ChromiumFact]
    public async Task An_approval_is_read_and_given_on_a_phone()
    {
        var desk = new Desk(town, Unit);
        await desk.UpToTheRequest('c');
        await desk.Reply("zuzhike-s", "形式审查", "accepted");
        await using var head = await Person.SitDown(town, "kezhang-s", town.Password("kezhang-s"), 390, 844);
        await head.SetsTheClock();

        await head.GoTo("/");
        await head.FitsThePhone();
        await Tour.Show(head.Page, "phone-workbench");
        var decide = await head.Opens("集体研究批复", Unit);
        await head.FitsThePhone();
        await Tour.Show(head.Page, "phone-approval");

        var way = head.Page.GetByRole(AriaRole.Region, new() { Name = "流程图" });
        await Assertions.Expect(way.GetByText("正在办理").First).ToBeHiddenAsync();
        await way.GetByText("看走到了哪一步").TapAsync();
        await Assertions.Expect(way.GetByText("正在办理").First).ToBeVisibleAsync();
        await head.FitsThePhone();

        await decide.Write("研究会议", "机关党委会 2026 年第 6 次会议").Write("批复文号", "云发党〔2026〕11号").Number("批准的名额", 5).Now();
        await decide.Field("批复日期").TapAsync();
        await head.Page.GetByRole(AriaRole.Grid).Locator("visible=true").GetByText($"{town.Today.Day}", new() { Exact = true }).TapAsync();
        await decide.Keeps("批复日期", "2026-05-11");
        await head.FitsThePhone();
        await decide.Answers("同意");
        await head.Reads("核对名册，提出不计入应到会的党员");
        foreach (var path in new[] { "/cases", "/reports", "/reports/new", "/organisation", "/organisation/terms", "/rules", "/rules/EL-04", "/procedures", "/procedures/branch-election" })
        {
            await head.GoTo(path);
            await Assertions.Expect(head.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await head.FitsThePhone();
        }

        town.Watchman.SawNothing();
    }

    [ChromiumFact]
    public async Task Everything_up_to_the_answer_works_with_the_keyboard_alone()
    {
        await using var section = await Person.SitDown(town, "zuzhike-s", town.Password("zuzhike-s"));
        var page = section.Page;
        var keyboard = page.Keyboard;
        await page.GotoAsync(town.Host.Address.AbsoluteUri);
        await Assertions.Expect(page.GetByLabel("用户名")).ToBeFocusedAsync();
        await keyboard.TypeAsync("zuzhike-s");
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync(town.Password("zuzhike-s"));
        await keyboard.PressAsync("Enter");

        await section.TabsTo(page.GetByRole(AriaRole.Region, new() { Name = "请您办理" }).GetByRole(AriaRole.Link).First);
        await keyboard.PressAsync("Enter");
        var card = await section.GoesOnWith("届满提醒");
        await section.TabsTo(card.Field("提醒日期"));
        await keyboard.TypeAsync("2026-05-11");
        await keyboard.PressAsync("Enter");
        await section.TabsTo(card.Shown.GetByRole(AriaRole.Radio, new() { Name = "发函" }));
        await keyboard.PressAsync("Space");
        await section.TabsTo(card.Field("接收人"));
        await keyboard.TypeAsync("总支书记");
        await section.TabsTo(card.Button("已提醒，登记"));
        await keyboard.PressAsync("Enter");

        await section.Reads("按期换届，还是申请延期或提前");
        town.Watchman.SawNothing();
    }
}
