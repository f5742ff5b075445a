using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Storage;

/// <summary>What came of asking that a row be taken out.</summary>
public enum VoidOutcome
{
    Voided,

    /// <summary>Somebody was faster.</summary>
    AlreadyVoided,

    NoSuchRow,
}

/// <summary>Who takes a row out of the register, and why.</summary>
/// <param name="By">Person id.</param>
public sealed record VoidGrounds(string By, DateTimeOffset At, string Reason, string Ground);

/// <summary>更正: takes wrong rows out of the register, so that nothing that asks it meets them, and keeps them as they stood.</summary>
public static class RegisterVoids
{
    /// <summary>The row moves from its table to the voided ones in one transaction; a term takes the shifts of its end along.</summary>
    public static async Task<VoidOutcome> Void(WorkflowDb db, RowRef row, VoidGrounds grounds, CancellationToken cancellation = default)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await using (transaction.ConfigureAwait(false))
        {
            await RegisterStore.Lock(db, cancellation);
            var by = new Authorship(grounds.At, grounds.By, RecordWays.Void, grounds.Ground, grounds.Reason);
            if (!await Take(db, row, grounds, by, cancellation))
            {
                return await Knows(db, row, cancellation)
                    ? VoidOutcome.AlreadyVoided
                    : VoidOutcome.NoSuchRow;
            }

            if (row.Kind == RowKind.Term)
            {
                foreach (var shift in await db.TermShifts.AsNoTracking().Where(s => s.UnitId == row.Unit && s.ElectedOn == row.From).ToListAsync(cancellation))
                    await Take(db, RowRef.Of(shift), grounds, by, cancellation);
            }

            await transaction.CommitAsync(cancellation);
            return VoidOutcome.Voided;
        }
    }

    /// <summary>Has the row been taken out before?</summary>
    public static Task<bool> Knows(WorkflowDb db, RowRef row, CancellationToken cancellation = default) => db.RegisterVoids.AnyAsync(
        v => v.Kind == row.Kind && v.PersonId == row.Person && v.UnitId == row.Unit && v.What == row.What && v.From == row.From, cancellation);

    /// <summary>Takes rows out with the move that was decided on them, in its transaction and under the register's lock.</summary>
    /// <exception cref="DbUpdateException">A row is not there any more.</exception>
    internal static async Task Take(WorkflowDb db, Writing writing)
    {
        foreach (var taken in writing.Taken)
        {
            if (!await Take(db, taken.Row, writing.Grounds(taken), writing.By(), CancellationToken.None))
                throw new DbUpdateException($"{taken.Row} is not in the register any more.");
        }
    }

    /// <summary>Everything that was ever taken out, in the order in which it was.</summary>
    public static async Task<ImmutableArray<RegisterVoid>> All(WorkflowDb db, CancellationToken cancellation = default) =>
        [.. await db.RegisterVoids.AsNoTracking().OrderBy(v => v.VoidedAt).ToListAsync(cancellation)];

    /// <summary>What was taken out of one person's record, newest first.</summary>
    public static Task<List<RegisterVoid>> OfPerson(WorkflowDb db, string person, CancellationToken cancellation = default) =>
        db.RegisterVoids.AsNoTracking().Where(v => v.PersonId == person).OrderByDescending(v => v.VoidedAt).ToListAsync(cancellation);

    /// <summary>What was taken out of one unit's record, newest first.</summary>
    public static Task<List<RegisterVoid>> OfUnit(WorkflowDb db, string unit, CancellationToken cancellation = default) =>
        db.RegisterVoids.AsNoTracking().Where(v => v.UnitId == unit).OrderByDescending(v => v.VoidedAt).ToListAsync(cancellation);

    private static Task<bool> Take(WorkflowDb db, RowRef row, VoidGrounds grounds, Authorship by, CancellationToken cancellation)
    {
        return row.Kind switch
        {
            RowKind.Membership => Take(db.Memberships.Where(m =>
                m.PersonId == row.Person && m.UnitId == row.Unit && m.Stage == row.Value<MembershipStage>() && m.From == row.From)),
            RowKind.Post => Take(db.Posts.Where(p => p.PersonId == row.Person && p.UnitId == row.Unit && p.Role == row.What && p.From == row.From)),
            RowKind.Discipline => Take(db.Disciplines.Where(d =>
                d.PersonId == row.Person && d.Kind == row.Value<DisciplineKind>() && d.From == row.From)),
            RowKind.Absence => Take(db.Absences.Where(a => a.PersonId == row.Person && a.Kind == row.Value<AbsenceKind>() && a.From == row.From)),
            RowKind.Term => Take(db.Terms.Where(t => t.UnitId == row.Unit && t.ElectedOn == row.From)),
            RowKind.TermShift => Take(Shifts(db, row)),
            _ => throw new InvalidOperationException($"Kind {row.Kind}"),
        };

        Task<bool> Take<T>(IQueryable<T> where)
            where T : class => RegisterVoids.Take(db, row, where, grounds, by, cancellation);
    }

    private static IQueryable<TermShift> Shifts(WorkflowDb db, RowRef row)
    {
        DateOnly? decided = DateOnly.TryParseExact(row.What, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return db.TermShifts.Where(s => s.UnitId == row.Unit && s.ElectedOn == row.From && s.DecidedOn == decided);
    }

    private static async Task<bool> Take<T>(
        WorkflowDb db, RowRef row, IQueryable<T> where, VoidGrounds grounds, Authorship by, CancellationToken cancellation)
        where T : class
    {
        if (await where.AsNoTracking().FirstOrDefaultAsync(cancellation) is not { } found)
            return false;

        await where.ExecuteDeleteAsync(cancellation);
        var kept = new RegisterVoid(
            row.Kind, row.Person, row.Unit, row.What, row.From, (found as IDated)?.Until, JsonSerializer.Serialize(found, Json.Options),
            grounds.At, grounds.By, grounds.Reason, grounds.Ground);
        db.Add(kept);
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
        await RecordBook.Append(db, by, [RecordChange.Of(db, found, null)!, RecordChange.Of(db, null, kept)!], cancellation);
        return true;
    }
}
