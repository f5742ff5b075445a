namespace Workflows.Rules;

/// <summary>Why a member may be left out of 应到会; named as in the register.</summary>
public enum ExclusionClass
{
    [Label("患精神病或者其他疾病，不能表达本人意志")]
    CannotExpressWill,

    [Label("自费出国半年以上")]
    AbroadAtOwnCost,

    [Label("正在服刑")]
    ServingSentence,

    [Label("年老体弱卧床不起，长期生活不能自理")]
    Bedridden,

    [Label("外出工作、学习半年以上，应转未转组织关系")]
    PostedAway,

    [Label("离退休后回原籍长期居住，没有转出组织关系，确实不能到会")]
    RetiredAway,

    [Label("其他原因")]
    Other,
}

/// <summary>How many classes of absence may be left out.</summary>
public enum ExclusionClasses
{
    [Label("六种情形")]
    Six,

    [Label("五种情形（离退休回原籍的不在内）")]
    Five,
}

/// <summary>One member proposed to be left out of 应到会.</summary>
public sealed record Exclusion(
    [Given("姓名")] string Name,
    [Given("情形")] ExclusionClass Class,
    [Given("上级党组织同意")] bool SuperiorAgreed,
    [Given("党员大会通过")] bool MeetingAdopted,
    [Given("外出或出国之日", "日")] DateOnly? Since = null);

/// <summary>A member who stays in 应到会, and why.</summary>
public sealed record StillExpected(string Name, string Why);

/// <summary>应到会: who is counted on the meeting day.</summary>
/// <param name="Expected">应到会有选举权的党员; people.</param>
public sealed record Electorate(int Expected, IReadOnlyList<string> Excluded, IReadOnlyList<StillExpected> StillExpected);

/// <summary>选举人: who is expected at the electing meeting, who may be left out, and when delegates elect instead.</summary>
public static class Electorates
{
    private const string From = "2020-07-13";

    [Rule("EL-05", "《中国共产党基层组织选举工作条例》第五条", Title = "应到会有选举权的党员", Status = RuleStatus.V1, From = From,
        Text = "应到会人数按开会当日有选举权的正式党员计算；预备党员、留党察看期间的、党员权利中止的和停止党籍的不计入。")]
    public static Verdict Count(
        [Given("正式党员", "人")] int fullMembers,
        [Given("其中：留党察看", "人")] int partyProbation = 0,
        [Given("其中：依法留置、逮捕", "人")] int rightsSuspended = 0,
        [Given("其中：停止党籍", "人")] int membershipStopped = 0,
        [Given("预备党员", "人")] int probationary = 0)
    {
        var without = partyProbation + rightsSuspended + membershipStopped;
        if (without > fullMembers)
            return Verdict.Mistaken($"没有选举权的正式党员 {without} 人多于正式党员 {fullMembers} 人。");

        var expected = fullMembers - without;
        return new(expected > 0, $"正式党员 {fullMembers} 人，减去留党察看 {partyProbation} 人、权利中止 {rightsSuspended} 人、停止党籍 {membershipStopped} 人，应到会有选举权 {expected} 人；预备党员 {probationary} 人不计入。")
        {
            Value = expected,
            Instead = expected > 0 ? null : "没有有选举权的党员，不能选举；请报上级党组织研究。",
        };
    }

    [Rule("EL-06", "《中国共产党基层组织选举工作条例》；组织部门关于应到会人数的答复", Title = "可以不计入应到会的情形", Status = RuleStatus.V2, From = From,
        Text = "因病不能表达意志、自费出国半年以上、服刑、卧床长期不能自理、外出半年以上应转未转组织关系、离退休回原籍确实不能到会的，经上级党组织同意并由党员大会通过，可以不计入应到会；两个条件缺一不可，其他缺席的一律计入。")]
    public static Verdict Exclude(
        [Given("应到会（未减去前）", "人", Min = 1)] int expected,
        [Given("拟不计入的党员")] IReadOnlyList<Exclusion> exclusions,
        [Given("开会日", "日")] DateOnly on,
        [Setting("exclusion-classes")] ExclusionClasses exclusionClasses)
    {
        if (Mistake(expected, exclusions) is { } mistake)
            return Verdict.Mistaken(mistake);

        var (rest, excluded, staying) = Without(expected, exclusions, on, exclusionClasses);
        var said = $"应到会 {expected} 人，不计入 {excluded.Count} 人（{Words.List(excluded)}），应到会有选举权 {rest} 人";
        return new(staying.Count == 0, staying.Count == 0 ? said + "。" : $"{said}；仍计入的：{Stay(staying)}。")
        {
            Value = new Electorate(rest, excluded, staying),
            Instead = staying.Count == 0 ? null : $"请按应到会 {rest} 人计算；要不计入的，须先经上级党组织同意，再由党员大会通过。",
        };
    }

