using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Procedures;

/// <summary>Tells a case's events as Chinese sentences, for the timeline and for golden histories.</summary>
public sealed class Narrator(Procedure procedure, Register register)
{
    /// <summary>How many who were told something are named in a sentence; whoever wants all of them looks at the details.</summary>
    private const int MostNamed = 8;

    /// <summary>One sentence for what a person should read of an event; null for what only the engine needs.</summary>
    public string? Tell(CaseEvent happened) => happened switch
    {
        CaseOpened e => $"{Name(e.By)}发起“{e.Title}”{(e.RecordedOn is { } entered ? $"（{Day(e.On)}在纸上开始，{Day(entered)}补录）" : "")}",
        CaseClosed e => $"事项办结：{Ends.TitleOf(procedure, e.End)}{Because(e.Reason)}",
        CaseSuspended e => $"事项自{Day(e.On)}起中止办理{Because(e.Reason)}",
        CaseResumed e => $"事项自{Day(e.On)}起恢复办理，中止期间不计入时限",
        StepEntered e => IsToldByOthers(e.Path) ? null : $"进入“{Title(e.Path)}”",
        StepLeft => null,
        BranchFinished => null,
        ItemOffered e => $"待办“{e.Title}”交{e.To.Title}{(e.Limit is { } limit ? $"，应于{Day(limit.Due)}前办理{(limit.Provisional ? "（暂定）" : "")}：{limit.Why.TrimEnd('。')}" : "")}",
        ItemReady e => $"“{e.Title}”轮到{e.To.Title}办理",
        ItemTakenBack e => $"待办收回：{e.Why}",
        Replied e => $"{Name(e.By)}办理“{Title(e.Path)}”：{OutcomeTitle(e)}{Because(e.Reason ?? Urged(e))}{Recorded(e)}",
        ValueSet e => Labels.FieldOf(procedure, e.Path, e.Name) is { } field && !IsBlank(field, e.Value) ? $"{field.Label}：{Text(field, e.Value)}" : null,
        ScopeBegan => null,
        RuleSpoke e when Rules.RuleBook.Standard.IsQuestion(e.Answer.Rule) => $"判断“{e.Answer.Title}”：{e.Answer.Because}（{e.Answer.Article}）",
        RuleSpoke e => $"{(e.Answer.Holds ? "符合" : "不符合")}“{e.Answer.Title}”：{e.Answer.Because}（{e.Answer.Article}）",
        Departed e => $"突破“一般”要求“{RuleTitle(e.Rule)}”：{e.Reason}（批准人：{e.Approver}）",
        DeadlineSet e => $"时限“{e.Title}”：{Day(e.Due)}{(e.Provisional ? "（暂定）" : "")}，{e.Why}",
        DeadlineMoved e => $"时限“{TitleOfDeadline(e.Key)}”重新计算：由{Day(e.OldDue)}改为{Day(e.Due)}{(e.Provisional ? "（暂定）" : "")}，{e.Why}",
        DeadlineLifted e => $"时限“{TitleOfDeadline(e.Key)}”停止计算（原为{Day(e.Due)}）",
        DeadlineMet e => $"时限“{TitleOfDeadline(e.Key)}”已办结（{Day(e.Due)}到期）",
        DeadlinePaused e => $"时限“{TitleOfDeadline(e.Key)}”自{Day(e.On)}起暂停计算{Because(e.Reason)}",
        DeadlineResumed e => $"时限“{TitleOfDeadline(e.Key)}”自{Day(e.On)}起继续计算，暂停期间不计入",
        Reminded e => $"提醒：“{TitleOfDeadline(e.Key)}”{Day(e.Due)}到期",
        DeadlinePassed e when IsAwaited(e.Key) => $"“{TitleOfDeadline(e.Key)}”之日（{Day(e.Due)}）已到",
        DeadlinePassed e => $"到期未办：“{TitleOfDeadline(e.Key)}”{Day(e.Due)}已到期",
        HandedOver e => $"待办由{e.From.Title}转给{e.To.Title}{Because(e.Reason)}",
        ItemPassed e => $"待办由{e.From.Title}转由{e.To.Title}办理（{e.Why}）",
        AnswersLapsed e => $"“{Title(e.Path)}”的内容已更正，{(e.By.IsEmpty ? "重新办理" : $"{Join(InOrder(e.By.Select(Name)))}对原内容的答复失效")}",
        SentBack e => $"从“{Title(e.From)}”退回到“{Title(e.To)}”{Because(e.Reason)}",
        Corrected e => $"更正“{e.Label}”：由“{Text(Labels.FieldOf(procedure, e.Name), e.Old)}”改为“{Text(Labels.FieldOf(procedure, e.Name), e.New)}”{Because(e.Reason)}",
        Noted e => e.Text,
        Noticed e => $"通知{string.Join("、", e.To.Take(MostNamed).Select(t => t.Title))}{(e.To.Length > MostNamed ? $"等 {e.To.Length} 处" : "")}：{e.Text}",
        TermBegan e => $"新一届自{Day(e.ElectedOn)}起，任期 {e.Years} 年，{Day(e.ExpiresOn)}届满",
        TermShifted e => $"任期{(e.Months > 0 ? "延长" : "提前")} {Math.Abs(e.Months)} 个月，{Day(e.ExpiresOn)}届满",
        PersonEntered e => $"登记{e.Name}（{Rules.Choice.LabelOf(e.Sex)}{(e.Born is { } born ? $"，{Day(born)}出生" : "")}）",
        StageChanged { Says: { } says } e => $"自{Day(e.From)}起，{Name(e.Person)}：{says}{(e.By is { } body ? $"（{body}决定）" : "")}",
        StageChanged e => e.Stage is { } stage ? $"自{Day(e.From)}起，{Name(e.Person)}为{register.Unit(e.Unit)?.Name}{Rules.Choice.LabelOf(stage)}" : $"自{Day(e.From)}起，{Name(e.Person)}不再列为{register.Unit(e.Unit)?.Name}发展党员对象",
        StageDated e => e.Stage is { } stage ? $"{Name(e.Person)}成为{Rules.Choice.LabelOf(stage)}的日期由{Day(e.Was)}改为{Day(e.From)}" : $"{Name(e.Person)}不再列为发展党员对象的日期由{Day(e.Was)}改为{Day(e.From)}",
        Reported e => $"报出线索：{e.From}，{Day(e.On)}已经逾期",
        ChangeProposed e => $"提交名册变更：{RegisterChangeText.Of(e.Change)}{Because(e.Reason)}",
        SettingProposed e => $"提请改变设置：{e.Told}{Because(e.Reason)}",
        SettingDecided => "设置改变，自此以后的办理按新的设置判断",
        AccountProposed e => $"提请{(e.IsNew ? "开设账号" : "重置密码")}：{Name(e.Person)}，用户名 {e.User}{Because(e.Reason)}",
        ChangeEntered => "变更登入名册",
        ReportTaken e => $"收到线索：{Json.String(e.Row[Acceptance.What])}",
        CaseMoved e => $"自{Day(e.On)}起，由{register.Unit(e.From)?.Name}转到{register.Unit(e.Unit)?.Name}继续办理",
        PostsGiven e => $"自{Day(e.From)}起任职：{string.Join("、", e.Posts.Select(p => $"{Name(p.Person)}（{register.RoleBook.TitleOf(p.Role)}）"))}",
        _ => throw new InvalidOperationException($"No sentence for {happened.GetType().Name}."),
    };

