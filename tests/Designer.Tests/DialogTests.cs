using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests;

/// <summary>Every window over a page is left by Escape and by its own button: nothing is sent, what was typed in it and behind it is still there.</summary>
public sealed partial class DialogTests(Town town) : IClassFixture<Town>
{
    private const string Branch = "云岭市发展规划局第一党支部";

    /// <param name="Source">The file of the window, under the pages' sources.</param>
    /// <param name="Account">Who opens it.</param>
    /// <param name="Path">On which page; empty: where the person is.</param>
    /// <param name="Open">What is pressed.</param>
    private sealed record Window(string Source, string Account, string Path, Func<IPage, Task> Open)
    {
        /// <summary>A field of the window that is written in.</summary>
        public string? Field { get; init; }

        public string Leave { get; init; } = "取消";

        public int Width { get; init; } = 1440;
    }

    /// <summary>
    /// What is shown only once stays until somebody says that it is written down, see below; ending a session needs a second one, a fresh
    /// code an
    /// authenticator; the question before a final act is left where a vote has failed; a part of several others.
    /// </summary>
    private static readonly string[] others =
    [
        "pages/manage/OncePassword.vue", "parts/activation/ActivationDialog.vue", "pages/account/AccountPage.vue",
        "pages/account/SecondFactorCard.vue",
        "layout/FreshCode.vue", "pages/case/ConfirmDialog.vue", "parts/form/FormDialog.vue",
    ];

