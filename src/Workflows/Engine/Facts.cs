using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Organisation;

namespace Workflows.Engine;

/// <summary>What the register knows about a case's unit on a day, by a name that definitions use.</summary>
/// <param name="Of">The value; null when the register does not know.</param>
/// <param name="IsList">True for a list of people's ids.</param>
public sealed record Fact(string Name, string Title, Func<About, JsonNode?> Of, bool IsList = false);

/// <summary>What a fact is asked about.</summary>
/// <param name="Subject">Id of the person whom the case is about; empty when there is none.</param>
public readonly record struct About(Register Register, string Unit, string Subject, DateOnly Day)
{
    public Membership? Membership => Register.MembershipOf(Subject, Day);
}

/// <summary>Every fact, by name.</summary>
public static class Facts
{
    public static ImmutableArray<Fact> All { get; } =
    [
        new("full-members", "正式党员人数", a => a.Register.Roll(a.Unit, a.Day).FullMembers),
        new("electors", "有表决权、选举权的正式党员人数", a => a.Register.Roll(a.Unit, a.Day).Entitled),
        new("probationary-members", "预备党员人数", a => a.Register.Roll(a.Unit, a.Day).Probationary),
        new("party-members", "党员总数", a => a.Register.Roll(a.Unit, a.Day).PartyMembers),
        new("applicants", "入党申请人人数", a => InStage(a, MembershipStage.Applicant)),
        new("activists", "入党积极分子人数", a => InStage(a, MembershipStage.Activist)),
        new("prospects", "发展对象人数", a => InStage(a, MembershipStage.Prospect)),
        new("committee-size", "委员会人数", a => a.Register.CommitteeOf(a.Unit, a.Day).Length),
        new("has-committee", "设有委员会", a => a.Register.HasCommittee(a.Unit, a.Day)),
        new("unit-kind", "党组织类别", a => a.Register.Unit(a.Unit, a.Day) is { } unit ? Kebab(unit.Kind.ToString()) : null),
        new("superior-kind", "上级党组织类别", a => a.Register.Superior(a.Unit, a.Day) is { } above ? Kebab(above.Kind.ToString()) : null),
        new("term-elected-on", "本届选举日期", a => a.Register.CurrentTerm(a.Unit, a.Day) is { } term ? Json.Of(term.ElectedOn) : null),
        new("term-years", "任期年数", a => a.Register.CurrentTerm(a.Unit, a.Day)?.Years),
        new("term-expires-on", "本届任期届满日期", a => a.Register.CurrentTerm(a.Unit, a.Day) is { } term ? Json.Of(term.ExpiresOn) : null),
        new("term-reminder-on", "届满前六个月之日", a => a.Register.CurrentTerm(a.Unit, a.Day) is { } term ? Json.Of(term.ElectedOn.AddMonths(term.Years * 12 + term.ShiftedMonths - 6)) : null),
        new("term-shifted-months", "已延期（提前）月数", a => a.Register.CurrentTerm(a.Unit, a.Day)?.ShiftedMonths),
        new("elector-list", "有选举权的正式党员", a => Ids(a.Register.Roll(a.Unit, a.Day).Members.Where(m => m.HasVote).Select(m => m.Person.Id)), IsList: true),
        new("member-list", "党员", a => Ids(a.Register.Roll(a.Unit, a.Day).Members.Select(m => m.Person.Id)), IsList: true),
        new("full-member-list", "正式党员名单", a => Ids(a.Register.Roll(a.Unit, a.Day).Members.Where(m => m.Stage == MembershipStage.Full).Select(m => m.Person.Id)), IsList: true),
        new("not-full-list", "不是正式党员的人", a => Ids(a.Register.InUnit(a.Unit, a.Day).Where(m => m.Stage != MembershipStage.Full).Select(m => m.PersonId)), IsList: true),
        new("party-probation-list", "受留党察看处分的党员", a => Punished(a, k => k == DisciplineKind.PartyProbation), IsList: true),
        new("punished-list", "在受警告、严重警告、撤销党内职务处分影响期内的党员", a => Punished(a, k => k is DisciplineKind.Warning or DisciplineKind.SeriousWarning or DisciplineKind.RemovedFromPost), IsList: true),
        new("committee-list", "委员会成员", a => Ids(a.Register.CommitteeOf(a.Unit, a.Day)), IsList: true),
        new("leader-list", "书记、副书记", a => Ids(a.Register.PostsIn(a.Unit, a.Day).Where(p => Leads(p.Role)).Select(p => p.PersonId).Distinct()), IsList: true),
        new("secretary-list", "书记", a => Ids(a.Register.Holders(Roles.Secretary, a.Unit, a.Day)), IsList: true),
        new("superior-staff-list", "上级党组织任职的同志", a => Ids(a.Register.Ancestors(a.Unit, a.Day).SelectMany(u => a.Register.PostsIn(u.Id, a.Day)).Where(p => p.Role is not (Roles.Auditor or Roles.Administrator)).Select(p => p.PersonId).Distinct()), IsList: true),
        new("superior-committee-list", "上级委员会成员", a => a.Register.Superior(a.Unit, a.Day) is { } above ? Ids(a.Register.CommitteeOf(above.Id, a.Day)) : null, IsList: true),
        new("person-name", "姓名", a => a.Register.Person(a.Subject)?.Name),
        new("person-born", "出生日期", a => a.Register.Person(a.Subject)?.Born is { } born ? Json.Of(born) : null),
        new("person-stage", "党员发展阶段", a => a.Membership is { } now ? Kebab(now.Stage.ToString()) : null),
        new("person-stage-since", "进入现阶段日期", a => a.Membership is { } now ? Json.Of(now.From) : null),
        new("person-moved-on", "在现阶段转入本党组织日期", MovedOn),
    ];

    private static readonly ImmutableDictionary<string, Fact> byName = All.ToImmutableDictionary(f => f.Name);

    public static Fact? Find(string name) => byName.GetValueOrDefault(name);

    private static JsonValue Kebab(string name) => JsonValue.Create(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name));

    private static int InStage(About about, MembershipStage stage) => about.Register.InUnit(about.Unit, about.Day).Count(m => m.Stage == stage);

    /// <summary>The day on which the person came from another unit in the stage in which they are; null when they did not.</summary>
    private static JsonNode? MovedOn(About about) =>
        about.Membership is { } now && about.Register.MembershipsOf(about.Subject).Any(m => m.Until == now.From && m.Stage == now.Stage && m.UnitId != now.UnitId) ? Json.Of(now.From) : null;

    private static JsonArray Punished(About a, Func<DisciplineKind, bool> kind) =>
        Ids(a.Register.InUnit(a.Unit, a.Day).Select(m => m.PersonId).Where(p => a.Register.DisciplinesOf(p, a.Day).Any(d => kind(d.Kind))));

    private static bool Leads(string role) => role is Roles.Secretary or Roles.DeputySecretary or "executive-deputy-secretary";

    private static JsonArray Ids(IEnumerable<string> ids) => Json.List(ids);
}
