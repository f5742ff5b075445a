namespace Workflows.Rules;

/// <summary>发展党员工作细则: how its two texts are cited and which of them governs a step (PM-01).</summary>
public static class DevelopmentText
{
    internal const string Name = "《中国共产党发展党员工作细则》";

    /// <summary>The text in force since <see cref="From2026"/>.</summary>
    internal const string Of2026 = Name + "（2026 年修订）";

    internal const string From2026 = "2026-05-11";

    /// <summary>The text that governed before.</summary>
    internal const string Of2014 = Name + "（2014 年）";

    internal const string From2014 = "2014-05-28";

    /// <summary>Put after an article of 2026 that said the same in 2014.</summary>
    internal const string SameBefore = "，2014 年细则规定相同";

    internal static readonly DateOnly Revised = new(2026, 5, 11);
    private static readonly DateOnly Issued = new(2014, 5, 28);

    [Rule("PM-01", Of2026 + "第四十四条；本系统约定", Title = "发展党员的步骤按发生之日适用细则", Status = RuleStatus.V1,
        Text = "2026 年 5 月 11 日以后发生的步骤适用 2026 年修订的细则；以前发生的步骤适用 2014 年的细则，已经完成的继续有效。两者不同的是：单位没有党组织的向哪里申请、发展对象报上级同意（原为备案）、公示、受处分党员做介绍人、预审至开会的期限、宣誓的期限、存档的材料。")]
    public static Verdict TextOn([Given("步骤发生日", "日")] DateOnly on)
    {
        if (on < Issued)
        {
            return new(false, $"{Words.Day(on)}在 2014 年细则印发（{Words.Day(Issued)}）以前，当时的规定不在本系统内。")
            {
                Instead = "请核对日期；确在当时办理的，由人按当时的规定判断并记录。",
            };
        }

        var year = on >= Revised ? 2026 : 2014;
        return new(true, $"{Words.Day(on)}发生的步骤，适用 {year} 年的{Name}。") { Value = year };
    }
}
