using Workflows.Engine;

namespace Workflows.Procedures;

/// <summary>Reports that would never arrive: to a procedure that is not in the folder, takes none, or does not know the trigger.</summary>
internal static class LintReports
{
    public static IEnumerable<Mistake> Check(IReadOnlyCollection<Definition> definitions) =>
        from definition in definitions
        from place in Uses(definition.Procedure)
        let report = place.Use.Reports
        where report is not null
        let target = definitions.Where(d => d.Procedure.Key == report.Procedure).MaxBy(d => d.Procedure.Version)?.Procedure.Accepts
        where target?.Rules.ContainsKey(report.Trigger) != true
        select new Mistake(definition.File, definition.LineOf(place.Step, place.At), place.Step, target is null
            ? $"时限 {place.Use.Name} 的 reports：没有接收线索的流程“{report.Procedure}”。"
            : $"时限 {place.Use.Name} 的 reports：流程“{report.Procedure}”没有“{report.Trigger}”这一类线索；{StrictText.Nearest(report.Trigger, target.Rules.Keys)}");

    private static IEnumerable<(string Step, string At, DeadlineUse Use)> Uses(Procedure procedure) =>
        procedure.AllSteps().SelectMany(s => s.Step.Deadlines.Select((d, i) => (s.Path, $".deadlines[{i}]", d)))
            .Concat(procedure.Deadlines.Select((d, i) => ("", $".deadlines[{i}]", d)));
}
