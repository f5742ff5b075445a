using System.Collections.Immutable;

namespace Workflows.Organisation;

/// <summary>Where a member of the party stands on a day as to voting and electing (MT-04, EL-05).</summary>
public enum Standing
{
    /// <summary>A full member with all rights: expected at the meeting, with a vote.</summary>
    Entitled,

    /// <summary>预备党员: no vote.</summary>
    Probationary,

    /// <summary>留党察看: no vote during the period.</summary>
    PartyProbation,

    /// <summary>依法留置、逮捕: the organisation has suspended the rights.</summary>
    RightsSuspended,

    /// <summary>停止党籍: not expected.</summary>
    MembershipStopped,
}

/// <summary>One line of a unit's roll.</summary>
/// <param name="UnitId">The unit of the tree that the member belongs to; below the roll's own unit for a 总支.</param>
/// <param name="Away">Why the member is away for long (EL-06); null for most. Excludes nobody by itself.</param>
public sealed record RollMember(Person Person, string UnitId, MembershipStage Stage, Standing Standing, AbsenceKind? Away)
{
    public bool HasVote => Standing == Standing.Entitled;

    /// <summary>Why there is no vote, as told to a person; null when there is one.</summary>
    public string? WhyNot => Standing switch
    {
        Standing.Entitled => null,
        Standing.Probationary => "预备党员没有表决权、选举权和被选举权。",
        Standing.PartyProbation => "留党察看期间没有表决权、选举权和被选举权。",
        Standing.RightsSuspended => "依法留置或逮捕，党员权利已经中止。",
        Standing.MembershipStopped => "已停止党籍，不计入应到会。",
        _ => throw new InvalidOperationException($"Standing {Standing}"),
    };
}

/// <summary>名册: the full and probationary members of a unit, everything below it included, on one day.</summary>
/// <param name="Members">Ordered by name, then by id.</param>
public sealed record Roll(string UnitId, DateOnly Day, ImmutableArray<RollMember> Members)
{
    /// <summary>正式党员, those without a vote included, those whose membership is stopped not.</summary>
    public int FullMembers { get; } = Members.Count(m => m.Stage == MembershipStage.Full && m.Standing != Standing.MembershipStopped);

    /// <summary>应到会有表决权的正式党员, before any exclusion.</summary>
    public int Entitled { get; } = Members.Count(m => m.HasVote);

    public int Probationary { get; } = Members.Count(m => m.Stage == MembershipStage.Probationary && m.Standing != Standing.MembershipStopped);

    /// <summary>党员: full and probationary together (OR-03, OR-06).</summary>
    public int PartyMembers => FullMembers + Probationary;

    public RollMember? Find(string personId) => Members.FirstOrDefault(m => m.Person.Id == personId);
}
