using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Procedures;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>One history row as a person reads it: a headline, what was filled in, what the rules said.</summary>
internal sealed class HistoryTeller(Procedure procedure, Narrator narrator)
{
    public HistoryView Tell(HistoryRow row)
    {
        var events = row.Told;
        var headline = Headline(events);
        return new HistoryView(
            row.Seq, row.At, Surroundings.DayOf(row.At), narrator.Name(row.Person), headline is null ? "办理" : narrator.Tell(headline) ?? "办理", row.Move, StepOf(headline),
            [.. Said(headline), .. events.Where(e => !ReferenceEquals(e, headline) && !IsToldBeside(e, events)).Select(Detail).OfType<HistoryDetail>()],
            [.. events.OfType<RuleSpoke>().Select(e => e.Answer with { Question = RuleBook.Standard.IsQuestion(e.Answer.Rule) })],
            [.. events.OfType<Departed>().Select(d => new DepartureView(d.Rule, TitleOf(events, d.Rule), d.Reason, d.Approver))],
            [.. Files(events)]);
    }

    /// <summary>The event that says what this move was.</summary>
    private static CaseEvent? Headline(IReadOnlyList<CaseEvent> events) =>
        events.FirstOrDefault(e => e is CaseOpened or Replied or SentBack or HandedOver or Corrected or DeadlinePassed or Reminded)
        ?? events.FirstOrDefault(e => e is CaseClosed or Noted or DeadlineMoved)
        ?? (events.Count > 0 ? events[0] : null);

    private string? StepOf(CaseEvent? headline) => headline switch
    {
        Replied e => narrator.Title(e.Path),
        SentBack e => narrator.Title(e.From),
        _ => null,
    };

    /// <summary>What an answer says that is no datum of the case: a member's opinion, an objection.</summary>
    private IEnumerable<HistoryDetail> Said(CaseEvent? headline) =>
        headline is Replied { Answer: { } answer } given && procedure.Find(given.Path) is { } step
            ? from field in step.Activity.Told(given)
              where answer[field.Name] is not (null or JsonArray { Count: 0 }) && Json.String(answer[field.Name]) is not ""
              select new HistoryDetail(field.Label, narrator.Text(field, answer[field.Name]))
            : [];

    private bool IsToldBeside(CaseEvent happened, IReadOnlyList<CaseEvent> events) =>
        happened is ValueSet e && Labels.IsToldBeside(procedure, e.Path, e.Name, e.Value, events.OfType<ValueSet>().Where(o => o.Path == e.Path).Select(o => (o.Name, o.Value)));

    private HistoryDetail? Detail(CaseEvent happened) => happened switch
    {
        RuleSpoke or Departed or StepLeft or BranchFinished => null,
        ValueSet { Value: null or JsonArray { Count: 0 } } => null,
        ValueSet e when Labels.FieldOf(procedure, e.Path, e.Name) is { } field => new HistoryDetail(field.Label, narrator.Text(field, e.Value)),
        ValueSet e => Labels.OfComputed(procedure, e.Path, e.Name, e.Value) is { } label ? new HistoryDetail(label, narrator.Text(null, e.Value, e.Name)) : null,
        StepEntered e => procedure.Find(e.Path)?.Activity.IsAutomatic == true ? null : new HistoryDetail("进入", narrator.Title(e.Path)),
        ItemOffered e => new HistoryDetail("交办", $"{e.Title} → {e.To.Title}{(e.Limit is { } limit ? $"，应于{limit.Due:yyyy年M月d日}前办理：{limit.Why}" : "")}"),
        Noticed e => new HistoryDetail("通知", $"{string.Join("、", e.To.Select(t => t.Title))}：{e.Text}"),
        _ => narrator.Tell(happened) is { } says ? new HistoryDetail("", says) : null,
    };

    private static string TitleOf(IReadOnlyList<CaseEvent> events, string rule) =>
        events.OfType<RuleSpoke>().FirstOrDefault(e => e.Answer.Rule == rule)?.Answer.Title ?? rule;

    private static ImmutableArray<FileView> Files(IReadOnlyList<CaseEvent> events) =>
    [
        .. events.SelectMany(e => e switch
        {
            ValueSet set => Materials.In(set.Value),
            Replied reply => Materials.In(reply.Answer).Concat(Materials.In(reply.Evidence)),
            Corrected corrected => Materials.In(corrected.New),
            ReportTaken taken => Materials.In(taken.Row),
            _ => [],
        }).Distinct(),
    ];
}
