using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests;

/// <summary>What a form says while somebody fills it in.</summary>
public sealed class TypingTests(Town town) : IClassFixture<Town>
{
    [ChromiumFact]
    public async Task A_field_that_was_just_filled_in_is_not_said_to_be_empty()
    {
        var section = await town.As("zuzhike-s");
        var page = section.Page;
        var empty = page.WaitForResponseAsync(IsCheck);
        var reminder = await section.Opens("届满提醒", "云岭市发展规划局第一党支部");
        await empty;
        var judged = new TaskCompletionSource();
        await page.RouteAsync("**/check", async route =>
        {
            await judged.Task;
            await route.ContinueAsync();
        });

        await page.RunAndWaitForRequestAsync(() => reminder.Day("提醒日期", town.Today).Now(), request => request.Url.EndsWith("/check", StringComparison.Ordinal));

        await Assertions.Expect(reminder.Shown).Not.ToContainTextAsync("请填写“提醒日期”");
        await page.RunAndWaitForResponseAsync(
            () =>
            {
                judged.SetResult();
                return Task.CompletedTask;
            },
            IsCheck);
        await reminder.Field("提醒日期").FillAsync("");
        await reminder.Field("提醒日期").PressAsync("Enter");
        await reminder.Says("请填写“提醒日期”");
        town.Watchman.SawNothing();
    }

    private static bool IsCheck(IResponse response) => response.Url.EndsWith("/check", StringComparison.Ordinal);
}
