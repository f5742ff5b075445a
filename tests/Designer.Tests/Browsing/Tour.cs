using Microsoft.Playwright;

namespace Workflows.Designer.Tests.Browsing;

/// <summary>The pictures of the README's tour, taken by the tests that walk it: <c>TOUR=docs/images dotnet test tests/Designer.Tests</c>.</summary>
internal static class Tour
{
    private static readonly string? folder = Environment.GetEnvironmentVariable("TOUR") is { Length: > 0 } given ? Path.Combine(Repository.Root, given) : null;

    private const string Phone = "phone-";

    /// <summary>Saves what the window shows now; nothing without <c>TOUR</c>.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">Name of the file, without its ending.</param>
    /// <param name="top">What stands at the top of the picture; null: the top of the page.</param>
    public static async Task Show(IPage page, string name, ILocator? top = null)
    {
        if (folder is null)
            return;

        await Settle(page, top);
        if (page.ViewportSize!.Width < 600 && !name.StartsWith(Phone, StringComparison.Ordinal))
            name = Phone + name;
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
    }

    /// <summary>No message floats over the page, every font is there, and what matters is in sight.</summary>
    private static async Task Settle(IPage page, ILocator? top)
    {
        await Assertions.Expect(page.Locator(".said p")).ToHaveCountAsync(0);
        await page.EvaluateAsync("() => document.fonts.ready");
        await page.Mouse.MoveAsync(0, 0);
        if (top is null)
            await page.EvaluateAsync("() => window.scrollTo(0, 0)");
        else
            await top.EvaluateAsync("e => window.scrollTo(0, e.getBoundingClientRect().top + window.scrollY - 130)");
    }
}
