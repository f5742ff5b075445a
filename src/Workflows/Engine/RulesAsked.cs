using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>Which rules a procedure asks, for the pages that name them and the test that none is forgotten.</summary>
public static class RulesAsked
{
    /// <summary>At a step: the definition's, those that the activity always asks, and those by whose setting its deadlines are counted.</summary>
    public static IEnumerable<string> At(Step step) =>
        step.Rules.Concat(step.Activity.OwnRules).Select(r => r.Rule).Concat(step.Activity.RulesAsked).Concat(step.Deadlines.SelectMany(d => d.Within.Rules));

    /// <summary>Anywhere: at its steps, by its stations, by what it takes reports of, by whose settings the clock begins it and counts its deadlines, and by what a superior is asked.</summary>
    public static IEnumerable<string> By(Procedure procedure) => procedure.AllSteps().SelectMany(s => At(s.Step)).Concat(OfHead(procedure)).Distinct();

    private static IEnumerable<string> OfHead(Procedure procedure) =>
    [
        .. procedure.Deadlines.Select(d => d.Within).Concat(procedure.Recurs is { } recurs ? [recurs.Within, StatedPeriod.Read(recurs.Yearly ?? recurs.Quarterly ?? "")] : []).SelectMany(p => p.Rules),
        .. procedure.Milestones.SelectMany(m => m.Latest.Prepend(m.Earliest!)).OfType<MilestoneLimit>().Select(l => l.Rule),
        .. procedure.Accepts?.Rules.Values ?? [],
        .. procedure.AllSteps().SelectMany(s => s.Step.Deadlines).Concat(procedure.Deadlines).Any(d => d.Then == Overdue.Escalate) ? [Supervision.Id] : Array.Empty<string>(),
    ];
}
