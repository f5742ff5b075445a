namespace Workflows.Rules;

/// <summary>Who decides on a level of 约谈, and thereby carries it out.</summary>
public enum LevelDecider
{
    [Label("组织科（部）负责人")]
    SectionHead,

    [Label("副书记")]
    DeputySecretary,

    [Label("书记")]
    Secretary,
}

/// <summary>约谈层级: 1 提醒谈话 → 2 约谈 → 3 再约谈并通报 → 4 诫勉建议、组织处理建议; who decides, how often a level is repeated, what comes next.</summary>
public static class LaggingLevels
{
    public const int Highest = 4;

    private const string Ours = LaggingTalks.Ours;
    private const string Right = "“谁批准、谁实施”（有的地方规定），本系统可设置";

    [Rule("LG-11", Ours, Title = "同一层级重复约谈的次数", Status = RuleStatus.D, Text = "整改不合格的，同一层级最多再约谈两次，仍不合格的提高一级。")]
    public static Verdict MayRepeat(
        [Given("最多", "次", Max = 9), Setting("lagging-repeats")] int most,
        [Given("同一层级已经再约谈", "次", Max = 100)] int repeats = 0) =>
        new(repeats < most, $"同一层级已经再约谈 {repeats} 次，最多 {most} 次，{(repeats < most ? "可以再约谈" : "不再重复")}。")
        {
            Value = repeats + 1,
            Instead = repeats < most ? null : "请提高一级约谈；已是最高一级的，转组织处理。",
        };

    [Gives("约谈层级", Unit = "级")]
    [Rule("LG-12", Ours, Title = "提高一级", Status = RuleStatus.D, Text = "约谈逐级提高：提醒谈话、约谈、再约谈并通报、诫勉建议或者组织处理建议。第四级用尽的，提出组织调整建议或者列入软弱涣散党组织整顿。")]
    public static Verdict NextLevel([Given("现在的层级", "级", Min = 1, Max = Highest)] int level) => level < Highest
        ? new(true, $"由第 {level} 级“{TitleOf(level)}”提高到第 {level + 1} 级“{TitleOf(level + 1)}”。") { Value = level + 1 }
        : new(false, $"第 {level} 级“{TitleOf(level)}”已是最高一级。") { Instead = "请提出组织调整建议，或者列入软弱涣散党组织整顿。" };

    [Rule("LG-13", Right, Title = "谁批准、谁实施", Status = RuleStatus.LOC,
        Text = "提醒谈话由组织科（部）负责人决定，约谈由副书记决定，再约谈并通报和第四级由书记决定；谁批准，谁组织实施。各级由谁决定可以设置。")]
    public static Verdict DecidedBy(
        [Given("层级", "级", Min = 1, Max = Highest)] int level,
        [Given("第一级由谁决定"), Setting("lagging-decider-1")] LevelDecider first,
        [Given("第二级由谁决定"), Setting("lagging-decider-2")] LevelDecider second,
        [Given("第三级由谁决定"), Setting("lagging-decider-3")] LevelDecider third,
        [Given("第四级由谁决定"), Setting("lagging-decider-4")] LevelDecider fourth)
    {
        var decider = level switch { 1 => first, 2 => second, 3 => third, _ => fourth };
        return new(true, $"第 {level} 级“{TitleOf(level)}”由上级{Choice.LabelOf(decider)}决定并组织实施。") { Value = RuleBook.KebabCase(decider.ToString()) };
    }

    [Rule("LG-29", Right, Title = "批准的人参加约谈", Status = RuleStatus.LOC, Soft = true,
        Text = "谁批准、谁实施：批准约谈层级的同志一般要作为约谈人到场主持。确实不能参加的，写明理由和批准人。是否要求可以设置。")]
    public static Verdict CarriesItOut(
        [Given("约谈人")] IReadOnlyList<string> interviewers,
        [Given("批准的人须到场"), Setting("lagging-decider-talks")] bool mustTalk,
        [Given("批准人")] IReadOnlyList<string>? deciders = null)
    {
        if (deciders is not [_, ..])
            return new(true, "没有批准人的记录，不作要求。");

        var there = deciders.Intersect(interviewers, StringComparer.Ordinal).Any();
        return new(there || !mustTalk, $"层级由{Words.List(deciders)}批准，约谈人：{Words.List(interviewers)}；{(there ? "批准人在约谈人之中" : $"批准人不在约谈人之中{(mustTalk ? "" : "，按设置可以只派人约谈")}")}。")
        {
            Instead = there || !mustTalk ? null : $"请把{Words.List(deciders)}列为约谈人，由其主持。",
        };
    }

