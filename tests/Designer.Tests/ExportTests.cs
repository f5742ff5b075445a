using Microsoft.Playwright;
using MiniExcelLibs;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests;

/// <summary>导出: a list is taken away as a spreadsheet, as it is narrowed.</summary>
public sealed class ExportTests(Town town) : IClassFixture<Town>
{
    [ChromiumFact]
    public async Task What_is_found_is_taken_away_whole_under_a_chinese_name()
    {
        var section = await town.As("zuzhike-s");
        await section.GoTo("/cases?q=第二党支部");
        await section.Reads("符合条件的 1 个事项");

        var (name, rows) = await Exports(section.Page, "导出事项");

        Assert.Equal($"事项 {town.Today:yyyy-MM-dd}.xlsx", name);
        Assert.Equal("编号", rows[0]["A"]);
        Assert.Contains("第二党支部", (string)Assert.Single(rows[1..])["B"], StringComparison.Ordinal);
        await Assertions.Expect(section.Page.GetByText($"已导出“{name}”")).ToBeVisibleAsync();
        town.Watchman.SawNothing();
    }

    [ChromiumFact]
    public async Task Each_list_has_its_button_on_a_phone_too()
    {
        (string Account, string Path, string Button)[] lists =
        [
            ("zuzhike-s", "/", "导出待办"), ("zuzhike-s", "/organisation", "导出名册"), ("zuzhike-s", "/organisation", "导出党组织"),
            ("zuzhike-s", "/organisation/people", "导出人员"),
            ("zuzhike-s", "/organisation/terms", "导出换届日历"), ("zuzhike-s", "/organisation/development", "导出队伍情况"),
            ("zuzhike-s", "/organisation/units/jg01-01", "导出这个党组织的名册"), ("zuzhike-s", "/rules", "导出规则"), ("shenji", "/audit", "导出审计记录"),
            ("guanli", "/manage", "导出账号"), ("guanli", "/manage?tab=settings", "导出设置"),
        ];
        foreach (var (account, pages) in lists.GroupBy(l => l.Account).Select(g => (g.Key, g)))
        {
            await using var person = await Person.SitDown(town, account, town.Password(account), 390, 844);
            foreach (var (_, path, button) in pages)
            {
                await person.GoTo(path);
                var (name, rows) = await Exports(person.Page, button);
                Assert.EndsWith($" {town.Today:yyyy-MM-dd}.xlsx", name, StringComparison.Ordinal);
                Assert.True(rows.Count > 1, $"{path}: {rows.Count}");
                await person.FitsThePhone();
            }
        }

        town.Watchman.SawNothing();
    }

    private static async Task<(string Name, List<IDictionary<string, object>> Rows)> Exports(IPage page, string button)
    {
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync());
        await using var file = await download.CreateReadStreamAsync();
        var whole = new MemoryStream();
        await file.CopyToAsync(whole);
        return (download.SuggestedFilename, [.. MiniExcel.Query(whole).Cast<IDictionary<string, object>>()]);
    }
}
