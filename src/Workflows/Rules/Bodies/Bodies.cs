namespace Workflows.Rules;

/// <summary>What sort of party organisation a rule speaks of; named as in the register.</summary>
public enum BodyKind
{
    [Label("党支部")]
    Branch,

    [Label("党总支")]
    GeneralBranch,

    [Label("基层党委（机关党委）")]
    AgencyCommittee,

    [Label("村、社区党组织")]
    VillageOrCommunity,
}

/// <summary>设置: how many members make a branch, a 总支, a 党委, and who leads it.</summary>
public static class Bodies
{
    private const string Branches = "《中国共产党支部工作条例（试行）》第二章";
    private const string BranchesFrom = "2018-10-28";
    private const int LeastForBranch = 3;

    [Rule("OR-01", Branches, Title = "成立支部须有 3 名以上正式党员", Status = RuleStatus.V2, From = BranchesFrom,
        WhyNotAsked = "党组织设置（成立、调整、撤销）的流程还没有提供，提供后由它询问。",
        Text = "有 3 名以上正式党员的才单独成立支部；预备党员不计入。")]
    public static Verdict HasEnoughMembers([Given("正式党员", "人")] int fullMembers) =>
        new(fullMembers >= LeastForBranch, $"正式党员 {fullMembers} 人，成立支部须至少 {LeastForBranch} 人，{Words.Reached(fullMembers, LeastForBranch)}。")
        {
            Instead = fullMembers >= LeastForBranch ? null : "可按地域相邻、行业相近的原则，与邻近单位成立联合支部。",
        };

    [Rule("OR-02", Branches, Title = "联合支部覆盖单位一般不超过 5 个", Status = RuleStatus.V2, Soft = true, From = BranchesFrom,
        WhyNotAsked = "党组织设置（成立、调整、撤销）的流程还没有提供，提供后由它询问。",
        Text = "正式党员不足 3 人的单位可以成立联合支部，覆盖的单位一般不超过 5 个。")]
    public static Verdict MayJoin([Given("联合支部覆盖单位", "个", Min = 2)] int units, [Given("各单位正式党员合计", "人")] int fullMembers)
    {
        if (fullMembers < 3)
            return new(false, $"各单位合计正式党员 {fullMembers} 人，联合支部也须至少 3 人，差 {3 - fullMembers} 人。") { Hard = true, Instead = "请再联合邻近单位。" };
        return new(units <= 5, $"联合支部覆盖 {units} 个单位，一般不超过 5 个{(units <= 5 ? "" : $"，多 {units - 5} 个")}。")
        {
            Instead = units <= 5 ? null : "可分设两个联合支部；确需合设的，写明理由报上级党组织同意。",
        };
    }

    [Rule("OR-03", "《中国共产党党和国家机关基层组织工作条例》第五条至第七条", Title = "按党员人数设支部、总支、党委", Status = RuleStatus.V1,
        WhyNotAsked = "党组织设置（成立、调整、撤销）的流程还没有提供，提供后由它询问。",
        Text = "正式党员 3 人以上的成立支部；党员 50 人以上不足 100 人的设总支，100 人以上的设党委；人数不足而工作需要的，经上级党组织批准也可以设。预备党员计入党员总数。")]
    public static Verdict FitsItsSize(
        [Given("党员（含预备党员）", "人")] int members,
        [Given("拟设组织")] BodyKind? planned = null,
        [Given("上级已批准")] bool approved = false,
        [Given("其中：正式党员", "人")] int? fullMembers = null)
    {
        if (fullMembers > members)
            return Verdict.Mistaken($"正式党员 {fullMembers} 人多于党员 {members} 人。");

        // Whoever has too few for a branch is told so (OR-01), not to set one up.
        if ((fullMembers ?? members) is var full and < LeastForBranch && planned != BodyKind.VillageOrCommunity)
            return HasEnoughMembers(full);

        var fit = members switch
        {
            >= 100 => BodyKind.AgencyCommittee,
            >= 50 => BodyKind.GeneralBranch,
            _ => BodyKind.Branch,
        };
        var said = $"党员 {members} 人，按人数应设{Choice.LabelOf(fit)}";
        if (planned is not { } wanted)
            return new(true, said + "。") { Value = fit };

        if (wanted == BodyKind.VillageOrCommunity)
            return new(true, "村、社区党组织按其专门规定设置，不按本条的人数标准。") { Value = fit };

        var holds = wanted == fit || (wanted > fit && approved);
        return new(holds, $"{said}，拟设{Choice.LabelOf(wanted)}{(wanted == fit ? "，相符" : wanted < fit ? "，低于应设组织" : approved ? "，已经上级批准" : "，人数不足且未经上级批准")}。")
        {
            Value = fit,
            Instead = holds ? null : wanted > fit ? "请先报上级党组织批准。" : $"请改设{Choice.LabelOf(fit)}。",
        };
    }

