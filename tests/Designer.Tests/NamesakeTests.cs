using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;
using Workflows.Designer.Tests.Development;
using Workflows.Designer.Tests.Elections;
using Workflows.Organisation;

namespace Workflows.Designer.Tests;

/// <summary>Two of one name in one branch are told apart wherever somebody chooses them, counts for them, or reads of them.</summary>
public sealed class NamesakeTests(NamesakeTests.TownWithNamesakes town) : IClassFixture<NamesakeTests.TownWithNamesakes>
{
    private const string Unit = "云岭市发展规划局第一党支部";

    private static readonly string[] candidates = ["shuji-a", "fushuji-a", "zuzhi-a", "xuanchuan-a", "jijian-a", "dangyuan-a"];

    /// <summary>A member bears the name of the one in charge of 宣传.</summary>
    public sealed class TownWithNamesakes : Town
    {
        /// <summary>What each of the two is called.</summary>
        internal string One => Known.NameOf(IdOf("xuanchuan-a"));

        internal string Other => Known.NameOf(IdOf("dangyuan-a"));

        internal string Shared => Register.Person(IdOf("xuanchuan-a"))!.Name;

        private Register Known => Register.With(Renamed);

        private RegisterRows Renamed => new() { People = [Register.Person(IdOf("dangyuan-a"))! with { Name = Shared }] };

        protected override Task Furnish() => Host.Save(Renamed);
    }

    [ChromiumFact]
    public async Task In_the_picker_in_the_history_and_on_the_paper()
    {
        Assert.NotEqual(town.One, town.Other);
        var candidacy = new Candidacy(town, Unit, 'a');
        await candidacy.Begin("林示例", new(1998, 4, 12));
        await (await candidacy.GoOn("zuzhi-a", "收到入党申请书")).Day("收到申请书日期", town.Today).Choose("申请书交给", "工作、学习单位党组织")
            .Choose("申请人的单位", "有单位，单位有党组织").Choose("是流动人员", "否").AnswersForGood("受理");

        var organiser = await town.As("zuzhi-a");
        var page = organiser.Page;
        var talk = await candidacy.GoOn("zuzhi-a", "派人同申请人谈话");
        var picker = talk.Field("谈话人");
        await picker.FillAsync(town.Shared);
        var offered = page.Locator($"#{await picker.GetAttributeAsync("aria-controls")}").GetByRole(AriaRole.Option);
        await Assertions.Expect(offered.Locator("visible=true")).ToHaveCountAsync(2);
        await Assertions.Expect(offered.Filter(new() { HasText = town.One })).ToBeVisibleAsync();
        await Assertions.Expect(offered.Filter(new() { HasText = town.Other })).ToBeVisibleAsync();
        await Tour.Show(page, "namesakes-picker", picker);
        await offered.Filter(new() { HasText = town.Other }).ClickAsync();
        await Assertions.Expect(talk.Shown).ToContainTextAsync(town.Other);
        await talk.Day("谈话日期", town.Today).Write("谈话情况", "了解基本情况和入党动机。").Answers("已谈话，登记");

        await OnlyTheOther(page.GetByRole(AriaRole.Region, new() { Name = "历程" }));
        await OnlyTheOther(page.GetByRole(AriaRole.Region, new() { Name = "已定事项" }));
        var paper = await page.GetByRole(AriaRole.Link, new() { Name = "入党申请人谈话记录" }).GetAttributeAsync("href");
        var text = PdfText.Read(await (await page.APIRequest.GetAsync(new Uri(town.Host.Address, paper!).AbsoluteUri)).BodyAsync());
        Assert.Contains(town.Other, text, StringComparison.Ordinal);
        Assert.DoesNotContain(town.One, text, StringComparison.Ordinal);
        town.Watchman.SawNothing();
    }

    [ChromiumFact]
    public async Task On_the_ballot_where_they_are_counted_and_in_what_is_told_of_it()
    {
        var election = new Election(town, Unit, 'a');
        var desk = new Desk(town, Unit);
        await desk.UpToTheRequest('a');
        await desk.Approve(new() { ["approved-seats"] = 5 });
        await desk.Reply("shuji-a", "核对名册，提出不计入应到会的党员", "submitted", new() { ["roll-checked"] = "没有变动。" });
        await desk.UpToTheMeeting('a', candidates);
        await town.Until(10, 20);
        await (await election.Open("shuji-a", "大会报到，清点人数")).Day("大会日期", town.Today).Write("主持人", town.Name("shuji-a")).Number("实到会有选举权人数", 24).Answers("清点完毕");
        await election.BeginMeeting(24);

        (string Name, int Yes)[] votes = [.. candidates.Zip([24, 22, 23, 20, 18, 9], (c, yes) => (NameOf(c), yes))];
        var count = await election.Open("jipiao-a", "大会投票：计票人录入");
        await Election.Count(count, 24, votes).Now();
        await Tour.Show((await town.As("jipiao-a")).Page, "namesakes-ballot", count.Shown.GetByRole(AriaRole.Group, new() { NameRegex = Words.Label("候选人得票") }));
        await count.AnswersForGood("提交计票结果");
        await Election.Count(await election.Open("jianpiao-a", "大会投票：监票人录入"), 24, votes).AnswersForGood("提交计票结果");

        var announce = await election.Open("shuji-a", "宣布选举结果");
        await announce.Says($"{town.One}");
        var page = (await town.As("shuji-a")).Page;
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(folded => folded.open = true)");
        var decided = page.GetByRole(AriaRole.Region, new() { Name = "已定事项" });
        await Assertions.Expect(decided).ToContainTextAsync($"{town.One}，赞成 20 票");
        await Assertions.Expect(decided).ToContainTextAsync($"{town.Other}，赞成 9 票");
        town.Watchman.SawNothing();
    }

    private string NameOf(string account) => account switch
    {
        "xuanchuan-a" => town.One,
        "dangyuan-a" => town.Other,
        _ => town.Name(account),
    };

    private async Task OnlyTheOther(ILocator where)
    {
        await Assertions.Expect(where).ToContainTextAsync(town.Other);
        await Assertions.Expect(where).Not.ToContainTextAsync(town.One);
    }
}
