using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Storage;

namespace Workflows.Clock;

/// <summary>
/// Delivers what cases have reported. A report lies in the outbox from the transaction in which its deadline passed until the
/// transaction in which a case takes it: whatever breaks in between, it is neither lost nor taken twice.
/// </summary>
public sealed class ReportRounds(IDbContextFactory<WorkflowDb> contexts, ReportDesk desk, Surroundings surroundings, ILogger<ReportRounds> log)
{
    private const int Batch = 200;

    /// <returns>How many reports were taken by a case.</returns>
    public async Task<int> Deliver(CancellationToken cancellation = default)
    {
        var today = surroundings.Today;
        var delivered = 0;
        foreach (var row in await Due(today, cancellation))
        {
            try
            {
                if (await Deliver(row, today, cancellation))
                    delivered++;
            }
            catch (Exception bug) when (bug is not OperationCanceledException)
            {
                // One report's trouble does not stop the others; it waits in the outbox.
                log.LogError(bug, "Report {Source} to {Procedure} failed", row.Source, row.Procedure);
            }
        }

        return delivered;
    }

    private async Task<List<ReportRow>> Due(DateOnly today, CancellationToken cancellation)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
            return await ReportTable.Waiting(db).Where(r => r.Wake <= today).OrderBy(r => r.ReportedOn).ThenBy(r => r.Source).Take(Batch).ToListAsync(cancellation);
    }

    private async Task<bool> Deliver(ReportRow row, DateOnly today, CancellationToken cancellation)
    {
        var facts = JsonNode.Parse(row.Facts)!.AsObject();
        facts["reported-on"] = Json.Of(today);
        var draft = new ReportDraft(row.Procedure, row.UnitId, row.TriggerKey, row.Source, row.ReportedOn, Actor.Clock.Person) { From = row.FromText, Facts = facts };
        if ((await desk.Send(draft, cancellation)).Result is not MoveResult.Refused refused)
            return true;

        log.LogWarning("Report {Source} to {Procedure} was refused: {Says}", row.Source, row.Procedure, refused.Problem.Says);
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            // Its rule may hold on a later day, while what it tells of is still so.
            var dropped = await IsStillSo(db, row) ? null : $"{refused.Problem.Says}所报的时限已不再逾期。";
            var tomorrow = today.AddDays(1);
            await db.Reports.Where(r => r.Procedure == row.Procedure && r.UnitId == row.UnitId && r.Source == row.Source)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.Wake, tomorrow).SetProperty(r => r.Dropped, dropped), cancellation);
        }

        return false;
    }

    private static async Task<bool> IsStillSo(WorkflowDb db, ReportRow row) =>
        (await CaseStore.Find(db, row.FromCase))?.Case.Deadlines.GetValueOrDefault(row.Deadline) is { Passed: true };
}