    [Gives("观察期满日")]
    [Rule("LG-14", Ours, Title = "销号后观察", Status = RuleStatus.D, Text = "整改合格销号后观察六个月；观察期内反弹的，按原层级重新约谈。")]
    public static Verdict ObservedUntil(
        [Given("销号之日", "日")] DateOnly closedOn,
        [Given("观察期"), Setting("lagging-observe")] Period observe,
        WorkCalendar calendar)
    {
        var (until, provisional) = observe.DueFrom(closedOn, calendar, rollToNextWorkday: false);
        return new(true, $"{Words.Day(closedOn)}销号，观察 {observe.InWords()}，至 {Words.Day(until)}。") { Value = until, Provisional = provisional };
    }

    [Rule("LG-18", Ours, Title = "按期核实线索", Status = RuleStatus.D, Text = "收到线索后五个工作日以内同党组织核实。")]
    public static Verdict IsVerifiedPromptly(
        [Given("收到线索之日", "日")] DateOnly receivedOn,
        [Given("核实之日", "日")] DateOnly verifiedOn,
        [Given("核实期限"), Setting("lagging-verify")] Period within,
        WorkCalendar calendar) =>
        Timeliness.Of("收到线索", receivedOn, within, "核实", verifiedOn, calendar, "请尽快核实，并记明推迟的原因。");

    [Gives("约谈层级", Unit = "级")]
    [Rule("LG-22", Ours, Title = "起始层级", Status = RuleStatus.D, Soft = true, Text = "首次约谈一般从提醒谈话或者约谈开始；情节严重，直接从更高层级开始的，写明理由和批准人。")]
    public static Verdict StartsAt(
        [Given("拟定层级", "级", Min = 1, Max = Highest)] int level,
        [Given("一般不高于", "级", Min = 1, Max = Highest), Setting("lagging-first-level")] int most) =>
        new(level <= most, $"拟从第 {level} 级“{TitleOf(level)}”开始，一般不高于第 {most} 级。")
        {
            Value = level,
            Instead = level <= most ? null : $"请从第 {most} 级或以下开始；确需更高的，写明理由和批准人。",
        };

    [Rule("LG-23", Ours, Title = "是否经过提高层级", Status = RuleStatus.D, IsQuestion = true, Text = "整改合格时的层级与起始层级相同的，按一般销号；提高过层级的，注明是提高后销号。")]
    public static Verdict IsClosedWhereItBegan([Given("起始层级", "级", Min = 1, Max = Highest)] int first, [Given("现在的层级", "级", Min = 1, Max = Highest)] int level) =>
        new(first == level, $"起始为第 {first} 级，销号时为第 {level} 级。") { Instead = first == level ? null : "按“提高层级后销号”办结。" };

    [Rule("LG-24", Ours, Title = "观察期满才能结束观察", Status = RuleStatus.D, Text = "观察期没有满的，不能提前结束观察。")]
    public static Verdict IsObserved([Given("观察至", "日")] DateOnly until, [Given("结束观察之日", "日")] DateOnly on) =>
        new(on >= until, $"观察期至 {Words.Day(until)}，{Words.Day(on)}{(on >= until ? "已满" : "未满")}。") { Instead = on >= until ? null : $"请等到 {Words.Day(until)}；有反弹的，登记反弹。" };

    /// <param name="level">1 to <see cref="Highest"/>.</param>
    public static string TitleOf(int level) => level switch { 1 => "提醒谈话", 2 => "约谈", 3 => "再约谈并通报", _ => "诫勉建议、组织处理建议" };
}
