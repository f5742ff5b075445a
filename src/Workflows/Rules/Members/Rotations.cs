namespace Workflows.Rules;

/// <summary>One stay on rotation duty.</summary>
public sealed record RotationStay([Given("第一日", "日")] DateOnly First, [Given("最后一日", "日")] DateOnly Last);

/// <summary>How much duty a year has seen.</summary>
/// <param name="Days">Working days on duty.</param>
/// <param name="Missing">Working days still to be made up.</param>
public sealed record RotationDays(int Days, int Missing);

/// <summary>入列轮值: how many working days of duty a year has, and what is still to be made up.</summary>
public static class Rotations
{
    private const int MostDays = 366;

    [Rule("RO-01", "机关党员干部下沉社区入列轮值的规定；工作日数可设置", Title = "每年入列轮值不少于 5 个工作日", Status = RuleStatus.V2,
        WhyNotAsked = "入列轮值的流程还没有提供，提供后由它询问。",
        Text = "在职干部每年脱产到社区入列轮值一周，不少于 5 个工作日，两头都计入；遇放假不足的另行补足，调休上班的周末算工作日。只计同一年度的工作日，重复的只算一次。")]
    public static Verdict IsServed(
        [Given("年度", "年", Min = 1990, Max = 2199)] int year,
        [Given("轮值起止")] IReadOnlyList<RotationStay> stays,
        [Given("每年至少", "个工作日", Min = 1, Max = 60), Setting("rotation-working-days")] int leastDays,
        WorkCalendar calendar,
        [Given("脱产轮值")] bool fullTime = true)
    {
        if (stays.FirstOrDefault(s => s.Last < s.First) is { } backwards)
            return Verdict.Mistaken($"轮值最后一日 {Words.Day(backwards.Last)}早于第一日 {Words.Day(backwards.First)}。");
        if (stays.FirstOrDefault(s => s.Last.DayNumber - s.First.DayNumber >= MostDays) is { } endless)
            return Verdict.Mistaken($"{Words.Day(endless.First)}至 {Words.Day(endless.Last)}超过一年。");

        var served = stays.SelectMany(Days).Where(d => d.Year == year).Distinct().Where(calendar.IsWorkingDay).ToArray();
        var missing = Math.Max(0, leastDays - served.Length);
        var said = $"{year} 年轮值 {served.Length} 个工作日，不少于 {leastDays} 个，{(missing == 0 ? "已达到" : $"差 {missing} 个")}";
        var known = calendar.HasYear(year);
        return new(missing == 0 && fullTime && known, $"{said}{(fullTime ? "" : "；没有脱产")}{(known ? "" : $"；{year} 年放假安排尚未录入，结果为暂定")}。")
        {
            Value = new RotationDays(served.Length, missing),
            Provisional = !known,
            Instead = missing > 0 ? $"请在 {year} 年内补轮值 {missing} 个工作日。" : !fullTime ? "请脱产轮值；不能脱产的天数不计入，另行补足。" : known ? null : $"请先录入 {year} 年放假安排，系统会重新计算。",
        };
    }

    private static IEnumerable<DateOnly> Days(RotationStay stay) => Enumerable.Range(0, stay.Last.DayNumber - stay.First.DayNumber + 1).Select(stay.First.AddDays);
}
