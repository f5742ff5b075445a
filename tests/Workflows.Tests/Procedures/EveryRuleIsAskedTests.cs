using Workflows.Engine;
using Workflows.Procedures;
using Workflows.Rules;

namespace Workflows.Tests.Procedures;

/// <summary>Each rule is asked where the act happens, or says why no procedure asks it.</summary>
public sealed class EveryRuleIsAskedTests
{
    private static readonly HashSet<string> asked = Asked();

    public static TheoryData<string> Ids => new(RuleBook.Standard.All.Select(r => r.Id).Distinct());

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_is_asked_by_a_procedure_that_is_shipped_or_says_what_it_waits_for(string id) =>
        Assert.All(RuleBook.Standard.All.Where(r => r.Id == id), rule => Assert.True(
            asked.Contains(id) ? rule.About.WhyNotAsked.Length == 0 : rule.About.WhyNotAsked.EndsWith('。'),
            asked.Contains(id) ? $"{id} is asked, yet says “{rule.About.WhyNotAsked}”" : $"{id} is asked by no procedure and does not say why"));

    private static HashSet<string> Asked()
    {
        var mistakes = new List<Mistake>();
        var book = ProcedureBook.Empty.With(ProcedureBook.ReadFolder(Repository.Definitions, mistakes), mistakes);
        Assert.Empty(mistakes.Select(m => m.ToString()));
        return [.. book.Newest.Where(p => !p.Procedure.IsPart).SelectMany(p => RulesAsked.By(p.Procedure))];
    }
}
