using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Organisation;

namespace Workflows.Engine;

/// <summary>What the register knows about a case's unit on a day, by a name that definitions use.</summary>
/// <param name="Of">The value; null when the register does not know.</param>
/// <param name="IsList">True for a list of people's ids.</param>
/// <param name="OfPosts">True when they are on it by the posts that they hold: whoever is chosen from it is asked while on it.</param>
public sealed record Fact(string Name, string Title, Func<About, JsonNode?> Of, bool IsList = false, bool OfPosts = false)
{
    /// <summary>True when a file of the office declares it.</summary>
    public bool IsOwn { get; init; }

    /// <summary>True for a number of people whose names the unit's roll tells.</summary>
    public bool IsOfRoll { get; init; }
}

/// <summary>What a fact is asked about.</summary>
/// <param name="Subject">Id of the person whom the case is about; empty when there is none.</param>
public readonly record struct About(Register Register, string Unit, string Subject, DateOnly Day)
{
    public Membership? Membership => Register.MembershipOf(Subject, Day);
}

/// <summary>The facts that code computes; those that are only asked for stand in <c>facts.yaml</c>.</summary>
internal static class Facts
{
    public static ImmutableArray<Fact> Computed { get; } =
    [
        new("full-members", "正式党员人数", a => a.Register.Roll(a.Unit, a.Day).FullMembers) { IsOfRoll = true },
        new("electors", "有表决权、选举权的正式党员人数", a => a.Register.Roll(a.Unit, a.Day).Entitled) { IsOfRoll = true },
        new("probationary-members", "预备党员人数", a => a.Register.Roll(a.Unit, a.Day).Probationary) { IsOfRoll = true },
        new("party-members", "党员总数", a => a.Register.Roll(a.Unit, a.Day).PartyMembers) { IsOfRoll = true },
        new("committee-size", "委员会人数", a => a.Register.CommitteeOf(a.Unit, a.Day).Length),
        new("has-committee", "设有委员会", a => a.Register.HasCommittee(a.Unit, a.Day)),
        new("unit-kind", "党组织类别", a => a.Register.Unit(a.Unit, a.Day) is { } unit ? Kebab(unit.Kind.ToString()) : null),
        new("superior-kind", "上级党组织类别", a => a.Register.Superior(a.Unit, a.Day) is { } above ? Kebab(above.Kind.ToString()) : null),
        new("is-top-body", "是本单位最高一级机关党组织", a => a.Register.AgencyOf(a.Unit, a.Day)?.Id == a.Unit),
        new("has-leading-group", "单位的党组（党委）已登记", a => a.Register.HasLeadingGroup(a.Unit, a.Day)),
        new("agency-has-committee", "单位设有机关党委", a => a.Register.AgencyOf(a.Unit, a.Day)?.Kind == UnitKind.AgencyCommittee),
        new("term-years", "任期年数", a => a.Register.CurrentTerm(a.Unit, a.Day)?.Years),
        new("term-reminder-on", "届满前六个月之日", a => a.Register.CurrentTerm(a.Unit, a.Day) is { } term ? Json.Of(term.ElectedOn.AddMonths(term.Years * 12 + term.ShiftedMonths - 6)) : null),
        new("term-shifted-months", "已延期（提前）月数", a => a.Register.CurrentTerm(a.Unit, a.Day)?.ShiftedMonths),
        new("elector-list", "有选举权的正式党员", a => Ids(a.Register.Roll(a.Unit, a.Day).Members.Where(m => m.HasVote).Select(m => m.Person.Id)), IsList: true),
        new("member-list", "党员", a => Ids(a.Register.Roll(a.Unit, a.Day).Members.Select(m => m.Person.Id)), IsList: true),
        new("full-member-list", "正式党员名单", a => Ids(a.Register.Roll(a.Unit, a.Day).Members.Where(m => m.Stage == MembershipStage.Full).Select(m => m.Person.Id)), IsList: true),
        new("party-probation-list", "受留党察看处分的党员", a => Punished(a, k => k == DisciplineKind.PartyProbation), IsList: true),
        new("punished-list", "在受警告、严重警告、撤销党内职务处分影响期内的党员", a => Punished(a, k => k is DisciplineKind.Warning or DisciplineKind.SeriousWarning or DisciplineKind.RemovedFromPost), IsList: true),
        new("without-vote", "没有表决权、选举权的党员", a => Json.List(a.Register.Roll(a.Unit, a.Day).Members.Where(m => !m.HasVote).Select(m => $"{a.Register.NameOf(m.Person.Id)}（{Rules.Choice.LabelOf(Enum.Parse<Rules.VoterStanding>(m.Standing.ToString()))}）"))),
        new("committee-list", "委员会成员", a => Ids(a.Register.CommitteeOf(a.Unit, a.Day)), IsList: true, OfPosts: true),
        new("superior-staff-list", "上级党组织任职的同志", a =>
            Ids(a.Register.Ancestors(a.Unit, a.Day).SelectMany(u => a.Register.PostsIn(u.Id, a.Day)).Where(p => !Duties.Is(p.Role))
            .Select(p => p.PersonId).Distinct()), IsList: true, OfPosts: true),
        new("superior-committee-list", "上级委员会成员", a => a.Register.Superior(a.Unit, a.Day) is { } above ? Ids(a.Register.CommitteeOf(above.Id, a.Day)) : null, IsList: true, OfPosts: true),
        new("person-name", "姓名", a => a.Register.Person(a.Subject)?.Name),
        new("person-born", "出生日期", a => a.Register.Person(a.Subject)?.Born is { } born ? JsonValue.Create(born.ToString()) : null),
        new("person-stage", "党员发展阶段", a => a.Membership is { } now ? Kebab(now.Stage.ToString()) : null),
        new("person-stage-since", "进入现阶段日期", a => a.Membership is { } now ? Json.Of(now.From) : null),
        new("person-moved-on", "在现阶段转入本党组织日期", MovedOn),
    ];

    private static JsonValue Kebab(string name) => JsonValue.Create(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name));

    /// <summary>The day on which the person came from another unit in the stage in which they are; null when they did not.</summary>
    private static JsonNode? MovedOn(About about) =>
        about.Membership is { } now && about.Register.MembershipsOf(about.Subject).Any(m => m.Until == now.From && m.Stage == now.Stage && m.UnitId != now.UnitId) ? Json.Of(now.From) : null;

    private static JsonArray Punished(About a, Func<DisciplineKind, bool> kind) =>
        Ids(a.Register.InUnit(a.Unit, a.Day).Select(m => m.PersonId).Where(p => a.Register.DisciplinesOf(p, a.Day).Any(d => kind(d.Kind))));

    private static JsonArray Ids(IEnumerable<string> ids) => Json.List(ids);
}
