using Microsoft.Playwright;
using Workflows.Host.Start;

namespace Workflows.Designer.Tests.Browsing;

/// <summary>The one browser of a test run: the system's own Chromium, never a downloaded one. It ends with the run.</summary>
internal static class Chromium
{
    private const string Variable = "WORKFLOWS_TEST_CHROMIUM";

    /// <summary>How long a page may take on a machine that is busy with other tests; milliseconds.</summary>
    private const int Patience = 45_000;

    /// <summary>The one without windows before the whole one, which draws a toolbar for every page that is opened.</summary>
    private static readonly string[] programs = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private static readonly string[] arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-dev-shm-usage", "--font-render-hinting=none", "--force-color-profile=srgb",
    ];

    private static readonly Lazy<Task<IBrowser>> browser = new(Start);

    /// <summary>Why browser tests are skipped; null when they run. In CI a missing browser is a failure, never a skip.</summary>
    public static string? Missing { get; } = Environment.GetEnvironmentVariable("CI") == "true" ? null : WhatIsMissing();

    private static string Program => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
        ? given
        : programs.FirstOrDefault(File.Exists) ?? programs[0];

    /// <summary>A window of its own: nothing signed in, nothing remembered.</summary>
    /// <param name="width">CSS pixels.</param>
    /// <param name="height">CSS pixels.</param>
    public static async Task<IBrowserContext> Open(int width = 1440, int height = 900)
    {
        if (WhatIsMissing() is { } missing)
            throw new InvalidOperationException(missing);

        var phone = width < 600;
        var context = await (await browser.Value).NewContextAsync(new()
        {
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new() { Width = width, Height = height },
            HasTouch = phone,
            IsMobile = phone,
            // Two dots a pixel keep small characters legible in the pictures of the README.
            DeviceScaleFactor = phone ? 2 : 1,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Patience);
        return context;
    }

    private static async Task<IBrowser> Start()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = arguments, Timeout = 4 * Patience });
    }

    private static string? WhatIsMissing() =>
        !File.Exists(Program) ? $"没有 Chromium：请运行 apt-get install chromium-headless-shell fonts-noto-cjk，或用 {Variable} 指定程序的路径"
        : Places.FindPages() is null ? "页面没有构建：请安装 Node.js 20.19 或更新版本，再运行 dotnet build src/Host"
        : null;
}
