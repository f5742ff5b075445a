using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Procedures;

namespace Workflows.Tests.Engine;

/// <summary>A computed value is called as the definition says, and otherwise as whoever makes it says: older texts keep their words.</summary>
public sealed class ComputedLabelTests
{
    private const string Say = "s: { title: 告知, activity: notify, with: { to: officers, text: 甲 }, next: { done: \"end:done\" } }";

    private const string Before = """
        s:
          title: 核定
          activity: elector-roll
          with: { held-on: today, proposed: [], agreed: [], into: expected }
          next: { done: vote }
        vote:
          title: 投票
          activity: ballot
          with: { by: secretary, scrutineer: secretary, seats: "1", candidates: s, present: s, expected: expected, held-on: today, collect: elected }
          next: { elected: head }
        head:
          title: 选举书记
          activity: ballot
          with: { by: secretary, scrutineer: secretary, seats: "1", candidates: s, present: s, expected: expected, held-on: today, collect: secretary }
          next: { elected: judge }
        deputies:
          title: 选举副书记
          activity: ballot
          with: { by: secretary, scrutineer: secretary, seats: "1", candidates: s, present: s, expected: expected, held-on: today, collect: deputy }
          next: { elected: judge }
        judge:
          title: 计算
          activity: check
          with: { ask: { rule: PM-21, given: { meeting-on: today, approved-on: today }, into: first-expiry } }
          next: { holds: level, fails: level }
        level:
          title: 提高一级
          activity: check
          with: { ask: { rule: LG-12, given: { level: 1 }, into: level } }
          next: { holds: plan, fails: plan }
        plan:
          title: 批准方案
          activity: approval
          with: { by: secretary, decided-by: decided-by }
          rules: [{ rule: LG-07, given: { approved-on: today, months: 3 }, into: tracked }]
          next: { approved: office, rejected: office }
        office:
          title: 就任
          activity: take-office
          with: { elected-on: today, from: today, years: "3" }
          next: { done: part }
        part:
          title: 培养
          activity: call
          with: { procedure: q, given: { activist-on: today, reviewed: elected } }
          next: { done: end:done }
        """;

    [Theory]
    [InlineData("s", "expected", "应到会有表决权人数", "人")]
    [InlineData("s", "expected-excluded", "不计入应到会的党员", null)]
    [InlineData("vote", "vote.elected", "当选", null)]
    [InlineData("vote", "elected", "当选", null)]
    [InlineData("vote", "elected-tied", "票数相等、再次投票的人", null)]
    [InlineData("vote", "elected-missing", "尚缺名额", "名")]
    [InlineData("vote", "vote.votes", null, null)]
    [InlineData("head", "secretary", "当选书记", null)]
    [InlineData("deputies", "deputy", "当选副书记", null)]
    [InlineData("judge", "first-expiry", "预备期届满之日", null)]
    [InlineData("level", "level", "约谈层级", "级")]
    [InlineData("plan", "decided-by", "批准人", null)]
    [InlineData("plan", "tracked", null, null)]
    [InlineData("office", "office.expires-on", "任期届满日", null)]
    [InlineData("part/in/s", "part.activist-on", null, null)]
    public void A_text_without_labels_has_the_words_of_whatever_makes_the_value(string path, string name, string? label, string? unit)
    {
        var procedure = Read(Before);
        Assert.Equal(label, Labels.OfComputed(procedure, path, name, JsonValue.Create(1)));
        Assert.Equal(unit, Labels.UnitOf(procedure, name));
    }

    [Theory]
    [InlineData("tracked.until", "整改期限")]
    [InlineData("part.activist-on", "决定为积极分子之日")]
    [InlineData("activist-on", "决定为积极分子之日")]
    [InlineData("part.level", "约谈层级")]
    [InlineData("nowhere", "nowhere")]
    public void A_value_is_called_so_wherever_it_is_read(string name, string label) =>
        Assert.Equal(label, Labels.Of(Read(Before), name));

    [Fact]
    public void A_definition_calls_what_it_computes_as_it_likes()
    {
        var procedure = Read(Before
            .Replace("into: expected }", "into: { name: expected, label: 应到会代表, unit: 名 } }", StringComparison.Ordinal)
            .Replace("collect: elected", "collect: { name: elected, label: 当选代表 }", StringComparison.Ordinal)
            .Replace("into: tracked", "into: { name: tracked, label: 整改安排 }", StringComparison.Ordinal)
            .Replace("decided-by: decided-by", "decided-by: { name: decided-by, label: 审定人 }", StringComparison.Ordinal));
        Assert.Equal("应到会代表", Labels.OfComputed(procedure, "s", "expected", JsonValue.Create(9)));
        Assert.Equal("名", Labels.UnitOf(procedure, "expected"));
        Assert.Equal("当选代表", Labels.OfComputed(procedure, "vote", "vote.elected", new JsonArray("a")));
        Assert.Equal("当选代表", Labels.Of(procedure, "elected"));
        Assert.Equal("整改安排", Labels.OfComputed(procedure, "plan", "tracked", new JsonObject()));
        Assert.Equal("审定人", Labels.OfComputed(procedure, "plan", "decided-by", new JsonArray("a")));
    }

    [Fact]
    public void Those_elected_in_the_only_round_are_told_once()
    {
        var procedure = Read(Before);
        (string, JsonNode?)[] same = [("elected", new JsonArray("a"))];
        (string, JsonNode?)[] more = [("elected", new JsonArray("a", "b"))];
        Assert.True(Labels.IsToldBeside(procedure, "vote", "vote.elected", new JsonArray("a"), same));
        Assert.False(Labels.IsToldBeside(procedure, "vote", "vote.elected", new JsonArray("a"), more));
        Assert.False(Labels.IsToldBeside(procedure, "vote", "elected", new JsonArray("a"), same));
    }

    [Fact]
    public void A_part_says_what_it_calls_what_it_is_given()
    {
        var part = Flow.Part("q", Say, "{ name: activist-on, label: 推选之日 }, reviewed");
        Assert.Equal("推选之日", Labels.Of(Read(Before, part), "part.activist-on"));
    }

    private static Procedure Read(string steps, string? part = null)
    {
        var mistakes = new List<Mistake>();
        var called = ProcedureFile.Read(part ?? Flow.Part("q", Say, "activist-on, reviewed"), "q.yaml", mistakes)!;
        var caller = ProcedureFile.Read(Flow.Of(steps), "p.yaml", mistakes)!;
        Assert.Empty(mistakes);
        var placed = caller.Procedure.Root.Steps.ToDictionary(
            s => s.Key, s => s.Value.Activity.Calls is null ? s.Value : s.Value.Activity.Placed(s.Value, called.Procedure), StringComparer.Ordinal);
        return caller.Procedure with { Root = caller.Procedure.Root with { Steps = placed } };
    }
}
