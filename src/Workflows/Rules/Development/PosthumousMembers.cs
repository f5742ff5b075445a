namespace Workflows.Rules;

/// <summary>追认党员: who may be recognised after death, and by which chain of decisions.</summary>
public static class PosthumousMembers
{
    [Rule("PM-36", DevelopmentText.Of2026 + "第二十七条；2014 年细则未核对", Title = "追认党员：单位讨论决定，上级党委审查，省一级党委批准", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "为党和人民利益英勇献身，事迹突出，在一定范围内有较大影响，生前一贯表现良好并曾向党组织提出过入党要求的，可以追认为党员。"
            + "必须严格掌握，由所在单位党组织讨论决定，经上级党委审查，报省一级党委批准，次序不能颠倒。")]
    public static Verdict AreRecognised(
        [Given("去世日期", "日")] DateOnly diedOn,
        [Given("生前曾向党组织提出入党要求")] bool askedInLife,
        [Given("所在单位党组织讨论决定之日", "日")] DateOnly? decidedOn = null,
        [Given("上级党委审查之日", "日")] DateOnly? examinedOn = null,
        [Given("省一级党委批准之日", "日")] DateOnly? approvedOn = null)
    {
        if (!askedInLife)
            return new(false, "生前没有向党组织提出过入党要求，不能追认。") { Instead = "请只登记去世。" };

        (string What, DateOnly? On)[] chain = [("去世", diedOn), ("所在单位党组织讨论决定", decidedOn), ("上级党委审查", examinedOn), ("省一级党委批准", approvedOn)];
        var told = string.Join("，", chain.Where(c => c.On is not null).Select(c => $"{Words.Day(c.On!.Value)}{c.What}"));
        for (var i = 1; i < chain.Length; i++)
        {
            var (before, step) = (chain[i - 1], chain[i]);
            if (step.On is null)
                continue;
            if (before.On is null)
                return new(false, $"{told}，但没有经{before.What}。") { Instead = $"请先由{before.What}。" };
            if (step.On < before.On)
                return new(false, $"{told}，{step.What}早于{before.What}。") { Instead = "请核对日期，按次序逐级办理。" };
        }

        return new(true, told + "，次序符合规定。");
    }
}
