namespace Workflows.Rules;

/// <summary>Which day is written as the end of probation.</summary>
public enum ProbationEnd
{
    [Label("满 1 年之日的前一日")]
    DayBefore,

    [Label("满 1 年的当日")]
    SameDay,
}

/// <summary>How grave a breach of discipline by a probationary member is.</summary>
public enum ProbationBreach
{
    [Label("情节较轻，可以保留预备党员资格")]
    Light,

    [Label("情节较重")]
    Serious,
}

/// <summary>From which day an extension of probation runs.</summary>
public enum ExtensionAnchor
{
    [Label("原预备期届满之日")]
    Expiry,

    [Label("支部大会决定延长之日")]
    Meeting,
}

/// <summary>The days of probation as written in the 入党志愿书.</summary>
/// <param name="Start">The day of the meeting that admitted.</param>
/// <param name="End">The last day, as written.</param>
public sealed record ProbationDays(DateOnly Start, DateOnly End);

/// <summary>预备期: when it begins and ends, when conversion may be discussed, how it is extended.</summary>
public static class Probation
{
    private const int Months = 12;

    [Gives("预备期届满之日")]
    [Rule("PM-21", DevelopmentText.Of2026 + "第三十一条；2014 年细则第三十二条相同", Title = "预备期 1 年，从支部大会通过之日算起", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "预备党员的预备期为 1 年，从支部大会通过其为预备党员之日算起，不从上级党委批准之日算起。")]
    public static Verdict Expires(
        [Given("支部大会通过之日", "日")] DateOnly meetingOn,
        [Given("上级党委批准日", "日")] DateOnly? approvedOn = null)
    {
        if (approvedOn < meetingOn)
            return Verdict.Mistaken($"上级党委批准日 {Words.Day(approvedOn.Value)}早于支部大会通过之日 {Words.Day(meetingOn)}。");

        var expiry = Periods.MinimumMonths(meetingOn, Months);
        var approved = approvedOn is { } day ? $"（不从批准之日 {Words.Day(day)}算起）" : "";
        return new(true, $"预备期从支部大会通过之日 {Words.Day(meetingOn)}算起{approved}，满 1 年为 {Words.Day(expiry)}。") { Value = expiry };
    }

    [Rule("PM-22", "《入党志愿书》填写说明（组织部门）；止日为本系统约定（可设置）", Title = "志愿书上预备期的起止日", Status = RuleStatus.V2,
        Text = "《入党志愿书》写明预备期的起止日：起日是支部大会通过之日，止日默认写满 1 年之日的前一日，满 1 年之日即可转正。")]
    public static Verdict IsWritten(
        [Given("支部大会通过之日", "日")] DateOnly meetingOn,
        [Setting("probation-end")] ProbationEnd probationEnd,
        [Given("志愿书所写起日", "日")] DateOnly? writtenStart = null,
        [Given("志愿书所写止日", "日")] DateOnly? writtenEnd = null)
    {
        var end = probationEnd switch
        {
            ProbationEnd.DayBefore => Periods.MinimumMonths(meetingOn, Months).AddDays(-1),
            ProbationEnd.SameDay => Periods.DeadlineMonths(meetingOn, Months),
            _ => throw new ArgumentOutOfRangeException(nameof(probationEnd)),
        };
        var right = (writtenStart is null || writtenStart == meetingOn) && (writtenEnd is null || writtenEnd == end);
        var said = $"预备期应写 {Words.Day(meetingOn)}至 {Words.Day(end)}";
        return new(right, writtenStart is null && writtenEnd is null ? said + "。" : $"{said}，志愿书写 {Words.Day(writtenStart ?? meetingOn)}至 {Words.Day(writtenEnd ?? end)}，{(right ? "相符" : "不符")}。")
        {
            Value = new ProbationDays(meetingOn, end),
            Instead = right ? null : $"请更正为 {Words.Day(meetingOn)}至 {Words.Day(end)}，并在更正处盖章。",
        };
    }

