using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Procedures;
using Workflows.Rules;

namespace Workflows.Host.Cases;

/// <summary>A case as its page shows it.</summary>
/// <param name="Seq">Version of the case; sent back with every move.</param>
internal sealed record CaseView(
    string Id, string Number, string Title, ProcedureName Procedure, string Unit, string UnitName, bool Open, string? EndState, string? EndTitle,
    DateOnly OpenedOn, string StartedBy, int Seq, IReadOnlyList<ItemView> Items, IReadOnlyList<DeadlineView> Deadlines,
    IReadOnlyList<StepData> Data, IReadOnlyList<HistoryView> History, IReadOnlyList<MoveView> Moves, Diagram Diagram);

internal sealed record ProcedureName(string Key, int Version, string Title);

/// <param name="Form">What to fill in; null when it is somebody else's.</param>
/// <param name="WhyNotMine">Whose it is, when it is somebody else's.</param>
internal sealed record ItemView(
    string Item, string Path, string Title, string Hint, string Kind, bool Mine, string To, DateOnly Since, DateOnly? Due, bool Overdue,
    string? WhyNotMine, AnswerForm? Form, IReadOnlyList<FormFact> Facts, IReadOnlyList<string> Notices, IReadOnlyList<ItemRule> Rules);

internal sealed record ItemRule(string Id, string Title, string Article, string Text);

/// <param name="State">running, overdue or reached.</param>
internal sealed record DeadlineView(
    string Key, string Title, string? StepTitle, DateOnly Due, string Why, bool Provisional, string State, IReadOnlyList<DeadlineWas> Was);

internal sealed record DeadlineWas(DateOnly Due, string Why);

internal sealed record StepData(string StepTitle, IReadOnlyList<DataField> Fields);

internal sealed record DataField(string Name, string Label, string Text);

/// <summary>One move in the history, told.</summary>
internal sealed record HistoryView(
    int Seq, DateTimeOffset At, DateOnly On, string Who, string What, string Kind, string? StepTitle,
    IReadOnlyList<HistoryDetail> Details, IReadOnlyList<RuleAnswer> Verdicts, IReadOnlyList<DepartureView> Departures, IReadOnlyList<FileView> Attachments);

internal sealed record HistoryDetail(string Label, string Text);

internal sealed record DepartureView(string Rule, string Title, string Reason, string Approver);

internal sealed record FileView(string Hash, string Name);

/// <summary>Something this person may do besides answering.</summary>
/// <param name="Fixed">Values that go with the move unasked, such as which datum is corrected.</param>
internal sealed record MoveView(string Kind, string Title, AnswerForm Form, string? Item = null, JsonObject? Fixed = null);

internal sealed record CaseRowView(
    string Id, string Number, string Title, string ProcedureTitle, string Unit, string UnitName, string Place,
    DateOnly OpenedOn, DateOnly? ClosedOn, DateOnly? Due, bool Overdue, string? EndTitle);

internal sealed record CasePage(int Total, IReadOnlyList<CaseRowView> Items);

internal sealed record InboxItem(
    string Case, string CaseTitle, string ProcedureTitle, string UnitName, string Item, string Title, string Hint, string Kind,
    DateOnly OfferedOn, DateOnly? Due, bool Overdue, bool Provisional);

internal sealed record InboxPage(int Total, int Overdue, IReadOnlyList<InboxItem> Items);

/// <summary>The workbench at a glance.</summary>
internal sealed record Watch(int Open, int Overdue, int EndingTerms, IReadOnlyList<CaseRowView> Recent);

internal sealed record OpenRequest(Guid Move, string Procedure, string Unit);

internal sealed record AnswerRequest(int? Seq, string Outcome, JsonObject? Data, IReadOnlyList<Departure>? Departures, string? Reason);

internal sealed record ReplyRequest(Guid Move, int? Seq, string Outcome, JsonObject? Data, IReadOnlyList<Departure>? Departures, string? Reason);

/// <summary>What would be said if the answer were sent.</summary>
internal sealed record CheckAnswer(IReadOnlyList<RuleAnswer> Verdicts, Problems.ProblemAnswer? Problem, IReadOnlyDictionary<string, string> Errors);

internal sealed record DraftView(JsonObject? Data, DateTimeOffset? SavedAt);

internal sealed record DraftRequest(JsonObject Data);
