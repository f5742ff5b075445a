using System.Text.RegularExpressions;
using Workflows.Activities;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Procedures;
using Workflows.Rules;

namespace Workflows.Tests.Procedures;

/// <summary>Each rule is asked where the act happens, or says why no procedure asks it, and what it says is true.</summary>
public sealed partial class EveryRuleIsAskedTests
{
    /// <summary>What a procedure records under the name of something that a rule which it does not ask judges → why that is something else.</summary>
    private static readonly Dictionary<string, string> somethingElse = new(StringComparer.Ordinal)
    {
        ["AS-02 整改期限"] = "of a 约谈, not of a yearly appraisal",
        ["EL-07 党员"] = "one of the members by name; the rule asks how many there are",
        ["EL-08 候选人"] = "for a committee or its 书记, not for delegates",
        ["EL-23 赞成"] = "a final ballot or a resolution, not a pre-election",
        ["ML-02 上级党组织同意"] = "of leaving somebody out of those expected",
        ["MT-02 表决事项"] = "of a conversion, whose written opinions its own rule counts",
        ["MT-06 主持人"] = "of an election, where the outgoing committee presides: the rule says so",
        ["RO-01 年度"] = "of an analysis of the pool",
        ["WD-01 日期"] = "any day",
        ["WD-07 日期"] = "any day",
    };

    private static readonly ProcedureBook book = Shipped();

    private static readonly HashSet<string> asked = [.. book.Newest.Where(p => !p.Procedure.IsPart).SelectMany(p => RulesAsked.By(p.Procedure))];

    public static TheoryData<string> Ids => new(RuleBook.Standard.All.Select(r => r.Id).Distinct());

    public static TheoryData<string> NotAsked => new(RuleBook.Standard.All.Where(r => r.About.WhyNotAsked.Length > 0).Select(r => r.Id).Distinct());

    public static TheoryData<Standing> Standings => new(Enum.GetValues<Standing>());

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_is_asked_by_a_procedure_that_is_shipped_or_says_what_it_waits_for(string id) =>
        Assert.All(RuleBook.Standard.All.Where(r => r.Id == id), rule => Assert.True(
            asked.Contains(id) ? rule.About.WhyNotAsked.Length == 0 : rule.About.WhyNotAsked.EndsWith('。'),
            asked.Contains(id) ? $"{id} is asked, yet says “{rule.About.WhyNotAsked}”" : $"{id} is asked by no procedure and does not say why"));

    /// <summary>主持人 was recorded by two procedures while the rule on it said that none records it yet.</summary>
    [Fact]
    public void What_a_rule_judges_is_recorded_by_no_procedure_that_does_not_ask_it()
    {
        var recorded = book.Newest.SelectMany(p => Steps(p.Procedure.Root)).SelectMany(s => s.Activity.AllFields.SelectMany(f => f.Columns.Prepend(f))).Select(f => f.Label).ToHashSet();

        Assert.Equal(
            somethingElse.Keys.Order(StringComparer.Ordinal),
            RuleBook.Standard.All.Where(r => r.About.WhyNotAsked.Length > 0)
                .SelectMany(r => r.Parameters.Where(p => p.Given is not null && recorded.Contains(p.Label)).Select(p => $"{r.Id} {p.Label}"))
                .Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(NotAsked))]
    public void The_procedure_that_a_rule_waits_for_is_not_there_yet(string id)
    {
        var why = RuleBook.Standard.All.First(r => r.Id == id).About.WhyNotAsked;
        var awaited = Awaited().Matches(why).Select(m => m.Groups["name"].Value).ToArray();

        Assert.True(awaited.Length > 0 || why.Contains("不由哪一步单独询问：", StringComparison.Ordinal), $"{id} waits for nothing: {why}");
        Assert.All(awaited, name => Assert.DoesNotContain(book.Newest, p => p.Procedure.Title.Contains(name, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Standings))]
    public void The_register_counts_votes_as_the_rule_on_them_says(Standing standing)
    {
        var member = new RollMember(new Person("m", "党员甲", null, Sex.Male), "b", MembershipStage.Full, standing, Away: null);
        var said = MeetingCustoms.MayVote(Enum.Parse<VoterStanding>(standing.ToString()));

        Assert.Equal(said.Holds, member.HasVote);
        Assert.Equal(said.Holds ? null : said.Because, member.WhyNot);
    }

    private static IEnumerable<Step> Steps(Block block) =>
        block.Steps.Values.SelectMany(s => s.Activity is CallActivity ? [s] : s.Branches.Values.SelectMany(Steps).Prepend(s));

    private static ProcedureBook Shipped()
    {
        var mistakes = new List<Mistake>();
        var shipped = ProcedureBook.Empty.With(ProcedureBook.ReadFolder(Repository.Definitions, mistakes), mistakes);
        Assert.Empty(mistakes.Select(m => m.ToString()));
        return shipped;
    }

    /// <summary>What stands before 的流程还没有提供: its name, without what it is made of.</summary>
    [GeneratedRegex("(?<name>[^，。；：（）]+)(（[^）]*）)?(登记)?的?流程还没有提供", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Awaited();
}
