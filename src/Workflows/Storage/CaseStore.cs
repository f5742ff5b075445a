using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Procedures;

namespace Workflows.Storage;

/// <summary>A case as stored: its row and its state.</summary>
public sealed record StoredCase(CaseRow Row, Case Case);

/// <summary>Finds and saves cases: one transaction a move, everything or nothing.</summary>
public static class CaseStore
{
    /// <summary>The case as it is now; null when there is none.</summary>
    public static async Task<StoredCase?> Find(WorkflowDb db, string id)
    {
        if (await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id) is not { } row)
            return null;

        var state = row.State is { } cached
            ? JsonSerializer.Deserialize<Case>(cached, Json.Options)!
            : Case.Fold((await History(db, id)).SelectMany(h => Ledger.Read(h.Events)));
        return new StoredCase(row, state);
    }

    public static Task<List<HistoryRow>> History(WorkflowDb db, string id, CancellationToken cancellation = default) =>
        db.History.AsNoTracking().Where(h => h.CaseId == id).OrderBy(h => h.Seq).ToListAsync(cancellation);

    /// <summary>Was this move made before?</summary>
    public static Task<bool> IsMade(WorkflowDb db, string id, Guid move)
    {
        var bytes = move.ToByteArray();
        return db.History.AnyAsync(h => h.CaseId == id && h.MoveId == bytes);
    }

    /// <summary>Writes what the move did. A race shows as <see cref="DbUpdateException"/> on every database.</summary>
    public static async Task<CaseRow> Save(WorkflowDb db, CaseRow? row, Case before, Run run, Move move, DateTimeOffset at, CancellationToken cancellation)
    {
        var rows = Effects.On(run);
        var transaction = row is null || rows is not null ? await db.Database.BeginTransactionAsync(cancellation) : null;
        try
        {
            row = row is null ? await Numbered(db, run, cancellation) : Attached(db, row);
            Append(db, row, run, move, at);
            Project(db, row, before, run, at);
            await db.SaveChangesAsync(cancellation);
            if (rows is not null)
                await RegisterStore.Save(db, rows, cancellation);
            if (transaction is not null)
                await transaction.CommitAsync(cancellation);
            return row;
        }
        finally
        {
            if (transaction is not null)
                await transaction.DisposeAsync();
        }
    }

    private static CaseRow Attached(WorkflowDb db, CaseRow row)
    {
        db.Attach(row);
        return row;
    }

    private static async Task<CaseRow> Numbered(WorkflowDb db, Run run, CancellationToken cancellation)
    {
        var state = run.Case;
        var year = state.OpenedOn.Year;
        var last = (await db.Database.SqlQuery<int>($"INSERT INTO case_numbers (procedure, year, last) VALUES ({state.Procedure}, {year}, 1) ON CONFLICT (procedure, year) DO UPDATE SET last = case_numbers.last + 1 RETURNING last").ToListAsync(cancellation))[0];
        var row = new CaseRow
        {
            Id = state.Id,
            Number = $"{run.Procedure.Title}〔{year}〕{last}号",
            Procedure = state.Procedure,
            Version = state.Version,
            UnitId = state.Unit,
            Title = state.Title,
            StartedBy = state.StartedBy,
            OpenedOn = state.OpenedOn,
            Head = Ledger.Genesis,
            OnlyKey = run.Procedure.OnePerUnit ? $"{state.Procedure}@{state.Unit}" : null,
        };
        db.Add(row);
        return row;
    }

    private static void Append(WorkflowDb db, CaseRow row, Run run, Move move, DateTimeOffset at)
    {
        var moment = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
        var events = Ledger.Write(run.Events);
        var kind = JsonNamingPolicy.KebabCaseLower.ConvertName(move.GetType().Name);
        var hash = Ledger.Hash(row.Head, row.Id, row.Seq + 1, move.Id.ToByteArray(), moment, run.Actor.Person, kind, events);
        row.Seq++;
        row.Head = hash;
        db.Add(new HistoryRow
        {
            CaseId = row.Id,
            Seq = row.Seq,
            MoveId = move.Id.ToByteArray(),
            At = moment,
            Person = run.Actor.Person,
            Move = kind,
            Events = events,
            Hash = hash,
        });
        foreach (var rule in run.Spoken.Select(s => s.Rule).Distinct())
            db.Add(new HistoryRuleRow(rule, row.Id, row.Seq));
    }

    private static void Project(WorkflowDb db, CaseRow row, Case before, Run run, DateTimeOffset at)
    {
        var after = run.Case;
        row.State = after.IsOpen ? JsonSerializer.Serialize(after, Json.Options) : null;
        row.EndState = after.End;
        row.ClosedOn = after.IsOpen ? null : run.Today;
        row.OnlyKey = after.IsOpen ? row.OnlyKey : null;
        row.Place = Projections.PlaceOf(run.Procedure, after);
        row.Due = after.Deadlines.Count == 0 ? null : after.Deadlines.Values.Min(d => d.Due);

        Projections.Replace(db, Projections.ItemsOf(before, row.Id), Projections.ItemsOf(after, row.Id), i => i.Id);
        Projections.Replace(db, Projections.DeadlinesOf(before, row.Id), Projections.DeadlinesOf(after, row.Id), d => d.Key);
        db.AddRange(Projections.MessagesOf(run, at));
        db.AddRange(Projections.FilesOf(run).Except(Projections.FilesOf(before)).Select(hash => new AttachmentUseRow(hash, row.Id)));
    }
}
