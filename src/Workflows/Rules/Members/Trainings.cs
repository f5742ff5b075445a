namespace Workflows.Rules;

/// <summary>党员教育培训: how many hours a year members and their leaders are trained.</summary>
public static class Trainings
{
    private const string DayKey = "training-day-hours";
    private const string Plan = "《2019—2023 年全国党员教育培训工作规划》（现行规划未核对，可设置）";
    private const string From = "2019-05-06";

    [Rule("TR-01", "《中国共产党党员教育管理工作条例》第二十条；天数折算为地方做法（可设置）", Title = "党员每年集中学习培训一般不少于 32 学时", Status = RuleStatus.V1, Soft = true, From = From,
        WhyNotAsked = "党员教育培训的流程还没有提供，提供后由它询问。",
        Text = "党员每年集中学习培训时间一般不少于 32 学时。默认 1 天折合 8 学时，半天折合 4 学时。")]
    public static Verdict MemberHasEnough(
        [Given("每年至少", "学时", Max = 2000), Setting("member-training-hours")] int leastHours,
        [Given("1 天折合", "学时", Min = 2, Max = 24), Setting(DayKey)] int dayHours,
        [Given("另计学时", "学时", Max = 3000)] int hours = 0,
        [Given("培训整天", "天", Max = 366)] int days = 0,
        [Given("培训半天", "个", Max = 732)] int halfDays = 0)
    {
        var total = Total(hours, days, halfDays, dayHours);
        return new(total >= leastHours, $"{Counted(hours, days, halfDays)}，合计 {total} 学时，一般不少于 {leastHours} 学时，{Words.Reached(total, leastHours, "学时")}。")
        {
            Value = total,
            Instead = total >= leastHours ? null : $"请在年底以前补 {leastHours - total} 学时；不能补的写明原因。",
        };
    }

    [Rule("TR-02", Plan, Title = "书记、委员每年不少于 56 学时、参加 1 次集中培训，新任书记半年内培训", Status = RuleStatus.V2, From = From,
        WhyNotAsked = "党员教育培训的流程还没有提供，提供后由它询问。",
        Text = "党组织书记和委员每年参加学习培训不少于 56 学时，至少参加 1 次集中培训；新任书记在任职半年内轮训。规划有期限，换了新规划时请改设置。")]
    public static Verdict LeaderHasEnough(
        [Given("每年至少", "学时", Max = 2000), Setting("leader-training-hours")] int leastHours,
        [Given("1 天折合", "学时", Min = 2, Max = 24), Setting(DayKey)] int dayHours,
        [Given("参加集中培训", "次", Max = 100)] int courses,
        [Given("另计学时", "学时", Max = 3000)] int hours = 0,
        [Given("培训整天", "天", Max = 366)] int days = 0,
        [Given("培训半天", "个", Max = 732)] int halfDays = 0,
        [Given("新任书记任职日", "日")] DateOnly? appointedOn = null,
        [Given("任职后首次培训日", "日")] DateOnly? trainedOn = null)
    {
        if (trainedOn < appointedOn)
            return Verdict.Mistaken($"任职后首次培训日 {Words.Day(trainedOn.Value)}早于任职日 {Words.Day(appointedOn.Value)}。");

        var total = Total(hours, days, halfDays, dayHours);
        var due = appointedOn is { } appointed ? Periods.DeadlineMonths(appointed, 6) : (DateOnly?)null;
        var soon = due is not { } last || trainedOn is null || trainedOn <= last;
        var holds = total >= leastHours && courses >= 1 && soon;
        var fresh = due is { } by ? $"；新任书记应在 {Words.Day(by)}以前培训{DueDays.Came(trainedOn, by)}" : "";
        return new(holds, $"{Counted(hours, days, halfDays)}，合计 {total} 学时，须不少于 {leastHours} 学时，{Words.Reached(total, leastHours, "学时")}；集中培训 {courses} 次，须至少 1 次，{Words.Reached(courses, 1, "次")}{fresh}。")
        {
            Value = total,
            Instead = holds ? null : total < leastHours ? $"请在年底以前补 {leastHours - total} 学时。" : courses < 1 ? "请安排参加 1 次集中培训。" : "请立即安排培训，写明逾期原因。",
        };
    }

    private static int Total(int hours, int days, int halfDays, int dayHours) => hours + (days * dayHours) + (halfDays * dayHours / 2);

    private static string Counted(int hours, int days, int halfDays) => $"培训 {days} 整天、{halfDays} 个半天、另计 {hours} 学时";
}
