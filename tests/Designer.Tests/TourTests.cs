using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests;

/// <summary>The pages of the README's tour that no case leads through: sign-in, rules, organisation.</summary>
public sealed class TourTests(Town town) : IClassFixture<Town>
{
    [ChromiumFact]
    public async Task A_visitor_signs_in_looks_around_and_asks_a_rule()
    {
        var secretary = await town.As("shuji-a");
        var page = secretary.Page;
        await page.GotoAsync(town.Host.Address.AbsoluteUri);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "登录" })).ToBeVisibleAsync();
        await Tour.Show(page, "sign-in");

        await secretary.GoTo("/rules/EL-04");
        await secretary.Reads("不少于应到会的五分之四");
        await page.GetByLabel(Words.Label("应到会有选举权的党员")).FillAsync("26");
        await page.GetByLabel(Words.Label("实到会有选举权的党员")).FillAsync("20");
        await page.GetByRole(AriaRole.Button, new() { Name = "试算", Exact = true }).ClickAsync();
        await secretary.Reads("应到会 26 人，须不少于五分之四即 21 人，实到 20 人，差 1 人");
        await Tour.Show(page, "rule");

        var superior = await town.As("shuji-s");
        await superior.GoTo("/organisation");
        await superior.Reads("云岭市规划设计院第一党支部");
        await Tour.Show(superior.Page, "organisation");
        await superior.GoTo("/organisation/terms");
        await superior.Reads("云岭市发展规划局第一党支部");
        await Tour.Show(superior.Page, "terms");
        town.Watchman.SawNothing();
    }
}
