using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests.Elections;

/// <summary>The whole 换届选举 of a branch with a committee, by people who have nothing but a phone.</summary>
public sealed class PhoneElectionTests(PhoneElectionTests.TownOfPhones town) : IClassFixture<PhoneElectionTests.TownOfPhones>
{
    private const string Unit = "云岭市发展规划局第一党支部";

    private static readonly string[] candidates = ["shuji-a", "fushuji-a", "zuzhi-a", "xuanchuan-a", "jijian-a", "dangyuan-a"];

    private readonly Election election = new(town, Unit, 'a');

    public sealed class TownOfPhones : Town
    {
        protected override int Width => 390;
    }

    [ChromiumFact]
    public async Task A_branch_is_led_from_the_reminder_to_the_next_term_on_phones()
    {
        await election.Remind();
        await (await election.Open("shuji-a", "按期换届，还是申请延期或提前")).Answers("按期换届");
        await town.Until(5, 25);
        await Resolve();
        await election.Request();
        await election.Approve("云发党〔2026〕9号");
        await town.Until(9, 1);
        await election.CheckRoll();
        await election.Nominate([.. candidates.Select((c, i) => (town.Name(c), 24 - i))]);
        await Examine();
        await town.Until(9, 9);
        await election.Approve("云发党〔2026〕19号");
        await election.Confirm();
        await town.Until(10, 14);
        await election.PreparePapers();
        await town.Until(10, 20);
        await Meet();
        await Plenary();
        await election.Report();
        await election.Approve("云发党〔2026〕29号");
        await election.Talk();
        await election.HandOver();

        var secretary = await town.As("shuji-a");
        await secretary.Reads("本事项已办结：换届完成");
        await PlainWords.AreAllThatCanBeUnfolded(secretary.Page);
        await secretary.FitsThePhone();
        await Tour.Show(secretary.Page, "election-ended");
        town.Watchman.SawNothing();
    }

    private async Task Resolve()
    {
        var resolve = await election.Open("shuji-a", "研究决定换届事项");
        await Everybody(resolve).Day("拟召开选举大会日期", new(2026, 10, 20)).Number("拟设委员名额（书记、副书记在内）", 5).Number("拟提委员候选人", 6).Number("副书记名额", 0)
            .Write("委员条件", "政治可靠，群众公认。").Now();
        await Tour.Show((await town.As("shuji-a")).Page, "election-resolve", resolve.Button("提交表决结果"));
        await resolve.Answers("提交表决结果");
    }

    private async Task Examine()
    {
        var examine = await election.GoOn("shuji-a", "考察并研究候选人预备人选");
        await Everybody(examine).Tick("候选人预备人选", town.Names(candidates)).Pick("书记人选", town.Name("shuji-a"))
            .Choose("书记人选是本单位党员（主要）负责人", "是").Write("纪检机构廉政意见", "无不良反映。").Now();
        await Tour.Show((await town.As("shuji-a")).Page, "election-examine", examine.Field("纪检机构廉政意见"));
        await examine.Answers("提交表决结果");
    }

    private async Task Meet()
    {
        var attendance = await election.Open("shuji-a", "大会报到，清点人数");
        await attendance.Day("大会日期", town.Today).Write("主持人", town.Name("shuji-a")).Number("实到会有选举权人数", 24).Answers("清点完毕");
        await election.BeginMeeting(24);
        (string Name, int Yes)[] votes = [.. candidates.Zip([24, 22, 23, 20, 18, 9], (c, yes) => (town.Name(c), yes))];
        var count = await election.Open("jipiao-a", "大会投票：计票人录入");
        await Election.Count(count, 24, votes).Now();
        var page = (await town.As("jipiao-a")).Page;
        await Tour.Show(page, "election-count", count.Shown.GetByRole(AriaRole.Group, new() { NameRegex = Words.Label("候选人得票") }));
        await (await town.As("jipiao-a")).FitsThePhone();
        await count.AnswersForGood("提交计票结果");
        await Election.Count(await election.Open("jianpiao-a", "大会投票：监票人录入"), 24, votes).AnswersForGood("提交计票结果");
        await (await election.Open("shuji-a", "宣布选举结果")).AnswersForGood("结果已宣布");
    }

    private async Task Plenary()
    {
        var gather = await election.GoOn("shuji-a", "清点到会委员，提出候选人");
        await gather.Day("会议日期", town.Today).Pick("主持人", town.Name("zuzhi-a")).Number("到会委员", 5)
            .Pick("监票人", town.Name("xuanchuan-a")).Pick("计票人", town.Name("jijian-a")).Answers("开始选举");
        await election.CountTwice("委员会投票选举书记", "jijian-a", "xuanchuan-a", 5, (town.Name("shuji-a"), 5));
        var duties = await election.Open("shuji-a", "委员分工");
        await duties.AddRow("委员分工", ("委员", town.Name("zuzhi-a")), ("分工", "组织委员"))
            .AddRow("委员分工", ("委员", town.Name("jijian-a")), ("分工", "纪检委员")).Now();
        await Tour.Show((await town.As("shuji-a")).Page, "election-duties", duties.Shown.GetByRole(AriaRole.Group, new() { NameRegex = Words.Label("委员分工") }));
        await duties.Answers("提交");
    }

    private TaskCard Everybody(TaskCard card) =>
        card.Day("会议日期", town.Today).Number("实到会有表决权人数", 5).Number("赞成", 5).Number("反对", 0).Number("弃权", 0);
}
