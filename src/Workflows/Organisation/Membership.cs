using Workflows.Rules;

namespace Workflows.Organisation;

/// <summary>How far a person has come on the way into the party.</summary>
public enum MembershipStage
{
    [Label("入党申请人")]
    Applicant,

    [Label("入党积极分子")]
    Activist,

    [Label("发展对象")]
    Prospect,

    [Label("预备党员")]
    Probationary,

    [Label("正式党员")]
    Full,
}

/// <summary>A person belongs to a unit in one stage for a time; a person is in one unit and one stage on any day.</summary>
public sealed record Membership(string PersonId, string UnitId, MembershipStage Stage, DateOnly From, DateOnly? Until = null) : IDated;
