using Microsoft.Playwright;

namespace Workflows.Designer.Tests.Browsing;

/// <summary>Somebody at a browser: signs in, finds what waits, opens it.</summary>
internal sealed class Person : IAsyncDisposable
{
    private readonly Town town;
    private readonly string account;
    private readonly string password;
    private readonly IBrowserContext window;

    private Person(Town town, string account, string password, IBrowserContext window, IPage page) =>
        (this.town, this.account, this.password, this.window, Page) = (town, account, password, window, page);

    public IPage Page { get; }

    private bool IsOnAPhone => Page.ViewportSize!.Width < 600;

    /// <param name="town">Where the person lives.</param>
    /// <param name="account">Sign-in name.</param>
    /// <param name="password">Password.</param>
    /// <param name="width">Width of the screen; CSS pixels.</param>
    /// <param name="height">Height of the screen; CSS pixels.</param>
    public static async Task<Person> SitDown(Town town, string account, string password, int width = 1440, int height = 900)
    {
        var opened = await Chromium.Open(width, height);
        town.Watchman.Watch(opened);
        return new Person(town, account, password, opened, await opened.NewPageAsync());
    }

    /// <summary>Goes to a page; whoever is not signed in any more signs in first.</summary>
    public async Task GoTo(string path)
    {
        if (IsOnAPhone)
            await SetsTheClock();
        await Page.GotoAsync(new Uri(town.Host.Address, path).AbsoluteUri);
        var signIn = Page.GetByRole(AriaRole.Heading, new() { Name = "登录", Exact = true });
        var inside = Page.GetByRole(AriaRole.Navigation, new() { Name = "主要栏目" });
        await Assertions.Expect(signIn.Or(inside).First).ToBeVisibleAsync();
        if (await signIn.IsVisibleAsync())
            await SignIn();
        await Assertions.Expect(inside).ToBeVisibleAsync();
    }

    /// <summary>Sets the browser's own clock to the town's, for whoever chooses days from a calendar.</summary>
    public Task SetsTheClock() => window.Clock.SetFixedTimeAsync(town.Host.Clock.GetUtcNow().UtcDateTime);

    /// <summary>Goes to one of the main pages through the menu: a phone shows the first few of them, the others lie behind 更多.</summary>
    public async Task Follows(string place)
    {
        await GoTo("/");
        var link = Page.GetByRole(AriaRole.Link, new() { Name = place, Exact = true });
        if (IsOnAPhone && !await link.IsVisibleAsync())
            await Page.GetByRole(AriaRole.Button, new() { Name = "更多", Exact = true }).ClickAsync();
        await link.ClickAsync();
    }

    /// <summary>Fills in the sign-in page.</summary>
    public async Task SignIn()
    {
        await Page.GetByLabel("用户名").FillAsync(account);
        await Page.GetByLabel("密码", new() { Exact = true }).FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
    }

    /// <summary>Opens a thing to do from the workbench.</summary>
    /// <param name="title">What is to be done.</param>
    /// <param name="unit">For which unit, by its name.</param>
    public async Task<TaskCard> Opens(string title, string unit)
    {
        await GoTo("/");
        await Page.GetByRole(AriaRole.Region, new() { Name = "请您办理" }).GetByRole(AriaRole.Link)
            .Filter(new() { HasText = title }).Filter(new() { HasText = unit }).First.ClickAsync();
        return await GoesOnWith(title);
    }

    /// <summary>The next thing to do on the page that is open.</summary>
    public async Task<TaskCard> GoesOnWith(string title)
    {
        var card = new TaskCard(Page, title);
        await Assertions.Expect(card.Shown).ToBeVisibleAsync();
        await PlainWords.AreAllThatIsRead(Page);
        if (IsOnAPhone)
            await FitsThePhone();
        return card;
    }

    /// <summary>A second tab of the same browser, on the page that is open in the first.</summary>
    public async Task<IPage> SecondTab()
    {
        var tab = await window.NewPageAsync();
        await tab.GotoAsync(Page.Url);
        return tab;
    }

    /// <summary>Asserts that the page says this somewhere.</summary>
    public Task Reads(string text) => Assertions.Expect(Page.GetByRole(AriaRole.Main)).ToContainTextAsync(text);

    /// <summary>Comes to something with the Tab key alone.</summary>
    public async Task TabsTo(ILocator target)
    {
        await Assertions.Expect(target).ToBeVisibleAsync();
        for (var presses = 0; presses < 80; presses++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("e => e === document.activeElement"))
                return;
        }

        Assert.Fail($"用 Tab 键到不了：{await target.EvaluateAsync<string>("e => e.outerHTML.slice(0, 200)")}");
    }

    /// <summary>Asserts that nothing on the page is wider than a phone of 390 pixels, once it has laid itself out and what moves has come to rest.</summary>
    public async Task FitsThePhone() => Assert.Equal(390, await Page.EvaluateAsync<int>("""
        async () => {
          const frame = () => new Promise(requestAnimationFrame)
          await frame()
          await frame()
          const ending = document.getAnimations().filter(one => one.effect?.getComputedTiming().endTime !== Infinity)
          await Promise.allSettled(ending.map(one => one.finished))
          return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)
        }
        """));

    public async ValueTask DisposeAsync() => await window.CloseAsync();
}
