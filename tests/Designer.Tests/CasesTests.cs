using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests;

/// <summary>事项: a list narrowed by words, state, procedure and organisation.</summary>
public sealed class CasesTests(Town town) : IClassFixture<Town>
{
    [ChromiumFact]
    public async Task A_list_says_that_it_is_narrowed_survives_a_reload_and_is_whole_again_with_one_press()
    {
        await using var section = await Person.SitDown(town, "zuzhike-s", town.Password("zuzhike-s"));
        var page = section.Page;
        await section.GoTo("/cases");
        await section.Reads("第二党支部");
        var all = await Links(page).CountAsync();
        await Assertions.Expect(page.GetByText($"共 {all} 个事项")).ToBeVisibleAsync();

        await Choose(page, "流程", "换届选举");
        await section.Reads("符合条件的");
        await page.GetByLabel("名称或编号").FillAsync("第二党支部");
        await Assertions.Expect(page.GetByText("符合条件的 1 个事项")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText("符合条件的 1 个事项")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("名称或编号")).ToHaveValueAsync("第二党支部");
        await Choose(page, "状态", "已办结");
        await section.Reads("没有符合条件的事项");
        await Choose(page, "状态", "全部");
        await Assertions.Expect(page.GetByText("符合条件的 1 个事项")).ToBeVisibleAsync();
        await Tour.Show(page, "cases-narrowed");
        await page.GetByRole(AriaRole.Link, new() { Name = "清除条件" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"共 {all} 个事项")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("名称或编号")).ToHaveValueAsync("");

        await Choose(page, "党组织", "云岭市规划设计院党总支");
        await Assertions.Expect(page.GetByText("符合条件的 1 个事项")).ToBeVisibleAsync();
        await Assertions.Expect(Links(page)).ToContainTextAsync("规划设计院党总支");
        await page.SetViewportSizeAsync(390, 844);
        await section.FitsThePhone();
        await Tour.Show(page, "phone-cases-narrowed");
        town.Watchman.SawNothing();
    }

    private static ILocator Links(IPage page) => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).Filter(new() { HasText = " · " });

    private static async Task Choose(IPage page, string label, string option)
    {
        await page.GetByRole(AriaRole.Combobox, new() { Name = label }).ClickAsync(new() { Force = true });
        await page.GetByRole(AriaRole.Option, new() { Name = option, Exact = true }).ClickAsync();
    }
}
