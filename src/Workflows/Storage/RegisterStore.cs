using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Workflows.Organisation;

namespace Workflows.Storage;

/// <summary>Keeps the register in memory and notices when any host has changed it; every change goes through <see cref="Save"/>.</summary>
/// <param name="library">Knows the office's own roles; null: there are none.</param>
public sealed class RegisterStore(IDbContextFactory<WorkflowDb> contexts, Library? library = null) : IDisposable
{
    // Whoever reads everything anew holds up whoever changes it: what was read would be outdated before it is there, again and again.
    private readonly SemaphoreSlim one = new(1);
    private volatile Loaded? loaded;

    /// <summary>The register as committed now: one small query when nothing has changed.</summary>
    public async ValueTask<Register> Current(CancellationToken cancellation = default)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
            return await Current(db, cancellation);
    }

    /// <summary>The register as this context sees it, its own uncommitted changes included.</summary>
    public async ValueTask<Register> Current(WorkflowDb db, CancellationToken cancellation = default) =>
        await Known(db, cancellation) ?? await Anew(db, cancellation);

    /// <summary>The same for whoever has asked for its version with something else.</summary>
    public async ValueTask<Register> Current(WorkflowDb db, long version, CancellationToken cancellation) =>
        Known(version) ?? await Anew(db, cancellation);

    private async ValueTask<Register> Anew(WorkflowDb db, CancellationToken cancellation)
    {
        if (db.Database.CurrentTransaction is not null)
            return new Register(await Rows(db, cancellation), RoleBook);

        await one.WaitAsync(cancellation);
        try
        {
            return await Known(db, cancellation) ?? (loaded = await Load(db, cancellation)).Register;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>The register as committed now, and with it what a host keeps beside it: asked in one statement.</summary>
    /// <param name="db">Its connection is open, without a transaction.</param>
    /// <param name="beside">A query of the host's own that answers one text; never anything that a person wrote.</param>
    /// <param name="cancellation">Ends the query.</param>
    public async ValueTask<(Register Register, string Beside)> Current(WorkflowDb db, string beside, CancellationToken cancellation)
    {
        var statement = db.Statement($"SELECT version, ({beside}) FROM register_version");
        long version;
        string other;
        await using (statement.ConfigureAwait(false))
        {
            var reader = await statement.Command.ExecuteReaderAsync(System.Data.CommandBehavior.SingleRow, cancellation);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellation);
                (version, other) = (reader.GetInt64(0), reader.GetString(1));
            }
        }

        return (await Current(db, version, cancellation), other);
    }

    /// <summary>Lays what moves changed over the register, commits the moves with it, and knows it from then on without reading everything again.</summary>
    public async Task Commit(WorkflowDb db, IDbContextTransaction transaction, IReadOnlyList<Writing> writings)
    {
        await one.WaitAsync();
        try
        {
            var version = await Lock(db);
            foreach (var writing in writings)
            {
                // Whoever stands behind another one that changes the register has decided on what is no longer there.
                if (writing.DecidedOn is { } seen && (seen != version - 1 || writing != writings[0]))
                    throw new DbUpdateException("The register has changed since this was decided.");
                await writing.Recheck(db);
                await Lay(db, writing.Changes, writing.By());
                await RegisterVoids.Take(db, writing);
                if (writing.Decision is { } decision)
                    await SettingStore.Add(db, decision(), writing.By(), CancellationToken.None);
            }

            await transaction.CommitAsync();
            // Settings are remembered with the register that they were read with: another one has them read again.
            if (writings.Any(w => w.Decision is not null))
                loaded = null;
            else if (loaded is { } known && known.Version == version - 1)
                loaded = new Loaded(version, writings.Aggregate(
                    known.Register, (register, writing) => register.With(writing.Changes).Without([.. writing.Taken.Select(t => t.Row)])));
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    /// <summary>Lays rows over the register: new ones are added, a row with a known key is replaced (which is how a post or a membership is
    /// closed). Every change is recorded. Joins the context's transaction, or makes its own.</summary>
    /// <returns>The register's version with them.</returns>
    public static async Task<long> Save(WorkflowDb db, RegisterRows rows, Authorship by, CancellationToken cancellation = default)
    {
        var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellation) : null;
        try
        {
            var version = await Lock(db, cancellation);
            await Lay(db, rows, by, cancellation);
            if (own is not null)
                await own.CommitAsync(cancellation);
            return version;
        }
        finally
        {
            if (own is not null)
                await own.DisposeAsync();
        }
    }

    /// <summary>Counts the version up, and thereby lets one writer after another: the row stays locked until the transaction ends.</summary>
    internal static async Task<long> Lock(WorkflowDb db, CancellationToken cancellation = default)
    {
        await using var statement = db.Statement("UPDATE register_version SET version = version + 1 RETURNING version");
        return (long)(await statement.Command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task Lay(WorkflowDb db, RegisterRows rows, Authorship by, CancellationToken cancellation = default)
    {
        var changes = await RegisterChanges.Of(db, rows, cancellation);
        await Upsert.Rows(db, rows.Units, cancellation);
        await Upsert.Rows(db, rows.People, cancellation);
        await Upsert.Rows(db, rows.Memberships, cancellation);
        await Upsert.Rows(db, rows.Disciplines, cancellation);
        await Upsert.Rows(db, rows.Absences, cancellation);
        await Upsert.Rows(db, rows.Posts, cancellation);
        await Upsert.Rows(db, rows.Terms, cancellation);
        await Upsert.Rows(db, rows.Shifts, cancellation);
        await RecordBook.Append(db, by, changes, cancellation);
    }

    private async ValueTask<Register?> Known(WorkflowDb db, CancellationToken cancellation)
    {
        return loaded is null ? null : Known(await Version(db, cancellation));
    }

    /// <summary>The register as remembered, when it is of this version.</summary>
    private Register? Known(long version)
    {
        var known = loaded;
        if (known is null || known.Version != version)
            return null;
        if (!ReferenceEquals(known.Register.RoleBook, RoleBook))
            loaded = known = known with { Register = known.Register.With(RoleBook) };
        return known.Register;
    }

    private static async Task<long> Version(WorkflowDb db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var statement = db.Statement("SELECT version FROM register_version");
            return (long)(await statement.Command.ExecuteScalarAsync(cancellation))!;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Version and rows belong together.</summary>
    private Task<Loaded> Load(WorkflowDb db, CancellationToken cancellation) =>
        Snapshot.Read(db, async () => new Loaded(await Version(db, cancellation), new Register(await Rows(db, cancellation), RoleBook)), cancellation);

    /// <summary>Everything as it lies in the tables.</summary>
    public static async Task<RegisterRows> Rows(WorkflowDb db, CancellationToken cancellation) => new()
    {
        Units = [.. await db.Units.AsNoTracking().OrderBy(u => u.Id).ThenBy(u => u.From).ToListAsync(cancellation)],
        People = [.. await db.People.AsNoTracking().OrderBy(p => p.Id).ToListAsync(cancellation)],
        Memberships = [.. await db.Memberships.AsNoTracking().OrderBy(m => m.PersonId).ThenBy(m => m.From).ToListAsync(cancellation)],
        Disciplines = [.. await db.Disciplines.AsNoTracking().OrderBy(d => d.PersonId).ThenBy(d => d.From).ToListAsync(cancellation)],
        Absences = [.. await db.Absences.AsNoTracking().OrderBy(a => a.PersonId).ThenBy(a => a.From).ToListAsync(cancellation)],
        Posts = [.. await db.Posts.AsNoTracking().OrderBy(p => p.From).ThenBy(p => p.PersonId).ToListAsync(cancellation)],
        Terms = [.. await db.Terms.AsNoTracking().OrderBy(t => t.UnitId).ThenBy(t => t.ElectedOn).ToListAsync(cancellation)],
        Shifts = [.. await db.TermShifts.AsNoTracking().OrderBy(s => s.UnitId).ThenBy(s => s.DecidedOn).ToListAsync(cancellation)],
    };

    private RoleBook RoleBook => library?.RoleBook ?? RoleBook.BuiltIn;

    private sealed record Loaded(long Version, Register Register);
}
