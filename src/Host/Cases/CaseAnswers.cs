using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Host.Registers;
using Workflows.Host.Reporting;
using Workflows.Host.SignIn;
using Workflows.Moves;
using Workflows.Procedures;
using Workflows.Rules;

namespace Workflows.Host.Cases;

/// <summary>A case as its page shows it.</summary>
/// <param name="Seq">Version of the case; sent back with every move.</param>
/// <param name="Materials">What was handed in and still counts, the latest first.</param>
/// <param name="Change">What it is to change, or has changed, in the register, table by table; null: nothing.</param>
/// <param name="Grant">Which half of an approved account this person has to hand over: a link or a code; null: none.</param>
/// <param name="Whole">May this person see the whole of it, whatever part they have, and so take it away as evidence?</param>
internal sealed record CaseView(
    string Id, string Number, string Title, ProcedureName Procedure, string Unit, string UnitName, bool Open, string? EndState, string? EndTitle,
    DateOnly OpenedOn, string StartedBy, PersonName? Subject, int Seq, IReadOnlyList<ItemView> Items, IReadOnlyList<DeadlineView> Deadlines,
    IReadOnlyList<StepData> Data, IReadOnlyList<MaterialView> Materials, IReadOnlyList<MoveView> Moves,
    IReadOnlyList<ChangedTable>? Change, GrantHalf? Grant, bool Whole);

/// <summary>What happened, and where on its way the case stands: told when asked for, since it grows with the years.</summary>
/// <param name="Seq">The version of the case that is told.</param>
/// <param name="Rows">Move by move, the first one first.</param>
internal sealed record CaseStory(int Seq, IReadOnlyList<HistoryView> Rows, Diagram Diagram);

internal sealed record PersonName(string Id, string Name);

internal sealed record ProcedureName(string Key, int Version, string Title);

/// <param name="Form">What to fill in; null when it is somebody else's and this person may not record it either.</param>
/// <param name="MayRecord">May this person enter that it was done on paper before?</param>
/// <param name="DueFor">What is due then, when it is not this step alone: 思想汇报, which is due all the time while somebody is trained.</param>
/// <param name="WhyNotMine">Whose it is, when it is somebody else's.</param>
/// <param name="Reports">Does this person hand in reports (线索) from here?</param>
internal sealed record ItemView(
    string Item, string Path, string Title, string Hint, string Kind, bool Mine, string To, DateOnly Since, DateOnly? Due, bool Overdue, string? DueFor,
    string? WhyNotMine, bool MayRecord, AnswerForm? Form, IReadOnlyList<FormFact> Facts, IReadOnlyList<string> Notices, IReadOnlyList<ItemRule> Rules, bool Reports);

internal sealed record ItemRule(string Id, string Title, string Article, string Text);

/// <param name="State">running, overdue or paused.</param>
/// <param name="PausedOn">Since when it does not run, alone or with its case; null: it runs.</param>
/// <param name="PausedWhy">The reason that was given for it; null when nobody gave one.</param>
internal sealed record DeadlineView(
    string Key, string Title, string? StepTitle, DateOnly Due, string Why, bool Provisional, string State, DateOnly? PausedOn, string? PausedWhy,
    IReadOnlyList<DeadlineWas> Was);

internal sealed record DeadlineWas(DateOnly Due, string Why);

internal sealed record StepData(string StepTitle, IReadOnlyList<DataField> Fields);

/// <param name="Files">What can be opened of it.</param>
internal sealed record DataField(string Name, string Label, string Text, IReadOnlyList<FileView> Files);

/// <summary>One move in the history, told.</summary>
internal sealed record HistoryView(
    int Seq, DateTimeOffset At, DateOnly On, string Who, string What, string Kind, string? StepTitle,
    IReadOnlyList<HistoryDetail> Details, IReadOnlyList<RuleAnswer> Verdicts, IReadOnlyList<DepartureView> Departures, IReadOnlyList<FileView> Attachments);

internal sealed record HistoryDetail(string Label, string Text);

internal sealed record DepartureView(string Rule, string Title, string Reason, string Approver);

/// <summary>Something this person may do besides answering.</summary>
/// <param name="Fixed">Values that go with the move unasked, such as which datum is corrected.</param>
internal sealed record MoveView(string Kind, string Title, AnswerForm Form, string? Item = null, JsonObject? Fixed = null);

/// <param name="DueFor">What is due then: the title of that deadline.</param>
internal sealed record CaseRowView(
    string Id, string Number, string Title, string ProcedureTitle, string Unit, string UnitName, string Place,
    DateOnly OpenedOn, DateOnly? ClosedOn, DateOnly? Due, string? DueFor, bool Overdue, string? EndTitle);

internal sealed record CasePage(int Total, IReadOnlyList<CaseRowView> Items);