    private readonly Window[] windows =
    [
        new("layout/BottomNav.vue", "zuzhike-s", "/cases", p => Press(p, "更多")) { Width = 390, Leave = "关闭此对话框" },
        new("pages/manage/NewUser.vue", "guanli", "/manage", p => Press(p, "开设账号")) { Field = "用户名" },
        new("pages/manage/SettingDialog.vue", "guanli", "/manage?tab=settings", p => Press(p, "修改")) { Field = "理由" },
        new("pages/manage/PublishDialog.vue", "guanli", "/manage?tab=definitions", p => Press(p, "发布定义")),
        new("pages/manage/RetireDialog.vue", "guanli", "/manage?tab=definitions", p => Press(p, "停用")) { Field = "理由" },
        new("pages/manage/ResetPassword.vue", "guanli", "/manage", p => Press(p, "重置密码")) { Field = "理由" },
        new("pages/manage/UserList.vue", "guanli", "/manage", p => Press(p, "停用")),
        new("pages/manage/AccountUse.vue", "guanli", "/manage", p => Press(p, "登录情况")) { Leave = "关闭" },
        new("pages/manage/TokensPage.vue", "guanli", "/tokens", p => Press(p, "吊销")),
        new("pages/organisation/VoidButton.vue", "zuzhike-s", "/organisation/units/jg01-01", p => p.GetByRole(AriaRole.Button, new() { NameRegex = Void() }).First.ClickAsync()) { Field = "错在哪里" },
        new("pages/case/MoveDialog.vue", "shuji-a", "", p => Other(p, "备注")) { Field = "备注" },
        new("pages/case/MoveDialog.vue", "zuzhike-s", "", p => Other(p, "终止")) { Field = "理由" },
        new("parts/files/FileViewer.vue", "shuji-a", "", p => p.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "提醒函.png" }).First.ClickAsync()) { Leave = "关闭" },
    ];

    [Fact]
    public void Every_window_there_is_in_the_sources_is_tried()
    {
        var root = Path.Combine(Repository.Root, "src", "Designer", "src");
        var found = Directory.EnumerateFiles(root, "*.vue", SearchOption.AllDirectories)
            .Where(file => OverThePage().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'));

        Assert.Equal(windows.Select(w => w.Source).Concat(others).Distinct().Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [ChromiumFact]
    public async Task Each_is_left_by_escape_and_by_its_button_and_nothing_is_sent_or_lost()
    {
        var @case = await Reminded();
        using (var admin = town.Host.Visit())
        {
            await admin.SignIn("guanli", town.Password("guanli"));
            await admin.Post("/api/me/tokens", new JsonObject { ["name"] = "报表程序" });
        }

        foreach (var account in windows.Select(w => (w.Account, w.Width)).Distinct())
        {
            await using var person = await Person.SitDown(town, account.Account, town.Password(account.Account), account.Width, 844);
            foreach (var window in windows.Where(w => (w.Account, w.Width) == account))
                await IsLeft(person, window with { Path = window.Path.Length > 0 ? window.Path : $"/cases/{@case}" });
        }

        town.Watchman.SawNothing();
    }

    [ChromiumFact]
    public async Task A_secret_that_is_shown_once_does_not_go_by_a_slip()
    {
        await using var admin = await Person.SitDown(town, "guanli", town.Password("guanli"));
        var page = admin.Page;
        await admin.GoTo("/tokens");
        await page.GetByLabel("给哪个程序使用").FillAsync("统计程序");
        await Press(page, "生成程序访问凭证");
        var secret = page.GetByRole(AriaRole.Dialog, new() { Name = "新的程序访问凭证" });
        await Assertions.Expect(secret).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Mouse.ClickAsync(5, 5);
        await Assertions.Expect(secret).ToContainTextAsync("只显示这一次");
        await Press(page, "已记下");
        await Assertions.Expect(secret).ToHaveCountAsync(0);
        town.Watchman.SawNothing();
    }

    private static async Task IsLeft(Person person, Window window)
    {
        const string Words = "写了一半的话";
        var page = person.Page;
        await person.GoTo(window.Path);
        var sent = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.Method != "GET" && !request.Url.EndsWith("/check", StringComparison.Ordinal))
                sent.Add($"{request.Method} {request.Url}");
        };
        await Assertions.Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        var dialog = page.GetByRole(AriaRole.Dialog);
        var url = page.Url;

        await window.Open(page);
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await Tour.Show(page, $"window-{System.IO.Path.GetFileNameWithoutExtension(window.Source)}");
        if (window.Field is { } field)
            await dialog.GetByLabel(Browsing.Words.Label(field)).FillAsync(Words);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0, new() { Timeout = 10_000 });
        Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement !== document.body"), $"{window.Source}: the keyboard is nowhere after Escape.");

        await window.Open(page);
        if (window.Field is { } again)
            await Assertions.Expect(dialog.GetByLabel(Browsing.Words.Label(again))).ToHaveValueAsync(Words);
        await dialog.GetByRole(AriaRole.Button, new() { Name = window.Leave, Exact = true }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0, new() { Timeout = 10_000 });
        Assert.Equal(url, page.Url);
        Assert.True(sent.Count == 0, $"{window.Source}: {string.Join(", ", sent)}");
    }

    /// <summary>The case of the branch, with a letter that was handed in, at its secretary's.</summary>
    private async Task<string> Reminded()
    {
        using var section = town.Host.Visit();
        await section.SignIn("zuzhike-s", town.Password("zuzhike-s"));
        var letter = await section.Upload("提醒函.png", Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEklEQVR4nGP4z8DAwMDA8B8ABQYC/9xqzQAAAABJRU5ErkJggg=="));
        var view = await new Desk(town, Branch).Reply("zuzhike-s", "届满提醒", "submitted", new()
        {
            ["reminded-on"] = $"{town.Today:yyyy-MM-dd}", ["means"] = "letter", ["reached"] = "书记", ["reminder-file"] = new JsonArray(letter.Json!.DeepClone()),
        });
        return (string)view["id"]!;
    }

    private static Task Press(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();

    private static async Task Other(IPage page, string move)
    {
        await Press(page, "其他操作");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = move, Exact = true }).ClickAsync();
    }

    [GeneratedRegex("^更正：", RegexOptions.None, 1000)]
    private static partial Regex Void();

    [GeneratedRegex(@"<El(?:Dialog|Drawer)\b|<(?:FormDialog|dialog)\b|ElMessageBox\.|ElPopconfirm|role=""(?:alert)?dialog""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OverThePage();
}
