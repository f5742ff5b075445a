namespace Workflows.Rules;

/// <summary>Something a member does that a probationary member may or may not do.</summary>
public enum MemberAct
{
    [Label("参加党的会议、发表意见")]
    Attend,

    [Label("表决")]
    Vote,

    [Label("投票选举")]
    Elect,

    [Label("被选举")]
    BeElected,

    [Label("担任培养联系人")]
    Mentor,

    [Label("担任入党介绍人")]
    Introduce,

    [Label("交纳党费")]
    PayDues,
}

/// <summary>A paper of the file that is kept about a new member.</summary>
public enum MemberPaper
{
    [Label("入党志愿书")]
    ApplicationForm,

    [Label("入党申请书")]
    Application,

    [Label("入党积极分子培养考察登记表")]
    ActivistRecord,

    [Label("政治审查材料")]
    PoliticalReview,

    [Label("预备党员教育考察登记表")]
    ProbationRecord,

    [Label("转正申请书")]
    ConversionApplication,

    /// <summary>As the text of 2014 calls what the two 登记表 hold today.</summary>
    [Label("培养教育考察材料")]
    TrainingMaterials,
}

/// <summary>预备党员的权利义务和档案: what they may do, which papers are kept about them.</summary>
public static class ProbationaryMembers
{
    [Rule("PM-29", "《中国共产党章程》第七条；《关于中国共产党党费收缴、使用和管理的规定》", Title = "预备党员的权利和义务", Status = RuleStatus.V2,
        Text = "预备党员的义务同正式党员一样，从支部大会通过之日起交纳党费；除没有表决权、选举权和被选举权外，权利也同正式党员一样。不能做培养联系人、入党介绍人。")]
    public static Verdict MayAct(
        [Given("事项")] MemberAct act,
        [Given("支部大会通过之日", "日")] DateOnly? admittedOn = null,
        [Given("事项发生日", "日")] DateOnly? actedOn = null)
    {
        if (actedOn < admittedOn)
            return new(false, $"{Words.Day(admittedOn.Value)}才通过为预备党员，{Words.Day(actedOn.Value)}还不是预备党员。") { Value = false, Instead = $"请从 {Words.Day(admittedOn.Value)}起按预备党员办理。" };

        var may = act switch
        {
            MemberAct.Attend or MemberAct.PayDues => true,
            MemberAct.Vote or MemberAct.Elect or MemberAct.BeElected or MemberAct.Mentor or MemberAct.Introduce => false,
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        };
        var from = act == MemberAct.PayDues && admittedOn is { } day ? $"，从 {Words.Day(day)}算起" : "";
        return new(may, $"预备党员{(may ? act == MemberAct.PayDues ? "应当" : "可以" : "不能")}{Choice.LabelOf(act)}{from}。")
        {
            Value = may,
            Instead = may ? null : "请由正式党员担任或者行使；预备党员可以参加会议、发表意见，不计入有表决权的人数。",
        };
    }

    [Rule("PM-30", DevelopmentText.Of2026 + "第三十六条", Title = "转正后 6 项材料存入档案", Status = RuleStatus.V1, From = DevelopmentText.From2026,
        Text = "预备党员转正后，入党志愿书、入党申请书、入党积极分子培养考察登记表、政治审查材料、预备党员教育考察登记表、转正申请书存入本人人事档案；没有人事档案的，建立党员档案，由党委保存。")]
    public static Verdict IsComplete([Given("已有材料")] IReadOnlyList<MemberPaper> papers) =>
        Keeps(papers, [.. Enum.GetValues<MemberPaper>().Where(p => p != MemberPaper.TrainingMaterials)]);

    [Rule("PM-30", DevelopmentText.Of2014 + "第三十七条（条号未核对）", Title = "转正后 5 项材料存入档案", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "2014 年的细则规定，预备党员转正后，入党志愿书、入党申请书、政治审查材料、转正申请书和培养教育考察材料存入本人人事档案；两种登记表即属培养教育考察材料。")]
    public static Verdict WasComplete([Given("已有材料")] IReadOnlyList<MemberPaper> papers) =>
        Keeps(
            papers.Any(p => p is MemberPaper.ActivistRecord or MemberPaper.ProbationRecord) ? [.. papers, MemberPaper.TrainingMaterials] : papers,
            [MemberPaper.ApplicationForm, MemberPaper.Application, MemberPaper.PoliticalReview, MemberPaper.ConversionApplication, MemberPaper.TrainingMaterials]);

    private static Verdict Keeps(IReadOnlyList<MemberPaper> papers, MemberPaper[] due)
    {
        var missing = due.Except(papers).Select(Choice.LabelOf).ToArray();
        return new(missing is [], $"应存档材料 {due.Length} 项，已有 {due.Length - missing.Length} 项{(missing is [] ? "，齐全" : $"，缺{Words.List(missing)}")}。")
        {
            Value = missing,
            Instead = missing is [] ? null : $"请补齐{Words.List(missing)}；确已遗失的，由党委查实后写出说明存档。",
        };
    }
}
