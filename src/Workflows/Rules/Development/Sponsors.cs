namespace Workflows.Rules;

/// <summary>培养联系人和入党介绍人: how many there are, and which members cannot or should not be one.</summary>
public static class Sponsors
{
    private const string IntroducersText = "入党介绍人须为 2 名正式党员，一般由培养联系人担任。受留党察看处分、尚未恢复党员权利的，不能做入党介绍人";

    [Rule("PM-05", DevelopmentText.Of2026 + "第九条" + DevelopmentText.SameBefore, Title = "培养联系人为 1 至 2 名正式党员", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "党组织指定 1 至 2 名正式党员作入党积极分子的培养联系人；预备党员不能担任。")]
    public static Verdict AreMentors(
        [Given("培养联系人")] IReadOnlyList<string> mentors,
        [Given("不是正式党员的人")] IReadOnlyList<string>? notFull = null)
    {
        var names = PersonNames.Listed(mentors);
        var wrong = PersonNames.Among(names, notFull);
        var said = $"培养联系人 {names.Length} 人（{Words.List(names)}）";
        if (names.Length is < 1 or > 2)
            return new(false, $"{said}，须为 1 至 2 人，{(names.Length == 0 ? "差 1 人" : $"多 {names.Length - 2} 人")}。") { Instead = "请指定 1 至 2 名正式党员。" };
        return new(wrong is [], wrong is [] ? $"{said}，均为正式党员。" : $"{said}，{Words.List(wrong)}不是正式党员。")
        {
            Instead = wrong is [] ? null : $"请把{Words.List(wrong)}换成正式党员。",
        };
    }

    [Rule("PM-10", DevelopmentText.Of2026 + "第十四条", Title = "入党介绍人为 2 名正式党员，受处分的不能或者不宜担任", Status = RuleStatus.V1, Soft = true, From = DevelopmentText.From2026,
        Text = IntroducersText + "；受警告、严重警告、撤销党内职务处分，在影响期内的，一般不宜做入党介绍人。")]
    public static Verdict AreIntroducers(
        [Given("入党介绍人")] IReadOnlyList<string> introducers,
        [Given("不是正式党员的人")] IReadOnlyList<string>? notFull = null,
        [Given("受留党察看、尚未恢复权利的人")] IReadOnlyList<string>? partyProbation = null,
        [Given("受警告、严重警告、撤销党内职务处分在影响期内的人")] IReadOnlyList<string>? punished = null)
    {
        var verdict = AreTwo(introducers, notFull, partyProbation);
        var soft = PersonNames.Among(PersonNames.Listed(introducers), punished);
        if (!verdict.Holds || soft is [])
            return verdict;
        return new(false, $"{verdict.Because[..^1]}，但{Words.List(soft)}受处分在影响期内，不宜做入党介绍人。")
        {
            Instead = $"请换下{Words.List(soft)}；确需由其担任的，写明理由报上级党委同意。",
        };
    }

    [Rule("PM-10", DevelopmentText.Of2014 + "第十四条（条号未核对）", Title = "入党介绍人为 2 名正式党员，留党察看的不能担任", Status = RuleStatus.GK, From = DevelopmentText.From2014,
        Text = IntroducersText + "。当时没有规定受其他处分的不宜担任。")]
    public static Verdict WereIntroducers(
        [Given("入党介绍人")] IReadOnlyList<string> introducers,
        [Given("不是正式党员的人")] IReadOnlyList<string>? notFull = null,
        [Given("受留党察看、尚未恢复权利的人")] IReadOnlyList<string>? partyProbation = null,
        [Given("受警告、严重警告、撤销党内职务处分在影响期内的人")] IReadOnlyList<string>? punished = null)
    {
        var verdict = AreTwo(introducers, notFull, partyProbation);
        var noted = PersonNames.Among(PersonNames.Listed(introducers), punished);
        return noted is [] || !verdict.Holds ? verdict
            : verdict with { Because = $"{verdict.Because[..^1]}；{Words.List(noted)}受处分在影响期内，2014 年细则没有限制。" };
    }

    private static Verdict AreTwo(IReadOnlyList<string> introducers, IReadOnlyList<string>? notFull, IReadOnlyList<string>? partyProbation)
    {
        var names = PersonNames.Listed(introducers);
        var said = $"入党介绍人 {names.Length} 人（{Words.List(names)}）";
        if (names.Length != 2)
            return No($"{said}，须为 2 人，{(names.Length < 2 ? $"差 {2 - names.Length} 人" : $"多 {names.Length - 2} 人")}。", "请确定 2 名正式党员做入党介绍人。");
        if (PersonNames.Among(names, notFull) is [_, ..] others)
            return No($"{said}，{Words.List(others)}不是正式党员。", $"请把{Words.List(others)}换成正式党员。");
        if (PersonNames.Among(names, partyProbation) is [_, ..] barred)
            return No($"{said}，{Words.List(barred)}受留党察看处分，尚未恢复党员权利，不能做入党介绍人。", $"请换下{Words.List(barred)}。");
        return new(true, said + "，均为正式党员，没有受留党察看处分。");
    }

    private static Verdict No(string because, string instead) => new(false, because) { Hard = true, Instead = instead };
}
