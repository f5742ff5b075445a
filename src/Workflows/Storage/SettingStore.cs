using Microsoft.EntityFrameworkCore;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Storage;

/// <summary>That somebody decided a setting, why, and when; decisions are added, never changed.</summary>
/// <param name="DecidedBy">Person id.</param>
public sealed record SettingDecision(string Key, DateTimeOffset DecidedAt, string Value, string Reason, string DecidedBy);

/// <summary>The settings in force: the declared defaults with the decisions on top. Kept in memory as long as the register's version stands.</summary>
public sealed class SettingStore(Library library)
{
    private volatile Loaded? loaded;

    /// <param name="db">The context that asks.</param>
    /// <param name="register">The register as of this request: a decision raises its version, so an unchanged register means unchanged settings.</param>
    /// <param name="cancellation">Ends the query.</param>
    public async ValueTask<Settings> Current(WorkflowDb db, Register register, CancellationToken cancellation)
    {
        var declared = library.Settings;
        if (loaded is { } known && ReferenceEquals(known.For, register) && ReferenceEquals(known.On, declared))
            return known.Settings;

        var settings = declared;
        foreach (var decision in await db.SettingDecisions.AsNoTracking().OrderBy(d => d.DecidedAt).ToListAsync(cancellation))
        {
            // A decision about a setting that this version no longer knows is history, nothing more.
            if (settings.Validate(decision.Key, decision.Value) is null)
                settings = settings.With(decision.Key, decision.Value);
        }

        loaded = new Loaded(register, declared, settings);
        return settings;
    }

    public static async Task Decide(WorkflowDb db, SettingDecision decision, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // In the same order as whoever changes the register: first its version, then the records.
        await db.Database.ExecuteSqlRawAsync("UPDATE register_version SET version = version + 1", cancellation);
        var by = new Authorship(decision.DecidedAt, decision.DecidedBy, RecordWays.Setting, decision.Key, decision.Reason);
        await Add(db, decision, by, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Adds it in the transaction of whoever has raised the register's version.</summary>
    internal static async Task Add(WorkflowDb db, SettingDecision decision, Authorship by, CancellationToken cancellation)
    {
        db.Add(decision);
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
        await RecordBook.Append(db, by, [RecordChange.Of(db, null, decision)!], cancellation);
    }

    /// <summary>What was decided, by setting, newest first.</summary>
    public static async Task<ILookup<string, SettingDecision>> History(WorkflowDb db, CancellationToken cancellation) =>
        (await db.SettingDecisions.AsNoTracking().OrderByDescending(d => d.DecidedAt).ToListAsync(cancellation)).ToLookup(d => d.Key);

    private sealed record Loaded(Register For, Settings On, Settings Settings);
}
