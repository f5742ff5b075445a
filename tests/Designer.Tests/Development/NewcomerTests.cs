using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests.Development;

/// <summary>发起 for somebody for whom another secretary has just begun: who has, and the way there.</summary>
public sealed class NewcomerTests(Town town) : IClassFixture<Town>
{
    [ChromiumFact]
    public async Task Whoever_begins_for_a_newcomer_a_moment_later_is_told_who_has_and_led_to_that_case()
    {
        const string Name = "林示例";
        var born = new DateOnly(1995, 6, 5);
        var organiser = await town.As("zuzhi-a");
        var secretary = await town.As("shuji-a");
        await using var phone = await Person.SitDown(town, "fushuji-a", town.Password("fushuji-a"));
        var first = await Candidacy.Enter(organiser, Name, born);
        var second = await Candidacy.Enter(secretary, Name, born);
        var third = await Candidacy.Enter(phone, Name, born);
        await phone.Page.SetViewportSizeAsync(390, 844);

        await first.ClickAsync();
        await organiser.GoesOnWith("收到入党申请书");
        foreach (var (late, start) in new[] { (secretary, second), (phone, third) })
        {
            await start.ClickAsync();
            await late.Reads($"{town.Name("zuzhi-a")}于2026年5月11日发起");
        }

        await Tour.Show(secretary.Page, "newcomer-already-open", secretary.Page.GetByRole(AriaRole.Alert));
        await Tour.Show(phone.Page, "newcomer-already-open-phone", phone.Page.GetByRole(AriaRole.Alert));
        await phone.FitsThePhone();
        await secretary.Page.GetByRole(AriaRole.Link, new() { Name = "打开这一事项" }).ClickAsync();
        await secretary.GoesOnWith("收到入党申请书");
        Assert.Equal(organiser.Page.Url, secretary.Page.Url);
        town.Watchman.SawNothing();
    }
}
