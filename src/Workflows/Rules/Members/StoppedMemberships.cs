namespace Workflows.Rules;

/// <summary>Why a member is abroad.</summary>
public enum AbroadFor
{
    [Label("因私出国并在国外长期定居")]
    Settled,

    [Label("出国（境）学习研究")]
    Study,

    [Label("因公出国（境）")]
    Official,
}

/// <summary>What follows for the membership; people decide it.</summary>
public enum MembershipFate
{
    [Label("不停止党籍")]
    Kept,

    [Label("一般予以停止党籍")]
    UsuallyStopped,

    [Label("予以停止党籍")]
    Stopped,

    [Label("按照自行脱党予以除名")]
    Removed,
}

/// <summary>Whose membership is kept where although they are away.</summary>
public enum KeptFor
{
    [Label("出国（境）学习研究的党员")]
    StudyAbroad,

    [Label("组织关系保留在学校的高校毕业生党员")]
    Graduate,
}

/// <summary>停止党籍和保留组织关系: when membership is stopped for whoever is abroad or lost, and how contact is kept with whoever studies abroad.</summary>
public static class StoppedMemberships
{
    [Rule("DI-03", Disposals.Education + "第二十四条", Title = "国外长期定居、学习超过 5 年不归或者失去联系 6 个月以上的停止党籍", Status = RuleStatus.V1, From = Disposals.From,
        WhyNotAsked = "停止党籍的流程还没有提供，提供后由它询问。",
        Text = "因私出国并在国外长期定居的，出国学习研究超过 5 年仍未返回的，一般予以停止党籍；与党组织失去联系 6 个月以上、通过各种方式查找仍然没有取得联系的，予以停止党籍。"
            + "因公派出的不在此列。停止党籍 2 年后确实无法取得联系的，按照自行脱党予以除名。由党组织研究决定，本系统不自动处理。")]
    public static Verdict MayBeStopped(
        [Given("判断之日", "日")] DateOnly on,
        [Given("出国（境）的情形")] AbroadFor? abroadFor = null,
        [Given("出国（境）、定居之日", "日")] DateOnly? abroadSince = null,
        [Given("失去联系之日", "日")] DateOnly? lostSince = null,
        [Given("已通过各种方式查找")] bool searched = true,
        [Given("停止党籍之日", "日")] DateOnly? stoppedOn = null)
    {
        if (abroadSince > on || lostSince > on || stoppedOn > on)
            return Verdict.Mistaken($"所填的日期晚于判断之日 {Words.Day(on)}。");

        (MembershipFate Fate, string Said)[] found = [.. Abroad(on, abroadFor, abroadSince), .. Lost(on, lostSince, searched, stoppedOn)];
        var fate = found.Select(f => f.Fate).DefaultIfEmpty(MembershipFate.Kept).Max();
        return new(fate != MembershipFate.Kept, $"{(found is [] ? "没有出国（境）或者失去联系的情况" : string.Join("；", found.Select(f => f.Said)))}，{Choice.LabelOf(fate)}。")
        {
            Value = fate,
            Instead = fate != MembershipFate.Kept ? null : lostSince is not null && !searched ? "请先通过各种方式查找，再研究决定。" : "请继续联系和管理，仍计入应到会。",
        };
    }

    [Rule("DI-04", Disposals.Education + "第三十四条", Title = "保留组织关系的党员，每半年至少联系 1 次", Status = RuleStatus.V1, Soft = true, From = Disposals.From,
        WhyNotAsked = "出国（境）学习研究和毕业后保留组织关系的党员登记流程还没有提供，提供后由它询问。",
        Text = "出国（境）学习研究的党员，由原就读高校或者工作单位党组织保留组织关系，每半年至少联系 1 次；组织关系保留在学校的高校毕业生党员，保留时间一般不超过 2 年，符合条件的及时转出。")]
    public static Verdict IsKeptInContact(
        [Given("查看之日", "日")] DateOnly on,
        [Given("保留组织关系的情形")] KeptFor keptFor,
        [Given("保留之日", "日")] DateOnly keptSince,
        [Given("最近一次联系之日", "日")] DateOnly? contactOn = null)
    {
        if (keptSince > on || contactOn > on)
            return Verdict.Mistaken($"所填的日期晚于查看之日 {Words.Day(on)}。");

        var (from, since) = keptFor == KeptFor.StudyAbroad && contactOn > keptSince ? (contactOn.Value, "最近一次联系") : (keptSince, "保留组织关系");
        var latest = Periods.DeadlineMonths(from, keptFor == KeptFor.StudyAbroad ? 6 : 24);
        var holds = on <= latest;
        var due = keptFor == KeptFor.StudyAbroad ? "半年内应当联系" : "一般不超过 2 年";
        return new(holds, $"{Choice.LabelOf(keptFor)}，{Words.Day(from)}{since}，{due}，至 {Words.Day(latest)}，{(holds ? "没有超过" : $"已超过 {on.DayNumber - latest.DayNumber} 日")}。")
        {
            Value = latest,
            Hard = !holds && keptFor == KeptFor.StudyAbroad,
            Instead = holds ? null : keptFor == KeptFor.StudyAbroad ? "请立即联系本人，记录联系的日期和情况；联系不上的，按失去联系处理。" : "请及时转出组织关系；确需继续保留的，写明理由。",
        };
    }

    private static IEnumerable<(MembershipFate Fate, string Said)> Abroad(DateOnly on, AbroadFor? abroadFor, DateOnly? since)
    {
        var day = since is { } left ? Words.Day(left) : "";
        switch (abroadFor)
        {
            case AbroadFor.Settled:
                yield return (MembershipFate.UsuallyStopped, $"{day}因私出国并在国外长期定居");
                break;
            case AbroadFor.Official:
                yield return (MembershipFate.Kept, $"{day}因公出国（境），不因此停止党籍");
                break;
            case AbroadFor.Study when since is { } gone:
                var fiveYears = Periods.DeadlineMonths(gone, 60);
                yield return (
                    on > fiveYears ? MembershipFate.UsuallyStopped : MembershipFate.Kept,
                    $"{day}出国（境）学习研究，满 5 年为 {Words.Day(fiveYears)}，{(on > fiveYears ? "已超过，仍未返回" : "没有超过")}");
                break;
            case AbroadFor.Study:
                yield return (MembershipFate.Kept, "出国（境）学习研究，没有填写出国之日");
                break;
            case null:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(abroadFor));
        }
    }

    private static IEnumerable<(MembershipFate Fate, string Said)> Lost(DateOnly on, DateOnly? lostSince, bool searched, DateOnly? stoppedOn)
    {
        if (lostSince is not { } gone)
            yield break;

        var half = Periods.MinimumMonths(gone, 6);
        var lost = on >= half && searched;
        yield return (lost ? MembershipFate.Stopped : MembershipFate.Kept,
            $"{Words.Day(gone)}失去联系，满 6 个月为 {Words.Day(half)}，{(on >= half ? "已满" : "未满")}{(searched ? "" : "，还没有通过各种方式查找")}");
        if (lost && stoppedOn is { } stopped)
        {
            var two = Periods.MinimumMonths(stopped, 24);
            yield return (
                on >= two ? MembershipFate.Removed : MembershipFate.Stopped,
                $"{Words.Day(stopped)}停止党籍，满 2 年为 {Words.Day(two)}，{(on >= two ? "仍无法取得联系" : "未满")}");
        }
    }
}
