using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Workflows.Designer.Tests.Browsing;

/// <summary>A day chosen with the finger: on a phone no keyboard covers the calendar.</summary>
internal static partial class Calendar
{
    /// <param name="page">The page.</param>
    /// <param name="field">Where the day goes.</param>
    /// <param name="day">The day.</param>
    public static async Task Choose(IPage page, ILocator field, DateOnly day)
    {
        var text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (await field.InputValueAsync() != text)
        {
            await field.TapAsync();
            await Tap(page.Locator($"#{await field.GetAttributeAsync("aria-controls")}"), day);
        }

        await Assertions.Expect(field).ToHaveValueAsync(text);
    }

    private static async Task Tap(ILocator calendar, DateOnly day)
    {
        var head = calendar.Locator(".el-date-picker__header-label");
        await Assertions.Expect(head.First).ToBeVisibleAsync();
        var shown = (await head.AllInnerTextsAsync()).Select(t => int.Parse(Digits().Match(t).Value, CultureInfo.InvariantCulture)).ToArray();
        await Turn(calendar, day.Year - shown[0], "前一年", "后一年");
        await Turn(calendar, day.Month - shown[1], "上个月", "下个月");
        await calendar.Locator("td.available:not(.prev-month):not(.next-month) .el-date-table-cell__text")
            .Filter(new() { HasTextRegex = new($"^{day.Day}$", RegexOptions.None, TimeSpan.FromSeconds(1)) }).TapAsync();
    }

    private static async Task Turn(ILocator calendar, int by, string back, string on)
    {
        for (var turn = 0; turn < Math.Abs(by); turn++)
            await calendar.GetByRole(AriaRole.Button, new() { Name = by < 0 ? back : on }).TapAsync();
    }

    [GeneratedRegex(@"\d+", RegexOptions.None, 1000)]
    private static partial Regex Digits();
}
