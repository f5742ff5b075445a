using Workflows.Host.Cases;
using Workflows.Host.Reporting;
using Workflows.Host.SignIn;
using Workflows.Organisation;

namespace Workflows.Host.Registers;

/// <summary>One unit of the tree.</summary>
/// <param name="Members">Party members, probationary included, everything below counted; null where only the name may be seen.</param>
/// <param name="Full">Full members; null where only the name may be seen.</param>
internal sealed record UnitRow(
    string Id, string Name, UnitKind Kind, string KindTitle, string? Parent, int? Members, int? Full, DateOnly? TermExpires, TermState TermState);

internal sealed record UnitLink(string Id, string Name, UnitKind Kind, string KindTitle);

/// <param name="Members">Empty where members may not be seen; <paramref name="SeesMembers"/> says which.</param>
/// <param name="MayEdit">May the asker change this unit's register?</param>
/// <param name="TermRow">The row of the term, where the asker may take it out as wrong.</param>
/// <param name="Voided">What was taken out of the unit's record as wrong, newest first; told to those who govern the unit.</param>
/// <param name="Cases">The unit's own cases, those still open first; at most 50, the rest are in the list of cases. Only those that the asker may see.</param>
internal sealed record UnitPage(
    UnitLink Unit,
    UnitLink? Superior,
    IReadOnlyList<UnitLink> Below,
    DateOnly On,
    IReadOnlyList<UnitPost> Posts,
    bool SeesMembers,
    IReadOnlyList<UnitMember> Members,
    UnitCounts? Counts,
    TermInfo? Term,
    bool MayEdit,
    RowRef? TermRow,
    IReadOnlyList<VoidedRow> Voided,
    IReadOnlyList<CaseRowView> Cases);

/// <param name="Row">The row of the register, where the asker may take it out as wrong.</param>
internal sealed record UnitPost(string Role, string RoleTitle, NamedPerson Person, DateOnly From, DateOnly? Until, RowRef? Row);

/// <param name="Vote">Has the member a vote on that day?</param>
/// <param name="WhyNot">Why not; told to those who govern the unit and to the member.</param>
/// <param name="Away">Why the member is away for long; told likewise.</param>
internal sealed record UnitMember(string Person, string Name, string Unit, string UnitName, MembershipStage Stage, string StageTitle, bool Vote, string? WhyNot, string? Away);

/// <param name="Entitled">应到会有表决权的正式党员.</param>
internal sealed record UnitCounts(int Full, int Entitled, int Probationary, int Prospects, int Activists, int Applicants);

/// <summary>A term and the days that follow from it.</summary>
/// <param name="Reminder">From this day the superior is reminded: six months ahead.</param>
/// <param name="Earliest">Brought forward at most to this day.</param>
/// <param name="Latest">Postponed at most to this day.</param>
/// <param name="Why">How the days were counted, with the article.</param>
internal sealed record TermInfo(
    DateOnly ElectedOn, int Years, int ShiftedMonths, DateOnly Expires, DateOnly Reminder, DateOnly Earliest, DateOnly Latest, TermState State, string StateTitle, string Why);

/// <param name="Case">The open election; null when none has begun, or the asker may not see it.</param>
internal sealed record TermRow(
    string Unit, string UnitName, string KindTitle, DateOnly ElectedOn, DateOnly Expires, DateOnly Reminder, TermState State, string StateTitle, CaseLink? Case);

/// <param name="Place">Where the case stands now.</param>
internal sealed record CaseLink(string Id, string Number, string Place);

internal sealed record PersonRow(string Id, string Name, string? Unit, string? UnitName, string? StageTitle, IReadOnlyList<HeldPost> Posts);

internal sealed record PeoplePage(int Total, IReadOnlyList<PersonRow> Items);

/// <summary>One stage of a person's way, one post, or one punishment or absence, with its days.</summary>
/// <param name="Unit">Empty where it is of no unit.</param>
/// <param name="Row">The row of the register, where the asker may take it out as wrong.</param>
internal sealed record PersonPeriod(string Title, string Unit, string UnitName, DateOnly From, DateOnly? Until, RowRef? Row);

/// <summary>A row that was wrong from the beginning and was taken out of the register.</summary>
/// <param name="Title">What it said: 书记, 预备党员.</param>
/// <param name="Name">Whom it was about; empty for a term.</param>
/// <param name="UnitName">Where; empty where it was of no unit.</param>
/// <param name="Who">Who took it out.</param>
/// <param name="Ground">The paper or approval it rests on; empty when none was given.</param>
internal sealed record VoidedRow(string Title, string Name, string UnitName, DateOnly From, DateOnly? Until, string Who, DateTimeOffset At, string Reason, string Ground);

/// <param name="Born">Day of birth as 1985-03-07, or 1985-03 where the register has only the month.</param>
/// <param name="Work">What lies with the person and the posts that they hold, first what is due first; at most 50. Only in cases that the asker governs, or all to the person.</param>
/// <param name="Posts">Those held today; all that were ever held for those who govern the person's unit, and the person.</param>
/// <param name="Measures">Punishments, measures and long absences, past ones included; told likewise.</param>
/// <param name="Voided">What was taken out of the person's record as wrong; told to those who govern a unit that it is about, and to the person.</param>
/// <param name="Disciplines">In force; told to those who govern the person's unit, and to the person.</param>
internal sealed record PersonPage(
    string Id,
    string Name,
    string SexTitle,
    string? Born,
    string Ethnicity,
    string Education,
    string Position,
    IReadOnlyList<PersonPeriod> Memberships,
    IReadOnlyList<PersonPeriod> Posts,
    IReadOnlyList<string> Disciplines,
    IReadOnlyList<PersonPeriod> Measures,
    IReadOnlyList<VoidedRow> Voided,
    IReadOnlyList<InboxItem> Work);
