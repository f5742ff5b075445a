using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests;

/// <summary>Every main page, as every kind of user meets it: nothing that axe calls serious, a name of its own, no length of time in signs.</summary>
public sealed partial class EveryPageTests(Town town) : IClassFixture<Town>
{
    private const string Name = " · 机关党建流程";

    /// <summary>What shows another thing to another person.</summary>
    private static readonly string[] ones =
    [
        "/", "/start", "/cases", "/together?step=attention", "/reports", "/reports/new", "/organisation", "/organisation/units/jg01-01", "/organisation/development", "/organisation/terms",
    ];

    /// <summary>What shows the same to everybody.</summary>
    private static readonly string[] common =
    [
        "/start?procedure=branch-election", "/procedures", "/procedures/branch-election", "/rules", "/rules?q=到会", "/rules/EL-04", "/rules/LC-22",
        "/organisation/people", "/organisation/terms?year=2026", "/organisation/import", "/tokens", "/account", "/not-yours", "/nothing",
    ];

    private static readonly string[] ofAuditors = ["/audit", "/audit/verify", "/audit/checkpoints", "/audit/evidence",
        "/audit/publications"];

    private static readonly string[] ofTopAuditor = ["/audit/records", "/audit/register?unit=jg01-01&known=2026-05-11"];

    private static readonly string[] ofAdministrators = ["/manage", "/manage?tab=settings", "/manage?tab=definitions"];

    [ChromiumFact]
    public Task A_secretary_can_use_every_page() => Walk("shuji-a", [.. ones, .. common]);

    /// <summary>Walks as further people show the same pages with other content: whole ones are for a nightly run.</summary>
    private static bool IsNightly => Environment.GetEnvironmentVariable("WORKFLOWS_TEST_NIGHTLY") == "1";

    private static string[] Ones => IsNightly ? ones : ones[..3];

    [ChromiumFact]
    public Task A_member_can_use_every_page() => Walk("dangyuan-a", Ones);

    [ChromiumFact]
    public Task A_section_above_can_use_every_page() => Walk("zuzhike-s", Ones);

    [ChromiumFact]
    public Task The_work_committee_can_use_every_page() => Walk("zuzhibu-g", Ones);

    [ChromiumFact]
    public Task An_auditor_can_use_every_page() => Walk("shenji", [.. Ones, .. ofAuditors, .. ofTopAuditor]);

    [ChromiumFact]
    public Task An_administrator_can_use_every_page() => Walk("guanli", [.. Ones, .. ofAuditors, .. ofAdministrators]);

    [ChromiumFact]
    public Task Every_page_can_be_used_on_a_phone() => Walk("zuzhibu-g", IsNightly ? [.. ones, .. common] : ones, 390);

    [ChromiumFact]
    public Task What_auditors_and_administrators_have_can_be_used_on_a_phone() => Walk("guanli", [.. ofAuditors, .. ofAdministrators], 390);

    [ChromiumFact]
    public async Task Who_is_not_signed_in_can_use_the_pages_there_are()
    {
        await using var window = await Chromium.Open();
        var page = await window.NewPageAsync();
        foreach (var path in new[] { "/sign-in", "/setup?token=x", "/activate" })
        {
            await page.GotoAsync(new Uri(town.Host.Address, path).AbsoluteUri);
            await IsUsable(page, path);
        }
    }

    [ChromiumFact]
    public async Task A_length_of_time_stands_in_words_in_the_settings_of_a_procedure_and_of_the_whole()
    {
        var admin = await town.As("guanli");
        await admin.GoTo("/procedures/branch-election");
        await admin.Page.GetByRole(AriaRole.Tab, new() { Name = "设置" }).ClickAsync();
        await admin.Reads("上级收到不计入应到会的请示后多久以内答复");
        await admin.Reads("10 个工作日");
        await SaysNoSigns(admin.Page, "设置");
        await admin.Page.GetByRole(AriaRole.Tab, new() { NameString = "步骤" }).ClickAsync();
        await SaysNoSigns(admin.Page, "步骤");
        await admin.GoTo("/manage?tab=settings");
        await admin.Reads("下级事项逾期交办后多久以内督办");
        await SaysNoSigns(admin.Page, "管理");
    }

    [ChromiumFact]
    public async Task Rules_are_told_by_subject_and_found_by_words_number_standing_and_procedure()
    {
        var section = await town.As("zuzhike-s");
        var page = section.Page;
        await section.GoTo("/rules");
        await section.Reads("按类别展开，或直接查找");
        Assert.InRange(await Height(page), 1, 2_000);
        await page.GetByText("发展党员", new() { Exact = true }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "预审的期限" })).ToBeHiddenAsync();

        var words = page.GetByLabel("查找规则");
        await words.FillAsync("el-04");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "找到 1 条" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "选举大会到会人数" })).ToBeVisibleAsync();
        await words.FillAsync("");
        await Choose(page, "用于流程", "换届选举");
        await Choose(page, "效力和来源", "地方规定，作为设置");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "换届请示提前报送" })).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "换届请示提前报送" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "换届请示提前报送" }).ClickAsync();
        await Assertions.Expect(page).ToHaveTitleAsync("换届请示提前报送" + Name);
    }

    private async Task Walk(string account, string[] paths, int width = 1440)
    {
        await using var person = await Person.SitDown(town, account, town.Password(account), width);
        foreach (var path in paths)
        {
            await person.GoTo(path);
            await IsUsable(person.Page, path);
            if (width < 600)
                await person.FitsThePhone();
        }

        town.Watchman.SawNothing();
    }

    /// <summary>Asserts that the page has a name of its own, says no length of time in signs, and that axe finds nothing grave.</summary>
    internal static async Task IsUsable(IPage page, string path)
    {
        var heading = page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        await Assertions.Expect(heading).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        var title = await heading.InnerTextAsync();
        await Assertions.Expect(page).ToHaveTitleAsync(new Regex($"^(（\\d+）)?{Regex.Escape(title + Name)}$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await SaysNoSigns(page, path);
        var found = await page.RunAxe();
        var grave = found.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{path}: {v.Id}, {v.Help}\n  {string.Join("\n  ", v.Nodes.Take(3).Select(n => n.Html))}");
        Assert.Empty(grave);
    }

    private static async Task SaysNoSigns(IPage page, string where)
    {
        var raw = Signs().Match(await page.GetByRole(AriaRole.Main).InnerTextAsync());
        Assert.False(raw.Success, $"{where}: {raw.Value}");
    }

    private static Task<int> Height(IPage page) => page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");

    private static async Task Choose(IPage page, string label, string option)
    {
        await page.GetByRole(AriaRole.Combobox, new() { Name = label }).ClickAsync(new() { Force = true });
        await page.GetByRole(AriaRole.Option, new() { Name = option, Exact = true }).ClickAsync();
    }

    /// <summary>P10WD, P-6M.</summary>
    [GeneratedRegex(@"\bP-?\d+(?:WD|D|M|Y)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Signs();
}
