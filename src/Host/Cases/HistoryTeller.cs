using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Procedures;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>One history row as a person reads it: a headline, what was filled in, what the rules said.</summary>
internal sealed class HistoryTeller(Procedure procedure, Narrator narrator)
{
    public HistoryView Tell(HistoryRow row)
    {
        var events = Ledger.Read(row.Events);
        var headline = Headline(events);
        return new HistoryView(
            row.Seq, row.At, Surroundings.DayOf(row.At), narrator.Name(row.Person), headline is null ? "办理" : narrator.Tell(headline) ?? "办理", row.Move, StepOf(headline),
            [.. events.Where(e => !ReferenceEquals(e, headline) && !IsToldBeside(e, events)).Select(Detail).OfType<HistoryDetail>()],
            [.. events.OfType<RuleSpoke>().Select(e => e.Answer)],
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

    private static bool IsToldBeside(CaseEvent happened, IReadOnlyList<CaseEvent> events) =>
        happened is ValueSet e && Labels.IsToldBeside(e.Name, e.Value, events.OfType<ValueSet>().Where(o => o.Path == e.Path).Select(o => (o.Name, o.Value)));

    private HistoryDetail? Detail(CaseEvent happened) => happened switch
    {
        RuleSpoke or Departed or StepLeft or BranchFinished => null,
        ValueSet { Value: null or JsonArray { Count: 0 } } => null,
        ValueSet e when Labels.FieldOf(procedure, e.Path, e.Name) is { } field => new HistoryDetail(field.Label, narrator.Text(field, e.Value)),
        ValueSet e => Labels.OfComputed(procedure, e.Path, e.Name, e.Value) is { } label ? new HistoryDetail(label, narrator.Text(null, e.Value, e.Name)) : null,
        StepEntered e => procedure.Find(e.Path)?.Activity.IsAutomatic == true ? null : new HistoryDetail("进入", narrator.Title(e.Path)),
        ItemOffered e => new HistoryDetail("交办", $"{e.Title} → {e.To.Title}"),
        Noticed e => new HistoryDetail("通知", $"{string.Join("、", e.To.Select(t => t.Title))}：{e.Text}"),
        _ => narrator.Tell(happened) is { } says ? new HistoryDetail("", says) : null,
    };

    private static string TitleOf(IReadOnlyList<CaseEvent> events, string rule) =>
        events.OfType<RuleSpoke>().FirstOrDefault(e => e.Answer.Rule == rule)?.Answer.Title ?? rule;

    private static ImmutableArray<FileView> Files(IReadOnlyList<CaseEvent> events) =>
    [
        .. events.OfType<ValueSet>().Select(e => e.Value).Concat(events.OfType<Replied>().SelectMany(e => e.Answer?.Select(a => a.Value).Append(e.Evidence) ?? [e.Evidence]))
            .OfType<JsonArray>().SelectMany(a => a.OfType<JsonObject>())
            .Where(o => o.ContainsKey("hash")).Select(o => new FileView(Json.String(o["hash"])!, Json.String(o["name"]) ?? "附件")),
    ];
}
