using System.Security.Cryptography;
using System.Text;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflows.Moves;
using Workflows.Storage;

namespace Workflows;

/// <summary>What became of a report.</summary>
/// <param name="Case">Id of the case that has it; empty when it was refused.</param>
public sealed record ReportReceipt(string Case, MoveResult Result);

/// <summary>收线索: finds the unit's open case, or the id of the one to begin, and makes the move; whoever is beaten looks again.</summary>
public sealed class ReportDesk(IDbContextFactory<WorkflowDb> contexts, IMediator mediator)
{
    private const int MostAttempts = 8;

    private static readonly string[] beaten = ["already-open", "case-closed", "already-reported", "move-id-used"];

    public async Task<ReportReceipt> Send(ReportDraft draft, CancellationToken cancellation = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            var report = await Addressed(draft, cancellation);
            switch (await mediator.Send((IRequest<MoveResult>)report, cancellation))
            {
                case MoveResult.Refused refused when attempt < MostAttempts && beaten.Contains(refused.Problem.Code, StringComparer.Ordinal):
                    break;
                case MoveResult.Refused refused:
                    return new ReportReceipt("", refused);
                case var done:
                    return new ReportReceipt(report.Case, done);
            }
        }
    }

    /// <summary>To the case that took it before, else to the unit's open case, else to one that it begins.</summary>
    public async Task<Move> Addressed(ReportDraft draft, CancellationToken cancellation)
    {
        // The same report has the same id on every host and after every restart: it begins one case.
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"report {draft.Procedure} {draft.Unit} {draft.Source}")).AsSpan(0, 16));
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            var only = $"{draft.Procedure}@{draft.Unit}";
            var target = await db.ReportTakings.Where(t => t.Procedure == draft.Procedure && t.UnitId == draft.Unit && t.Source == draft.Source).Select(t => t.CaseId).FirstOrDefaultAsync(cancellation)
                ?? await db.Cases.Where(c => c.OnlyKey == only).Select(c => c.Id).FirstOrDefaultAsync(cancellation)
                ?? CaseId.Undated(id);
            return Entrances.Reporting(id, target, draft);
        }
    }
}
