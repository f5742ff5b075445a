using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Moves;

namespace Workflows.Storage;

/// <summary>A report that a case has sent.</summary>
/// <param name="Wake">The day on which the clock tries next to deliver it.</param>
/// <param name="Dropped">Why it is not delivered any more, Chinese; null while it is wanted.</param>
public sealed record ReportRow(
    string Procedure, string UnitId, string Source, string TriggerKey, string FromCase, string Deadline, string FromText, string Facts, DateOnly ReportedOn, DateOnly Wake, string? Dropped);

/// <summary>A report that a case has taken in, from whomever.</summary>
/// <param name="Text">What was reported, Chinese.</param>
/// <param name="ByPerson">Who reported it, or <c>clock</c>.</param>
public sealed record ReportTakingRow(
    string Procedure, string UnitId, string Source, string TriggerKey, string Text, DateOnly FoundOn, string CaseId, string ByPerson, DateTimeOffset TakenAt);

/// <summary>Reports between procedures: what was sent, what was taken; a source is taken once.</summary>
public static class ReportTable
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<ReportRow>().ToTable("reports").HasKey(r => new { r.Procedure, r.UnitId, r.Source });
        model.Entity<ReportTakingRow>().ToTable("report_takings").HasKey(r => new { r.Procedure, r.UnitId, r.Source });
    }

    /// <summary>The number of the case that took a report of this source; null when none did.</summary>
    public static Task<string?> CaseOf(WorkflowDb db, string procedure, MoveNeed.Taking report, CancellationToken cancellation) =>
        db.ReportTakings.Where(t => t.Procedure == procedure && t.UnitId == report.Unit && t.Source == report.Source)
            .Join(db.Cases, t => t.CaseId, c => c.Id, (_, c) => c.Number).FirstOrDefaultAsync(cancellation);

    /// <summary>Reports sent that nobody has taken yet.</summary>
    public static IQueryable<ReportRow> Waiting(WorkflowDb db) => db.Reports.AsNoTracking().Where(r =>
        r.Dropped == null && !db.ReportTakings.Any(t => t.Procedure == r.Procedure && t.UnitId == r.UnitId && t.Source == r.Source));

    internal static void Project(StatementBatch batch, Run run, DateTimeOffset at)
    {
        foreach (var sent in run.Events.OfType<Reported>())
        {
            batch.Add(
                "INSERT INTO reports (procedure, unit_id, source, trigger_key, from_case, deadline, from_text, facts, reported_on, wake) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                + "ON CONFLICT (procedure, unit_id, source) DO UPDATE SET deadline = excluded.deadline, wake = excluded.wake, dropped = NULL",
                sent.Procedure, sent.Unit, sent.Source, sent.Trigger, run.Case.Id, sent.Key, sent.From, sent.Facts.ToJsonString(Json.Options), sent.On, sent.On);
        }

        foreach (var row in run.Events.OfType<ReportTaken>().Select(e => e.Row))
        {
            batch.Add(
                "INSERT INTO report_takings (procedure, unit_id, source, trigger_key, text, found_on, case_id, by_person, taken_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run.Case.Procedure, run.Case.Unit, Text(row, Acceptance.Source), Text(row, Acceptance.Trigger), Text(row, Acceptance.What), Text(row, Acceptance.On), run.Case.Id, run.Actor.Person, at);
        }
    }

    private static string Text(JsonObject row, string key) => Json.String(row[key])!;
}
