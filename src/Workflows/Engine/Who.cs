using System.Collections.Immutable;
using Workflows.Organisation;

namespace Workflows.Engine;

/// <summary>Whom a definition asks: a post somewhere along the tree, a person named in a field, or whoever started the case.</summary>
/// <param name="Role">A role or role group of <see cref="Roles"/>; <c>person</c> with <paramref name="Of"/> = a data name; <c>starter</c>.</param>
/// <param name="Of"><c>subject</c> (the case's unit), <c>superior</c> (its parent), <c>party-committee</c> (the nearest 党委 above), <c>work-committee</c> (the root), <c>all-units</c> (each unit of the tree that has such a post; for notices alone), or a data name that holds a unit or people.</param>
public sealed record Who(string Role, string Of)
{
    /// <summary>Every unit of the tree in which somebody holds the post.</summary>
    public const string AllUnits = "all-units";

    /// <summary>Reads <c>secretary</c>, <c>section-head of superior</c>, <c>officers in to-unit</c>, <c>person in scrutineer</c> or <c>starter</c>.</summary>
    public static Who? Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["starter"] => new Who("starter", ""),
            [var role] => new Who(role, "subject"),
            [var role, "of", var where] when where is "subject" or "superior" or "party-committee" or "work-committee" or AllUnits => new Who(role, where),
            [var role, "in", var field] => new Who(role, field),
            _ => null,
        };
    }

    /// <summary>A post in a unit that a datum names.</summary>
    public bool IsElsewhere => Role != "person" && Of is not ("" or "subject" or "superior" or "party-committee" or "work-committee" or AllUnits);

    public override string ToString() => Role switch
    {
        "starter" => "starter",
        "person" => $"person in {Of}",
        _ when IsElsewhere => $"{Role} in {Of}",
        _ => $"{Role} of {Of}",
    };

    /// <summary>In Chinese, for lists of steps: 上级党组织的组织科负责人.</summary>
    public string InWords() => Role switch
    {
        "starter" => "发起人",
        "person" => "指定的人员",
        _ => Of switch
        {
            "superior" => "上级党组织" + RoleGroups.TitleOf(Role),
            "party-committee" => "上级党委" + RoleGroups.TitleOf(Role),
            "work-committee" => "工委" + RoleGroups.TitleOf(Role),
            AllUnits => "所属各党组织" + RoleGroups.TitleOf(Role),
            _ when IsElsewhere => "指定党组织的" + RoleGroups.TitleOf(Role),
            _ => "本党组织" + RoleGroups.TitleOf(Role),
        },
    };
}

/// <summary>Whom a work item is for, resolved: one key that inboxes are queried by.</summary>
/// <param name="Key"><c>role@unit</c> or <c>person:id</c>.</param>
/// <param name="Title">As shown: 第一支部书记（张三）.</param>
public sealed record Assignee(string Key, string Title)
{
    public static string KeyOf(string role, string unit) => $"{role}@{unit}";

    public static string KeyOf(string person) => $"person:{person}";

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
