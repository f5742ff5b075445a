namespace Workflows.Rules;

/// <summary>后进约谈: notice, receipt, who talks, when, and how the talk is recorded.</summary>
public static class LaggingTalks
{
    internal const string Ours = "后进约谈制；期限、人数为本系统约定（可设置）";

    [Rule("LG-01", Ours, Title = "约谈通知提前送达", Status = RuleStatus.D, Text = "约谈通知书至少在约谈三个工作日以前发出。")]
    public static Verdict IsNoticedEarly(
        [Given("发出通知之日", "日")] DateOnly noticedOn,
        [Given("约谈之日", "日")] DateOnly talkOn,
        [Given("至少提前"), Setting("lagging-notice")] Period ahead,
        WorkCalendar calendar)
    {
        var (first, provisional) = ahead.DueFrom(noticedOn, calendar, rollToNextWorkday: false);
        var early = talkOn >= first;
        return new(early, $"{Words.DayOf(noticedOn, calendar)}发出通知，至少提前 {ahead.InWords()}，最早可在 {Words.DayOf(first, calendar)}约谈，定在 {Words.DayOf(talkOn, calendar)}，{(early ? "符合" : "太早")}。")
        {
            Value = first,
            Provisional = provisional,
            Instead = early ? null : $"请把约谈定在 {Words.Day(first)}或以后。",
        };
    }

    [Rule("LG-33", Ours, Title = "口头通知只用于提醒谈话", Status = RuleStatus.D, Text = "第一级提醒谈话可以口头通知，记明谁在哪一天用什么方式通知了谁；不适用约谈通知书提前发出和签收的期限。第二级以上须发约谈通知书。提醒谈话是否可以口头通知可以设置。")]
    public static Verdict MayBeOral(
        [Given("层级", "级", Min = 1, Max = LaggingLevels.Highest)] int level,
        [Given("提醒谈话的通知"), Setting("lagging-oral-notice")] bool oralAllowed,
        [Given("口头通知之日", "日")] DateOnly? toldOn = null,
        [Given("谈话之日", "日")] DateOnly? talkOn = null)
    {
        var said = $"第 {level} 级“{LaggingLevels.TitleOf(level)}”";
        if (level > 1 || !oralAllowed)
            return new(false, $"{said}{(level > 1 ? "须发约谈通知书，只有第 1 级“提醒谈话”可以口头通知" : "按设置也发约谈通知书，不口头通知")}。") { Instead = "请填写约谈通知书。" };
        if (toldOn is { } told && talkOn is { } talk && talk < told)
            return new(false, $"{said}，{Words.Day(told)}口头通知，{Words.Day(talk)}谈话，通知在谈话以后。") { Instead = $"请核对日期：谈话不能早于 {Words.Day(told)}。" };
        return new(true, $"{said}可以口头通知{(toldOn is { } on ? $"，{Words.Day(on)}已通知" : "")}。");
    }

    [Rule("LG-02", Ours, Title = "收到通知及时签收", Status = RuleStatus.D, Text = "约谈通知书送达后一个工作日以内签收；没有收到的再次送达。")]
    public static Verdict IsReceiptPrompt(
        [Given("送达之日", "日")] DateOnly deliveredOn,
        [Given("签收之日", "日")] DateOnly receivedOn,
        [Given("签收期限"), Setting("lagging-receipt")] Period within,
        WorkCalendar calendar) =>
        Timeliness.Of("送达", deliveredOn, within, "签收", receivedOn, calendar, "请补签，并再次送达、说明原因。");

    [Rule("LG-03", Ours, Title = "批准后按期约谈", Status = RuleStatus.D, Text = "约谈层级批准后十个工作日以内约谈。")]
    public static Verdict IsTalkPrompt(
        [Given("批准层级之日", "日")] DateOnly decidedOn,
        [Given("约谈之日", "日")] DateOnly talkOn,
        [Given("约谈期限"), Setting("lagging-talk")] Period within,
        WorkCalendar calendar) =>
        Timeliness.Of("批准", decidedOn, within, "约谈", talkOn, calendar, "请尽快约谈，并记明推迟的原因。");

    [Rule("LG-10", Ours, Title = "约谈人不少于两人", Status = RuleStatus.D, Text = "约谈由两人以上进行，约谈书记，必要时加上副书记；被约谈的人不能同时是约谈人。")]
    public static Verdict AreEnough(
        [Given("约谈人")] IReadOnlyList<string> interviewers,
        [Given("被约谈人")] IReadOnlyList<string> interviewees,
        [Given("不少于", "人", Min = 1, Max = 9), Setting("lagging-interviewers")] int least,
        [Given("书记")] IReadOnlyList<string>? heads = null)
    {
        var people = interviewers.Distinct(StringComparer.Ordinal).ToArray();
        var both = people.Intersect(interviewees, StringComparer.Ordinal).ToArray();
        var missed = heads is [_, ..] && !heads.Intersect(interviewees, StringComparer.Ordinal).Any();
        var fit = people.Length >= least && both is [] && !missed;
        return new(fit, $"约谈人 {people.Length} 人（{Words.List(people)}），不少于 {least} 人，{Words.Reached(people.Length, least)}{(both is [] ? "" : $"；{Words.List(both)}同时是被约谈人")}{(missed ? $"；书记（{Words.List(heads!)}）不在被约谈人之中" : "")}。")
        {
            Instead = fit ? null
                : both is not [] ? $"请另派他人约谈，{Words.List(both)}只作为被约谈人。"
                : people.Length < least ? $"请再安排 {least - people.Length} 人一同约谈。"
                : $"请把书记（{Words.List(heads!)}）列为被约谈人。",
        };
    }

    [Rule("LG-15", Ours, Title = "约谈记录双方签字", Status = RuleStatus.D, Text = "约谈记录由约谈人和被约谈人签字；被约谈人拒绝签字的，由约谈人注明情况，记录仍然有效。")]
    public static Verdict IsSigned(
        [Given("约谈人已签字")] bool interviewersSigned,
        [Given("被约谈人已签字")] bool intervieweeSigned,
        [Given("拒绝签字的情况")] string? refusal = null)
    {
        var noted = !string.IsNullOrWhiteSpace(refusal);
        var valid = interviewersSigned && (intervieweeSigned || noted);
        var other = intervieweeSigned ? "被约谈人已签字" : noted ? $"被约谈人拒绝签字，已注明：{refusal!.Trim().TrimEnd('。', '！', '？')}" : "被约谈人没有签字，也没有注明情况";
        return new(valid, $"约谈人{(interviewersSigned ? "已" : "没有")}签字，{other}。")
        {
            Instead = valid ? null : interviewersSigned ? "请被约谈人签字；拒绝签字的，请注明情况。" : "请约谈人先签字。",
        };
    }

    [Rule("LG-20", Ours, Title = "有正当理由的改期一次", Status = RuleStatus.D, Text = "被约谈人有正当理由不能到场的，可以改期一次；无正当理由缺席的，提高一级约谈。")]
    public static Verdict MayReschedule(
        [Given("最多改期", "次", Max = 9), Setting("lagging-reschedules")] int most,
        [Given("已经改期", "次", Max = 100)] int before = 0) =>
        new(before < most, $"已经改期 {before} 次，最多 {most} 次，{(before < most ? "可以改期" : "不能再改期")}。")
        {
            Value = before + 1,
            Instead = before < most ? null : "请按期约谈；仍不到场的，提高一级。",
        };
}
