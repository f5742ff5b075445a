using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests;

/// <summary>账号由两个人办, as the administrator, whoever guards the system and the account's owner meet it.</summary>
public sealed class GrantTests(Town town) : IClassFixture<Town>
{
    private const string Password = "秋收冬藏 2026 好";

    [ChromiumFact]
    public async Task A_forgotten_password_is_chosen_anew_with_a_link_from_one_and_a_code_from_another()
    {
        var admin = await town.As("guanli");
        await admin.GoTo("/manage");
        await admin.Page.GetByLabel("查找账号").FillAsync("dangyuan-b");
        await Press(admin.Page, "重置密码");
        var dialog = admin.Page.GetByRole(AriaRole.Dialog, new() { Name = "重置密码" });
        await dialog.GetByLabel(Words.Label("理由")).FillAsync("本人忘记密码，已当面核实");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "提交", Exact = true }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByText("已提请安全保密管理员审批")).ToBeVisibleAsync();

        await using var guard = await Person.SitDown(town, "baomi", town.Password("baomi"), 390, 844);
        var card = await guard.Opens("审批账号变更", "云岭市直机关工委（示例）");
        await card.Says($"重置{town.Name("dangyuan-b")}的密码，用户名 dangyuan-b");
        await card.AnswersForGood("同意");
        await Press(guard.Page, "取核准码");
        var code = await guard.Page.Locator(".code").InnerTextAsync();
        await guard.FitsThePhone();
        await Tour.Show(guard.Page, "phone-grant-code");

        await admin.GoTo(new Uri(guard.Page.Url).AbsolutePath);
        await Press(admin.Page, "生成一次性链接");
        var link = await admin.Page.Locator(".slip .link").InnerTextAsync();
        await Tour.Show(admin.Page, "grant-link");

        await using var window = await Chromium.Open(390, 844);
        town.Watchman.Watch(window);
        var owner = await window.NewPageAsync();
        await owner.GotoAsync(link.Trim());
        await owner.GetByLabel("核准码").FillAsync("1");
        await owner.GetByLabel("设置密码", new() { Exact = true }).FillAsync(Password);
        await owner.GetByLabel("再输入一次密码", new() { Exact = true }).FillAsync(Password);
        await Press(owner, "设置密码");
        await Assertions.Expect(owner.GetByText("核准码不对")).ToBeVisibleAsync();
        await owner.GetByLabel("核准码").FillAsync(code.Trim());
        await Press(owner, "设置密码");
        await Assertions.Expect(owner.GetByRole(AriaRole.Heading, new() { Name = "登录", Exact = true })).ToBeVisibleAsync();
        await owner.GetByLabel("用户名").FillAsync("dangyuan-b");
        await owner.GetByLabel("密码", new() { Exact = true }).FillAsync(Password);
        await Press(owner, "登录");
        await Assertions.Expect(owner.GetByRole(AriaRole.Navigation, new() { Name = "主要栏目" })).ToBeVisibleAsync();
        town.Watchman.SawNothing();
    }

    private static Task Press(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();
}
