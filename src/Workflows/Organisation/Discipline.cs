namespace Workflows.Organisation;

/// <summary>A party punishment or a measure that touches a member's rights.</summary>
public enum DisciplineKind
{
    /// <summary>警告</summary>
    Warning,

    /// <summary>严重警告</summary>
    SeriousWarning,

    /// <summary>撤销党内职务</summary>
    RemovedFromPost,

    /// <summary>留党察看</summary>
    PartyProbation,

    /// <summary>依法留置、逮捕，党员权利中止</summary>
    RightsSuspended,

    /// <summary>停止党籍</summary>
    MembershipStopped,
}

/// <summary>A person is under a punishment or measure for a time.</summary>
public sealed record Discipline(string PersonId, DisciplineKind Kind, DateOnly From, DateOnly? Until = null) : IDated;
