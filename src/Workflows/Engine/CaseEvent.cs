using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>记录: one thing that happened to a case. The list of them is its history; only <see cref="Case.Apply"/> gives them effect.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CaseOpened), "opened")]
[JsonDerivedType(typeof(CaseClosed), "closed")]
[JsonDerivedType(typeof(CaseSuspended), "suspended")]
[JsonDerivedType(typeof(CaseResumed), "resumed")]
[JsonDerivedType(typeof(StepEntered), "entered")]
[JsonDerivedType(typeof(StepLeft), "left")]
[JsonDerivedType(typeof(AnswersLapsed), "lapsed")]
[JsonDerivedType(typeof(BranchFinished), "branch")]
[JsonDerivedType(typeof(ItemOffered), "offered")]
[JsonDerivedType(typeof(ItemReady), "ready")]
[JsonDerivedType(typeof(ItemTakenBack), "taken-back")]
[JsonDerivedType(typeof(Replied), "replied")]
[JsonDerivedType(typeof(ValueSet), "set")]
[JsonDerivedType(typeof(ScopeBegan), "scope")]
[JsonDerivedType(typeof(RuleSpoke), "rule")]
[JsonDerivedType(typeof(Departed), "departed")]
[JsonDerivedType(typeof(DeadlineSet), "deadline")]
[JsonDerivedType(typeof(DeadlineMoved), "deadline-moved")]
[JsonDerivedType(typeof(DeadlineLifted), "deadline-lifted")]
[JsonDerivedType(typeof(DeadlineMet), "deadline-met")]
[JsonDerivedType(typeof(DeadlinePaused), "deadline-paused")]
[JsonDerivedType(typeof(DeadlineResumed), "deadline-resumed")]
[JsonDerivedType(typeof(Reminded), "reminded")]
[JsonDerivedType(typeof(DeadlinePassed), "deadline-passed")]
[JsonDerivedType(typeof(HandedOver), "handed-over")]
[JsonDerivedType(typeof(ItemPassed), "passed")]
[JsonDerivedType(typeof(SentBack), "sent-back")]
[JsonDerivedType(typeof(Corrected), "corrected")]
[JsonDerivedType(typeof(Noted), "noted")]
[JsonDerivedType(typeof(Noticed), "noticed")]
[JsonDerivedType(typeof(TermBegan), "term-began")]
[JsonDerivedType(typeof(TermShifted), "term-shifted")]
[JsonDerivedType(typeof(PostsGiven), "posts-given")]
[JsonDerivedType(typeof(PersonEntered), "person-entered")]
[JsonDerivedType(typeof(StageChanged), "stage-changed")]
[JsonDerivedType(typeof(StageDated), "stage-dated")]
[JsonDerivedType(typeof(CaseMoved), "moved")]
[JsonDerivedType(typeof(Reported), "reported")]
[JsonDerivedType(typeof(ReportTaken), "report-taken")]
[JsonDerivedType(typeof(ChangeProposed), "change-proposed")]
[JsonDerivedType(typeof(ChangeEntered), "change-entered")]
[JsonDerivedType(typeof(AccountProposed), "account-proposed")]
[JsonDerivedType(typeof(SettingProposed), "setting-proposed")]
[JsonDerivedType(typeof(SettingDecided), "setting-decided")]
public abstract record CaseEvent;

/// <summary>The case began, under which text of which procedure.</summary>
/// <param name="Digest">The procedure's digest: the text itself cannot be changed afterwards without showing.</param>
/// <param name="Subject">The person whom it is about; null when it is about the unit alone.</param>
/// <param name="RecordedOn">补录: the day on which a case that began on paper was entered; null when it began here.</param>
public sealed record CaseOpened(
    string Id, string Procedure, int Version, string Unit, string Title, string By, DateOnly On, string Digest, string? Subject = null, DateOnly? RecordedOn = null) : CaseEvent;

/// <summary>The case ended in one of its procedure's end states, or was <c>withdrawn</c> or <c>cancelled</c>.</summary>
public sealed record CaseClosed(string End, string? Reason = null) : CaseEvent;

/// <summary>中止: nothing is done, and no deadline runs, until the case is resumed.</summary>
public sealed record CaseSuspended(DateOnly On, string Reason) : CaseEvent;

/// <summary>恢复: the days since it was suspended do not count.</summary>
public sealed record CaseResumed(DateOnly On) : CaseEvent;

public sealed record StepEntered(string Path, DateOnly On) : CaseEvent;

/// <summary>A step was left; everything whose path begins with it goes with it.</summary>
/// <param name="On">The day on which it was done; null in what was written before days were kept.</param>
public sealed record StepLeft(string Path, string Outcome, DateOnly? On = null) : CaseEvent;

