namespace Workflows.Organisation;

/// <summary>What sort of party organisation a unit is.</summary>
public enum UnitKind
{
    /// <summary>工委</summary>
    WorkCommittee,

    /// <summary>机关党委</summary>
    AgencyCommittee,

    /// <summary>党总支</summary>
    GeneralBranch,

    /// <summary>党支部</summary>
    Branch,

    /// <summary>党小组</summary>
    PartyGroup,
}

/// <summary>A party organisation as it was named and placed in the tree for a time; rows with the same id follow one another.</summary>
/// <param name="ParentId">The superior unit; null at the top of the tree.</param>
public sealed record Unit(string Id, string Name, UnitKind Kind, string? ParentId, DateOnly From, DateOnly? Until = null) : IDated;
