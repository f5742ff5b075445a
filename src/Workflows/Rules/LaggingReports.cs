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
            Instead = verified >= reports ? null : "请先办理“核实并入的线索”。",
        };

    [Rule("LG-28", Ours, Title = "逾期不报的，不再等待", Status = RuleStatus.D, Text = "党组织逾期不说明情况，或者不报整改方案、进展和完成情况的，上级可以不再等待，直接核实或者提高一级；期限没有过的，不能。")]
    public static Verdict MayGoOn([Given("期限", "日")] DateOnly due, [Given("查看之日", "日")] DateOnly on) =>
        new(on > due, $"期限 {Words.Day(due)}，至 {Words.Day(on)}{(on > due ? $"逾期 {on.DayNumber - due.DayNumber} 日" : "没有逾期")}。")
        {
            Instead = on > due ? null : $"请等到 {Words.Day(due.AddDays(1))}，并提醒对方按期报送。",
        };
}
