using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests.Development;

/// <summary>The steps of 发展党员 from 申请 to 发展对象, each done by the person whose it is.</summary>
/// <param name="town">Where it happens.</param>
/// <param name="unit">Name of the branch.</param>
/// <param name="letter">The letter at the end of its people's accounts.</param>
internal sealed class Candidacy(Town town, string unit, char letter)
{
    public Desk Desk { get; } = new(town, unit);

    public char Letter { get; } = letter;

    public string Organiser => $"zuzhi-{Letter}";

    public string[] Sponsors => town.Names($"dangyuan-{Letter}", $"fushuji-{Letter}");

    public async Task<TaskCard> Open(string account, string title) => await (await town.As(account)).Opens(title, unit);

    public async Task<TaskCard> GoOn(string account, string title) => await (await town.As(account)).GoesOnWith(title);

    /// <summary>发起 for somebody whom the register does not know.</summary>
    public async Task Begin(string name, DateOnly born)
    {
        var organiser = await town.As(Organiser);
        var start = await Enter(organiser, name, born);
        await Tour.Show(organiser.Page, "development-start");
        await start.ClickAsync();
    }

    /// <summary>Fills in 发起 for somebody whom the register does not know.</summary>
    /// <returns>What begins it.</returns>
    public static async Task<ILocator> Enter(Person person, string name, DateOnly born)
    {
        var page = person.Page;
        var start = page.GetByRole(AriaRole.Button, new() { Name = "发起", Exact = true });
        await person.GoTo("/start?procedure=party-member-development");
        await page.GetByRole(AriaRole.Radiogroup, new() { Name = "办理对象从哪里来" }).GetByText("新的申请人").ClickAsync();
        await Assertions.Expect(start).ToBeDisabledAsync();
        await person.Reads("请填写新的申请人的姓名、出生日期和性别");
        await page.GetByLabel("姓名", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("出生日期").FillAsync(born.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        await page.GetByLabel("出生日期").PressAsync("Tab");
        await page.GetByRole(AriaRole.Radiogroup, new() { Name = "性别" }).GetByText("女", new() { Exact = true }).ClickAsync();
        return start;
    }

    public async Task Talk() => await (await GoOn(Organiser, "派人同申请人谈话"))
        .Day("谈话日期", town.Today).Pick("谈话人", town.Name($"shuji-{Letter}")).Write("谈话情况", "了解基本情况和入党动机，讲清努力方向。").Answers("已谈话，登记");

    public async Task Recommend() => await (await Open(Organiser, "推荐人选"))
        .Day("推荐日期", town.Today).Choose("推荐方式", "党员推荐", "工会推优").Write("推荐情况", "党员推荐 20 票，工会推优一致同意。").Answers("提交研究");

    /// <summary>A resolution of the committee, carried by all five.</summary>
    public static TaskCard AllFive(TaskCard card, DateOnly day) =>
        card.Day("会议日期", day).Number("实到会有表决权人数", 5).Number("赞成", 5).Number("反对", 0).Number("弃权", 0);

    public async Task File() => await (await Open("zuzhike-s", "上级党委备案")).Day("备案日期", town.Today).Write("备案编号", "云党积〔2025〕4号").AnswersForGood("备案");

    public async Task ChooseMentors() => await (await Open(Organiser, "指定培养联系人")).Tick("培养联系人", Sponsors).Day("指定日期", town.Today).Answers("指定");

    public async Task<TaskCard> Review(DateOnly day, string finding) => (await Open(Organiser, "培养教育考察")).Day("考察日期", day).Write("考察情况和意见", finding);

    /// <summary>A resolution on the one to be 发展对象, with the opinions heard before.</summary>
    public static TaskCard Propose(TaskCard propose, DateOnly day) => AllFive(propose, day)
        .Write("培养联系人意见", "同意。").Write("党员意见", "同意。").Write("群众意见", "没有不良反映。").Choose("是流动人员", "否");

    public async Task Consent() => await (await Open("kezhang-s", "报上级党委同意")).Choose("答复", "同意").Day("答复日期", town.Today).Write("研究会议", "机关党委会 2026 年第 6 次会议").Answers("答复支部");

    public async Task Post() => await (await Open(Organiser, "公示发展对象人选"))
        .Day("张贴日期", town.Today).Write("公示地点", "一楼公示栏").Write("公示内容", "拟列为发展对象公示").Answers("已张贴，开始公示");

    public async Task List() => await (await GoOn(Organiser, "列为发展对象")).Day("列为发展对象日期", town.Today).AnswersForGood("列为发展对象");
}
