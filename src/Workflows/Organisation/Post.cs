namespace Workflows.Organisation;

/// <summary>A person holds a role in a unit for a time.</summary>
/// <param name="Role">A stored role's key in <see cref="Roles"/>.</param>
public sealed record Post(string PersonId, string UnitId, string Role, DateOnly From, DateOnly? Until = null) : IDated;
