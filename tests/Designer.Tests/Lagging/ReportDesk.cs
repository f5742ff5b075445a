using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests.Lagging;

/// <summary>提交线索, as somebody in the section of a superior does it on the page.</summary>
/// <param name="person">Who reports.</param>
/// <param name="unit">Name of the unit that is reported.</param>
internal sealed class ReportDesk(Person person, string unit)
{
    private IPage Page => person.Page;

    private ILocator Standard => Page.GetByRole(AriaRole.Region, new() { Name = "是否达到标准" });

    /// <summary>Opens the form from the list and says about whom and what sort it is.</summary>
    /// <param name="trigger">Title of the sort.</param>
    public async Task<ReportDesk> Begin(string trigger)
    {
        await person.Follows("线索");
        await Page.GetByRole(AriaRole.Link, new() { Name = "提交线索" }).ClickAsync();
        await Pick("哪个党组织", unit);
        await Pick("哪一类线索", trigger);
        return this;
    }

    public async Task<ReportDesk> Write(string label, string text)
    {
        await Page.GetByLabel(Words.Label(label)).FillAsync(text);
        return this;
    }

    public async Task<ReportDesk> Choose(string label, string option)
    {
        await Page.GetByLabel(label, new() { Exact = true }).GetByText(option, new() { Exact = true }).ClickAsync();
        return this;
    }

    /// <summary>Before anything is sent, the page says this of the facts.</summary>
    public async Task Weighs(params string[] says)
    {
        foreach (var said in says)
            await Assertions.Expect(Standard).ToContainTextAsync(said);
        await PlainWords.AreAllThatIsRead(Page);
    }

    /// <summary>Sends it; the host says no for the reason that stands above the button already.</summary>
    public async Task IsRefused()
    {
        await Button().ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("没有提交");
    }

    /// <summary>Sends it and is back at the lists.</summary>
    public async Task Send()
    {
        await Button().ClickAsync();
        await Assertions.Expect(Page.GetByText("线索已提交，由").First).ToBeVisibleAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "线索和约谈" })).ToBeVisibleAsync();
    }

    private ILocator Button() => Page.GetByRole(AriaRole.Button, new() { Name = "提交线索", Exact = true });

    private async Task Pick(string label, string option)
    {
        await Page.GetByRole(AriaRole.Combobox, new() { NameRegex = Words.Label(label) }).FillAsync(option);
        await Page.GetByRole(AriaRole.Option, new() { Name = option, Exact = true }).ClickAsync();
    }
}
