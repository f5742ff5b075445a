namespace Workflows.Rules;

/// <summary>What became of a report when it was verified with the unit.</summary>
public enum FoundAs
{
    [Label("属实")]
    Yes,

    [Label("部分属实")]
    Part,

    [Label("不属实")]
    No,
}

/// <summary>One report as it was verified.</summary>
public sealed record VerifiedReport([Given("线索")] string What, [Given("是否属实")] FoundAs Founded, [Given("依据或者理由")] string? Basis = null);

/// <summary>What a quarterly review decides about a unit.</summary>
public enum ReviewedAs
{
    [Label("列为后进约谈线索")]
    Report,

    [Label("继续督促")]
    Urge,

    [Label("不列为后进")]
    Clear,
}

/// <summary>One unit as a quarterly review went through it.</summary>
public sealed record ReviewedUnit([Given("党组织")] string Unit, [Given("研究意见")] ReviewedAs Decision, [Given("线索已提交")] bool? Reported = null, [Given("办理情况")] string? Done = null);

/// <summary>核实线索: every report by itself, and no level rests on one that has not been.</summary>
public static class LaggingReports
{
    private const string Ours = LaggingTalks.Ours;

    [Rule("LG-26", Ours, Title = "逐条核实线索", Status = RuleStatus.D, Text = "线索逐条核实；不属实的写明理由。至少一条属实或者部分属实的，才能约谈；都不属实的，不予约谈。")]
    public static Verdict AreVerified([Given("逐条核实")] IReadOnlyList<VerifiedReport> findings, [Given("拟约谈")] bool interview)
    {
        var founded = findings.Count(f => f.Founded is not FoundAs.No);
        var silent = findings.Select((f, i) => (f, i)).Where(r => r.f.Founded is FoundAs.No && string.IsNullOrWhiteSpace(r.f.Basis)).Select(r => $"第 {r.i + 1} 条").ToArray();
        var fits = interview == founded > 0 && silent is [];
        return new(fits, $"核实 {findings.Count} 条，属实或者部分属实 {founded} 条，不属实 {findings.Count - founded} 条{(silent is [] ? "" : $"，其中{string.Join("、", silent)}没有写明理由")}。")
        {
            Instead = fits ? null
                : silent is not [] ? $"请写明{string.Join("、", silent)}不属实的理由。"
                : interview ? "没有一条属实的，不予约谈。"
                : "有属实的，请选择约谈；认为不属实的，请逐条改正。",
        };
    }

    [Rule("LG-27", Ours, Title = "线索都已核实", Status = RuleStatus.D, Text = "约谈层级以核实过的线索为依据；办理期间并入的线索，核实以后才能拟定层级、销号或者移交。")]
    public static Verdict AreAllVerified([Given("线索", "条", Max = 500)] int reports, [Given("已核实", "条", Max = 500)] int verified) =>
        new(verified >= reports, $"线索 {reports} 条，已核实 {verified} 条{(verified >= reports ? "" : $"，还有 {reports - verified} 条没有核实")}。")
        {
            Value = verified,
            Instead = verified >= reports ? null : "请先办理“核实并入的线索”。",
        };

    [Rule("LG-30", Ours, Title = "观察期内的线索属实的，即为反弹", Status = RuleStatus.D, IsQuestion = true, Text = "销号后观察期内收到的线索逐条核实，有一条属实或者部分属实的，或者上级登记了反弹的，即为反弹，按原层级重新约谈；都不属实的，继续观察。")]
    public static Verdict IsRelapse(
        [Given("逐条核实")] IReadOnlyList<VerifiedReport> findings,
        [Given("销号之日", "日")] DateOnly closedOn,
        [Given("销号以前（或者上次）已核实", "条", Max = 500)] int heard,
        [Given("登记反弹的发现日期", "日")] DateOnly? relapsedOn = null)
    {
        var later = findings.Skip(heard).ToArray();
        var founded = later.Count(f => f.Founded is not FoundAs.No);
        var registered = relapsedOn >= closedOn;
        var said = later.Length == 0 ? "没有新的线索" : $"新的线索 {later.Length} 条，属实或者部分属实 {founded} 条";
        return new(founded > 0 || registered, $"{Words.Day(closedOn)}销号；观察期内{said}{(registered ? $"，{Words.Day(relapsedOn!.Value)}登记反弹" : "")}，{(founded > 0 || registered ? "按原层级重新约谈" : "继续观察")}。")
        {
            Value = findings.Count,
            Instead = founded > 0 || registered ? null : "都不属实的，继续观察。",
        };
    }

    [Rule("LG-31", Ours, Title = "每季度排查后进党组织", Status = RuleStatus.D, Text = "上级党组织每季度排查一次所属党组织，研究哪些列为后进约谈线索。默认在每季度第一个月的 1 日由系统发起，10 个工作日以内完成；当季已经有人发起的，不再发起。")]
    public static Verdict IsReviewDue(
        [Given("查看之日", "日")] DateOnly on,
        [Given("第几个月", "个月", Min = 1, Max = 3), Setting("lagging-review-month")] int month,
        [Given("排查期限"), Setting("lagging-review")] Period within,
        WorkCalendar calendar)
    {
        var day = Periods.QuarterOf(on).AddMonths(month - 1);
        var (due, provisional) = within.DueFrom(day, calendar, rollToNextWorkday: false);
        return new(on >= day, $"本季度 {Words.Day(day)}由系统发起排查，{within.InWords()}以内完成，至迟 {Words.Day(due)}；{Words.Day(on)}{(on >= day ? "已到" : "未到")}。")
        {
            Value = day,
            Provisional = provisional,
            Instead = on >= day ? null : "需要提前的，可以由组织科（部）发起，当季不再自动发起。",
        };
    }

    [Rule("LG-32", Ours, Title = "列为线索的，逐个提交", Status = RuleStatus.D, Text = "季度排查研究列为后进约谈线索的党组织，逐个提交线索，由规则判断、同党组织核实；排查本身不约谈任何人。")]
    public static Verdict AreReported([Given("逐个办理")] IReadOnlyList<ReviewedUnit> units)
    {
        var listed = units.Where(u => u.Decision is ReviewedAs.Report).ToArray();
        var missing = listed.Where(u => u.Reported != true).Select(u => u.Unit).ToArray();
        return new(missing is [], $"排查 {units.Count} 个党组织，列为后进约谈线索 {listed.Length} 个，已提交 {listed.Length - missing.Length} 个{(missing is [] ? "" : $"，没有提交：{Words.List(missing)}")}。")
        {
            Instead = missing is [] ? null : $"请先提交{Words.List(missing)}的线索。",
        };
    }

    [Rule("LG-28", Ours, Title = "逾期不报的，不再等待", Status = RuleStatus.D, Text = "党组织逾期不说明情况，或者不报整改方案、进展和完成情况的，上级可以不再等待，直接核实或者提高一级；期限没有过的，不能。")]
    public static Verdict MayGoOn([Given("期限", "日")] DateOnly due, [Given("查看之日", "日")] DateOnly on) =>
        new(on > due, $"期限 {Words.Day(due)}，至 {Words.Day(on)}{(on > due ? $"逾期 {on.DayNumber - due.DayNumber} 日" : "没有逾期")}。")
        {
            Instead = on > due ? null : $"请等到 {Words.Day(due.AddDays(1))}，并提醒对方按期报送。",
        };
}
