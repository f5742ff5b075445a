using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Procedures;

namespace Workflows.Storage;

/// <summary>A case as stored: its row and its state.</summary>
public sealed record StoredCase(CaseRow Row, Case Case);

/// <summary>A case as saved, and the register's version where the move changed it.</summary>
public sealed record SavedCase(CaseRow Row, long? Register);

/// <summary>Who made a move, and of which kind it was.</summary>
public sealed record MadeMove(string Person, string Kind);

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

    /// <summary>The move that was made under this id before; null when there was none.</summary>
    public static Task<MadeMove?> FindMade(WorkflowDb db, string id, Guid move)
    {
        var bytes = move.ToByteArray();
        return db.History.Where(h => h.CaseId == id && h.MoveId == bytes).Select(h => new MadeMove(h.Person, h.Move)).FirstOrDefaultAsync();
    }

    /// <summary>Writes what the move did. A race shows as <see cref="DbUpdateException"/> on every database.</summary>
    public static async Task<SavedCase> Save(WorkflowDb db, CaseRow? row, Case before, Run run, Move move, DateTimeOffset at, CancellationToken cancellation)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await using (transaction.ConfigureAwait(false))
        {
            var batch = new MoveBatch();
            var isNew = row is null;
            row ??= await Numbered(db, run, cancellation);
            Append(batch, row, run, move, at);
            Settle(row, run);
            Write(batch, row, isNew);
            Project(batch, row, before, run, at);
            await batch.Run(db, cancellation);
            long? register = run.Changes.Count > 0 ? await RegisterStore.Save(db, run.Changes, cancellation) : null;
            await transaction.CommitAsync(cancellation);
            return new SavedCase(row, register);
        }
    }

    private static async Task<CaseRow> Numbered(WorkflowDb db, Run run, CancellationToken cancellation)
    {
        var state = run.Case;
        var year = state.OpenedOn.Year;
        var last = (await db.Database.SqlQuery<int>($"INSERT INTO case_numbers (procedure, year, last) VALUES ({state.Procedure}, {year}, 1) ON CONFLICT (procedure, year) DO UPDATE SET last = case_numbers.last + 1 RETURNING last").ToListAsync(cancellation))[0];
        return new CaseRow
        {
            Id = state.Id,
            Number = $"{run.Procedure.Title}〔{year}〕{last}号",
            Procedure = state.Procedure,
            Version = state.Version,
            UnitId = state.Unit,
            Subject = state.Subject.Length == 0 ? null : state.Subject,
            Title = state.Title,
            StartedBy = state.StartedBy,
            OpenedOn = state.OpenedOn,
            Head = Ledger.Genesis,
            OnlyKey = OnlyKeyOf(run.Procedure, state.Unit, state.Subject),
        };
    }

    /// <summary>What only one open case may have: procedure@unit, procedure#person, or nothing.</summary>
    public static string? OnlyKeyOf(Procedure procedure, string unit, string? subject) =>
        procedure.IsAboutPerson ? $"{procedure.Key}#{subject}" : procedure.OnePerUnit ? $"{procedure.Key}@{unit}" : null;

    /// <summary>The history row. Its key is the lock: whoever read the same version writes the same number and is too late.</summary>
    private static void Append(MoveBatch batch, CaseRow row, Run run, Move move, DateTimeOffset at)
    {
        var moment = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
        var events = Ledger.Write(run.Events);
        var kind = move.Kind;
        var id = move.Id.ToByteArray();
        row.Seq++;
        row.Head = Ledger.Hash(row.Head, row.Id, row.Seq, id, moment, run.Actor.Person, kind, events);
        batch.Add(
            "INSERT INTO history (case_id, seq, move_id, at, person, move, events, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            row.Id, row.Seq, id, moment, run.Actor.Person, kind, events, row.Head);
        foreach (var rule in run.Spoken.Select(s => s.Rule).Distinct())
            batch.Add("INSERT INTO history_rules (rule, case_id, seq) VALUES (?, ?, ?)", rule, row.Id, row.Seq);
    }

    private static void Settle(CaseRow row, Run run)
    {
        var after = run.Case;
        row.UnitId = after.Unit;
        row.State = after.IsOpen ? JsonSerializer.Serialize(after, Json.Options) : null;
        row.EndState = after.End;
        row.ClosedOn = after.IsOpen ? null : run.Now;
        row.OnlyKey = after.IsOpen ? OnlyKeyOf(run.Procedure, after.Unit, after.Subject) : null;
        row.Place = Projections.PlaceOf(run.Procedure, after);
        row.Due = after.Deadlines.Count == 0 ? null : after.Deadlines.Values.Min(d => d.Due);
    }

    private static void Write(MoveBatch batch, CaseRow row, bool isNew)
    {
        if (isNew)
        {
            batch.Add(
                """
                INSERT INTO cases (id, number, procedure, version, unit_id, subject, title, started_by, opened_on, closed_on, end_state, place, due, seq, head, state, only_key)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                row.Id, row.Number, row.Procedure, row.Version, row.UnitId, row.Subject, row.Title, row.StartedBy, row.OpenedOn,
                row.ClosedOn, row.EndState, row.Place, row.Due, row.Seq, row.Head, row.State, row.OnlyKey);
        }
        else
        {
            batch.Add(
                "UPDATE cases SET unit_id = ?, closed_on = ?, end_state = ?, place = ?, due = ?, seq = ?, head = ?, state = ?, only_key = ? WHERE id = ?",
                row.UnitId, row.ClosedOn, row.EndState, row.Place, row.Due, row.Seq, row.Head, row.State, row.OnlyKey, row.Id);
        }
    }

    private static void Project(MoveBatch batch, CaseRow row, Case before, Run run, DateTimeOffset at)
    {
        var (oldItems, newItems) = Projections.Difference(Projections.ItemsOf(before, row.Id), Projections.ItemsOf(run.Case, row.Id));
        foreach (var item in oldItems)
            batch.Add("DELETE FROM work_items WHERE case_id = ? AND id = ?", item.CaseId, item.Id);
        foreach (var item in newItems)
        {
            batch.Add(
                "INSERT INTO work_items (case_id, id, to_key, path, part, title, since, due, provisional) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                item.CaseId, item.Id, item.ToKey, item.Path, item.Part, item.Title, item.Since, item.Due, item.Provisional);
        }

        var (oldDeadlines, newDeadlines) = Projections.Difference(Projections.DeadlinesOf(before, row.Id), Projections.DeadlinesOf(run.Case, row.Id));
        foreach (var deadline in oldDeadlines)
            batch.Add("DELETE FROM deadlines WHERE case_id = ? AND key = ?", deadline.CaseId, deadline.Key);
        foreach (var deadline in newDeadlines)
            batch.Add("INSERT INTO deadlines (case_id, key, wake) VALUES (?, ?, ?)", deadline.CaseId, deadline.Key, deadline.Wake);

        if (!run.Procedure.Milestones.IsEmpty)
        {
            batch.Add("DELETE FROM milestones WHERE case_id = ?", row.Id);
            if (Projections.AheadOf(run, row.Id) is { } ahead)
                batch.Add("INSERT INTO milestones (case_id, name, title, earliest, latest) VALUES (?, ?, ?, ?, ?)", ahead.CaseId, ahead.Name, ahead.Title, ahead.Earliest, ahead.Latest);
        }

        foreach (var message in Projections.MessagesOf(run, at))
            batch.Add("INSERT INTO messages (id, to_key, case_id, at, text) VALUES (?, ?, ?, ?, ?)", message.Id, message.ToKey, message.CaseId, message.At, message.Text);
        ReportTable.Project(batch, run, at);
        foreach (var hash in Projections.FilesOf(run).Except(Projections.FilesOf(before)))
            batch.Add("INSERT INTO attachment_uses (hash, case_id) VALUES (?, ?) ON CONFLICT DO NOTHING", hash, row.Id);
    }
}
