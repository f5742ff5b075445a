using Microsoft.Playwright;
using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests.Elections;

/// <summary>换届选举 of a 总支: its members meet across its branches, one of them is left out of 应到会, a 副书记 is chosen, too.</summary>
public sealed class GeneralBranchElectionTests(Town town) : IClassFixture<Town>
{
    private const string Unit = "云岭市规划设计院党总支";

    private static readonly string[] candidates = ["shuji-c", "fushuji-c", "zuzhi-c", "xuanchuan-c", "jijian-c", "dangyuan-c"];

    private readonly Election election = new(town, Unit, 'c');

    [ChromiumFact]
    public async Task The_members_of_a_general_branch_elect_its_committee_across_its_branches()
    {
        var desk = new Desk(town, Unit);
        await desk.UpToTheRequest('c');
        await desk.Approve(new() { ["approved-seats"] = 5 });
        await LeaveSomebodyOut();
        await desk.UpToTheMeeting('c', candidates);

        await town.Until(10, 20);
        var expected = town.Electors("jg01-z1");
        var present = expected - 5;
        var attendance = await election.Open(election.Secretary, "大会报到，清点人数");
        await attendance.Day("大会日期", town.Today).Write("主持人", town.Name("shuji-c")).Number("实到会有选举权人数", present)
            .Warns($"应到会 {expected} 人", $"实到 {present} 人");
        await attendance.Answers("清点完毕");
        await election.Carry("大会表决不计入应到会的党员", present);
        await election.BeginMeeting(present);
        await (await election.Open(election.Teller, "大会投票：计票人录入")).Says($"{expected - 1} 人");
        await election.CountTwice("大会投票", present, [.. candidates.Select((c, i) => (town.Name(c), present - 3 * i - (i == 5 ? 12 : 0)))]);
        await (await election.Open(election.Secretary, "宣布选举结果")).AnswersForGood("结果已宣布");
        await Plenary();
        await (await town.As(election.Secretary)).Reads("报告选举结果");
        town.Watchman.SawNothing();
    }

    private async Task LeaveSomebodyOut()
    {
        var absent = town.OtherMembers("jg01-z1-01")[^1];
        await RollIsOneClickAway(absent);
        var roll = await election.Open(election.Secretary, "核对名册，提出不计入应到会的党员");
        await roll.AddRow("拟不计入应到会的党员", ("党员", absent), ("情形", "年老体弱卧床，长期不能自理"), ("起始日期", "2024-03-01"), ("依据", "医院证明")).Answers("提交");
        var consent = await election.Open("kezhang-s", "审批不计入应到会的党员");
        await consent.Says($"已选 1 人");
        await consent.Day("答复日期", town.Today).Answers("同意所选党员不计入");
    }

    private async Task RollIsOneClickAway(string member)
    {
        await (await election.Open(election.Secretary, "核对名册，提出不计入应到会的党员")).Says($"{town.Electors("jg01-z1")} 人");
        var page = (await town.As(election.Secretary)).Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "查看名册" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "党员", Exact = true })).ToBeInViewportAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "党员", Exact = true })).ToContainTextAsync(member);
    }

    /// <summary>The new committee elects 书记 and 副书记, each by a ballot of its own.</summary>
    private async Task Plenary()
    {
        var gather = await election.GoOn(election.Secretary, "清点到会委员，提出候选人");
        await gather.Day("会议日期", town.Today).Pick("主持人", town.Name("zuzhi-c")).Number("到会委员", 5)
            .Pick("监票人", town.Name("xuanchuan-c")).Pick("计票人", town.Name("jijian-c")).Answers("开始选举");
        await election.CountTwice("委员会投票选举书记", "jijian-c", "xuanchuan-c", 5, (town.Name("shuji-c"), 5));
        await election.CountTwice("委员会投票选举副书记", "jijian-c", "xuanchuan-c", 5, (town.Name("fushuji-c"), 4));
        var duties = await election.Open(election.Secretary, "委员分工");
        await duties.AddRow("委员分工", ("委员", town.Name("jijian-c")), ("分工", "纪检委员")).Answers("提交");
    }
}
