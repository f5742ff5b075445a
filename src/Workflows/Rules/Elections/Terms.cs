namespace Workflows.Rules;

/// <summary>The terms that bodies elected before 2018-07-12 were elected for: 基层党委, 总支, 支部, in years.</summary>
public enum FormerTerms
{
    [Label("基层党委 4 年、总支 3 年、支部 2 年")]
    FourThreeTwo,

    [Label("基层党委 4 年、总支 3 年、支部 3 年")]
    FourThreeThree,

    [Label("均为 3 年")]
    ThreeThreeThree,
}

/// <summary>How far an election may be moved.</summary>
/// <param name="Expiry">The end of the term as elected.</param>
/// <param name="NewExpiry">The end after every shift, the one asked for included.</param>
/// <param name="Earliest">The earliest day within one year in total.</param>
/// <param name="Latest">The latest day within one year in total.</param>
public sealed record TermWindow(DateOnly Expiry, DateOnly NewExpiry, DateOnly Earliest, DateOnly Latest);

/// <summary>任期: when it ends, how far the election may be moved, when the superior reminds.</summary>
public static class Terms
{
    private const string FormerKey = "former-terms";
    private const int MostShift = 12;
    private static readonly DateOnly TermsOfToday = new(2018, 7, 12);

    [Rule("EL-01", "《中国共产党党和国家机关基层组织工作条例》第五条至第七条；《中国共产党支部工作条例（试行）》第二十一条；《关于党的基层组织任期的意见》第一点", Title = "每届任期和届满日", Status = RuleStatus.V1, Soft = true,
        Text = "基层党委每届任期一般 5 年，总支、支部一般 3 年，村和社区党组织 5 年，从选举之日起算。2018 年 7 月 12 日以前选出的，按原来的任期到届满为止。")]
    public static Verdict Expires(
        [Given("组织类型")] BodyKind body,
        [Given("当选日", "日")] DateOnly electedOn,
        [Given("判断之日", "日")] DateOnly on,
        [Setting(FormerKey)] FormerTerms formerTerms,
        [Given("已批准延期（负数为提前）", "月", Min = -60, Max = 60)] int shiftedMonths = 0)
    {
        var years = Years(body, electedOn, formerTerms);
        var expiry = Periods.DeadlineMonths(electedOn, (years * 12) + shiftedMonths);
        var overdue = on > expiry;
        var shifted = shiftedMonths switch
        {
            > 0 => $"，经批准延期 {shiftedMonths} 个月",
            < 0 => $"，经批准提前 {-shiftedMonths} 个月",
            0 => "",
        };
        return new(!overdue, $"{Choice.LabelOf(body)}{Words.Day(electedOn)}选出，任期 {years} 年{shifted}，{Words.Day(expiry)}届满；{Words.Day(on)}{(overdue ? $"已超过 {on.DayNumber - expiry.DayNumber} 日" : "尚未超过")}。")
        {
            Value = expiry,
            Hard = overdue,
            Instead = overdue ? "请立即着手换届；确有原因不能按期换届的，说明原因报上级党组织。" : null,
        };
    }

