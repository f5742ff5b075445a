using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Procedures;

namespace Workflows.Storage;

/// <summary>A case as stored: its row and its state.</summary>
public sealed record StoredCase(CaseRow Row, Case Case);

/// <summary>What a move begins with, as of one moment.</summary>
/// <param name="Case">Null when there is none.</param>
/// <param name="Register">The version of the register.</param>
public sealed record Outset(StoredCase? Case, long Register);

/// <summary>Who made a move, and of which kind it was.</summary>
public sealed record MadeMove(string Person, string Kind);

/// <summary>Finds and saves cases: one transaction a move, everything or nothing.</summary>
public static class CaseStore
{
    /// <summary>The case as it is now; null when there is none.</summary>
    public static async Task<StoredCase?> Find(WorkflowDb db, string id) => (await Begin(db, id)).Case;

    /// <summary>The case as it is now, and as of which register: asked in one statement.</summary>
    public static async Task<Outset> Begin(WorkflowDb db, string id)
    {
        var (row, register) = await CaseReader.Read(db, id);
        return new Outset(row is null ? null : await Of(db, row), register);
    }

    /// <summary>The case of a row that has been read: an open one asks the database nothing more.</summary>
    public static async Task<StoredCase> Of(WorkflowDb db, CaseRow row)
    {
        var state = row.State() is { } cached
            ? JsonSerializer.Deserialize<Case>(cached, Json.Options)!
            : Case.Fold((await History(db, row.Id)).SelectMany(h => h.Told));
        return new StoredCase(row, state);
    }

    public static Task<List<HistoryRow>> History(WorkflowDb db, string id, CancellationToken cancellation = default) =>
        CaseReader.History(db, id, cancellation);

    /// <summary>The move that was made under this id before; null when there was none.</summary>
    public static Task<MadeMove?> FindMade(WorkflowDb db, string id, Guid move)
    {
        var bytes = move.ToByteArray();
        return db.History.Where(h => h.CaseId == id && h.MoveId == bytes).Select(h => new MadeMove(h.Person, h.Move)).FirstOrDefaultAsync();
    }

    /// <summary>Writes what the move did. A race shows as <see cref="DbUpdateException"/> on every database.</summary>
    /// <returns>The case as saved.</returns>
    public static async Task<CaseRow> Save(
        WorkflowDb own, WriteQueue queue, Outset outset, Run run, Move move, DateTimeOffset at, CancellationToken cancellation)
    {
        var found = outset.Case;
        // What can be made ready is ready before anybody has to wait.
        var saved = found?.Row;
        var ready = found is null ? null : MoveRows.Of(found.Row, found.Case, run, move, at);
        var writing = new Writing(async db => await (ready ?? await Opening(db)).Run(db, CancellationToken.None), run.Changes)
        {
            Recheck = db => Newcomers.Recheck(db, run),
            By = () => new Authorship(at, run.Actor.Person, RecordWays.Case, $"{saved!.Id}/{saved.Seq}"),
            Taken = run.Taken,
            Grounds = taken => new(run.Case.StartedBy, at, taken.Reason, taken.Ground.Length > 0 ? taken.Ground : saved!.Number),
            Decision = run.Decided is { } decided
                ? () => new(decided.Key, at, decided.Value, Json.String(run.Case.Data.GetValueOrDefault("reason")?.Value) ?? "", run.Actor.Person)
                : null,
            DecidedOn = run.EntersChange ? outset.Register : null,
            IsOneBatch = ready is not null,
        };
        await queue.Write(own, writing, cancellation);
        return saved!;

        async Task<StatementBatch> Opening(WorkflowDb db) => MoveRows.Of(saved = await Numbered(db, run), Case.None, run, move, at);
    }

    private static async Task<CaseRow> Numbered(WorkflowDb db, Run run)
    {
        var state = run.Case;
        var year = state.OpenedOn.Year;
        var last = (await db.Database.SqlQuery<int>($"INSERT INTO case_numbers (procedure, year, last) VALUES ({state.Procedure}, {year}, 1) ON CONFLICT (procedure, year) DO UPDATE SET last = case_numbers.last + 1 RETURNING last").ToListAsync())[0];
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
}