    /// <summary>A value as a person reads it: names for ids, several people 按姓氏笔画, labels for choices, numbers with their unit.</summary>
    /// <param name="field">The field it was filled in with; null for what the engine computed.</param>
    /// <param name="value">The value.</param>
    /// <param name="name">Name of the datum, for its unit.</param>
    public string Text(Field? field, JsonNode? value, string name = "") => (field?.Type, value) switch
    {
        (_, null) => "（空）",
        (FieldType.Choice or FieldType.Choices, _) => Join(Json.Strings(value).Select(v => field!.Options.GetValueOrDefault(v) ?? v)),
        (FieldType.Person or FieldType.People, _) => Join(InOrder(Json.Strings(value).Select(Name))),
        (FieldType.Unit, _) => Json.String(value) is { } unit ? register.Unit(unit)?.Name ?? unit : "（空）",
        (FieldType.Files, JsonArray files) => Join(files.OfType<JsonObject>().Select(f => Json.String(f["name"]) ?? "")),
        (FieldType.Rows, JsonArray rows) => rows.Count == 0 ? "无" : string.Join("；", rows.OfType<JsonObject>().Select(r => Row(field!, r))),
        (FieldType.Number, _) when field!.Unit is { } unit => $"{Sources.InWords(value)} {unit}",
        (null, JsonArray list) => Join(InOrder(list.Select(v => Json.String(v) is { } id ? Name(id) : Sources.InWords(v)))),
        (null, _) when Labels.UnitOf(procedure, name) is { } unit => $"{Sources.InWords(value)} {unit}",
        _ => Sources.InWords(value),
    };