/// <param name="DueFor">What is due then, when it is not this alone.</param>
/// <param name="Begins">What somebody begins besides with it, such as 登记思想汇报: the step that goes with the move; null: it is asked already.</param>
internal sealed record InboxItem(
    string Case, string CaseTitle, string ProcedureTitle, string UnitName, string Item, string Title, string Hint, string Kind,
    DateOnly OfferedOn, DateOnly? Due, bool Overdue, bool Provisional, string? DueFor, string? Begins);

/// <param name="Total">How many there are of what was asked for.</param>
/// <param name="Overdue">How many cases are overdue among those: two things to do in one are one, as in the workbench's own count.</param>
/// <param name="All">How many there are, whatever was asked for.</param>
internal sealed record InboxPage(int Total, int Overdue, int All, IReadOnlyList<InboxItem> Items);

/// <summary>The workbench at a glance.</summary>
/// <param name="EndingTerms">Units whose term ends within six months or has ended.</param>
/// <param name="Unread">Messages not read yet.</param>
/// <param name="Reminders">What whoever keeps the system has to see to, such as a year's days off that are not loaded yet; gone once it is done.</param>
internal sealed record Watch(int Open, int Overdue, int EndingTerms, int Unread, IReadOnlyList<CaseRowView> Recent, IReadOnlyList<string> Reminders);

/// <param name="Move">Chosen by the sender; the same id sent twice opens one case.</param>
/// <param name="Procedure">Key of the procedure; its newest version is used.</param>
/// <param name="About">Id of the person whom it is about, where the procedure is about one whom the register knows.</param>
/// <param name="Newcomer">The person whom it is about, where the register does not know them yet.</param>
/// <param name="BeganOn">补录: the day on which it began on paper; absent: it begins now.</param>
internal sealed record OpenRequest(Guid Move, string Procedure, string Unit, string? About = null, Newcomer? Newcomer = null, DateOnly? BeganOn = null);

/// <summary>An answer to a work item, before it counts.</summary>
/// <param name="Seq">The version of the case that was seen; when it differs by now, the answer is <c>changed-meanwhile</c>. Absent: not compared.</param>
/// <param name="Outcome">One of the form's outcomes.</param>
/// <param name="Data">Field → value.</param>
/// <param name="Departures">Soft rules that are departed from, with reason and approver.</param>
/// <param name="Reason">For outcomes that need one; at most 2000 characters.</param>
/// <param name="DoneOn">补录: the day on which it was done on paper; absent: it is done now.</param>
/// <param name="Evidence">补录: the papers that show it, as files handed in.</param>
internal sealed record AnswerRequest(
    string Outcome, int? Seq = null, JsonObject? Data = null, IReadOnlyList<Departure>? Departures = null, string? Reason = null,
    DateOnly? DoneOn = null, JsonArray? Evidence = null);

/// <param name="Move">Chosen by the sender; the same id sent twice is done once and answered the same.</param>
/// <param name="Seq">The version of the case that was seen; when it differs by now, the answer is <c>changed-meanwhile</c>. Absent: not compared.</param>
/// <param name="Outcome">One of the form's outcomes.</param>
/// <param name="Data">Field → value.</param>
/// <param name="Departures">Soft rules that are departed from, with reason and approver.</param>
/// <param name="Reason">For outcomes that need one; at most 2000 characters.</param>
/// <param name="DoneOn">补录: the day on which it was done on paper; absent: it is done now.</param>
/// <param name="Evidence">补录: the papers that show it, as files handed in.</param>
internal sealed record ReplyRequest(
    Guid Move, string Outcome, int? Seq = null, JsonObject? Data = null, IReadOnlyList<Departure>? Departures = null, string? Reason = null,
    DateOnly? DoneOn = null, JsonArray? Evidence = null);

/// <summary>What would be said if the answer were sent.</summary>
/// <param name="Blocks">One for each of the verdicts: does it stand in the way? One that does not hold and does not stand in the way is recorded.</param>
/// <param name="Records">What is recorded although a rule does not hold, and what must be done then: to be confirmed. Empty: nothing of the kind.</param>
/// <param name="Final">What cannot be taken back afterwards, such as what is entered into the register: to be confirmed. Empty: nothing.</param>
/// <param name="Effects">What else would come of it: whose answers lapse, which days move.</param>
internal sealed record CheckAnswer(
    IReadOnlyList<RuleAnswer> Verdicts, IReadOnlyList<bool> Blocks, Problems.ProblemAnswer? Problem, IReadOnlyDictionary<string, string> Errors,
    IReadOnlyList<string> Records, IReadOnlyList<string> Final, IReadOnlyList<string> Effects);

internal sealed record DraftView(JsonObject? Data, DateTimeOffset? SavedAt);

internal sealed record DraftRequest(JsonObject Data);
