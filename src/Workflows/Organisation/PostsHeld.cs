namespace Workflows.Organisation;

/// <summary>Where people stand to a unit by the posts they hold: in it, or above it.</summary>
public static class PostsHeld
{
    /// <summary>Is one of the posts of this group or role, in one of the units?</summary>
    /// <param name="group">A group of <see cref="RoleGroups"/>, or a single role.</param>
    public static bool AreIn(this IEnumerable<Post> posts, string group, params IEnumerable<string> units)
    {
        var roles = RoleGroups.RolesOf(group);
        return posts.Any(p => roles.Contains(p.Role) && units.Contains(p.UnitId));
    }

    /// <summary>Is one of the posts of this group or role, in a unit above this one?</summary>
    public static bool AreAbove(this IEnumerable<Post> posts, string group, Register register, string unit, DateOnly? on) =>
        posts.AreIn(group, register.Ancestors(unit, on).Select(a => a.Id));
}