    [Rule("EL-02", "《中国共产党基层组织选举工作条例》第三条；《关于党的基层组织任期的意见》第二点", Title = "延期或者提前换届", Status = RuleStatus.V1, Soft = true, From = "2018-07-12",
        Text = "任期届满应当按期换届。需要延期或者提前的，报上级党组织批准，历次合计一般不超过 1 年。")]
    public static Verdict MayShift(
        [Given("组织类型")] BodyKind body,
        [Given("当选日", "日")] DateOnly electedOn,
        [Setting(FormerKey)] FormerTerms formerTerms,
        [Given("本次申请延期（负数为提前）", "月", Min = -60, Max = 60)] int askedMonths = 0,
        [Given("以前已批准延期（负数为提前）", "月", Min = -60, Max = 60)] int shiftedMonths = 0,
        [Given("上级已批准")] bool? superiorApproved = null)
    {
        var months = Years(body, electedOn, formerTerms) * 12;
        var total = shiftedMonths + askedMonths;
        var window = new TermWindow(
            Periods.DeadlineMonths(electedOn, months),
            Periods.DeadlineMonths(electedOn, months + total),
            Periods.DeadlineMonths(electedOn, months - MostShift),
            Periods.DeadlineMonths(electedOn, months + MostShift));
        var said = $"{Shifts(shiftedMonths, askedMonths)}一般不超过 {MostShift} 个月；换届最早 {Words.Day(window.Earliest)}，最迟 {Words.Day(window.Latest)}";
        if (Math.Abs(total) > MostShift)
        {
            var left = askedMonths >= 0 ? MostShift - shiftedMonths : MostShift + shiftedMonths;
            return new(false, $"{said}，超过 {Math.Abs(total) - MostShift} 个月。")
            {
                Value = window,
                Instead = left > 0 ? $"本次最多可{(askedMonths >= 0 ? "延期" : "提前")} {left} 个月。" : "不能再调整，请按现定日期换届。",
            };
        }

        if (superiorApproved == false)
            return new(false, said + "；上级党组织没有批准。") { Value = window, Hard = true, Instead = $"请在 {Words.Day(Periods.DeadlineMonths(electedOn, months + shiftedMonths))}以前换届。" };
        if (total == 0 && askedMonths == 0)
            return new(true, said + "。") { Value = window };
        return new(true, $"{said}；调整后 {Words.Day(window.NewExpiry)}届满{(superiorApproved == true || askedMonths == 0 ? "，上级党组织已批准" : "，须报上级党组织批准")}。") { Value = window };
    }

    [Rule("EL-03", "《中国共产党支部工作条例（试行）》第二十一条", Title = "届满前 6 个月提醒换届", Status = RuleStatus.V2, Soft = true, From = "2018-10-28",
        Text = "上级党组织一般在任期届满 6 个月以前，以发函或者电话通知等形式提醒做好换届准备。")]
    public static Verdict RemindOn(
        [Given("组织类型")] BodyKind body,
        [Given("当选日", "日")] DateOnly electedOn,
        [Setting(FormerKey)] FormerTerms formerTerms,
        [Given("已批准延期（负数为提前）", "月", Min = -60, Max = 60)] int shiftedMonths = 0,
        [Given("提醒日", "日")] DateOnly? remindedOn = null)
    {
        var months = (Years(body, electedOn, formerTerms) * 12) + shiftedMonths;
        var expiry = Periods.DeadlineMonths(electedOn, months);
        var remind = Periods.DeadlineMonths(electedOn, months - 6);
        var inTime = remindedOn is null || remindedOn <= remind;
        var reminded = remindedOn is { } day ? $"，{Words.Day(day)}提醒，{(inTime ? "按时" : $"晚 {day.DayNumber - remind.DayNumber} 日")}" : "";
        return new(inTime, $"{Words.Day(expiry)}届满，6 个月前为 {Words.Day(remind)}{reminded}。")
        {
            Value = remind,
            Instead = inTime ? null : "请尽快补发提醒，并写明原因。",
        };
    }

    /// <summary>What has been shifted and what is asked for; nothing is said of what is neither.</summary>
    private static string Shifts(int before, int asked) => (before, asked) switch
    {
        (0, 0) => "没有延期或者提前，历次合计",
        (0, _) => $"本次{Shift(asked)}，历次合计",
        (_, 0) => $"以前{Shift(before)}，历次合计",
        _ => $"以前{Shift(before)}，本次{Shift(asked)}，合计{Shift(before + asked)}，",
    };

    private static string Shift(int months) => months switch
    {
        > 0 => $"延期 {months} 个月",
        < 0 => $"提前 {-months} 个月",
        0 => "抵消",
    };

    private static int Years(BodyKind body, DateOnly electedOn, FormerTerms former) => electedOn >= TermsOfToday
        ? body switch
        {
            BodyKind.AgencyCommittee or BodyKind.VillageOrCommunity => 5,
            BodyKind.GeneralBranch or BodyKind.Branch => 3,
            _ => throw new ArgumentOutOfRangeException(nameof(body)),
        }
        : (body, former) switch
        {
            (BodyKind.AgencyCommittee, FormerTerms.FourThreeTwo or FormerTerms.FourThreeThree) => 4,
            (BodyKind.Branch, FormerTerms.FourThreeTwo) => 2,
            _ => 3,
        };
}