    [Rule("EL-07", "《中国共产党基层组织选举工作条例》第四条", Title = "改开党员代表大会的条件", Status = RuleStatus.V1, From = From,
        WhyNotAsked = "召开党员代表大会的流程还没有提供，提供后由它询问。",
        Text = "选举由党员大会进行；党员 500 人以上或者所辖党组织驻地分散的，经上级党组织批准，可以召开党员代表大会。")]
    public static Verdict MayElectByDelegates(
        [Given("党员", "人")] int members,
        [Given("驻地分散")] bool scattered,
        [Given("上级已批准")] bool approved)
    {
        var may = members >= 500 || scattered;
        var said = $"党员 {members} 人，{(members >= 500 ? "达到 500 人" : $"不足 500 人，{(scattered ? "但驻地分散" : "驻地不分散")}")}";
        return new(may && approved, $"{said}，{(approved ? "上级党组织已批准" : "上级党组织尚未批准")}。")
        {
            Instead = may && approved ? null : may ? "请先报上级党组织批准。" : "请召开党员大会选举。",
        };
    }

    /// <summary>What cannot be true about those proposed to be left out; null when all may be true.</summary>
    internal static string? Mistake(int expected, IReadOnlyList<Exclusion> exclusions) =>
        exclusions.Count > expected ? $"拟不计入 {exclusions.Count} 人多于应到会 {expected} 人。"
        : exclusions.GroupBy(e => e.Name.Trim()).FirstOrDefault(g => g.Count() > 1) is { } twice ? $"{twice.Key}列了两次；同名的请加注区别。"
        : null;

    /// <summary>应到会 after those who may lawfully be left out that day.</summary>
    internal static Electorate Without(int expected, IReadOnlyList<Exclusion> exclusions, DateOnly on, ExclusionClasses classes)
    {
        var staying = exclusions.Select(e => new StillExpected(e.Name.Trim(), WhyNot(e, on, classes))).Where(s => s.Why.Length > 0).ToArray();
        var excluded = exclusions.Select(e => e.Name.Trim()).Except(staying.Select(s => s.Name)).ToArray();
        return new(expected - excluded.Length, excluded, staying);
    }

    /// <summary>Who was left out and who was not, as the beginning of a sentence; empty when nobody was proposed.</summary>
    internal static string Told(int expected, Electorate roll) => roll is { Excluded: [], StillExpected: [] } ? ""
        : $"原应到会 {expected} 人，不计入 {roll.Excluded.Count} 人（{Words.List(roll.Excluded)}）{(roll.StillExpected is [] ? "" : $"，仍计入的：{Stay(roll.StillExpected)}")}；";

    private static string Stay(IEnumerable<StillExpected> staying) => string.Join("；", staying.Select(s => $"{s.Name}，{s.Why}"));

    private static string WhyNot(Exclusion member, DateOnly on, ExclusionClasses classes) => member switch
    {
        { Class: ExclusionClass.Other } => "不属于可以不计入的情形",
        { Class: ExclusionClass.RetiredAway } when classes == ExclusionClasses.Five => "按现行设置不属于可以不计入的情形",
        { Class: ExclusionClass.AbroadAtOwnCost or ExclusionClass.PostedAway, Since: { } since } when Periods.MinimumMonths(since, 6) > on =>
            $"{Words.Day(since)}起，到 {Words.Day(on)}不满半年",
        { SuperiorAgreed: false } => "上级党组织没有同意",
        { MeetingAdopted: false } => "没有经党员大会通过",
        _ => "",
    };
}