/// <summary>What was put to people has been corrected: answers so far, and what was done in the step's branches, count no longer.</summary>
/// <param name="By">Whose answers.</param>
public sealed record AnswersLapsed(string Path, ImmutableArray<string> By) : CaseEvent;

public sealed record BranchFinished(string Path, string Branch, string End) : CaseEvent;

/// <summary>A person or post is asked to do something.</summary>
/// <param name="Part">Which of the activity's items this is, such as <c>teller</c>; empty for its only one.</param>
/// <param name="Limit">By when, where it has a day of its own.</param>
/// <param name="As">What is to be done with it; null: it is answered, or it was written before items had kinds.</param>
public sealed record ItemOffered(
    string Item, string Path, string Part, Assignee To, string Title, DateOnly On, ItemLimit? Limit = null, ItemKind? As = null) : CaseEvent
{
    /// <summary>True when others come first: <see cref="ItemReady"/> says that its turn has come.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Waits { get; init; }

    /// <summary>For whom it is answered, when not in the right of whoever is asked.</summary>
    public Assignee? OnBehalfOf { get; init; }

    /// <summary>How many votes the answer has; null: one.</summary>
    public int? Weight { get; init; }
}

/// <summary>An item whose turn had to come may be answered now.</summary>
public sealed record ItemReady(string Item, Assignee To, string Title) : CaseEvent;

public sealed record ItemTakenBack(string Item, string Why) : CaseEvent;

/// <summary>Somebody answered a work item. The answer's values are set by <see cref="ValueSet"/> unless they stay with the step.</summary>
/// <param name="PerformedOn">补录: the day on which it was done on paper; null when it was done here.</param>
/// <param name="Evidence">补录: the papers that show it.</param>
/// <param name="For">补录: the person whose item it was, when somebody else entered the answer.</param>
/// <param name="As">What was to be done with the item; null: it was answered, or it was written before items had kinds.</param>
public sealed record Replied(
    string Item, string Path, string Part, string By, string Outcome, JsonObject? Answer, string? Reason,
    DateOnly? PerformedOn = null, JsonArray? Evidence = null, string? For = null, ItemKind? As = null) : CaseEvent
{
    /// <summary>Whoever urges has answered nothing of the case.</summary>
    [JsonIgnore]
    public bool IsUrging => WorkItem.Read(As, Part).Kind == ItemKind.Urged;
}

/// <summary>A value of the case's data, with the step that it came from.</summary>
public sealed record ValueSet(string Name, string Path, JsonNode? Value) : CaseEvent;

/// <summary>A sub-procedure begins once more: what its last run left in the case's data no longer counts; it stays in the history.</summary>
/// <param name="Scope">The prefix of its data names, such as <c>meeting.</c></param>
public sealed record ScopeBegan(string Scope) : CaseEvent;

/// <summary>A rule was asked and answered; word for word.</summary>
public sealed record RuleSpoke(string Path, DateOnly On, RuleAnswer Answer) : CaseEvent;

/// <summary>A soft rule was departed from, with a reason and an approver (CV-10).</summary>
public sealed record Departed(string Path, string Rule, string Reason, string Approver) : CaseEvent;

/// <summary>A deadline began to run.</summary>
/// <param name="Key">Unique in the case: path#name.</param>
/// <param name="Anchor">What it counts from, in the definition's words (a data name, a fact, or <c>entered</c>).</param>
/// <param name="Due">Last day in time; acts on this day are in time.</param>
/// <param name="Wake">The next day on which the clock looks at it; null while the day is provisional (WD-05).</param>
public sealed record DeadlineSet(
    string Key, string Path, string Title, string Anchor, DateOnly From, string Period, DateOnly Due, DateOnly? Wake, bool Provisional, string Why) : CaseEvent;

/// <summary>A deadline was counted again because its anchor or the calendar changed; the old day stays here.</summary>
public sealed record DeadlineMoved(string Key, DateOnly OldDue, DateOnly From, DateOnly Due, DateOnly? Wake, bool Provisional, string Why) : CaseEvent;

/// <summary>A deadline no longer runs: the day that it counted from is not known any more.</summary>
public sealed record DeadlineLifted(string Key, DateOnly Due) : CaseEvent;

/// <summary>What a deadline of the whole case asked for has been done: it runs no longer.</summary>
public sealed record DeadlineMet(string Key, DateOnly Due) : CaseEvent;

/// <summary>暂停: from that day the deadline does not run.</summary>
public sealed record DeadlinePaused(string Key, DateOnly On, string Reason) : CaseEvent;

