using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>What takes two people: one proposes it, another approves it.</summary>
public enum ProposalKind
{
    /// <summary>名册的导入和更正.</summary>
    Register,

    /// <summary>开设账号、重置密码.</summary>
    Accounts,

    /// <summary>改变设置.</summary>
    Settings,
}

/// <summary>Who could say yes to a proposal.</summary>
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

/// <summary>What somebody puts before others; its case begins with it.</summary>
/// <param name="Reason">Why, in the words of whoever proposes it.</param>
public abstract record Proposal(string Reason)
{
    public abstract ProposalKind Kind { get; }

    /// <summary>Whom it is about: none of them approves it.</summary>
    public abstract IEnumerable<string> People { get; }

    /// <summary>What is proposed, in Chinese.</summary>
    public abstract string What { get; }

    /// <summary>The data that it gives to its case, with their labels.</summary>
    public static ImmutableArray<Naming> Inputs { get; } =
    [
        new() { Name = "reason", Label = "理由" },
        new() { Name = "what", Label = "变更内容" },
        new() { Name = "concerned", Label = "涉及的任职人员" },
        new() { Name = "approver", Label = "由谁审批" },
    ];

    /// <summary>Do those who lead decide on it, even where whoever guards the system could?</summary>
    public virtual bool IsForLeaders => false;

    /// <summary>Why it can no longer be proposed as it was made; null when it can.</summary>
    public virtual Problem? WhyNot(Run run) => null;

    /// <summary>The event by which the case keeps it.</summary>
    public abstract CaseEvent Proposed { get; }

    /// <summary>Who could approve it besides whoever proposes it.</summary>
    /// <param name="unit">For which the proposer acts.</param>
    public ApproverState Approvers(Register register, Actor proposer, string unit, DateOnly day)
    {
        var able = GuardsOf(register, proposer, unit, day).Concat(LeadersOf(register, unit, day))
            .Where(p => p != proposer.Person).ToArray();
        if (able.Length > 0)
            return able.Except(People).Any() ? ApproverState.There : ApproverState.AllConcerned;

        return register.Ancestors(unit, day).SelectMany(a => LeadersOf(register, a.Id, day)).Any()
            ? ApproverState.NobodyHere
            : ApproverState.NobodyYet;
    }

    /// <summary>In Chinese, who is asked; a definition leads by it.</summary>
    public string ApproverTitle(Register register, Actor proposer, string unit, DateOnly day) => register.RoleBook.TitleOf(
        AsksGuard(register, proposer, unit, day) ? Roles.SecurityOfficer : RoleGroups.RegisterApprovers);

    private bool AsksGuard(Register register, Actor proposer, string unit, DateOnly day) =>
        GuardsOf(register, proposer, unit, day).Except(People).Any()
        && !(IsForLeaders && LeadersOf(register, unit, day).Except(People).Any(p => p != proposer.Person));

    /// <summary>Why whoever makes this move does not carry out what was proposed, whatever the definition says: it takes a second
    /// person, none whom it is about, who holds a post that approves. Null: they do.</summary>
    public static Problem? WhyNotBy(Run run, IEnumerable<string> people) =>
        !run.Actor.IsClock && run.Actor.Person != run.Case.StartedBy
            && !people.Contains(run.Actor.Person) && MayApprove(run, run.Actor.Person)
            ? null
            : Problem.Forbidden("takes-another", "须由提请人和涉及人以外、有审批职务的同志同意。", "请转办给有审批权限的其他同志。");

    /// <summary>Does the person hold a post that approves such things, in the case's unit?</summary>
    public static bool MayApprove(Run run, string person) => run.World.Register.PostsIn(run.Case.Unit, run.Now)
        .Any(p => p.PersonId == person
            && (p.Role == Roles.SecurityOfficer || RoleGroups.GroupsOf(p.Role).Contains(RoleGroups.RegisterApprovers)));

    public static Problem Nothing() => Problem.Refused("nothing-proposed", "这一事项没有提请的变更。", "请从有关页面重新提交。");

    /// <summary>Name → value, as the case begins.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> Data(Run run, string unit)
    {
        var register = run.World.Register;
        yield return Datum("reason", Reason);
        yield return Datum("what", What);
        yield return Datum("concerned", Json.List(People.Where(p => register.PostsOf(p, run.Now).Any())));
        yield return Datum("approver", ApproverTitle(register, run.Actor, unit, run.Now));
    }

    /// <summary>Whoever guards the system decides on what those who run it propose.</summary>
    private static ImmutableArray<string> GuardsOf(Register register, Actor proposer, string unit, DateOnly day) =>
        proposer.Holds(Roles.Administrator, unit) ? register.Holders(Roles.SecurityOfficer, unit, day) : [];

    private static IEnumerable<string> LeadersOf(Register register, string unit, DateOnly day) =>
        RoleGroups.RolesOf(RoleGroups.RegisterApprovers).SelectMany(role => register.Holders(role, unit, day));

    private static KeyValuePair<string, JsonNode?> Datum(string name, JsonNode? value) => new(name, value);
}

/// <summary>A change of the register.</summary>
/// <param name="Change">The rows.</param>
public sealed record RegisterProposal(RegisterChange Change, string Reason) : Proposal(Reason)
{
    public override ProposalKind Kind => ProposalKind.Register;

    public override IEnumerable<string> People => Change.People;

    public override string What => RegisterChangeText.Of(Change);

    public override CaseEvent Proposed => new ChangeProposed(Change, Reason);

    public override Problem? WhyNot(Run run) => Change.StillHolds(run.World.Register)
        ? null
        : new Problem(ProblemKind.Changed, "changed-meanwhile", "名册在您核对之后有了变化，这次没有提交。", "请看过重新核对的结果，再决定是否提交。");
}

/// <summary>An account that is to be opened or recovered. The library knows no accounts: what is done once it is approved is the
/// host's.</summary>
/// <param name="Person">Id of whom it is for.</param>
/// <param name="Name">What they are called.</param>
/// <param name="User">The name to sign in with.</param>
/// <param name="IsNew">True: it is opened; false: its password is reset.</param>
public sealed record AccountProposal(string Person, string Name, string User, bool IsNew, string Reason) : Proposal(Reason)
{
    public override ProposalKind Kind => ProposalKind.Accounts;

    public override IEnumerable<string> People => [Person];

    public override string What => IsNew ? $"给{Name}开设账号，用户名 {User}" : $"重置{Name}的密码，用户名 {User}";

    public override CaseEvent Proposed => new AccountProposed(Person, User, IsNew, Reason);
}

/// <summary>A setting that is to be decided otherwise.</summary>
/// <param name="Told">What becomes of it, in Chinese: 预审期限：由 10 个工作日改为 20 个工作日.</param>
public sealed record SettingProposal(SettingChange Change, string Told, string Reason) : Proposal(Reason)
{
    public override ProposalKind Kind => ProposalKind.Settings;

    public override IEnumerable<string> People => [];

    public override string What => Told;

    /// <summary>What stands for a rule is decided by those whom rules bind, not by those who keep computers.</summary>
    public override bool IsForLeaders => true;

    public override CaseEvent Proposed => new SettingProposed(Change, Told, Reason);

    public override Problem? WhyNot(Run run) => Change.WhyNot(run.World.Settings) is { } says
        ? new Problem(ProblemKind.Changed, "changed-meanwhile", says, "请刷新页面，看过现值后再定。")
        : null;
}
