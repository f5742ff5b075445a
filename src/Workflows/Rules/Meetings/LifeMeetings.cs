namespace Workflows.Rules;

/// <summary>When a yearly meeting was held against its proper time.</summary>
public enum MeetingShift
{
    [Label("按期")]
    OnTime,

    [Label("提前")]
    Earlier,

    [Label("推迟")]
    Later,
}

/// <summary>民主生活会: who must be there, that it is yearly, by when the report goes up.</summary>
public static class LifeMeetings
{
    private const string Rules2016 = "《县以上党和国家机关党员领导干部民主生活会若干规定》";
    private static readonly Share TwoThirds = Share.Parse(">= 2/3");

    [Rule("ML-01", Rules2016, Title = "民主生活会到会人数须达到三分之二", Status = RuleStatus.V2,
        WhyNotAsked = "民主生活会的流程还没有提供，提供后由它询问。",
        Text = "民主生活会到会人数必须达到应到会人数的三分之二以上，恰好三分之二可以。")]
    public static Verdict HasQuorum([Given("应到会", "人")] int expected, [Given("到会", "人")] int present)
    {
        if (present > expected)
            return Verdict.Mistaken($"到会 {present} 人多于应到会 {expected} 人；列席的不计入。");

        var least = TwoThirds.Least(expected);
        var enough = expected > 0 && present >= least;
        return new(enough, $"应到会 {expected} 人，须三分之二以上即至少 {least} 人，到会 {present} 人，{(expected == 0 ? "没有应到会的人" : Words.Reached(present, least))}。")
        {
            Value = least,
            Instead = enough ? null : "请改期召开；因故缺席的人可以提交书面发言，但不计入到会。",
        };
    }

    [Rule("ML-02", Rules2016, Title = "民主生活会每年一次，提前或者推迟须报上级同意", Status = RuleStatus.V2,
        WhyNotAsked = "民主生活会的流程还没有提供，提供后由它询问。",
        Text = "民主生活会每年召开一次；因特殊情况需要提前或者推迟的，应当报上级党组织同意。")]
    public static Verdict IsHeldYearly(
        [Given("召开日", "日")] DateOnly heldOn,
        [Given("上一次召开日", "日")] DateOnly? lastHeldOn = null,
        [Given("召开时间")] MeetingShift shift = MeetingShift.OnTime,
        [Given("上级党组织同意")] bool superiorAgreed = false)
    {
        if (lastHeldOn > heldOn)
            return Verdict.Mistaken($"上一次召开日 {Words.Day(lastHeldOn.Value)}晚于本次 {Words.Day(heldOn)}。");

        var skipped = heldOn.Year - (lastHeldOn ?? heldOn).Year > 1;
        var moved = shift != MeetingShift.OnTime || skipped;
        var holds = !moved || superiorAgreed;
        var last = lastHeldOn is { } day ? $"，上一次为 {Words.Day(day)}{(skipped ? "，中间有年度没有召开" : "")}" : "";
        return new(holds, $"{Words.Day(heldOn)}召开民主生活会，{Choice.LabelOf(shift)}{last}{(moved ? $"，上级党组织{(superiorAgreed ? "已" : "没有")}同意" : "")}。")
        {
            Instead = holds ? null : "请先报上级党组织同意，再提前或者推迟召开。",
        };
    }

    [Rule("ML-03", Rules2016 + "（天数未核对原文，可设置）", Title = "民主生活会后报送情况报告和记录", Status = RuleStatus.GK,
        WhyNotAsked = "民主生活会的流程还没有提供，提供后由它询问。",
        Text = "民主生活会情况报告和会议记录，应当在会后 15 日内报上级党组织。天数未核对原文，可以设置。")]
    public static Verdict IsReported(
        [Given("召开日", "日")] DateOnly heldOn,
        [Given("报送期限", "日", Min = 1, Max = 90), Setting("life-meeting-report-days")] int days,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("报送日", "日")] DateOnly? reportedOn = null) =>
        new DueDays(heldOn, "召开民主生活会", "报送报告和记录")
            .Within(Period.OfDays(days), reportedOn, "请立即报送，写明逾期原因。", calendar, rollToNextWorkday);
}
