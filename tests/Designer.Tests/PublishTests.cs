using System.Text;
using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests;

/// <summary>An administrator publishes a procedure from a file, an auditor reads of it, and it can be retired.</summary>
public sealed class PublishTests(Town town) : IClassFixture<Town>
{
    private const string Talk = """
        procedure: tea
        version: 1
        title: 谈心谈话
        summary: 书记同党员谈心谈话后登记。
        open-by: secretary
        unit-kinds: [branch]
        start: talk
        ends: { done: 办结 }
        steps:
          talk:
            title: 登记谈话
            activity: form
            with: { by: secretary, fields: { what: { label: 谈话内容, type: long-text } } }
            next: { submitted: end:done }
        """;

    [ChromiumFact]
    public Task An_administrator_publishes_retires_and_resumes_and_an_auditor_reads_it() => Publish(1440);

    [ChromiumFact]
    public Task The_same_on_a_phone() => Publish(390);

    private async Task Publish(int width)
    {
        var key = $"tea-{width}";
        var title = $"谈心谈话{width}";
        var text = Talk.Replace("tea", key, StringComparison.Ordinal).Replace("谈心谈话", title, StringComparison.Ordinal);
        await using var admin = await Person.SitDown(town, "guanli", town.Password("guanli"), width);
        await admin.GoTo("/manage?tab=definitions");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "发布定义" }).ClickAsync();
        var dialog = admin.Page.GetByRole(AriaRole.Dialog, new() { Name = "发布定义" });

        await Choose(dialog, "talk.yaml", text.Replace("submitted", "sent", StringComparison.Ordinal));
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("talk.yaml 第 14 行");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "发布", Exact = true })).ToHaveCountAsync(0);
        await Seen(admin, "publish-mistakes", width);

        await Choose(dialog, "talk.yaml", text);
        await Assertions.Expect(dialog).ToContainTextAsync($"{title} 第 1 版 没有错误，可以发布");
        await dialog.GetByLabel("理由").FillAsync("机关党委要求登记");
        await Seen(admin, "publish-ready", width);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "发布", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        var row = admin.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = title });
        await Assertions.Expect(row).ToContainTextAsync("第 1 版");
        await Seen(admin, "publish-list", width);

        var secretary = await town.As("shuji-a");
        await secretary.GoTo("/start");
        await secretary.Reads(title);

        await Retire(admin, row, "停用", title, "改用纸质登记");
        await Assertions.Expect(row).ToContainTextAsync("已停用");
        await Retire(admin, row, "恢复", title, "恢复网上登记");
        await Assertions.Expect(row).Not.ToContainTextAsync("已停用");

        await using var auditor = await Person.SitDown(town, "shenji", town.Password("shenji"), width);
        await auditor.GoTo("/audit");
        await auditor.Page.GetByRole(AriaRole.Link, new() { Name = "流程发布记录" }).ClickAsync();
        await auditor.Reads("机关党委要求登记");
        await auditor.Reads("改用纸质登记");
        await Seen(auditor, "publications", width);
        town.Watchman.SawNothing();
    }

    private static Task Choose(ILocator dialog, string name, string text) => dialog.GetByLabel("定义文件").SetInputFilesAsync(
        new FilePayload { Name = name, MimeType = "application/yaml", Buffer = Encoding.UTF8.GetBytes(text) });

    private static async Task Retire(Person admin, ILocator row, string what, string title, string reason)
    {
        await row.GetByRole(AriaRole.Button, new() { Name = what }).ClickAsync();
        var dialog = admin.Page.GetByRole(AriaRole.Dialog, new() { Name = $"{what}“{title}”" });
        await dialog.GetByLabel("理由").FillAsync(reason);
        await dialog.GetByRole(AriaRole.Button, new() { Name = what, Exact = true }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    private static async Task Seen(Person person, string name, int width)
    {
        if (width == 390)
            await person.FitsThePhone();
        await Tour.Show(person.Page, $"{name}-{width}");
    }
}
