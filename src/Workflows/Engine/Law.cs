using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>How rules are asked during a move, and what their answers do to it.</summary>
public static class Law
{
    /// <summary>
    /// Asks every rule that speaks on this outcome. Hard rules that fail refuse the move; soft ones that fail
    /// need a departure with reason and approver, which is recorded (CV-10).
    /// </summary>
    public static Problem? Judge(this Run run, string path, IEnumerable<RuleUse> uses, Answer answer)
    {
        var answers = new List<RuleAnswer>();
        foreach (var use in uses)
        {
            if (!Applies(run, path, use, answer.Outcome))
                continue;
            if (Ask(run, path, use, out var spoken) is { } unable)
                return unable;

            if (!use.Informs)
                answers.Add(spoken!);
        }

        var broken = answers.Where(a => !a.Holds).ToArray();
        if (broken.Any(a => !a.Soft))
            return Problem.Refused(answers);

        foreach (var soft in broken)
        {
            var departure = answer.Departures.FirstOrDefault(d => d.Rule == soft.Rule);
            if (departure is null || string.IsNullOrWhiteSpace(departure.Reason) || string.IsNullOrWhiteSpace(departure.Approver))
            {
                return new Problem(ProblemKind.Refused, "departure-needed", soft.Because, "该规定为“一般”要求：确需突破的，请写明理由和批准人。")
                {
                    Verdicts = [.. answers.OrderBy(v => v.Holds)],
                };
            }

            run.Emit(new Departed(path, soft.Rule, departure.Reason.Trim(), departure.Approver.Trim()));
        }

        return null;
    }

    /// <summary>试算: asks those rules that speak on this outcome; of their answers, those that would refuse the move or need a departure.</summary>
    public static ImmutableArray<RuleAnswer> Foresee(this Run run, string path, IEnumerable<RuleUse> uses, Answer answer)
    {
        var against = ImmutableArray.CreateBuilder<RuleAnswer>();
        foreach (var use in uses.Where(u => Applies(run, path, u, answer.Outcome)))
        {
            Ask(run, path, use, out var spoken);
            if (spoken is { Holds: false } && (!use.Informs || spoken.Impossible))
                against.Add(spoken);
        }

        return against.ToImmutable();
    }

    /// <summary>Asks one rule with the data that the definition names; its value is stored where the definition says. Numbers that cannot be true together are refused, whatever the rule is asked for.</summary>
    public static Problem? Ask(Run run, string path, RuleUse use, out RuleAnswer? spoken)
    {
        spoken = null;
        var on = use.AsOf is { } name && Json.Day(run.Value(path, name)) is { } day ? day : run.Today;
        var given = new JsonObject();
        foreach (var (parameter, source) in use.Given)
        {
            if (run.Value(path, source) is { } value)
                given[parameter] = value.DeepClone();
        }

        switch (run.World.Rules.Ask(use.Rule, on, given, run.World.Settings, run.World.Calendar))
        {
            case RuleOutcome.Answered(var answer):
                // What was done on paper before the case came here was done: an offence is recorded with its explanation, never hidden and never undone.
                spoken = run.IsFromBefore ? answer with { Soft = true } : use.Strict ? answer with { Soft = false } : answer;
                run.Note(path, on, spoken);
                if (use.Into is { } into)
                    run.Set(path, into.Name, answer.Value);
                return spoken.Impossible ? Problem.Refused([spoken]) : null;
            case RuleOutcome.NotAnswered(var mistakes):
                return Problem.Malformed(
                    $"规则 {use.Rule} 还不能判断：{string.Join("；", mistakes.Select(m => m.Message))}",
                    mistakes.GroupBy(m => FieldOf(use, m.Parameter)).Select(g => KeyValuePair.Create(g.Key, g.First().Message)));
            default:
                throw new InvalidOperationException("A rule answers or says why not.");
        }
    }

    private static bool Applies(Run run, string path, RuleUse use, string outcome) =>
        (use.Outcomes.IsEmpty || use.Outcomes.Contains(outcome))
        && (use.When is not { } when || run.Holds(path, when));

    private static string FieldOf(RuleUse use, string parameter) =>
        use.Given.TryGetValue(parameter, out var source) && source is Source.Named(var name) ? name : parameter;
}
