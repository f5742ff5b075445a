using System.Collections.Immutable;
using Workflows.Organisation;

namespace Workflows.Engine;

/// <summary>Whom a work item is for, resolved: one key that inboxes are queried by.</summary>
/// <param name="Key"><c>role@unit</c> or <c>person:id</c>.</param>
/// <param name="Title">As shown: 第一支部书记（张三）.</param>
public sealed record Assignee(string Key, string Title)
{
    private const string OfPerson = "person:";

    /// <summary>The person's id; null when a post is asked.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? Person => Key.StartsWith(OfPerson, StringComparison.Ordinal) ? Key[OfPerson.Length..] : null;

    public static string KeyOf(string role, string unit) => $"{role}@{unit}";

    public static string KeyOf(string person) => OfPerson + person;

    /// <summary>Every key under which work for this person may lie on that day: the person, each post, each group a post belongs to, the committee.</summary>
    public static ImmutableArray<string> KeysOf(Actor actor) =>
    [
        KeyOf(actor.Person),
        .. actor.Posts.SelectMany(p => RolesWith(p).Select(r => KeyOf(r, p.UnitId))).Distinct(),
    ];

    private static IEnumerable<string> RolesWith(Post post)
    {
        var roles = RoleGroups.GroupsOf(post.Role).Prepend(post.Role);
        return Roles.IsCommittee(post.Role) ? roles.Append(Roles.Committee) : roles;
    }
}
