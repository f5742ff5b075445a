using System.Text.RegularExpressions;

namespace Workflows.Rules;

/// <summary>What the papers of the higher levels of 约谈 may say: a circular punishes nobody and names nobody, a proposal decides nothing.</summary>
public static partial class LaggingPapers
{
    private const string Apart = "后进约谈制；约谈不是处分，用语为本系统约定（可设置）";

    private static readonly string[] ofProposal = ["建议", "提请", "请予研究"];

    [Rule("LG-34", Apart, Title = "通报只写单位、事由、要求和期限", Status = RuleStatus.D, Text = "第三级的通报发给所属各党组织，只写单位、事由、要求和期限；不写个人的姓名、证件和电话号码，不用处分、诫勉等字眼。约谈不是处分。")]
    public static Verdict IsNoDecisionOnAnybody(
        [Given("通报事由")] string matter,
        [Given("整改要求")] string demand,
        [Given("不用的字眼"), Setting("lagging-circular-words")] string barred,
        [Given("党员")] IReadOnlyList<string>? people = null,
        [Given("被约谈人")] IReadOnlyList<string>? interviewees = null)
    {
        var text = Denial().Replace($"{matter}\n{demand}", "");
        var words = Found(Words.Split(barred), text);
        var names = (people ?? []).Concat(interviewees ?? []).Distinct(StringComparer.Ordinal).Where(n => n.Length > 1 && text.Contains(n, StringComparison.Ordinal)).ToArray();
        var numbered = PersonalNumber().IsMatch(text);
        if (words is [] && names is [] && !numbered)
            return new(true, "通报写明单位、事由、要求和期限，没有处分的字眼，没有写到个人。");

        string[] found = [.. words.Select(w => $"“{w}”"), .. names.Select(n => $"姓名“{n}”"), .. numbered ? ["证件或者电话号码"] : Array.Empty<string>()];
        return new(false, $"通报中有{Words.List(found)}。{(words is [] ? "通报发给各党组织，不写个人" : "约谈不是处分")}。")
        {
            Instead = words is [] ? "请删去个人情况，只写单位、事由、要求和期限。" : "请改写：只写做得不够的事、要求和期限；确需处分、诫勉的，另行提出建议，由有权的党组织决定。",
        };
    }

    [Rule("LG-35", Apart, Title = "只提建议，不作决定", Status = RuleStatus.D, Text = "第四级和四级用尽以后，诫勉、组织处理、调整书记都只是建议，送交有干部管理权限的党组织决定；约谈的党组织不一定有这个权限。建议要写成建议。")]
    public static Verdict IsProposed(
        [Given("建议")] string text,
        [Given("作决定的字眼"), Setting("lagging-decision-words")] string deciding)
    {
        var decided = text.Split(['。', '；', ';', '！', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Where(s => Found(ofProposal, s) is []).SelectMany(s => Found(Words.Split(deciding), s)).Distinct(StringComparer.Ordinal).ToArray();
        if (decided is [] && Found(ofProposal, text) is not [])
            return new(true, "写的是建议，由有干部管理权限的党组织决定。");

        return new(false, decided is [] ? "没有写明是建议。" : $"“{Words.List(decided)}”写成了决定；约谈的党组织只提建议。")
        {
            Instead = "请写成建议，例如：建议对该支部书记诫勉，请予研究。",
        };
    }

    /// <summary>The words that occur; one that is part of a longer one found is not told again.</summary>
    private static string[] Found(string[] words, string text)
    {
        var all = words.Where(w => text.Contains(w, StringComparison.Ordinal)).ToArray();
        return [.. all.Where(w => !all.Any(o => o.Length > w.Length && o.Contains(w, StringComparison.Ordinal)))];
    }

    [GeneratedRegex("不(是|属于|作为|等于)(党纪|政务)?处分", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Denial();

    [GeneratedRegex("[0-9０-９]{11,}|[0-9]{17}[Xx]", RegexOptions.None, 1000)]
    private static partial Regex PersonalNumber();
}
