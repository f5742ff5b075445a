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

/// <summary>入党申请人: who may apply where, and when the organisation talks with the applicant.</summary>
public static class Applicants
{
    [Rule("PM-02", DevelopmentText.Of2026 + "第五条、第六条" + DevelopmentText.SameBefore, Title = "申请人年满 18 岁，向规定的党组织申请", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "申请之日须年满 18 岁（2 月 29 日出生的，平年到 3 月 1 日满）。向工作、学习单位党组织申请；没有单位或者单位没有党组织的，向居住地党组织申请；流动人员还可以向单位所在地、单位主管部门或者流动党员党组织申请。")]
    public static Verdict MayApply(
        [Given("出生日期", "日")] DateOnly bornOn,
        [Given("递交申请日", "日")] DateOnly appliedOn,
        [Given("申请书交给")] ApplicationPlace place = ApplicationPlace.WorkUnit,
        [Given("所在单位有党组织")] bool unitHasOrganisation = true,
        [Given("是流动人员")] bool floating = false)
    {
        if (appliedOn < bornOn)
            return Verdict.Mistaken($"递交申请日 {Words.Day(appliedOn)}早于出生日期 {Words.Day(bornOn)}。");

        var first = Periods.MinimumMonths(bornOn, 18 * 12);
        var said = $"{Words.Day(bornOn)}出生，{Words.Day(first)}年满 18 岁，{Words.Day(appliedOn)}申请";
        if (appliedOn < first)
            return new(false, $"{said}，差 {first.DayNumber - appliedOn.DayNumber} 日。") { Value = first, Instead = $"请在 {Words.Day(first)}或以后递交申请。" };

        var right = place switch
        {
            ApplicationPlace.WorkUnit => unitHasOrganisation,
            ApplicationPlace.Residence => !unitHasOrganisation,
            ApplicationPlace.UnitLocality or ApplicationPlace.SupervisingDepartment or ApplicationPlace.FloatingOrganisation => floating,
            _ => throw new ArgumentOutOfRangeException(nameof(place)),
        };
        return new(right, $"{said}，已满；交给{Choice.LabelOf(place)}，{(right ? "符合规定" : unitHasOrganisation ? "不符合规定" : "所在单位没有党组织，不符合规定")}。")
        {
            Value = first,
            Instead = right ? null : $"请改向{(unitHasOrganisation ? "工作、学习单位党组织" : "居住地党组织")}申请。",
        };
    }

    [Rule("PM-03", DevelopmentText.Of2026 + "第七条；2014 年细则第七条相同", Title = "收到申请 1 个月内派人谈话", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "党组织收到入党申请书后，应当在 1 个月内派人同申请人谈话，了解基本情况。末日当天谈话算按时。")]
    public static Verdict IsTalkedWithInTime(
        [Given("收到申请日", "日")] DateOnly receivedOn,
        [Setting(DateConventions.RollKey, DateConventions.RollLabel, "false", Choices = DateConventions.RollChoices)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("谈话日", "日")] DateOnly? talkedOn = null) =>
        new DueDays(receivedOn, "收到入党申请", "派人谈话")
            .Within(Period.OfMonths(1), talkedOn, "请如实记录谈话日期，写明逾期原因，报上级党委。", calendar, rollToNextWorkday);
}
