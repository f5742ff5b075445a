using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;
using Workflows.Storage;

namespace Workflows.Designer.Tests;

/// <summary>The workbench of somebody with a thousand things to do.</summary>
public sealed class WorkbenchTests(Town town) : IClassFixture<Town>
{
    private const int Items = 1000;

    [ChromiumFact]
    public async Task One_of_a_thousand_is_found_by_words_by_procedure_and_by_organisation()
    {
        await Fill();
        await using var section = await Person.SitDown(town, "zuzhike-s", town.Password("zuzhike-s"));
        var page = section.Page;
        var todo = page.GetByRole(AriaRole.Region, new() { Name = "请您办理" });
        var found = todo.GetByRole(AriaRole.Status);
        await section.GoTo("/");
        await Assertions.Expect(todo.GetByText("共 10")).ToBeVisibleAsync();
        await Assertions.Expect(todo.GetByRole(AriaRole.Link).Filter(new() { HasText = "办理" })).ToHaveCountAsync(20);

        var words = page.GetByLabel("事项、编号或要办的事");
        await section.TabsTo(words);
        await page.Keyboard.TypeAsync("第 737 件");
        await Assertions.Expect(found).ToContainTextAsync("符合条件的 1 件");
        await section.TabsTo(todo.GetByRole(AriaRole.Link).Filter(new() { HasText = "示例事项第 737 件" }));
        await words.FillAsync("没有这样的事");
        await section.Reads("没有符合条件的待办");
        await todo.GetByRole(AriaRole.Link, new() { Name = "查看全部" }).ClickAsync();
        await Assertions.Expect(words).ToHaveValueAsync("");

        await Choose(page, "流程", "后进约谈");
        await Assertions.Expect(found).ToContainTextAsync($"符合条件的 {Items / 2} 件");
        await Choose(page, "党组织", "云岭市发展规划局第二党支部");
        await Assertions.Expect(found).ToContainTextAsync($"符合条件的 {Items / 4} 件");
        await todo.GetByRole(AriaRole.Listitem, new() { Name = "第 13 页" }).ClickAsync();
        await Assertions.Expect(todo.GetByRole(AriaRole.Link).Filter(new() { HasText = "示例事项" })).ToHaveCountAsync(10);
        await page.ReloadAsync();
        await Assertions.Expect(found).ToContainTextAsync($"符合条件的 {Items / 4} 件");
        await Assertions.Expect(todo.GetByRole(AriaRole.Link).Filter(new() { HasText = "示例事项" })).ToHaveCountAsync(10);

        await using var phone = await Person.SitDown(town, "kezhang-s", town.Password("kezhang-s"), 390, 844);
        await phone.GoTo("/");
        await Assertions.Expect(phone.Page.GetByRole(AriaRole.Button, new() { Name = "更多条件" })).ToBeVisibleAsync();
        await phone.FitsThePhone();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "更多条件" }).ClickAsync();
        await phone.FitsThePhone();
        await Tour.Show(phone.Page, "phone-workbench-many");
        town.Watchman.SawNothing();
    }

    private static async Task Choose(IPage page, string label, string option)
    {
        await page.GetByRole(AriaRole.Combobox, new() { Name = label }).ClickAsync(new() { Force = true });
        await page.GetByRole(AriaRole.Option, new() { Name = option, Exact = true }).ClickAsync();
    }

    /// <summary>Rows of lists alone, by turns of two procedures and of two branches; nobody opens them here.</summary>
    private async Task Fill()
    {
        await using var db = await town.Host.Services.GetRequiredService<IDbContextFactory<WorkflowDb>>().CreateDbContextAsync();
        await db.Database.ExecuteSqlRawAsync($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Items})
            INSERT INTO cases (id, number, procedure, version, unit_id, title, started_by, opened_on, place, due, seq, head)
            SELECT printf('w%015d', i), '示例〔2026〕' || i || '号', CASE WHEN i % 2 = 0 THEN 'lagging-interview' ELSE 'branch-election' END, 1,
                   CASE WHEN i % 4 < 2 THEN 'jg01-01' ELSE 'jg01-02' END, '示例事项第 ' || i || ' 件', 'clock', '2026-05-01', '核实', '2027-01-01', 1, zeroblob(32) FROM n
            """);
        await db.Database.ExecuteSqlRawAsync($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Items})
            INSERT INTO work_items (case_id, id, to_key, path, part, title, since, due, provisional)
            SELECT printf('w%015d', i), 'i4', 'section@jg01', 'verify', '', '核实', '2026-05-01', '2027-01-01', 0 FROM n
            """);
    }
}
