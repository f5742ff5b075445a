using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;
using Workflows.Tests.Storage;

namespace Workflows.Designer.Tests;

/// <summary>The auditor: finds, reads, proves; changes nothing.</summary>
public sealed class AuditTests(Town town) : IClassFixture<Town>
{
    private const string Unit = "云岭市规划设计院党总支";

    private static readonly string[] harmless = ["打印", "看文字", "看图", "展开全部步骤", "只看主要步骤", "制作证据包", ""];

    [ChromiumFact]
    public async Task An_auditor_finds_a_case_reads_it_proves_it_and_sees_what_was_tampered_with()
    {
        var opened = await new Desk(town, Unit).UpToTheRequest('c');
        var (id, number) = ((string)opened["id"]!, (string)opened["number"]!);
        var auditor = await town.As("shenji");

        await auditor.GoTo("/audit");
        await EveryMoveCanBeAskedFor(auditor.Page);
        await Choose(auditor.Page, "党组织", Unit);
        await Choose(auditor.Page, "规则", "EL-09 委员候选人的差额");
        await auditor.Reads("共 1 条记录");
        await Tour.Show(auditor.Page, "audit");
        await auditor.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = $"{Unit} · 换届选举" }).ClickAsync();
        await auditor.Reads("历程（5 条，最新的在前）");
        await auditor.Reads("候选人须至少 6 人，现有 6 人");
        await auditor.Reads("云规总〔2026〕3号");
        await Verify(auditor, "没有发现改动：1 个事项的历程完整");
        Assert.Equal(number, (string?)(await Export(auditor))["number"]);
        await SeesNoButtonThatChanges(auditor, id);

        await Tamper(id);
        await auditor.GoTo("/audit/verify");
        await Verify(auditor, $"编号 {number}：第 5 条记录的内容与校验值不符，记录被改动过。");
        town.Watchman.SawNothing();
    }

    /// <summary>Those that came later as well: what is begun beside the way, and what is reported.</summary>
    private static async Task EveryMoveCanBeAskedFor(IPage page)
    {
        var more = page.GetByRole(AriaRole.Button, new() { Name = "更多条件" });
        if (await more.IsVisibleAsync())
            await more.ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "操作" }).ClickAsync(new() { Force = true });
        foreach (var move in new[] { "发起", "旁支", "线索", "随职务转交" })
            await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = move, Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "旁支", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("没有符合条件的记录")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "清除条件" }).ClickAsync();
    }

    private static async Task Choose(IPage page, string label, string option)
    {
        await page.GetByRole(AriaRole.Search).Locator("label").Filter(new() { HasText = label }).GetByRole(AriaRole.Combobox).FillAsync(option);
        // What comes at once, as from an input method, narrows the list, too.
        await Assertions.Expect(page.GetByRole(AriaRole.Option).Locator("visible=true")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Option, new() { Name = option, Exact = true }).ClickAsync();
    }

    private static async Task Verify(Person auditor, string says)
    {
        await auditor.Page.GetByRole(AriaRole.Button, new() { Name = "开始核验" }).ClickAsync();
        await auditor.Reads(says);
    }

    private static async Task<JsonNode> Export(Person auditor)
    {
        var file = await auditor.Page.RunAndWaitForDownloadAsync(() => auditor.Page.GetByRole(AriaRole.Link, new() { Name = "导出全部记录" }).ClickAsync());
        await using var content = await file.CreateReadStreamAsync();
        return (await JsonNode.ParseAsync(content))!;
    }

    private static async Task SeesNoButtonThatChanges(Person auditor, string id)
    {
        var page = auditor.Page;
        await auditor.GoTo($"/cases/{id}");
        await auditor.Reads("正在等待");
        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Textbox)).ToHaveCountAsync(0);
        foreach (var button in await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button).AllInnerTextsAsync())
            Assert.Contains(button.Trim(), harmless);
        var places = await page.GetByRole(AriaRole.Navigation, new() { Name = "主要栏目" }).AllInnerTextsAsync();
        Assert.DoesNotContain("发起", string.Concat(places), StringComparison.Ordinal);
    }

    /// <summary>Somebody with access to the file changes a number in the last row.</summary>
    private async Task Tamper(string id) =>
        Assert.Equal(1, await Forger.Rewrite(
            new SqliteConnection($"Data Source={Path.Combine(town.Host.Data, "workflows.db")}"), id, 5, text => text.Replace("〔2026〕3号", "〔2026〕8号", StringComparison.Ordinal)));
}
