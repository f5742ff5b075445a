namespace Workflows.Rules;

/// <summary>工作日: which days are worked, on what data that rests, and what happens when the data changes.</summary>
public static class WorkingDays
{
    [Rule("WD-01", "国务院办公厅当年放假安排通知", Title = "工作日", Status = RuleStatus.V1,
        WhyNotAsked = "不由哪一步单独询问：按工作日计算的时限都用它。",
        Text = "周一至周五没有列为放假的，以及列为调休上班的周末，是工作日。")]
    public static Verdict IsWorkingDay([Given("日期", "日")] DateOnly date, WorkCalendar calendar) =>
        calendar.HasYear(date.Year)
            ? new(calendar.IsWorkingDay(date), $"{Words.DayOf(date, calendar)}{(calendar.IsWorkingDay(date) ? "是" : "不是")}工作日。")
            : new(calendar.IsWorkingDay(date), $"{Words.DayOf(date, calendar)}按周次{(calendar.IsWorkingDay(date) ? "是" : "不是")}工作日，但 {date.Year} 年放假安排尚未录入，结果为暂定。") { Provisional = true };

    [Rule("WD-04", "国务院办公厅当年放假安排通知", Title = "放假安排按年录入并注明出处", Status = RuleStatus.V1,
        WhyNotAsked = "不由哪一步单独询问：录入每年放假安排时按它核对出处。",
        Text = "每年的放假和调休上班日逐日录入，注明文号、发文日期和版本。通知一般在上一年 11 月发布。")]
    public static Verdict IsLoaded([Given("年份", Min = 1990, Max = 2199)] int year, WorkCalendar calendar)
    {
        if (calendar.Years.FirstOrDefault(y => y.Year == year) is not { } loaded)
            return new(false, $"{year} 年放假安排尚未录入。") { Provisional = true, Instead = $"请在国务院办公厅发布 {year} 年放假安排后录入；在此以前涉及该年的期限为暂定。" };

        var off = loaded.Days.Count(d => d.Kind == DayKind.Off);
        var worked = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Count(d => calendar.IsWorkingDay(new DateOnly(year, 1, 1).AddDays(d)));
        return new(true, $"{year} 年按{loaded.Number}（{Words.Day(loaded.IssuedOn)}）第 {loaded.Version} 版录入：放假 {off} 日，调休上班 {loaded.Days.Length - off} 日，全年工作日 {worked} 日。") { Value = worked };
    }

    [Rule("WD-05", "本系统约定", Title = "没有放假安排的年份，结果为暂定", Status = RuleStatus.D,
        WhyNotAsked = "不由哪一步单独询问：时限到了没有放假安排的年份，都按它显示为暂定。",
        Text = "期间的任何一日落在没有录入放假安排的年份，算出的日期只是暂定，不能凭它自动推进事项。")]
    public static Verdict IsCovered([Given("第一日", "日")] DateOnly first, [Given("最后一日", "日")] DateOnly last, WorkCalendar calendar)
    {
        if (last < first)
            return Verdict.Mistaken($"最后一日 {Words.Day(last)}早于第一日 {Words.Day(first)}。");

        var missing = Enumerable.Range(first.Year, last.Year - first.Year + 1).Where(y => !calendar.HasYear(y)).ToArray();
        return missing is []
            ? new(true, $"{Words.Day(first)}至 {Words.Day(last)}各年的放假安排均已录入。")
            : new(false, $"{string.Join("、", missing)} 年放假安排尚未录入，结果为暂定。") { Provisional = true, Instead = "请录入后重新计算；在此以前由人决定。" };
    }

    [Rule("WD-06", "本系统约定", Title = "放假安排修订后，时限重算并留存原值", Status = RuleStatus.D,
        WhyNotAsked = "不由哪一步单独询问：放假安排修订后，系统按它重算全部时限。",
        Text = "放假安排修订或补录以后，没有到期的时限按新的安排重新计算，原来的日期留在记录里。")]
    public static Verdict IsStillDue(
        [Given("起算日", "日")] DateOnly anchor,
        [Given("期间")] Period period,
        [Given("原定末日", "日")] DateOnly formerDue,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar)
    {
        var (due, provisional) = period.DueFrom(anchor, calendar, rollToNextWorkday);
        return new(due == formerDue, due == formerDue
            ? $"按现行放假安排重算，末日仍为 {Words.DayOf(due, calendar)}。"
            : $"按现行放假安排重算，末日由 {Words.Day(formerDue)}改为 {Words.DayOf(due, calendar)}，原日期留存。")
        {
            Value = due,
            Provisional = provisional,
        };
    }

    [Rule("WD-07", "《全国年节及纪念日放假办法》；地方放假规定", Title = "地方节日与半天假", Status = RuleStatus.GK,
        WhyNotAsked = "不由哪一步单独询问：按工作日计算的时限都把半天假算作工作日；地方放假日由管理员写进本单位当年的放假安排文件。",
        Text = "地方放假日按地区另行录入，叠加在全国安排之上；妇女节、青年节的半天假仍算工作日。")]
    public static Verdict CountsDespiteHalfDay([Given("日期", "日")] DateOnly date, WorkCalendar calendar)
    {
        var half = (date.Month, date.Day) switch
        {
            (3, 8) => "妇女节半天假",
            (5, 4) => "青年节半天假",
            _ => null,
        };
        var works = calendar.IsWorkingDay(date);
        var because = half is null ? "" : works ? $"，{half}不影响计日" : $"，与{half}无关";
        return new(works, $"{Words.DayOf(date, calendar)}{(works ? "算" : "不算")}工作日{because}。") { Provisional = !calendar.HasYear(date.Year) };
    }
}
