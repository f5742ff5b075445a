using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests;

/// <summary>更正: a row of the register that was wrong from the beginning.</summary>
public sealed class RegisterTests(Town town) : IClassFixture<Town>
{
    private const string Unit = "云岭市发展规划局第一党支部";

    [ChromiumFact]
    public async Task A_wrong_post_is_struck_out_with_a_reason_and_whoever_may_not_do_so_has_no_button_for_it()
    {
        var name = town.Name("xuanchuan-a");
        var section = await town.As("zuzhike-s");
        await OpensTheUnit(section);
        await section.Page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^更正：{name} 宣传委员", default, TimeSpan.FromSeconds(1)) }).ClickAsync();
        var dialog = section.Page.GetByRole(AriaRole.Dialog, new() { Name = "更正名册" });
        await Assertions.Expect(dialog).ToContainTextAsync($"{name} 宣传委员");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "提交作废", Exact = true }).ClickAsync();
        await StrikesOut(dialog, "");
        await Assertions.Expect(dialog).ToContainTextAsync("请写明理由");
        await Tour.Show(section.Page, "register-void");
        await StrikesOut(dialog, "把组织委员记成了宣传委员");

        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(section.Page.GetByRole(AriaRole.Region, new() { Name = "班子和职务" })).ToContainTextAsync("宣传委员");
        await Approves("作废", name, "把组织委员记成了宣传委员");
        await OpensTheUnit(section);
        await ReadsWhatWasStruckOut(section, name);
        await Assertions.Expect(section.Page.GetByRole(AriaRole.Region, new() { Name = "班子和职务" })).Not.ToContainTextAsync("宣传委员");

        await section.GoTo($"/organisation/people/{town.IdOf("xuanchuan-a")}");
        await ReadsWhatWasStruckOut(section, "宣传委员");
        foreach (var account in new[] { "shuji-a", "shenji" })
        {
            var other = await town.As(account);
            await OpensTheUnit(other);
            await ReadsWhatWasStruckOut(other, name);
            await Assertions.Expect(other.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^更正", default, TimeSpan.FromSeconds(1)) })).ToHaveCountAsync(0);
        }

        await PlainWords.AreAllThatIsRead((await town.As("shuji-a")).Page);
        town.Watchman.SawNothing();
    }

    [ChromiumFact]
    public async Task Good_rows_are_imported_although_some_are_bad_only_where_that_is_ticked()
    {
        await using var section = await Person.SitDown(town, "zuzhike-s", town.Password("zuzhike-s"), 390, 844);
        var page = section.Page;
        await section.GoTo("/organisation/import");
        await Chooses(page, "名册一.csv", "示例甲,女,jg01-01,正式党员,2020-01-01", "示例乙,无,jg01-01,正式党员,2020-01-01", "示例丙,男,jg01-01,正式党员,2020-13-01");
        await section.Reads("共 3 行，有 2 处不合要求，符合要求的 1 行。");
        await section.Reads("“2020-13-01”不是日期");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "提交审批", Exact = true })).ToBeDisabledAsync();
        await page.GetByText("跳过不合要求的行，只导入其余各行").ClickAsync();
        await section.FitsThePhone();
        await Tour.Show(page, "phone-import-skip", page.GetByRole(AriaRole.Heading, new() { Name = "第二步：核对结果" }));

        await Chooses(page, "名册二.csv", "示例丁,女,jg01-01,正式党员,2020-01-01", "示例戊,无,jg01-01,正式党员,2020-01-01");
        await section.Reads("共 2 行，有 1 处不合要求，符合要求的 1 行。");
        await Assertions.Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "跳过不合要求的行" })).Not.ToBeCheckedAsync();
        await page.GetByText("跳过不合要求的行，只导入其余各行").ClickAsync();
        await page.GetByLabel("变更理由").FillAsync("新转来组织关系");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交审批（只含符合要求的 1 行）" }).DblClickAsync();
        await section.Reads("已提交审批，名册还没有变");
        await section.FitsThePhone();
        await Tour.Show(page, "phone-import-done", page.GetByRole(AriaRole.Heading, new() { Name = "已提交审批，名册还没有变" }));
        await Approves("新增", "示例丁", "新转来组织关系");

        await section.GoTo("/organisation/units/jg01-01");
        await section.Reads("示例丁");
        foreach (var name in new[] { "示例甲", "示例戊" })
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync(name);
        town.Watchman.SawNothing();
    }

    [ChromiumFact]
    public async Task What_an_import_changes_is_seen_first_and_seen_anew_when_the_register_changes_meanwhile()
    {
        var (person, name) = (town.IdOf("jipiao-a"), town.Name("jipiao-a"));
        await using var section = await Person.SitDown(town, "zuzhike-s", town.Password("zuzhike-s"), 390, 844);
        var page = section.Page;
        await section.GoTo("/organisation/import");
        await page.GetByLabel("名册文件").SetInputFilesAsync(Csv("名册.csv", $"x1,示例己,女,jg01-01,正式党员,2020-01-01", $"{person},{name}改,{Workflows.Rules.Choice.LabelOf(town.Register.Person(person)!.Sex)},,,"));

        var preview = page.GetByRole(AriaRole.Region, new() { Name = "第三步：看清将有什么变化" });
        await Assertions.Expect(preview).ToContainTextAsync($"{name} → {name}改");
        await Assertions.Expect(preview).ToContainTextAsync("同一个编号，姓名不同；如果不是改名，请核对编号。");
        await section.FitsThePhone();
        await Tour.Show(page, "phone-import-preview", preview);
        await page.SetViewportSizeAsync(1440, 900);
        await Tour.Show(page, "import-preview", preview);
        var import = page.GetByRole(AriaRole.Button, new() { Name = "提交审批", Exact = true });
        await Assertions.Expect(import).ToBeDisabledAsync();
        await page.GetByText("已逐条看过标有").ClickAsync();
        await Assertions.Expect(import).ToBeDisabledAsync();
        await page.GetByLabel("变更理由").FillAsync("据介绍信登记");

        await town.Host.Save(new() { People = [town.Register.Person(person)! with { Education = "大学" }] });
        await import.ClickAsync();
        await section.Reads("名册在您核对之后有了变化，这次没有导入。下面是重新核对的结果。");
        await Tour.Show(page, "import-outdated");
        await Assertions.Expect(import).ToBeDisabledAsync();
        await page.GetByText("已逐条看过标有").ClickAsync();
        await import.ClickAsync();

        await section.Reads("已提交审批，名册还没有变");
        await Approves("新增", "示例己", "据介绍信登记");
        await section.GoTo("/organisation/units/jg01-01");
        await section.Reads("示例己");
        await section.Reads($"{name}改");
    }

    /// <summary>The head of the section reads what is to be changed, and why, and agrees.</summary>
    private async Task Approves(string kind, string subject, string reason)
    {
        var head = await town.As("kezhang-s");
        var card = await head.Opens("审批名册变更", "云岭市发展规划局机关党委");
        var change = head.Page.GetByRole(AriaRole.Region, new() { Name = "名册将有什么变化" });
        await Assertions.Expect(change).ToContainTextAsync(kind);
        await Assertions.Expect(change).ToContainTextAsync(subject);
        await card.Says(reason);
        await Tour.Show(head.Page, "register-change");
        await card.AnswersForGood("同意");
        await head.Reads("已登入名册的变更");
    }

    private static FilePayload Csv(string file, params string[] rows) => new()
    {
        Name = file,
        MimeType = "text/csv",
        Buffer = System.Text.Encoding.UTF8.GetBytes("人员编号,姓名,性别,单位编号,发展阶段,起始日期\n" + string.Join('\n', rows) + "\n"),
    };

    private static Task Chooses(IPage page, string file, params string[] rows)
    {
        var text = "人员编号,姓名,性别,单位编号,发展阶段,起始日期\n" + string.Join('\n', rows.Select((r, i) => $"{file}-{i},{r}"));
        return page.GetByLabel("名册文件").SetInputFilesAsync(new FilePayload { Name = file, MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });
    }

    private static async Task OpensTheUnit(Person person)
    {
        await person.GoTo("/organisation/units/jg01-01");
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Heading, new() { Name = Unit })).ToBeVisibleAsync();
        await person.Reads("班子和职务");
    }

    private static async Task StrikesOut(ILocator dialog, string reason)
    {
        await dialog.GetByLabel(Words.Label("错在哪里")).FillAsync(reason);
        await dialog.GetByLabel(Words.Label("依据或批准人")).FillAsync("机关党委会 2026 年第 4 次会议");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确定提交作废" }).ClickAsync();
    }

    /// <summary>What it was, struck through; who took it out, when, why, and on what ground.</summary>
    private async Task ReadsWhatWasStruckOut(Person person, string what)
    {
        var voided = person.Page.GetByRole(AriaRole.Region, new() { Name = "已更正作废的记录" });
        await Assertions.Expect(voided.Locator("del")).ToContainTextAsync(what);
        foreach (var said in new[] { $"{town.Today:yyyy年M月d日}", $"{town.Name("zuzhike-s")}作废：把组织委员记成了宣传委员", "依据：机关党委会 2026 年第 4 次会议" })
            await Assertions.Expect(voided).ToContainTextAsync(said);
        await Tour.Show(person.Page, "register-voided", voided);
    }
}
