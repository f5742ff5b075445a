using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Organisation;

namespace Workflows.Engine;

/// <summary>What the register knows about a case's unit on a day, by a name that definitions use.</summary>
/// <param name="Of">The value; null when the register does not know.</param>
/// <param name="IsList">True for a list of people's ids.</param>
public sealed record Fact(string Name, string Title, Func<Register, string, DateOnly, JsonNode?> Of, bool IsList = false);

/// <summary>Every fact, by name.</summary>
public static class Facts
{
    public static ImmutableArray<Fact> All { get; } =
    [
        new("full-members", "正式党员人数", (r, u, d) => r.Roll(u, d).FullMembers),
        new("electors", "有表决权、选举权的正式党员人数", (r, u, d) => r.Roll(u, d).Entitled),
        new("probationary-members", "预备党员人数", (r, u, d) => r.Roll(u, d).Probationary),
        new("party-members", "党员总数", (r, u, d) => r.Roll(u, d).PartyMembers),
        new("committee-size", "委员会人数", (r, u, d) => r.CommitteeOf(u, d).Length),
        new("has-committee", "设有委员会", (r, u, d) => r.HasCommittee(u, d)),
        new("unit-kind", "党组织类别", (r, u, d) => r.Unit(u, d) is { } unit ? JsonValue.Create(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(unit.Kind.ToString())) : null),
        new("term-elected-on", "本届选举日期", (r, u, d) => r.CurrentTerm(u, d) is { } term ? Json.Of(term.ElectedOn) : null),
        new("term-years", "任期年数", (r, u, d) => r.CurrentTerm(u, d)?.Years),
        new("term-expires-on", "本届任期届满日期", (r, u, d) => r.CurrentTerm(u, d) is { } term ? Json.Of(term.ExpiresOn) : null),
        new("term-reminder-on", "届满前六个月之日", (r, u, d) => r.CurrentTerm(u, d) is { } term ? Json.Of(term.ElectedOn.AddMonths(term.Years * 12 + term.ShiftedMonths - 6)) : null),
        new("term-shifted-months", "已延期（提前）月数", (r, u, d) => r.CurrentTerm(u, d)?.ShiftedMonths),
        new("elector-list", "有选举权的正式党员", (r, u, d) => Ids(r.Roll(u, d).Members.Where(m => m.HasVote).Select(m => m.Person.Id)), IsList: true),
        new("member-list", "党员", (r, u, d) => Ids(r.Roll(u, d).Members.Select(m => m.Person.Id)), IsList: true),
        new("committee-list", "委员会成员", (r, u, d) => Ids(r.CommitteeOf(u, d)), IsList: true),
        new("superior-committee-list", "上级委员会成员", (r, u, d) => r.Superior(u, d) is { } above ? Ids(r.CommitteeOf(above.Id, d)) : null, IsList: true),
    ];

    private static readonly ImmutableDictionary<string, Fact> byName = All.ToImmutableDictionary(f => f.Name);

    public static Fact? Find(string name) => byName.GetValueOrDefault(name);

    private static JsonArray Ids(IEnumerable<string> ids) => Json.List(ids);
}
