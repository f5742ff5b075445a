using System.IO.Compression;
using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;
using Workflows.Host.Tests.Evidence;

namespace Workflows.Designer.Tests;

/// <summary>An evidence package in a browser: its own page without any network, and the page of the product that opens a foreign
/// one.</summary>
public sealed class EvidencePageTests(Town town) : IClassFixture<Town>
{
    /// <summary>Milliseconds.</summary>
    private const int Longest = 2_000;

    [ChromiumFact]
    public async Task A_package_is_found_whole_by_its_own_page_and_every_changed_file_is_found()
    {
        var package = await Package();
        using var folder = new TempFolder();
        var page = await Open(package, folder);

        var milliseconds = await Look(page, package.Path, "全部相符：没有发现改动。");
        Assert.True(milliseconds < Longest, $"{milliseconds} ms");
        await Assertions.Expect(page.Locator("#result")).ToContainTextAsync("届满提醒");

        foreach (var name in package.Names())
        {
            await Look(page, package.Bent(name).Path, "不符");
            await Look(page, package.With(name, null).Path, "不符");
        }

        await Look(page, package.With("papers/另一份.txt", "x"u8.ToArray()).Path, "多出清单没有的 papers/另一份.txt");
    }

    [ChromiumFact]
    public async Task An_auditor_opens_a_package_and_reads_what_is_wrong_with_it()
    {
        var package = await Package();
        var auditor = await town.As("shenji");
        await auditor.GoTo("/audit/evidence");
        var page = auditor.Page;

        await page.Locator("input[type=file]").SetInputFilesAsync(package.Path);
        await Assertions.Expect(page.GetByText("全部相符")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("由本系统的钥匙签署")).ToBeVisibleAsync();

        await page.Locator("input[type=file]").SetInputFilesAsync(package.Bent("history.json").Path);
        await Assertions.Expect(page.GetByText("请不要采信")).ToBeVisibleAsync();
    }

    private async Task<PackedEvidence> Package()
    {
        var secretary = await town.As("zuzhike-s");
        await secretary.GoTo("/");
        var path = Path.Combine(Directory.CreateTempSubdirectory("evidence-").FullName, "package.zip");
        var found = await secretary.Page.APIRequest.GetAsync($"{town.Host.Address}api/cases?procedure=branch-election");
        var id = (await found.JsonAsync())!.Value.GetProperty("items")[0].GetProperty("id").GetString();
        var answer = await secretary.Page.APIRequest.GetAsync($"{town.Host.Address}api/cases/{id}/evidence");
        Assert.True(answer.Ok, await answer.TextAsync());
        await File.WriteAllBytesAsync(path, await answer.BodyAsync());
        return new(path);
    }

    /// <summary>The page as it lies in the package, unpacked somewhere, on a computer that has no network.</summary>
    private static async Task<IPage> Open(PackedEvidence package, TempFolder folder)
    {
        ZipFile.ExtractToDirectory(package.Path, folder.Path);
        var window = await Chromium.Open(1440, 900);
        await window.SetOfflineAsync(true);
        var page = await window.NewPageAsync();
        await page.GotoAsync(new Uri(Path.Combine(folder.Path, "说明.html")).AbsoluteUri);
        return page;
    }

    /// <returns>Milliseconds that the page needed.</returns>
    private static async Task<int> Look(IPage page, string path, string says)
    {
        await page.EvaluateAsync("document.getElementById('result').textContent = ''");
        // A browser is told nothing when the file of the same name is chosen once more.
        await page.Locator("#file").SetInputFilesAsync(Array.Empty<string>());
        await page.Locator("#file").SetInputFilesAsync(path);
        await Assertions.Expect(page.Locator("#result .sum")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#result")).ToContainTextAsync(says);
        return int.Parse((await page.Locator("#result").GetAttributeAsync("data-milliseconds"))!,
            System.Globalization.CultureInfo.InvariantCulture);
    }
}
