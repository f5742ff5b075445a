using System.Globalization;

namespace Workflows.Rules;

/// <summary>期间约定: how months, non-working due days and civil dates are counted.</summary>
public static class DateConventions
{
    internal const string RollKey = "roll-to-next-workday";

    [Rule("CV-04", "参照《民法典》第二百零一条、第二百零二条", Title = "“在若干个月内”的末日", Status = RuleStatus.V1,
        WhyNotAsked = "不由哪一步单独询问：“在若干个月内”的时限都按它算末日。",
        Text = "从起算日的次日起算，到若干个月后的同一日为止，末日当天办理仍算按时；该月没有这一日的，以该月最后一日为末日。")]
    public static Verdict Deadline(
        [Given("起算日", "日")] DateOnly anchor,
        [Given("期限", "月", Max = 600)] int months,
        [Setting(RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("办理日", "日")] DateOnly? actedOn = null)
    {
        var (due, provisional) = Period.OfMonths(months).DueFrom(anchor, calendar, rollToNextWorkday);
        var inTime = actedOn is null || actedOn <= due;
        var acted = actedOn is { } day ? $"，{Words.Day(day)}办理，{(inTime ? "按时" : $"逾期 {day.DayNumber - due.DayNumber} 日")}" : "";
        return new(inTime, $"自 {Words.Day(anchor)}起 {months} 个月内，末日为 {Words.DayOf(due, calendar)}{acted}。")
        {
            Value = due,
            Provisional = provisional,
            Instead = inTime ? null : "请补办并说明逾期原因，报上级党组织。",
        };
    }

    [Rule("CV-05", "本系统约定", Title = "“满若干个月”的最早日", Status = RuleStatus.D,
        WhyNotAsked = "不由哪一步单独询问：“满若干个月”的规定都按它算最早日。",
        Text = "最短期间满若干个月后的同一日起才算届满；该月没有这一日的，以下月 1 日为届满日，宁迟不早。")]
    public static Verdict NotBefore(
        [Given("起算日", "日")] DateOnly anchor,
        [Given("最短期间", "月", Max = 600)] int months,
        [Given("办理日", "日")] DateOnly? actedOn = null)
    {
        var first = Periods.MinimumMonths(anchor, months);
        var full = actedOn is null || actedOn >= first;
        var acted = actedOn is { } day ? $"，{Words.Day(day)}办理，{(full ? "已满" : $"早 {first.DayNumber - day.DayNumber} 日")}" : "";
        return new(full, $"自 {Words.Day(anchor)}起满 {months} 个月，最早为 {Words.Day(first)}{acted}。")
        {
            Value = first,
            Instead = full ? null : $"请在 {Words.Day(first)}或以后办理。",
        };
    }

    [Rule("CV-06", "本系统约定", Title = "周期性期限从最初起算日推算", Status = RuleStatus.D,
        WhyNotAsked = "不由哪一步单独询问：半年考察等周期性的期限都按它推算。",
        Text = "每隔若干个月一次的期限，第几次都从最初的起算日推算，不从上一次已经调整过的日期接着推。")]
    public static Verdict Recurs(
        [Given("最初起算日", "日")] DateOnly anchor,
        [Given("间隔", "月", Min = 1, Max = 120)] int everyMonths,
        [Given("第几次", Min = 1, Max = 60)] int occurrence)
    {
        var due = Periods.Recurring(anchor, everyMonths, occurrence);
        return new(true, $"自 {Words.Day(anchor)}起每 {everyMonths} 个月一次，第 {occurrence} 次为 {Words.Day(due)}。") { Value = due };
    }

    [Rule("CV-07", "本系统约定（可设置）；参照《民法典》第二百零三条", Title = "期限末日遇非工作日", Status = RuleStatus.D,
        WhyNotAsked = "不由哪一步单独询问：各项时限都按它的设置处理末日。",
        Text = "党内法规没有写末日遇休息日是否顺延。默认不顺延，最为稳妥；可设置为顺延至下一个工作日。")]
    public static Verdict DueDay(
        [Given("末日", "日")] DateOnly due,
        [Setting(RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar)
    {
        var (day, provisional) = Period.OfDays(0).DueFrom(due, calendar, rollToNextWorkday);
        var rested = calendar.IsWorkingDay(due) ? "是工作日" : "不是工作日";
        var moved = day == due ? "期限仍在当日届满" : $"顺延至 {Words.DayOf(day, calendar)}";
        return new(true, $"{Words.DayOf(due, calendar)}{rested}，{moved}。") { Value = day, Provisional = provisional };
    }

    [Rule("CV-08", "《中国共产党发展党员工作细则》（2026 年修订）第四十四条；本系统约定", Title = "按步骤发生之日适用规则版本", Status = RuleStatus.V1,
        WhyNotAsked = "不由哪一步单独询问：每一步都按它选用规则的版本。",
        Text = "某一步骤适用哪个版本的规则，看这一步骤发生在哪一天，不看事项从哪一天开始；已按旧规定完成的步骤继续有效。")]
    public static Verdict VersionOn([Given("规则编号")] string rule, [Given("步骤发生日", "日")] DateOnly on)
    {
        if (RuleBook.Standard.Find(rule, on) is not { } version)
        {
            return new(false, $"{Words.Day(on)}没有适用的 {rule}。") { Instead = "请核对规则编号和日期；当时的规定不在本系统内的，由人判断并记录。" };
        }

        var since = version.From == DateOnly.MinValue ? "各日均适用的版本" : $"{Words.Day(version.From)}起施行的版本";
        return new(true, $"{Words.Day(on)}发生的步骤，{rule} 适用{since}：{version.About.Article}。")
        {
            Value = new RuleVersion(rule, version.From == DateOnly.MinValue ? null : version.From, version.About.Article),
        };
    }

    [Rule("CV-09", "本系统约定", Title = "日期一律按北京时间", Status = RuleStatus.D,
        WhyNotAsked = "不由哪一步单独询问：全部日期都按它记录。",
        Text = "日期都是北京时间（东八区）的日历日，不计时刻。")]
    public static Verdict CivilDate([Given("时刻")] string moment)
    {
        if (!DateTimeOffset.TryParse(moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            return new(false, $"“{moment}”不是时刻。") { Instead = "请写作 2026-11-21T23:30:00+08:00。" };

        var date = DateOnly.FromDateTime(instant.ToOffset(TimeSpan.FromHours(8)).DateTime);
        return new(true, $"该时刻在北京时间为 {Words.Day(date)}。") { Value = date };
    }

    [Rule("CV-10", "本系统约定", Title = "“一般”可以例外，“必须”“不得”不可以", Status = RuleStatus.D,
        WhyNotAsked = "不由哪一步单独询问：每一步突破“一般”要求都按它写明理由和批准人。",
        Text = "写“一般”的规则，可以由有权的人写明理由后例外处理；写“必须”“不得”“不能”的规则，不能例外。")]
    public static Verdict MayDepart(
        [Given("规则编号")] string rule,
        [Given("步骤发生日", "日")] DateOnly on,
        [Given("例外理由")] string reason,
        [Given("批准人")] string approver,
        [Given("申请人")] string? askedBy = null)
    {
        if (RuleBook.Standard.Find(rule, on) is not { } version)
            return new(false, $"{Words.Day(on)}没有适用的 {rule}。") { Instead = "请核对规则编号和日期。" };
        if (!version.About.Soft)
            return new(false, $"{rule}“{version.About.Title}”是硬性规定，不能例外。") { Instead = $"请按{version.About.Article}办理。" };
        if (string.IsNullOrWhiteSpace(reason) || string.IsNullOrWhiteSpace(approver))
            return new(false, $"{rule}“{version.About.Title}”可以例外，但须写明理由和批准人。") { Instead = "请补填理由和批准人。" };
        if (approver.Trim() == askedBy?.Trim())
            return new(false, $"{askedBy.Trim()}既是申请人又是批准人。") { Instead = "请由上级或其他有权的人批准。" };
        return new(true, $"{rule}“{version.About.Title}”为一般性要求，由{approver.Trim()}批准例外，理由：{reason.Trim()}。");
    }

    /// <summary>Which version of a rule applies on a day.</summary>
    public sealed record RuleVersion(string Rule, DateOnly? InForceFrom, string Article);
}
