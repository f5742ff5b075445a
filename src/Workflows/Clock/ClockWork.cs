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
    IDbContextFactory<WorkflowDb> contexts, IMediator mediator, RegisterStore register, Library library, Surroundings surroundings,
    ReportRounds reports, PostRounds posts, ILogger<ClockWork> log)
{
    private const int Batch = 200;

    /// <summary>Cases that move at one moment: while some are decided others are made durable together, and people come between.</summary>
    private const int AtOnce = 16;

    private const string EditionKey = "deadline-basis";

    /// <summary>Lets work follow the posts, looks at every deadline whose day has come, and passes on what they have to report.</summary>
    /// <returns>How many deadlines were looked at.</returns>
    public async Task<int> RunDeadlines(CancellationToken cancellation = default)
    {
        await posts.Follow(cancellation);
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
                {
                    var about = $"{row.Key} {Json.Text(row.Wake)} {Json.Text(today)}";
                    await SendAll(Occasion.DeadlineDue, row.CaseId, about, stop, KeyValuePair.Create<string, object?>("deadline", row.Key));
                }
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
        foreach (var procedure in library.Procedures.InForce.Where(p => p.Recurs is not null))
        {
            var recurs = procedure.Recurs!;
            var open = await BusyUnits(procedure.Key, recurs.RoundOf(today), cancellation);
            foreach (var unit in now.Units.Children(null, today).SelectMany(root => now.Subtree(root.Id, today)).Where(u => !open.Contains(u.Id) && Beginning.WhyNot(procedure, Actor.Clock, now, u.Id, today) is null))
            {
                if (recurs.AnchorOf(now, unit.Id, today, settings, procedure.Facts) is not { } anchor || !recurs.HasCome(anchor, today, library.Calendar, settings))
                    continue;

                // One id a year or quarter: cancelled, it is not begun again, and neither when its month is decided anew.
                var id = IdFor($"open {procedure.Key} {unit.Id} {recurs.NameOf(anchor, today)}");
                if (await Send(Entrances.Opening(id, CaseId.Undated(id), Actor.Clock.Person, procedure.Key, unit.Id), cancellation))
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
            var own = string.Concat(settings.Own.Select(s => $"|{s.Key}={s.Standard}"));
            var basis = $"{library.Calendar.Edition}|{string.Join(';', settings.Decided.Select(s => $"{s.Key}={s.Value}"))}{own}";
            var known = await db.Remembered.AsNoTracking().FirstOrDefaultAsync(r => r.Name == EditionKey, cancellation);
            var (round, last) = RoundOf(known?.Value);
            if (last == basis)
                return 0;

            var open = await db.Cases.Where(c => c.EndState == null && c.Due != null).Select(c => c.Id).ToListAsync(cancellation);
            foreach (var id in open)
                await SendAll(Occasion.BasisChanged, id, $"{round + 1} {basis}", cancellation);

            await db.Remember(EditionKey, $"{round + 1}#{basis}", cancellation);
            return open.Count;
        }
    }

    /// <summary>How often was counted, and on what the last time: a setting that is decided back and forth is a new round each time.</summary>
    private static (int Round, string Basis) RoundOf(string? remembered) =>
        remembered?.Split('#', 2) is [var round, var basis] && int.TryParse(round, CultureInfo.InvariantCulture, out var number) ? (number, basis) : (0, remembered ?? "");

    /// <summary>A move id that is the same on every host and after every restart, so that nothing fires twice.</summary>
    private static Guid IdFor(string what) => new(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 16));

    /// <summary>What the clock makes of something that it has noticed about a case.</summary>
    /// <param name="about">Tells it from the last time that it noticed such a thing.</param>
    /// <param name="given">What the moves are to know of it.</param>
    internal static IEnumerable<Move> MovesOn(
        Occasion occasion, string @case, string about, params IEnumerable<KeyValuePair<string, object?>> given) =>
        MoveTypes.On(occasion).Select(t => t.Make(IdFor($"{t.Name} {@case} {about}"), @case, Actor.Clock.Person, null, given));

    private async Task SendAll(
        Occasion occasion, string @case, string about, CancellationToken cancellation, params IEnumerable<KeyValuePair<string, object?>> given)
    {
        foreach (var move in MovesOn(occasion, @case, about, given))
            await Send(move, cancellation);
    }

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
                log.LogWarning("The clock's {Move} on {Case} was refused: {Says}", move.Kind, move.Case, refused.Problem.Says);
            return result is MoveResult.Done { Again: false };
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            log.LogError(bug, "The clock's {Move} on {Case} failed", move.Kind, move.Case);
            return false;
        }
    }
}
