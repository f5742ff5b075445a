using Workflows.Designer.Tests.Browsing;

namespace Workflows.Designer.Tests.Lagging;

/// <summary>The steps of 后进约谈, each done by the person whose it is.</summary>
/// <param name="town">Where it happens.</param>
/// <param name="unit">Name of the branch.</param>
/// <param name="letter">The letter at the end of its people's accounts.</param>
internal sealed class Interview(Town town, string unit, char letter)
{
    public const string Section = "zuzhike-s";
    public const string Head = "kezhang-s";
    public const string Inspector = "jiwei-s";

    public string Secretary => $"shuji-{letter}";

    public string Organiser => $"zuzhi-{letter}";

    public async Task<TaskCard> Open(string account, string title) => await (await town.As(account)).Opens(title, unit);

    public async Task<TaskCard> GoOn(string account, string title) => await (await town.As(account)).GoesOnWith(title);

    public async Task State() =>
        await (await Open(Secretary, "说明情况")).Write("情况说明", "两个季度的报表都报迟了，情况属实。").Answers("提交");

    public async Task Propose()
    {
        var propose = await GoOn(Section, "拟定约谈层级");
        await propose.Keeps("拟定层级", "1");
        await propose.Write("理由", "首次落后。").Answers("提交");
    }

    /// <summary>The notice of a talk on that day, by whoever decided on the level and these.</summary>
    public async Task<TaskCard> Notice(DateOnly talkOn, params string[] interviewers) => (await Open(Section, "约谈通知书"))
        .Write("通知书文号", "云发党约〔2026〕1号").Day("发出日期", town.Today).Day("约谈日期", talkOn).Write("约谈地点", "三楼会议室")
        .Write("约谈事由", "日常监督报表连续迟报。").Tick("约谈人", town.Names(interviewers));

    public async Task Sign() =>
        await (await Open(Secretary, "签收约谈通知书")).Day("签收日期", town.Today).Write("签收人", town.Name(Secretary)).Answers("签收");

    public async Task Talk() => await (await Open(Head, "约谈"))
        .Day("约谈日期", town.Today).AddRow("问题清单", ("问题", "报表连续两个季度迟报"), ("要求", "按期报送，专人负责"))
        .Write("被约谈人的说明", "人手不足，已经调整分工。").Choose("约谈人已签字", "是").Choose("被约谈人已签字", "是").Answers("已约谈，登记");

    public async Task Report(string progress) => await (await Open(Organiser, "整改和月度进展")).Write("本月进展", progress).Answers("报告进展");

    public async Task Complete(params (string Measure, string Done)[] results)
    {
        await (await Open(Secretary, "整改和月度进展")).Answers("已完成，报告完成情况");
        var completion = await GoOn(Secretary, "报告整改完成");
        completion.Day("报告日期", town.Today);
        foreach (var (measure, done) in results)
            completion.InRow("逐条完成情况", measure, "完成情况", done);
        await completion.Answers("报上级复核");
    }

    public async Task Recheck(params string[] measures)
    {
        var recheck = await Open(Inspector, "现场复核");
        recheck.Day("复核日期", town.Today);
        foreach (var measure in measures)
            recheck.InRow("逐条复核", measure, "合格", "是");
        await recheck.Number("党员群众满意率", 96).Write("复核意见", "两项措施都已落实。").Answers("提交");
    }

    public async Task Close() => await (await Open("shuji-s", "销号")).Day("销号日期", town.Today).Write("销号意见", "整改到位，同意销号。").Answers("提交");
}
