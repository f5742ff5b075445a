using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Organisation;

namespace Workflows.Engine;

/// <summary>Who could say yes to a change of the register.</summary>
public enum ApproverState
{
    There,

    /// <summary>Nobody holds a post that approves, here or above: a register that is only just being filled.</summary>
    NobodyYet,

    /// <summary>Nobody does here, though somebody does above.</summary>
    NobodyHere,

    /// <summary>Whoever could is among those whom it is about.</summary>
    AllConcerned,
}

/// <summary>A change of the register as somebody puts it before others.</summary>
/// <param name="Change">The rows.</param>
/// <param name="Reason">Why, in the words of whoever proposes it.</param>
public sealed record RegisterProposal(RegisterChange Change, string Reason)
{
    /// <summary>The data that it gives to its case, with their labels.</summary>
    public static ImmutableArray<Naming> Inputs { get; } =
    [
        new() { Name = "reason", Label = "变更理由" },
        new() { Name = "what", Label = "变更内容" },
        new() { Name = "concerned", Label = "涉及的任职人员" },
        new() { Name = "approver", Label = "由谁审批" },
    ];

    /// <summary>Who could approve it besides whoever proposes it.</summary>
    /// <param name="unit">For which the proposer keeps the register.</param>
    public ApproverState Approvers(Register register, Actor proposer, string unit, DateOnly day)
    {
        var able = GuardsOf(register, proposer, unit, day).Concat(LeadersOf(register, unit, day)).Where(p => p != proposer.Person).ToArray();
        return able.Length == 0
            ? register.Ancestors(unit, day).SelectMany(a => LeadersOf(register, a.Id, day)).Any() ? ApproverState.NobodyHere : ApproverState.NobodyYet
            : able.Except(Change.People).Any() ? ApproverState.There
            : ApproverState.AllConcerned;
    }

    /// <summary>In Chinese, who is asked; a definition leads by it.</summary>
    public string ApproverTitle(Register register, Actor proposer, string unit, DateOnly day) => register.RoleBook.TitleOf(
        GuardsOf(register, proposer, unit, day).Except(Change.People).Any() ? Roles.SecurityOfficer : RoleGroups.RegisterApprovers);

    /// <summary>Name → value, as the case begins.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> Data(Run run, string unit)
    {
        var register = run.World.Register;
        var concerned = Change.People.Where(p => register.PostsOf(p, run.Now).Any()).ToArray();
        yield return Datum("reason", Reason);
        yield return Datum("what", RegisterChangeText.Of(Change));
        yield return Datum("concerned", Json.List(concerned));
        yield return Datum("approver", ApproverTitle(register, run.Actor, unit, run.Now));
    }

    /// <summary>Whoever guards the system decides on what those who run it propose.</summary>
    private static IEnumerable<string> GuardsOf(Register register, Actor proposer, string unit, DateOnly day) =>
        proposer.Holds(Roles.Administrator, unit) ? register.Holders(Roles.SecurityOfficer, unit, day) : [];

    private static IEnumerable<string> LeadersOf(Register register, string unit, DateOnly day) =>
        RoleGroups.RolesOf(RoleGroups.RegisterApprovers).SelectMany(role => register.Holders(role, unit, day));

    private static KeyValuePair<string, JsonNode?> Datum(string name, JsonNode? value) => new(name, value);
}
