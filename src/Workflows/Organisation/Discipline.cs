using Workflows.Rules;

namespace Workflows.Organisation;

/// <summary>A party punishment or a measure that touches a member's rights.</summary>
public enum DisciplineKind
{
    [Label("警告")]
    Warning,

    [Label("严重警告")]
    SeriousWarning,

    [Label("撤销党内职务")]
    RemovedFromPost,

    [Label("留党察看")]
    PartyProbation,

    [Label("党员权利中止")]
    RightsSuspended,

    [Label("停止党籍")]
    MembershipStopped,
}

/// <summary>A person is under a punishment or measure for a time.</summary>
public sealed record Discipline(string PersonId, DisciplineKind Kind, DateOnly From, DateOnly? Until = null) : IDated;
