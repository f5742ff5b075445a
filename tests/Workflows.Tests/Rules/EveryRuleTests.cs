using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

/// <summary>What holds for every rule there is and will be, whatever it is asked.</summary>
public class EveryRuleTests
{
    private const int Times = 300;

    /// <summary>Questions about a day, a number or a calendar: “no” is their answer, not a refusal.</summary>
    private static readonly string[] MereQuestions = ["CV-01", "CV-02", "WD-01", "WD-06", "WD-07"];

    public static TheoryData<string> Ids => new(RuleBook.Standard.All.Select(r => r.Id).Distinct());

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_answers_whatever_lies_in_range_with_a_sentence_and_a_way_out(string id)
    {
        var seed = id.Sum(c => c);
        var random = new Random(seed);
        for (var i = 0; i < Times; i++)
        {
            var rule = RuleBook.Standard.Find(id, new(2026, 11, 21))!;
            var given = Given(rule.Parameters, random);
            var outcome = RuleBook.Standard.Ask(id, new(2026, 11, 21), given, Settings.Standard, Calendar);

            var told = $"{id}, seed {seed}, {given.ToJsonString()}";
            var answer = Assert.IsType<RuleOutcome.Answered>(outcome).Answer;
            Assert.True(answer.Because.EndsWith('。') && !answer.Because.Contains("。。", StringComparison.Ordinal), $"{told}: {answer.Because}");
            Assert.True(answer.Holds || answer.Instead is not null || MereQuestions.Contains(id, StringComparer.Ordinal), $"{told}: {answer.Because}");
            Assert.True(answer.Instead?.EndsWith('。') != false, $"{told}: {answer.Instead}");
            Assert.Equal(answer, JsonSerializer.Deserialize<RuleAnswer>(JsonSerializer.Serialize(answer)));
        }
    }

    private static JsonObject Given(IEnumerable<RuleParameter> parameters, Random random) => new(
        from p in parameters
        where p.Kind != ParameterKind.Calendar && ((!p.IsOptional && p.Setting is null) || random.Next(2) == 0)
        select KeyValuePair.Create<string, JsonNode?>(p.Name, Any(p, random)));

    private static JsonNode Any(RuleParameter about, Random random) => about.Kind switch
    {
        ParameterKind.WholeNumber => Number(about.Given?.Min ?? 0, about.Given?.Max ?? 1_000_000, random),
        ParameterKind.Amount => Number(about.Given?.Min ?? 0, about.Given?.Max ?? 1_000_000, random),
        ParameterKind.YesNo => random.Next(2) == 0,
        ParameterKind.Text when about.Setting is { } setting && Settings.Standard.All.Single(s => s.Key == setting.Key) is { Choices.IsEmpty: false } chosen => Pick(random, [.. chosen.Choices.Select(c => c.Value)]),
        ParameterKind.Text => Pick(random, "甲", "EL-04", "𠅤·乙", " ", "2026-11-21T23:30:00+08:00", "OR-06"),
        ParameterKind.Date => Pick(random, "1900-01-01", "2024-02-29", "2026-02-14", "2026-11-21", "2027-01-01", "2199-12-31"),
        ParameterKind.Share => Pick(random, "> 1/2", ">= 4/5", ">= 0/1", "> 1/1"),
        ParameterKind.Period => Pick(random, "P0D", "P5WD", "P-6M", "P200Y", "P9999M", "P-9999WD", "P9999D"),
        ParameterKind.Choice => Pick(random, [.. about.Choices.Select(c => c.Value)]),
        ParameterKind.List => new JsonArray([.. Enumerable.Range(0, random.Next(5)).Select(_ => Any(about with { Type = about.Type.GetGenericArguments()[0] }, random))]),
        ParameterKind.Record => Given(about.Fields, random),
        ParameterKind.Calendar => throw new InvalidOperationException("A calendar is never given."),
        _ => throw new InvalidOperationException($"Kind {about.Kind}."),
    };

    private static int Number(int least, int most, Random random) => random.Next(4) switch
    {
        0 => least,
        1 => most,
        2 => Math.Clamp(random.Next(30), least, most),
        _ => Math.Clamp(random.Next(12), least, most),
    };

    private static string Pick(Random random, params string[] values) => values[random.Next(values.Length)];
}
