using System.Globalization;
using Microsoft.Playwright;

namespace Workflows.Designer.Tests.Browsing;

/// <summary>One thing to do on a case's page, as a person fills it in. What is written down here is typed when the person answers, or before with <see cref="Now()"/>.</summary>
internal sealed class TaskCard(IPage page, string title)
{
    private readonly List<Func<Task>> typing = [];

    /// <summary>Where several are asked for the same, the own card stands first.</summary>
    public ILocator Shown { get; } = page.GetByRole(AriaRole.Article, new() { NameRegex = Words.Task(title) }).First;

    private ILocator Check => Shown.GetByRole(AriaRole.Region, new() { Name = "规则核对" });

    public TaskCard Write(string label, string text) => Later(() => Field(label).FillAsync(text));

    public TaskCard Number(string label, int number) => Write(label, number.ToString(CultureInfo.InvariantCulture));

    public TaskCard Day(string label, DateOnly day) => Later(() => EnterDay(Field(label), day));

    /// <summary>One of a few, or several of a few.</summary>
    public TaskCard Choose(string label, params string[] options) => Later(async () =>
    {
        var group = Shown.GetByLabel(label, new() { Exact = true });
        foreach (var option in options)
            await group.GetByText(option, new() { Exact = true }).ClickAsync();
    });

    /// <summary>One person, found by typing the name.</summary>
    public TaskCard Pick(string label, string name) => Later(() => Find(Field(label), name));

    /// <summary>Several people, ticked in the list.</summary>
    public TaskCard Tick(string label, params string[] names) => Later(async () =>
    {
        var list = Shown.GetByLabel(label, new() { Exact = true });
        foreach (var name in names)
            await list.GetByText(Words.PersonCalled(name)).ClickAsync();
    });

