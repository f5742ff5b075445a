using Workflows.Organisation;

namespace Workflows.Tests.Engine.Walks;

/// <summary>The town with a committee of five, so that no body is too small when some may not answer.</summary>
internal static class Committee
{
    private static readonly string[] more = ["x1", "x2"];

    public static RegisterRows Rows { get; } = Town.Rows with
    {
        People = [.. Town.Rows.People, .. more.Select(id => new Person(id, $"委员{id}", null, Sex.Female))],
        Memberships = [.. Town.Rows.Memberships, .. more.Select(id => new Membership(id, "b", MembershipStage.Full, new DateOnly(2012, 1, 1)))],
        Posts = [.. Town.Rows.Posts, .. more.Select(id => new Post(id, "b", Roles.CommitteeMember, new DateOnly(2023, 1, 1)))],
    };
}
