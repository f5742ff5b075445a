using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests.Elections;

/// <summary>The steps that every 换届选举 goes through, each done by the person whose it is.</summary>
/// <param name="town">Where it happens.</param>
/// <param name="unit">Name of the unit that elects.</param>
/// <param name="letter">The letter at the end of its people's accounts.</param>
internal sealed class Election(Town town, string unit, char letter)
{
    public Town Town => town;

    /// <summary>Whoever carries the paperwork: 书记.</summary>
    public string Secretary => $"shuji-{letter}";

    public string Scrutineer => $"jianpiao-{letter}";

    public string Teller => $"jipiao-{letter}";

    /// <summary>Opens what waits for somebody in this election.</summary>
    public async Task<TaskCard> Open(string account, string title) => await (await town.As(account)).Opens(title, unit);

    /// <summary>What comes next for somebody on the page that is open.</summary>
    public async Task<TaskCard> GoOn(string account, string title) => await (await town.As(account)).GoesOnWith(title);

    public async Task Remind()
    {
        var remind = await Open("zuzhike-s", "届满提醒");
        await remind.Day("提醒日期", town.Today).Choose("提醒方式", "发函").Write("接收人", $"{town.Name(Secretary)}（书记）").AnswersWithASlowHand("已提醒，登记");
    }

    public async Task Request()
    {
        var request = await Open(Secretary, "请示召开选举大会");
        await request.Write("请示文号", "云发支〔2026〕3号").Day("请示日期", town.Today)
            .Write("大会议程和选举办法", "作工作报告，选举新一届班子；差额选举，无记名投票。").Answers("报上级党组织");
    }

    /// <summary>上级形式审查，集体研究批复.</summary>
    /// <param name="number">文号 of the reply.</param>
    /// <param name="look">What else is done before the answer is given.</param>
    public async Task Approve(string number, Func<TaskCard, Task>? look = null)
    {
        await (await Open("zuzhike-s", "形式审查")).Answers("材料齐全，提交研究");
        var decide = await Open("kezhang-s", "集体研究批复");
        if (look is not null)
            await look(decide);
        await decide.Write("研究会议", "机关党委会 2026 年第 6 次会议").Write("批复文号", number).Day("批复日期", town.Today).Answers("同意");
    }

    public async Task CheckRoll() => await (await Open(Secretary, "核对名册，提出不计入应到会的党员")).Write("名册核对情况", "逐人核对，没有变动。").Answers("提交");

    /// <summary>党员推荐提名: so many voices for each.</summary>
    public async Task Nominate(params (string Name, int Voices)[] proposals)
    {
        var nominate = await Open(Secretary, "组织党员推荐提名");
        foreach (var (name, voices) in proposals)
            nominate.AddRow("推荐提名情况", ("被推荐人", name), ("推荐人数", $"{voices}"));
        await nominate.Answers("提交");
    }

    public async Task Confirm() => await (await Open(Secretary, "党员酝酿，确定候选人")).Day("酝酿确定日期", town.Today).Answers("确定候选人");

    public async Task PreparePapers()
    {
        var papers = await Open(Secretary, "准备大会材料、发会议通知");
        await papers.Choose("已备齐的材料", "工作报告", "选票样张", "票箱").Day("选举大会日期", new(2026, 10, 20)).Write("地点", "三楼会议室").Day("发通知日期", town.Today).Answers("提交");
    }

    /// <summary>A vote of the members: 选举办法, 监票人和计票人, 工作报告.</summary>
    public async Task Carry(string title, int inFavour, Func<TaskCard, TaskCard>? fill = null)
    {
        var vote = await GoOn(Secretary, title);
        await (fill?.Invoke(vote) ?? vote).Number("赞成", inFavour).Number("反对", 0).Number("弃权", 0).Answers("提交表决结果");
    }

    /// <summary>选举办法, 监票人和计票人, 工作报告, 介绍候选人: all carried by everybody.</summary>
    public async Task BeginMeeting(int present)
    {
        await Carry("表决选举办法", present);
        await Carry("通过监票人，宣布计票人", present, c => c.Pick("监票人", town.Name(Scrutineer)).Pick("计票人", town.Name(Teller)));
        await Carry("上届工作报告和党费报告", present);
        await (await GoOn(Secretary, "介绍候选人")).Answers("候选人确认，开始投票");
    }

    /// <summary>One side's count of a ballot in which nobody abstained and every ballot is valid.</summary>
    public static TaskCard Count(TaskCard card, int ballots, params (string Name, int Yes)[] votes)
    {
        foreach (var label in new[] { "发出选票", "收回选票", "有效票" })
            card.Number(label, ballots);
        card.Number("投票人数", ballots).Number("无效票", 0);
        foreach (var (name, yes) in votes)
            card.InRow("候选人得票", name, ("赞成", yes), ("不赞成", ballots - yes), ("弃权", 0));
        return card;
    }

    /// <summary>计票人 and 监票人 enter the same count.</summary>
    public Task CountTwice(string ballot, int ballots, params (string Name, int Yes)[] votes) => CountTwice(ballot, Teller, Scrutineer, ballots, votes);

    /// <summary>The same, by the two whom the meeting chose for it.</summary>
    public async Task CountTwice(string ballot, string teller, string scrutineer, int ballots, params (string Name, int Yes)[] votes)
    {
        await Count(await Open(teller, $"{ballot}：计票人录入"), ballots, votes).AnswersForGood("提交计票结果");
        await Count(await Open(scrutineer, $"{ballot}：监票人录入"), ballots, votes).AnswersForGood("提交计票结果");
    }

    public async Task Report() =>
        await (await Open(Secretary, "报告选举结果")).Write("报告文号", "云发支〔2026〕8号").Day("报告日期", town.Today).Answers("报上级党组织");

    public async Task Talk()
    {
        var plan = await Open("zuzhike-s", "安排任前谈话");
        await plan.Write("谈话人", $"{town.Name("shuji-s")}（机关党委书记）").Choose("谈话形式", "个别谈话").Day("拟谈话日期", town.Today).Answers("安排谈话");
        var record = await GoOn("zuzhike-s", "登记任前谈话");
        await record.Day("谈话日期", town.Today).Write("谈话要点", "讲清职责、纪律和要求。").Answers("已谈话，登记");
    }

    public async Task HandOver() =>
        await (await Open(Secretary, "新老班子交接")).Day("交接日期", town.Today).Choose("交接内容", "党费账目", "印章", "会议记录").AnswersForGood("已交接，新班子就任");

    /// <summary>From the announced result to the new committee in office.</summary>
    /// <param name="number">文号 of the superior's approval.</param>
    public async Task Finish(string number)
    {
        await (await Open(Secretary, "宣布选举结果")).AnswersForGood("结果已宣布");
        await Report();
        await Approve(number);
        await Talk();
        await HandOver();
    }
}
