using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Clock;

/// <summary>What the clock does when it wakes: it reads due rows and makes moves, through the same door as people.</summary>
public sealed class ClockWork(
    IDbContextFactory<WorkflowDb> contexts, IMediator mediator, RegisterStore register, Library library, Surroundings surroundings, ReportRounds reports, ILogger<ClockWork> log)
{
    private const int Batch = 200;

    /// <summary>Cases that move at one moment: while some are decided others are made durable, and people come between.</summary>
    private const int AtOnce = 4;

    private const string EditionKey = "deadline-basis";

    /// <summary>Looks at every deadline whose day has come, and passes on what they have to report.</summary>
    /// <returns>How many deadlines were looked at.</returns>
    public async Task<int> RunDeadlines(CancellationToken cancellation = default)
    {
        var looked = await LookAtDeadlines(cancellation);
        await reports.Deliver(cancellation);
        return looked;
    }

    private async Task<int> LookAtDeadlines(CancellationToken cancellation)
    {
        var today = surroundings.Today;
        var looked = 0;
        for (DeadlineRow? last = null; ;)
        {
            var due = await Due(today, last, cancellation);
            await Parallel.ForEachAsync(due.GroupBy(d => d.CaseId), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (ofCase, stop) =>
            {
                foreach (var row in ofCase)
                    await Send(new Expire { Id = IdFor($"{row.CaseId} {row.Key} {Json.Text(row.Wake)} {Json.Text(today)}"), Case = row.CaseId, By = Actor.Clock.Person, Deadline = row.Key }, stop);
            });
            looked += due.Count;
            if (due.Count < Batch)
                return looked;
            last = due[^1];
        }
    }

    /// <summary>Opens the cases whose time has come, one a unit: reminders of terms that end; and, once a year or quarter and unit, what recurs so and nobody has begun in it.</summary>
    /// <returns>How many cases were opened.</returns>
    public async Task<int> OpenRecurring(CancellationToken cancellation = default)
    {
        var today = surroundings.Today;
        var now = await register.Current(cancellation);
        var settings = await DecidedSettings(cancellation);
        var opened = 0;
        foreach (var procedure in library.Procedures.Newest.Select(p => p.Procedure).Where(p => p.Recurs is not null))
        {
            var recurs = procedure.Recurs!;
            var open = await BusyUnits(procedure.Key, recurs.RoundOf(today), cancellation);
            foreach (var unit in now.Units.Children(null, today).SelectMany(root => now.Subtree(root.Id, today)).Where(u => !open.Contains(u.Id) && Open.WhyNot(procedure, Actor.Clock, now, u.Id, today) is null))
            {
                if (recurs.AnchorOf(now, unit.Id, today, settings) is not { } anchor || !recurs.HasCome(anchor, today, library.Calendar))
                    continue;

                // One id a year or quarter: cancelled, it is not begun again, and neither when its month is decided anew.
                var id = IdFor($"open {procedure.Key} {unit.Id} {recurs.NameOf(anchor, today)}");
                if (await Send(new Open { Id = id, Case = CaseId.For(id), By = Actor.Clock.Person, Procedure = procedure.Key, Unit = unit.Id }, cancellation))
                    opened++;
            }
        }

        return opened;
    }

    /// <summary>Counts the deadlines of open cases again when a calendar or a setting has changed since the last time (WD-06).</summary>
    /// <returns>How many cases were looked at.</returns>
    public async Task<int> RecountIfChanged(CancellationToken cancellation = default)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            var settings = (await surroundings.World(db, cancellation)).Settings;
            var basis = $"{library.Calendar.Edition}|{string.Join(';', settings.Decided.Select(s => $"{s.Key}={s.Value}"))}";
            var known = await db.Remembered.FirstOrDefaultAsync(r => r.Name == EditionKey, cancellation);
            var (round, last) = RoundOf(known?.Value);
            if (last == basis)
                return 0;

            var open = await db.Cases.Where(c => c.EndState == null && c.Due != null).Select(c => c.Id).ToListAsync(cancellation);
            foreach (var id in open)
                await Send(new Recount { Id = IdFor($"recount {id} {round + 1} {basis}"), Case = id, By = Actor.Clock.Person }, cancellation);

            if (known is not null)
                await db.Remembered.Where(r => r.Name == EditionKey).ExecuteDeleteAsync(cancellation);
            db.ChangeTracker.Clear();
            db.Add(new RememberedRow(EditionKey, $"{round + 1}#{basis}"));
            await db.SaveChangesAsync(cancellation);
            return open.Count;
        }
    }

    /// <summary>How often was counted, and on what the last time: a setting that is decided back and forth is a new round each time.</summary>
    private static (int Round, string Basis) RoundOf(string? remembered) =>
        remembered?.Split('#', 2) is [var round, var basis] && int.TryParse(round, CultureInfo.InvariantCulture, out var number) ? (number, basis) : (0, remembered ?? "");

    /// <summary>A move id that is the same on every host and after every restart, so that nothing fires twice.</summary>
    private static Guid IdFor(string what) => new(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 16));

    private async Task<List<DeadlineRow>> Due(DateOnly today, DeadlineRow? after, CancellationToken cancellation)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            var query = db.Deadlines.AsNoTracking().Where(d => d.Wake <= today);
            if (after is not null)
                query = query.Where(d => d.CaseId.CompareTo(after.CaseId) > 0 || (d.CaseId == after.CaseId && d.Key.CompareTo(after.Key) > 0));
            return await query.OrderBy(d => d.CaseId).ThenBy(d => d.Key).Take(Batch).ToListAsync(cancellation);
        }
    }

    private async Task<Settings> DecidedSettings(CancellationToken cancellation)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
            return (await surroundings.World(db, cancellation)).Settings;
    }

    /// <summary>The units that have such a case open or, given a round, have had one that began in it and was not given up.</summary>
    private async Task<HashSet<string>> BusyUnits(string procedure, (DateOnly First, DateOnly Next)? round, CancellationToken cancellation)
    {
        var (first, next) = round ?? default;
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            return [.. await db.Cases
                .Where(c => c.Procedure == procedure && (c.EndState == null || (c.OpenedOn >= first && c.OpenedOn < next && c.EndState != Ends.Withdrawn && c.EndState != Ends.Cancelled)))
                .Select(c => c.UnitId).ToListAsync(cancellation)];
        }
    }

    /// <summary>One case's trouble does not stop the others; it is told whole in the log.</summary>
    private async Task<bool> Send(Move move, CancellationToken cancellation)
    {
        try
        {
            var result = await mediator.Send((IRequest<MoveResult>)move, cancellation);
            if (result is MoveResult.Refused refused)
                log.LogWarning("The clock's {Move} on {Case} was refused: {Says}", move.GetType().Name, move.Case, refused.Problem.Says);
            return result is MoveResult.Done { Again: false };
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            log.LogError(bug, "The clock's {Move} on {Case} failed", move.GetType().Name, move.Case);
            return false;
        }
    }
}