    /// <summary>Adds a line to a table: what stands under each of its headings; people and choices are found by typing.</summary>
    public TaskCard AddRow(string table, params (string Column, string Text)[] cells) => Later(async () =>
    {
        var rows = Table(table);
        await rows.GetByRole(AriaRole.Button, new() { Name = "添加一行" }).ClickAsync();
        var row = rows.GetByRole(AriaRole.Row).Last;
        foreach (var (column, text) in cells)
        {
            var cell = row.GetByLabel(Words.Cell(column));
            if (await cell.GetAttributeAsync("role") == "combobox" && await cell.GetAttributeAsync("aria-haspopup") != "dialog")
            {
                await Find(cell, text);
                continue;
            }

            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day))
                await EnterDay(cell, day);
            else
                await cell.FillAsync(text);
        }
    });

    /// <summary>Fills in the line of a table that begins with this name.</summary>
    public TaskCard InRow(string table, string name, params (string Column, int Number)[] cells) => Later(async () =>
    {
        var row = Table(table).GetByRole(AriaRole.Row).Filter(new() { HasText = name });
        foreach (var (column, number) in cells)
            await row.GetByLabel(Words.Cell(column)).FillAsync(number.ToString(CultureInfo.InvariantCulture));
    });

    /// <summary>补录: says that this was done on paper before.</summary>
    public Task BeginsOnPaper() => Shown.GetByRole(AriaRole.Button, new() { Name = "点此补录" }).ClickAsync();

    /// <summary>Answers one column in the line of a table in which this stands: written, or chosen of a few.</summary>
    public TaskCard InRow(string table, string text, string column, string answer) => Later(async () =>
    {
        var cell = Table(table).GetByRole(AriaRole.Row).Filter(new() { HasText = text }).GetByLabel(Words.Cell(column));
        switch (await cell.GetAttributeAsync("role"))
        {
            case "combobox":
                await Find(cell, answer);
                break;
            case "radiogroup":
                await cell.GetByText(answer, new() { Exact = true }).ClickAsync();
                break;
            default:
                await cell.FillAsync(answer);
                break;
        }
    });

    /// <summary>补录: this was done on paper on that day; the paper goes with it.</summary>
    /// <param name="day">When it was done.</param>
    /// <param name="file">Name of the file.</param>
    public TaskCard OnPaper(DateOnly day, string file) => Later(async () =>
    {
        await Field("当时办理的日期").FillAsync(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await Field("当时办理的日期").PressAsync("Enter");
        await Shown.GetByLabel("当时的材料").SetInputFilesAsync(new FilePayload { Name = file, MimeType = "application/pdf", Buffer = "%PDF-1.4"u8.ToArray() });
        await Assertions.Expect(Shown.GetByRole(AriaRole.Listitem).Filter(new() { HasText = file })).ToContainTextAsync("移除");
    });

    /// <summary>Types this now.</summary>
    public Task<TaskCard> Now(Func<TaskCard, TaskCard> fill) => fill(this).Now();

    /// <summary>Types what has been written down so far.</summary>
    public async Task<TaskCard> Now()
    {
        foreach (var type in typing)
            await type();
        typing.Clear();
        return this;
    }

    /// <summary>Types what is left and answers; the host must take it, and nobody is asked once more whether it is meant.</summary>
    public Task Answers(string outcome, string? reason = null) => Answers(outcome, reason, isFinal: false);

    /// <summary>The same with what cannot be taken back, such as a row of the register, the end of a case, a vote recorded as failed: the page must ask first.</summary>
    public Task AnswersForGood(string outcome, string? reason = null) => Answers(outcome, reason, isFinal: true);

    /// <summary>Types what is left and presses the button slowly: what the rules say comes while it is down, and must not push it away.</summary>
    public async Task AnswersWithASlowHand(string outcome)
    {
        var down = new TaskCompletionSource();
        await page.RouteAsync("**/check", async route =>
        {
            await down.Task;
            await route.ContinueAsync();
        });
        await Now();
        await Button(outcome).HoverAsync();
        await page.RunAndWaitForResponseAsync(
            async () =>
            {
                await page.Mouse.DownAsync();
                down.SetResult();
            },
            response => response.Url.EndsWith("/check", StringComparison.Ordinal));
        await page.EvaluateAsync("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        var answer = await page.RunAndWaitForResponseAsync(() => page.Mouse.UpAsync(), IsReply);
        Assert.Equal(200, answer.Status);
        await page.UnrouteAsync("**/check");
    }

    /// <summary>Types what is left and answers; the host must say no with these words.</summary>
    public async Task IsRefused(string outcome, params string[] says)
    {
        var (status, isAsked) = await Press(outcome, null);
        Assert.InRange(status, 400, 499);
        Assert.False(isAsked, $"“{title}”问是否确定“{outcome}”，随后却不予办理。");
        foreach (var said in says)
            await Says(said);
    }

    /// <summary>Types what is left and presses: the page itself says with these words what is missing, and sends nothing.</summary>
    public async Task IsHeldBack(string outcome, params string[] says)
    {
        await Now();
        await Button(outcome).ClickAsync();
        foreach (var said in says)
            await Says(said);
    }

    /// <summary>Before anything is sent, the card says this among its rules.</summary>
    public async Task Warns(params string[] says)
    {
        await Now();
        foreach (var said in says)
            await Assertions.Expect(Check).ToContainTextAsync(said);
    }

    public Task Says(string text) => Assertions.Expect(Shown).ToContainTextAsync(text);

    /// <summary>Asserts what stands in a field.</summary>
    public Task Keeps(string label, string text) => Assertions.Expect(Field(label)).ToHaveValueAsync(text);

    public ILocator Button(string outcome) => Shown.GetByRole(AriaRole.Button, new() { Name = outcome, Exact = true });

    public ILocator Field(string label) => Shown.GetByLabel(Words.Label(label));

    private async Task Answers(string outcome, string? reason, bool isFinal)
    {
        var (status, isAsked) = await Press(outcome, reason);
        if (status != 200)
            Assert.Fail($"“{title}”没有被接受（{status}）：\n{await Shown.InnerTextAsync()}");
        Assert.True(isAsked == isFinal, isFinal ? $"“{title}”的“{outcome}”不能撤回，却没有请人确认。" : $"“{title}”的“{outcome}”不必确认，却问了。");
        await Assertions.Expect(page.GetByText(Words.Taken).First).ToBeVisibleAsync();
    }

    private async Task<(int Status, bool IsAsked)> Press(string outcome, string? reason)
    {
        await Now();
        var reply = page.WaitForResponseAsync(IsReply);
        await Button(outcome).ClickAsync();
        if (reason is not null)
        {
            await Shown.GetByLabel($"「{outcome}」的理由").FillAsync(reason);
            await Button($"确定{outcome}").ClickAsync();
        }

        // What is final, or recorded though a rule fails, is confirmed first.
        var confirm = page.GetByRole(AriaRole.Dialog, new() { Name = "请确认" }).GetByRole(AriaRole.Button, new() { Name = $"确定{outcome}" });
        var asked = confirm.WaitForAsync();
        var isAsked = await Task.WhenAny(reply, asked) == asked && asked.IsCompletedSuccessfully;
        if (isAsked)
            await confirm.ClickAsync();
        return ((await reply).Status, isAsked);
    }

    private async Task EnterDay(ILocator field, DateOnly day)
    {
        if (await field.GetAttributeAsync("readonly") is not null)
        {
            await Calendar.Choose(page, field, day);
            return;
        }

        await field.FillAsync(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        // A calendar stays in the way until the day is confirmed.
        await field.PressAsync("Enter");
    }

    private static bool IsReply(IResponse response) => response.Url.EndsWith("/reply", StringComparison.Ordinal);

    private async Task Find(ILocator picker, string name)
    {
        await picker.FillAsync(name);
        // The list of the field before may still be closing.
        var list = page.Locator($"#{await picker.GetAttributeAsync("aria-controls")}");
        await list.GetByRole(AriaRole.Option, new() { NameRegex = Words.PersonCalled(name) }).ClickAsync();
    }

    private ILocator Table(string label) => Shown.GetByRole(AriaRole.Group, new() { NameRegex = Words.Label(label) });

    private TaskCard Later(Func<Task> type)
    {
        typing.Add(type);
        return this;
    }
}
