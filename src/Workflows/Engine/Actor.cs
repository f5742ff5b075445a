using System.Collections.Immutable;
using Workflows.Organisation;

namespace Workflows.Engine;

/// <summary>Who makes a move: a person with the posts of that day, or the clock.</summary>
/// <param name="Person">The person's id; <c>clock</c> for the clock.</param>
/// <param name="Name">The name as it goes into the history.</param>
/// <param name="Posts">The posts held on the day of the move.</param>
public sealed record Actor(string Person, string Name, ImmutableArray<Post> Posts)
{
    public static Actor Clock { get; } = new("clock", "系统时钟", []);

    public bool IsClock => Person == Clock.Person;

    /// <summary>The person as of a day, with the posts that the register knows.</summary>
    public static Actor Of(Register register, string person, DateOnly day) =>
        new(person, register.Person(person)?.Name ?? person, [.. register.PostsOf(person, day)]);

    public bool Holds(string role, string unit) => Posts.Any(p => p.Role == role && p.UnitId == unit);
}
