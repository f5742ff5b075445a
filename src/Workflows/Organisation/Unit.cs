using Workflows.Rules;

namespace Workflows.Organisation;

/// <summary>What sort of party organisation a unit is.</summary>
public enum UnitKind
{
    [Label("工委")]
    WorkCommittee,

    [Label("机关党委")]
    AgencyCommittee,

    [Label("党总支")]
    GeneralBranch,

    [Label("党支部")]
    Branch,

    [Label("党小组")]
    PartyGroup,
}

/// <summary>A party organisation as it was named and placed in the tree for a time; rows with the same id follow one another.</summary>
/// <param name="ParentId">The superior unit; null at the top of the tree.</param>
public sealed record Unit(string Id, string Name, UnitKind Kind, string? ParentId, DateOnly From, DateOnly? Until = null) : IDated;
