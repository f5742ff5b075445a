namespace Workflows.Organisation;

/// <summary>How far a person has come on the way into the party.</summary>
public enum MembershipStage
{
    /// <summary>入党申请人</summary>
    Applicant,

    /// <summary>入党积极分子</summary>
    Activist,

    /// <summary>发展对象</summary>
    Prospect,

    /// <summary>预备党员</summary>
    Probationary,

    /// <summary>正式党员</summary>
    Full,
}

/// <summary>A person belongs to a unit in one stage for a time; a person is in one unit and one stage on any day.</summary>
public sealed record Membership(string PersonId, string UnitId, MembershipStage Stage, DateOnly From, DateOnly? Until = null) : IDated;
