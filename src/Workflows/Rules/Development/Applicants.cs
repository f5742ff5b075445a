namespace Workflows.Rules;

/// <summary>To which party organisation an application is handed.</summary>
public enum ApplicationPlace
{
    [Label("工作、学习单位党组织")]
    WorkUnit,

    [Label("居住地党组织")]
    Residence,

    [Label("单位所在地党组织")]
    UnitLocality,

    [Label("单位主管部门党组织")]
    SupervisingDepartment,

    [Label("流动党员党组织")]
    FloatingOrganisation,
}

/// <summary>Whether the applicant has a unit, and whether it has a party organisation: two questions.</summary>
public enum ApplicantUnit
{
    [Label("有单位，单位有党组织")]
    WithOrganisation,

    [Label("有单位，单位没有建立党组织")]
    WithoutOrganisation,

    [Label("没有工作、学习单位")]
    NoUnit,
}

/// <summary>入党申请人: who may apply where, and when the organisation talks with the applicant.</summary>
public static class Applicants
{
    private const string AgeText = "申请之日须年满 18 岁（2 月 29 日出生的，平年到 3 月 1 日满）。";

    [Rule("PM-02", DevelopmentText.Of2026 + "第五条、第六条", Title = "申请人年满 18 岁，向规定的党组织申请", Status = RuleStatus.V1, From = DevelopmentText.From2026,
        Text = AgeText + "向工作、学习单位党组织申请；单位没有建立党组织的，由本人选择向单位所在地、单位主管部门或者居住地党组织申请；"
            + "没有工作、学习单位的，向居住地党组织申请；流动人员还可以向流动党员党组织申请。")]
    public static Verdict MayApply(
        [Given("出生日期", "日")] DayOrMonth bornOn,
        [Given("递交申请日", "日")] DateOnly appliedOn,
        [Given("申请书交给")] ApplicationPlace place = ApplicationPlace.WorkUnit,
        [Given("申请人的单位")] ApplicantUnit? unit = null,
        [Given("是流动人员")] bool floating = false,
        [Given("所在单位有党组织（没有写明单位时）")] bool unitHasOrganisation = true)
    {
        var stands = unit ?? (unitHasOrganisation ? ApplicantUnit.WithOrganisation : ApplicantUnit.WithoutOrganisation);
        ApplicationPlace[] right = stands switch
        {
            ApplicantUnit.WithOrganisation => [ApplicationPlace.WorkUnit],
            ApplicantUnit.WithoutOrganisation => [ApplicationPlace.UnitLocality, ApplicationPlace.SupervisingDepartment, ApplicationPlace.Residence],
            ApplicantUnit.NoUnit => [ApplicationPlace.Residence],
            _ => throw new ArgumentOutOfRangeException(nameof(unit)),
        };
        return Judge(bornOn, appliedOn, place,
            floating ? [.. right, ApplicationPlace.FloatingOrganisation] : right,
            Choice.LabelOf(stands) + (floating ? "，是流动人员" : ""));
    }

    [Rule("PM-02", DevelopmentText.Of2014 + "第五条、第六条", Title = "申请人年满 18 岁，向规定的党组织申请", Status = RuleStatus.V2, From = DevelopmentText.From2014,
        Text = AgeText + "向工作、学习单位党组织申请；没有单位或者单位没有建立党组织的，向居住地党组织申请；流动人员还可以向单位所在地、单位主管部门或者流动党员党组织申请。")]
    public static Verdict MightApply(
        [Given("出生日期", "日")] DayOrMonth bornOn,
        [Given("递交申请日", "日")] DateOnly appliedOn,
        [Given("申请书交给")] ApplicationPlace place = ApplicationPlace.WorkUnit,
        [Given("申请人的单位")] ApplicantUnit? unit = null,
        [Given("是流动人员")] bool floating = false,
        [Given("所在单位有党组织（没有写明单位时）")] bool unitHasOrganisation = true)
    {
        var has = unit is { } stands ? stands == ApplicantUnit.WithOrganisation : unitHasOrganisation;
        ApplicationPlace[] right = [has ? ApplicationPlace.WorkUnit : ApplicationPlace.Residence];
        ApplicationPlace[] alsoRight = [ApplicationPlace.UnitLocality, ApplicationPlace.SupervisingDepartment, ApplicationPlace.FloatingOrganisation];
        return Judge(bornOn, appliedOn, place,
            floating ? [.. right, .. alsoRight] : right,
            (has ? "所在单位有党组织" : "没有单位或者单位没有建立党组织") + (floating ? "，是流动人员" : ""));
    }

    [Rule("PM-03", DevelopmentText.Of2026 + "第七条；2014 年细则第七条相同", Title = "收到申请 1 个月内派人谈话", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "党组织收到入党申请书后，应当在 1 个月内派人同申请人谈话，了解基本情况。末日当天谈话算按时。")]
    public static Verdict IsTalkedWithInTime(
        [Given("收到申请日", "日")] DateOnly receivedOn,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("谈话日", "日")] DateOnly? talkedOn = null) =>
        new DueDays(receivedOn, "收到入党申请", "派人谈话")
            .Within(Period.OfMonths(1), talkedOn, "请如实记录谈话日期，写明逾期原因，报上级党委。", calendar, rollToNextWorkday);

    private static Verdict Judge(DayOrMonth bornOn, DateOnly appliedOn, ApplicationPlace place, ApplicationPlace[] right, string who)
    {
        if (appliedOn < bornOn.Earliest)
            return Verdict.Mistaken($"递交申请日 {Words.Day(appliedOn)}早于出生日期 {bornOn.InWords}。");

        var first = Periods.MinimumMonths(bornOn.Latest, 18 * 12);
        var counted = bornOn.IsMonth ? "（名册没有出生日，按当月最后一日算）" : "";
        var said = $"{bornOn.InWords}出生{counted}，{Words.Day(first)}年满 18 岁，{Words.Day(appliedOn)}申请";
        if (appliedOn < first)
        {
            var orMend = bornOn.IsMonth ? "；已经年满 18 岁的，请先在名册中补上出生日" : "";
            return new(false, $"{said}，差 {first.DayNumber - appliedOn.DayNumber} 日。")
            {
                Value = first,
                Instead = $"请在 {Words.Day(first)}或以后递交申请{orMend}。",
            };
        }

        var may = right.Contains(place);
        return new(may, $"{said}，已满；{who}，交给{Choice.LabelOf(place)}，{(may ? "符合规定" : "不符合规定")}。")
        {
            Value = first,
            Instead = may ? null : $"请改向{string.Join("或者", right.Select(Choice.LabelOf))}申请。",
        };
    }
}