    [Gives("可以讨论转正之日")]
    [Rule("PM-23", DevelopmentText.Of2026 + "第三十一条、第三十二条；组织部门答复；提前申请的时间为地方规定（可设置）", Title = "预备期满以后才能讨论转正", Status = RuleStatus.V2, From = DevelopmentText.From2014,
        Text = "讨论转正的支部大会不能早于预备期满之日。延长预备期的，不能早于延长后的届满之日。书面转正申请可以提前递交，一些地方规定提前 1 个月以内，可以设置。违犯党纪、情节较轻的，可以在发现时延长预备期；情节较重，应当取消预备党员资格的，也不必等到期满。")]
    public static Verdict MayConvert(
        [Given("支部大会接收之日", "日")] DateOnly admittedOn,
        [Given("提前递交转正申请最多", "个月", Max = 12), Setting("conversion-application-early-months")] int earlyMonths,
        [Given("讨论转正的支部大会日", "日")] DateOnly? meetingOn = null,
        [Given("递交转正申请日", "日")] DateOnly? appliedOn = null,
        [Given("延长后的届满之日", "日")] DateOnly? extendedTo = null,
        [Given("表决事项")] ConversionDecision decision = ConversionDecision.Convert,
        [Given("违犯党纪的情节")] ProbationBreach? breach = null)
    {
        var first = extendedTo ?? Periods.MinimumMonths(admittedOn, Months);
        if (extendedTo < Periods.MinimumMonths(admittedOn, Months))
            return Verdict.Mistaken($"延长后的届满之日 {Words.Day(first)}早于原预备期届满之日。");

        var said = $"{Words.Day(admittedOn)}接收为预备党员，预备期{(extendedTo is null ? "" : "延长后")}于 {Words.Day(first)}届满，此日起才能讨论转正";
        var answers = (decision, breach) switch
        {
            (ConversionDecision.Cancel, ProbationBreach.Serious) => "情节较重的，应当取消预备党员资格",
            (ConversionDecision.Extend, ProbationBreach.Light) => "情节较轻、可以保留预备党员资格的，批评教育或者延长预备期",
            _ => null,
        };
        if (meetingOn < first && answers is not null)
            return new(true, $"预备期于 {Words.Day(first)}届满；违犯党纪、{answers}，不必等到期满，{Words.Day(meetingOn.Value)}开会。") { Value = first };
        if (meetingOn < first)
        {
            return new(false, $"{said}；{Words.Day(meetingOn.Value)}开会，早 {first.DayNumber - meetingOn.Value.DayNumber} 日。")
            {
                Value = first,
                Instead = $"请在 {Words.Day(first)}或以后召开支部大会{Unless(decision)}。",
            };
        }

        var earliest = Periods.DeadlineMonths(first, -earlyMonths);
        var applied = appliedOn is null || appliedOn >= earliest;
        return new(applied, $"{said}{(meetingOn is { } day ? $"；{Words.Day(day)}开会，已满" : "")}{(appliedOn is { } asked ? $"；转正申请最早 {Words.Day(earliest)}递交，{Words.Day(asked)}递交" : "")}。")
        {
            Value = first,
            Instead = applied ? null : $"请本人在 {Words.Day(earliest)}以后重新递交转正申请。",
        };
    }

    private static string Unless(ConversionDecision decision) => decision switch
    {
        ConversionDecision.Cancel => "；违犯党纪、情节较重的，先登记违纪情况，再讨论取消资格",
        ConversionDecision.Extend => "；违犯党纪、情节较轻的，先登记违纪情况，再讨论延长",
        ConversionDecision.Convert => "",
        _ => throw new ArgumentOutOfRangeException(nameof(decision)),
    };

    [Gives("延长后的届满之日")]
    [Rule("PM-24", DevelopmentText.Of2026 + "第三十一条" + DevelopmentText.SameBefore + "；起算日为本系统约定（可设置）", Title = "延长预备期 1 次，半年以上、不超过 1 年", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "需要继续考察和教育的，可以延长一次预备期，延长不能少于半年，最长不超过 1 年，其间的月数都可以。默认从原预备期届满之日起延长，新的届满之日宁迟不早；不能延长第二次。违犯党纪、情节较轻的，可以在发现时决定延长，不必等到期满。")]
    public static Verdict MayExtend(
        [Given("原预备期届满之日", "日")] DateOnly expiresOn,
        [Given("延长", "个月", Max = 120)] int months,
        [Setting("extension-from")] ExtensionAnchor extensionFrom,
        [Given("以前已延长过")] bool extendedBefore = false,
        [Given("支部大会决定延长之日", "日")] DateOnly? decidedOn = null,
        [Given("违犯党纪的情节")] ProbationBreach? breach = null)
    {
        if (extendedBefore)
            return new(false, "预备期已经延长过一次，不能再延长。") { Instead = "请讨论按期转正或者取消预备党员资格。" };
        if (decidedOn < expiresOn && breach != ProbationBreach.Light)
            return new(false, $"支部大会 {Words.Day(decidedOn.Value)}决定延长，早于原预备期届满之日 {Words.Day(expiresOn)}。") { Instead = $"请在 {Words.Day(expiresOn)}或以后召开支部大会讨论。" };
        if (months is < 6 or > 12)
        {
            return new(false, $"拟延长 {months} 个月，须不少于 6 个月、不超过 12 个月，{(months < 6 ? $"差 {6 - months} 个月" : $"多 {months - 12} 个月")}。")
            {
                Instead = "请把延长的时间定在 6 至 12 个月。",
            };
        }

        // A breach is answered when it is found: probation that has not run out is prolonged from where it ends, whatever is set.
        var from = decidedOn < expiresOn ? ExtensionAnchor.Expiry : extensionFrom;
        if ((from == ExtensionAnchor.Meeting ? decidedOn : expiresOn) is not { } anchor)
            return Verdict.Mistaken("按现行设置从支部大会决定延长之日起算，没有填写决定之日。");

        var expiry = Periods.MinimumMonths(anchor, months);
        return new(true, $"从{Choice.LabelOf(from)} {Words.Day(anchor)}起延长 {months} 个月，新的届满之日为 {Words.Day(expiry)}；不能再延长。") { Value = expiry };
    }
}