/// <summary>It runs again; the days since it was paused do not count.</summary>
public sealed record DeadlineResumed(string Key, DateOnly On) : CaseEvent;

public sealed record Reminded(string Key, DateOnly Due, DateOnly Wake) : CaseEvent;

/// <summary>A deadline passed. It never moves a statutory step; it is noted, urged and escalated.</summary>
public sealed record DeadlinePassed(string Key, DateOnly Due) : CaseEvent;

public sealed record HandedOver(string Item, Assignee From, Assignee To, string Reason) : CaseEvent;

/// <summary>A post has changed hands: an item goes to whoever holds it now, or back to the post it was handed over from.</summary>
public sealed record ItemPassed(string Item, Assignee From, Assignee To, string Why) : CaseEvent;

public sealed record SentBack(string From, string To, string Reason) : CaseEvent;

/// <summary>A value was corrected; the old one stays here.</summary>
public sealed record Corrected(string Name, string Label, JsonNode? Old, JsonNode? New, string Reason) : CaseEvent;

public sealed record Noted(string Text) : CaseEvent;

/// <summary>Somebody is to be told; the outbox sends it.</summary>
public sealed record Noticed(ImmutableArray<Assignee> To, string Text) : CaseEvent;

/// <summary>A unit's committee was elected: a new term counts from that day (EL-01).</summary>
public sealed record TermBegan(string Unit, DateOnly ElectedOn, int Years, DateOnly ExpiresOn) : CaseEvent;

/// <summary>A unit's term was prolonged or shortened by its superior (EL-02).</summary>
public sealed record TermShifted(string Unit, DateOnly ElectedOn, int Months, DateOnly ExpiresOn) : CaseEvent;

public sealed record PostGiven(string Person, string Role);

/// <summary>From that day these people hold a unit's committee posts and nobody else does.</summary>
public sealed record PostsGiven(string Unit, DateOnly From, ImmutableArray<PostGiven> Posts) : CaseEvent;

/// <summary>Somebody whom the register did not know was entered into it.</summary>
public sealed record PersonEntered(string Id, string Name, DateOnly? Born, Organisation.Sex Sex, string Ethnicity, string Education, string Position) : CaseEvent;

/// <summary>身份变更: from that day a person belongs to the unit in this stage, and in no other.</summary>
/// <param name="Stage">Null: the person is in no stage any more.</param>
public sealed record StageChanged(string Person, string Unit, Organisation.MembershipStage? Stage, DateOnly From) : CaseEvent
{
    /// <summary>Where the person is in no stage any more: what that is called, 取消预备党员资格.</summary>
    public string? Says { get; init; }

    /// <summary>Name of the body that decided so.</summary>
    public string? By { get; init; }
}

/// <summary>A correction moved the day on which a person came into a stage (or out of all).</summary>
/// <param name="From">The right day.</param>
/// <param name="Was">The day that the register knew.</param>
public sealed record StageDated(string Person, Organisation.MembershipStage? Stage, DateOnly From, DateOnly Was) : CaseEvent;

/// <summary>转接: from that day another unit carries the case on; what has been done counts.</summary>
public sealed record CaseMoved(string From, string Unit, DateOnly On) : CaseEvent;

/// <summary>报出线索: a deadline of this case passed, and another procedure is told; the outbox takes it there.</summary>
/// <param name="Key">The deadline.</param>
/// <param name="Source">What the report is known by: it is taken once.</param>
/// <param name="From">Where it comes from, as people read it.</param>
/// <param name="Facts">What the trigger's rule is asked with.</param>
public sealed record Reported(string Procedure, string Unit, string Trigger, string Key, string Source, string From, JsonObject Facts, DateOnly On) : CaseEvent;

/// <summary>收到线索: a report was taken into a list of the case's data.</summary>
/// <param name="Into">Name of the list.</param>
public sealed record ReportTaken(string Into, JsonObject Row) : CaseEvent;

/// <summary>提交名册变更: what the case is to change in the register, once it is approved.</summary>
public sealed record ChangeProposed(Organisation.RegisterChange Change, string Reason) : CaseEvent;

/// <summary>提交账号变更: whose account is to be opened (or its password reset) once it is approved.</summary>
public sealed record AccountProposed(string Person, string User, bool IsNew, string Reason) : CaseEvent;

/// <summary>登记: what was proposed has been entered into the register.</summary>
public sealed record ChangeEntered : CaseEvent;

/// <summary>提请改变设置.</summary>
/// <param name="Told">In Chinese, with both values in words.</param>
public sealed record SettingProposed(SettingChange Change, string Told, string Reason) : CaseEvent;

/// <summary>What was proposed of a setting has been decided so.</summary>
public sealed record SettingDecided : CaseEvent;