    [Rule("OR-04", "《中国共产党支部工作条例（试行）》第六章", Title = "支部委员会的设立和人数", Status = RuleStatus.V2, Soft = true, From = BranchesFrom,
        Text = "正式党员 7 人以上的支部设委员会，由 3 至 5 人组成，一般不超过 7 人；不足 7 人的设书记 1 名，必要时设副书记 1 名。单数只是习惯，不是规定。")]
    public static Verdict HasRightCommittee([Given("正式党员", "人")] int fullMembers, [Given("拟设委员", "人")] int? seats = null)
    {
        var leads = fullMembers >= 7 ? new Leadership(Committee: true, 3, 5, 7) : new Leadership(Committee: false, 1, 2, 2);
        var said = leads.Committee
            ? $"正式党员 {fullMembers} 人，达到 7 人，应设支部委员会，委员 3 至 5 人，一般不超过 7 人"
            : $"正式党员 {fullMembers} 人，不足 7 人，设书记 1 名，必要时设副书记 1 名，不设委员会";
        if (seats is not { } wanted)
            return new(true, said + "。") { Value = leads };

        var holds = wanted >= leads.Least && wanted <= leads.Most;
        return new(holds, $"{said}；拟设 {wanted} 人，{(holds ? "符合" : "不符合")}。")
        {
            Value = leads,
            Hard = !holds && (!leads.Committee || wanted < leads.Least),
            Instead = holds ? null : leads.Committee ? "请把委员数定在 3 至 5 人，最多 7 人。" : "请只设书记，必要时加设 1 名副书记。",
        };
    }

    [Rule("OR-05", Branches, Title = "设立支部一般在 1 个月内批复", Status = RuleStatus.V2, Soft = true, From = BranchesFrom,
        WhyNotAsked = "党组织设置（成立、调整、撤销）的流程还没有提供，提供后由它询问。",
        Text = "基层党委收到设立支部的申请后，集体研究决定并批复，一般在 1 个月内；批复后召开党员大会选举，批复和选举结果报上级组织部门备案。")]
    public static Verdict IsAnsweredInTime(
        [Given("收到申请日", "日")] DateOnly receivedOn,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("批复日", "日")] DateOnly? repliedOn = null,
        [Given("已由党委集体决定")] bool decidedByCommittee = true)
    {
        var (due, provisional) = Period.OfMonths(1).DueFrom(receivedOn, calendar, rollToNextWorkday);
        if (!decidedByCommittee)
            return new(false, "设立支部须由基层党委集体研究决定。") { Hard = true, Value = due, Instead = "请先召开党委会议研究。" };

        var inTime = repliedOn is null || repliedOn <= due;
        var replied = repliedOn is { } day ? $"，{Words.Day(day)}批复，{(inTime ? "按时" : $"晚 {day.DayNumber - due.DayNumber} 日")}" : "";
        return new(inTime, $"{Words.Day(receivedOn)}收到申请，一般应在 {Words.Day(due)}以前批复{replied}。")
        {
            Value = due,
            Provisional = provisional,
            Instead = inTime ? null : "请写明逾期原因；批复和选举结果仍须报上级组织部门备案。",
        };
    }

    [Rule("OR-06", Branches, Title = "支部党员一般不超过 50 人", Status = RuleStatus.V2, Soft = true, From = BranchesFrom,
        WhyNotAsked = "党组织设置（成立、调整、撤销）的流程还没有提供，提供后由它询问。",
        Text = "一个支部的党员一般不超过 50 人。")]
    public static Verdict IsNotTooLarge([Given("党员（含预备党员）", "人")] int members) =>
        new(members <= 50, $"支部党员 {members} 人，一般不超过 50 人{(members <= 50 ? "" : $"，多 {members - 50} 人")}。")
        {
            Instead = members <= 50 ? null : "可分设支部，或者升格为党总支。",
        };

    /// <summary>Who leads a branch of a given size.</summary>
    /// <param name="Committee">True: a committee; false: a 书记 and, if needed, a 副书记.</param>
    /// <param name="Usual">The most people usually.</param>
    public sealed record Leadership(bool Committee, int Least, int Usual, int Most);
}
