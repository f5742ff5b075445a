using Workflows.Engine;
using Workflows.Rules;

namespace Workflows.Procedures;

/// <summary>Reports that would never arrive: to a procedure that is not in the folder, takes none, or does not know the trigger.</summary>
internal static class LintReports
{
    public static IEnumerable<Mistake> Check(IReadOnlyCollection<Definition> definitions, ProcedureBook book) =>
        from definition in definitions
        from place in Uses(definition.Procedure)
        let report = place.Use.Reports
        where report is not null
        let target = TakerOf(report.Procedure, definitions, book)
        where target?.Rules.ContainsKey(report.Trigger) != true
        select definition.MistakeAt(place.Step, place.At, target is null
            ? $"时限 {place.Use.Name} 的 reports：没有接收线索的流程“{report.Procedure}”。"
            : $"时限 {place.Use.Name} 的 reports：流程“{report.Procedure}”没有“{report.Trigger}”这一类线索；{Spelling.Nearest(report.Trigger, target.Rules.Keys)}");

    /// <summary>Steps that lead to where no report is taken.</summary>
    public static IEnumerable<Mistake> CheckSteps(IReadOnlyCollection<Definition> definitions, ProcedureBook book) =>
        from definition in definitions
        from step in definition.Procedure.AllSteps()
        where step.Step.ReportsTo is { } to && TakerOf(to, definitions, book) is null
        select definition.MistakeAt(step.Path, ".reports-to", $"reports-to：没有接收线索的流程“{step.Step.ReportsTo}”。");

    private static Acceptance? TakerOf(string key, IEnumerable<Definition> definitions, ProcedureBook book) =>
        (definitions.Where(d => d.Procedure.Key == key).MaxBy(d => d.Procedure.Version)?.Procedure ?? book.Find(key)?.Procedure)?.Accepts;

    private static IEnumerable<(string Step, string At, DeadlineUse Use)> Uses(Procedure procedure) =>
        procedure.AllSteps().SelectMany(s => s.Step.Deadlines.Select((d, i) => (s.Path, $".deadlines[{i}]", d)))
            .Concat(procedure.Deadlines.Select((d, i) => ("", $".deadlines[{i}]", d)));
}