    /// <summary>The same where there is room: each row of a table on a line of its own.</summary>
    public string Lines(Field? field, JsonNode? value, string name = "") => (field?.Type, value) switch
    {
        (FieldType.Rows, JsonArray { Count: > 0 } rows) => string.Join('\n', rows.OfType<JsonObject>().Select(r => Row(field!, r))),
        _ => Text(field, value, name),
    };

    public string Name(string person) => person == Actor.Clock.Person ? Actor.Clock.Name : register.NameOf(person);

    public string Title(string path) => procedure.Find(path)?.Title ?? path;

    public string OutcomeTitle(Replied reply)
    {
        if (procedure.Find(reply.Path) is not { } step)
            return reply.Outcome;
        return reply.IsUrging ? "已督办" : step.TitleOf(reply.Outcome);
    }

    /// <summary>What was recorded of a step whose rule did not hold.</summary>
    public string AsRecorded(StepLeft left) => procedure.Find(left.Path) is { } step
        ? $"“{step.Title}”记为“{step.TitleOf(left.Outcome)}”"
        : left.Outcome;

    /// <summary>A step that asks somebody is told by the item, one that waits for nobody by what came of it.</summary>
    private bool IsToldByOthers(string path) => procedure.Find(path)?.Activity is { IsAutomatic: true } or { Asks.IsEmpty: false, IsAside: false };

    /// <summary>Left empty where it may be.</summary>
    private static bool IsBlank(Field field, JsonNode? value) => value is null || (value is JsonArray { Count: 0 } && !field.Required);

    private static IEnumerable<string> InOrder(IEnumerable<string> names) => names.Order(Rules.NameOrder.ByStrokes);

    /// <summary>What was entered afterwards is never passed off as done here.</summary>
    private static string Recorded(Replied reply) => reply.PerformedOn is { } day
        ? $"（{Day(day)}在纸上办理，补录；材料：{Join(Json.Rows(reply.Evidence).Select(f => Json.String(f["name"]) ?? ""))}）"
        : "";

    private static string? Urged(Replied reply) => reply.IsUrging ? Json.String(reply.Answer?["note"]) : null;

    private static string RuleTitle(string id) => Rules.RuleBook.Standard.All.FirstOrDefault(r => r.Id == id)?.About.Title ?? id;

    /// <summary>A day that is waited for comes; one that was to be kept has passed.</summary>
    private bool IsAwaited(string key) =>
        key.Split('#')[0] is { Length: > 0 } path && procedure.Find(path) is { } step && step.Activity.DeadlinesOf(step).Any(d => key == $"{path}#{d.Name}" && d.Then == Overdue.Reach);

    private string TitleOfDeadline(string key)
    {
        var path = key.Split('#')[0];
        if (path.Length == 0)
            return procedure.Deadlines.FirstOrDefault(d => key == $"#{d.Name}")?.Title ?? key;
        var step = procedure.Find(path);
        return step?.Activity.DeadlinesOf(step).FirstOrDefault(d => key == $"{path}#{d.Name}")?.Title ?? Title(path);
    }

    private string Row(Field field, JsonObject row) => string.Join("，", field.Columns
        .Where(c => row[c.Name] is not null && !(row[c.Name] is JsonArray { Count: 0 }))
        .Select(c => c == field.Columns[0] ? Text(c, row[c.Name]) : $"{c.Label} {Text(c, row[c.Name])}"));

    private static string Join(IEnumerable<string> texts) => texts.ToArray() is { Length: > 0 } all ? string.Join("、", all) : "无";

    private static string Because(string? reason) => string.IsNullOrEmpty(reason) ? "" : $"（{reason}）";

    private static string Day(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
}
